// The syntax tree of a translation unit, names resolved. Each node knows its first and last token, and through them
// the place in the author's text. Types of expressions are computed on demand by Semantics.typeOf.
import type { Symbol } from './symbol.ts'
import type { Token, Vanished } from './token.ts'
import type { Attribute, CallingConvention, Type } from './types.ts'

interface Node {
  readonly first: Token
  readonly last: Token
}

// ---- Expressions ----------------------------------------------------------------------------------------------

export type Expression =
  | Identifier
  | IntegerConstant
  | FloatingConstant
  | CharacterConstant
  | StringLiteral
  | Parenthesized
  | Unary
  | Postfix
  | Binary
  | Assignment
  | Conditional
  | Comma
  | Cast
  | SizeOf
  | Call
  | MemberAccess
  | Index
  | CompoundLiteral
  | InitializerList
  | StatementExpression
  | GenericSelection
  | OffsetOf
  | VaArg
  | TypesCompatible
  | ChooseExpression
  | LabelAddress
  | Noop
  | Assume
  | BrokenExpression

export interface Identifier extends Node {
  readonly kind: 'identifier'
  readonly name: string
  /** Undefined: no declaration is in scope. */
  readonly symbol: Symbol | undefined
}

export interface IntegerConstant extends Node {
  readonly kind: 'integer-constant'
  readonly value: bigint
  readonly type: Type
}

export interface FloatingConstant extends Node {
  readonly kind: 'floating-constant'
  readonly value: number
  readonly type: Type
}

export type Encoding = '' | 'L' | 'u8' | 'u' | 'U'

export interface CharacterConstant extends Node {
  readonly kind: 'character-constant'
  readonly encoding: Encoding
  /** Multi-character constants as MSVC computes them: 'abcd' == 0x61626364. */
  readonly value: bigint
}

export interface StringLiteral extends Node {
  readonly kind: 'string-literal'
  readonly encoding: Encoding
  /** Code units of the joined pieces (bytes of UTF-8 for plain and u8, UTF-16 for L and u, UTF-32 for U), without the final 0. */
  readonly units: readonly number[]
}

export interface Parenthesized extends Node {
  readonly kind: 'parenthesized'
  readonly expression: Expression
}

export interface Unary extends Node {
  readonly kind: 'unary'
  readonly operator: '+' | '-' | '!' | '~' | '*' | '&' | '++' | '--' | '__extension__' | '__real__' | '__imag__'
  readonly operand: Expression
}

export interface Postfix extends Node {
  readonly kind: 'postfix'
  readonly operator: '++' | '--'
  readonly operand: Expression
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '<='
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||'

export interface Binary extends Node {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly operatorToken: Token
  readonly left: Expression
  readonly right: Expression
}

export interface Assignment extends Node {
  readonly kind: 'assignment'
  readonly operator: '=' | '*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '&=' | '^=' | '|='
  readonly target: Expression
  readonly value: Expression
}

export interface Conditional extends Node {
  readonly kind: 'conditional'
  readonly test: Expression
  /** Undefined in GNU's `a ?: b`. */
  readonly then: Expression | undefined
  readonly otherwise: Expression
}

export interface Comma extends Node {
  readonly kind: 'comma'
  readonly left: Expression
  readonly right: Expression
}

export interface Cast extends Node {
  readonly kind: 'cast'
  readonly typeName: TypeName
  readonly operand: Expression
}

export interface SizeOf extends Node {
  readonly kind: 'sizeof'
  readonly operator: 'sizeof' | '_Alignof'
  /** One of the two. */
  readonly typeName: TypeName | undefined
  readonly operand: Expression | undefined
}

export interface Call extends Node {
  readonly kind: 'call'
  readonly callee: Expression
  readonly arguments: readonly Expression[]
}

export interface MemberAccess extends Node {
  readonly kind: 'member'
  readonly object: Expression
  readonly arrow: boolean
  readonly name: string
  readonly nameToken: Token
}

export interface Index extends Node {
  readonly kind: 'index'
  readonly array: Expression
  readonly index: Expression
}

export interface CompoundLiteral extends Node {
  readonly kind: 'compound-literal'
  readonly typeName: TypeName
  readonly initializer: InitializerList
}

/** `{ … }` as an initialiser. */
export interface InitializerList extends Node {
  readonly kind: 'initializer-list'
  readonly items: readonly InitializerItem[]
}

export interface InitializerItem {
  readonly designators: readonly Designator[]
  readonly value: Expression
}

export type Designator =
  | { readonly kind: 'member'; readonly name: string; readonly token: Token }
  | { readonly kind: 'index'; readonly index: Expression; readonly end: Expression | undefined }

export interface StatementExpression extends Node {
  readonly kind: 'statement-expression'
  readonly body: Block
}

export interface GenericSelection extends Node {
  readonly kind: 'generic'
  readonly control: Expression
  readonly associations: readonly { readonly typeName: TypeName | undefined; readonly value: Expression }[]
}

/** __builtin_offsetof(type, member-designator) and what offsetof expands to there. */
export interface OffsetOf extends Node {
  readonly kind: 'offsetof'
  readonly typeName: TypeName
  readonly designators: readonly Designator[]
}

export interface VaArg extends Node {
  readonly kind: 'va-arg'
  readonly list: Expression
  readonly typeName: TypeName
}

export interface TypesCompatible extends Node {
  readonly kind: 'types-compatible'
  readonly left: TypeName
  readonly right: TypeName
}

export interface ChooseExpression extends Node {
  readonly kind: 'choose'
  readonly test: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

export interface LabelAddress extends Node {
  readonly kind: 'label-address'
  readonly label: Token
}

/** __noop(…): the arguments are parsed and never evaluated. */
export interface Noop extends Node {
  readonly kind: 'noop'
}

/** __assume(…): what its author knows to be true there; never evaluated. */
export interface Assume extends Node {
  readonly kind: 'assume'
  readonly condition: Expression
}

export interface BrokenExpression extends Node {
  readonly kind: 'broken-expression'
}

// ---- Declarations ---------------------------------------------------------------------------------------------

export type StorageClass = 'typedef' | 'extern' | 'static' | 'auto' | 'register' | undefined

/** What stands in front of the declarators: `static const NTSTATUS __stdcall`. */
export interface Specifiers extends Node {
  readonly type: Type
  /** C90: no type is written, so `type` is int. */
  readonly implicitInt: boolean
  readonly storage: StorageClass
  readonly inline: boolean
  readonly noreturn: boolean
  readonly threadLocal: boolean
  /** Those among the specifiers, which go to the function declarator. */
  readonly conventions: readonly CallingConvention[]
  readonly attributes: readonly Attribute[]
  /** The record or enum that is defined right here. */
  readonly definition: RecordDefinition | EnumDefinition | undefined
}

export interface RecordDefinition extends Node {
  readonly kind: 'record-definition'
  readonly type: Type
  readonly members: readonly MemberDeclaration[]
}

export interface MemberDeclaration extends Node {
  readonly kind: 'member-declaration'
  readonly specifiers: Specifiers
  readonly declarators: readonly Declarator[]
}

export interface EnumDefinition extends Node {
  readonly kind: 'enum-definition'
  readonly type: Type
  readonly enumerators: readonly Symbol[]
}

/** One declared name, or none in a type name. `type` is the whole type, specifiers included. */
export interface Declarator extends Node {
  readonly name: Token | undefined
  readonly type: Type
  /** Pointers, arrays and parameter lists as written, outermost (applied first to the name) first. */
  readonly parts: readonly DeclaratorPart[]
  readonly attributes: readonly Attribute[]
  readonly convention: CallingConvention | undefined
}

export type DeclaratorPart =
  | { readonly kind: 'pointer'; readonly token: Token; readonly qualifiers: number }
  | { readonly kind: 'array'; readonly open: Token; readonly close: Token; readonly size: Expression | undefined }
  | ParameterList

export interface ParameterList {
  readonly kind: 'parameters'
  readonly open: Token
  readonly close: Token
  readonly parameters: readonly Parameter[]
  readonly variadic: boolean
  /** `(a, b)` of a K&R definition: names only. */
  readonly identifiers: boolean
  /** It has no end, or a parameter with nothing in it: there may be more of them. */
  readonly broken: boolean
}

export interface Parameter extends Node {
  readonly specifiers: Specifiers
  readonly declarator: Declarator
  readonly symbol: Symbol | undefined
  /** SAL and direction macros on this parameter: `_In_`, `OPTIONAL`. */
  readonly annotations: readonly Vanished[]
}

export interface TypeName extends Node {
  readonly specifiers: Specifiers
  readonly declarator: Declarator
  readonly type: Type
}

export interface InitDeclarator {
  readonly declarator: Declarator
  readonly initializer: Expression | undefined
  readonly symbol: Symbol | undefined
}

export type Declaration =
  | SimpleDeclaration
  | FunctionDefinition
  | StaticAssert
  | EmptyDeclaration
  | AsmDeclaration
  | BrokenDeclaration

export interface SimpleDeclaration extends Node {
  readonly kind: 'declaration'
  readonly specifiers: Specifiers
  readonly declarators: readonly InitDeclarator[]
  readonly annotations: readonly Vanished[]
}

export interface FunctionDefinition extends Node {
  readonly kind: 'function-definition'
  readonly specifiers: Specifiers
  readonly declarator: Declarator
  readonly symbol: Symbol
  readonly parameters: readonly Symbol[]
  readonly body: Block
  readonly labels: ReadonlyMap<string, Token>
  readonly annotations: readonly Vanished[]
  /** The parser recovered somewhere inside: what is not in the tree may have been in the source. */
  readonly broken: boolean
}

export interface StaticAssert extends Node {
  readonly kind: 'static-assert'
  readonly test: Expression
}

export interface EmptyDeclaration extends Node {
  readonly kind: 'empty-declaration'
}

export interface AsmDeclaration extends Node {
  readonly kind: 'asm-declaration'
}

/** Tokens that were passed over. */
export interface BrokenDeclaration extends Node {
  readonly kind: 'broken-declaration'
}

// ---- Statements -----------------------------------------------------------------------------------------------

export type Statement =
  | Block
  | ExpressionStatement
  | DeclarationStatement
  | If
  | While
  | DoWhile
  | For
  | Switch
  | Case
  | Labeled
  | Goto
  | Return
  | Break
  | Continue
  | Try
  | Leave
  | Asm
  | EmptyStatement
  | BrokenStatement

export interface Block extends Node {
  readonly kind: 'block'
  readonly statements: readonly Statement[]
}

export interface ExpressionStatement extends Node {
  readonly kind: 'expression-statement'
  readonly expression: Expression
}

export interface DeclarationStatement extends Node {
  readonly kind: 'declaration-statement'
  readonly declaration: Declaration
}

export interface If extends Node {
  readonly kind: 'if'
  readonly test: Expression
  readonly then: Statement
  readonly otherwise: Statement | undefined
}

export interface While extends Node {
  readonly kind: 'while'
  readonly test: Expression
  readonly body: Statement
}

export interface DoWhile extends Node {
  readonly kind: 'do'
  readonly body: Statement
  readonly test: Expression
}

export interface For extends Node {
  readonly kind: 'for'
  readonly start: DeclarationStatement | ExpressionStatement | undefined
  readonly test: Expression | undefined
  readonly step: Expression | undefined
  readonly body: Statement
}

export interface Switch extends Node {
  readonly kind: 'switch'
  readonly value: Expression
  readonly body: Statement
}

export interface Case extends Node {
  readonly kind: 'case'
  /** Undefined: default. */
  readonly value: Expression | undefined
  /** GNU ranges: `case 1 ... 5`. */
  readonly end: Expression | undefined
  readonly statement: Statement
}

export interface Labeled extends Node {
  readonly kind: 'label'
  readonly name: Token
  readonly statement: Statement
}

export interface Goto extends Node {
  readonly kind: 'goto'
  readonly label: Token | undefined
  /** GNU computed goto. */
  readonly target: Expression | undefined
}

export interface Return extends Node {
  readonly kind: 'return'
  readonly value: Expression | undefined
}

export interface Break extends Node {
  readonly kind: 'break'
}

export interface Continue extends Node {
  readonly kind: 'continue'
}

/** `__try { } __except (filter) { }` or `__try { } __finally { }`. */
export interface Try extends Node {
  readonly kind: 'try'
  readonly body: Block
  readonly filter: Expression | undefined
  readonly handler: Block | undefined
  readonly finalizer: Block | undefined
}

export interface Leave extends Node {
  readonly kind: 'leave'
}

export interface Asm extends Node {
  readonly kind: 'asm'
}

export interface EmptyStatement extends Node {
  readonly kind: 'empty'
}

export interface BrokenStatement extends Node {
  readonly kind: 'broken-statement'
}
