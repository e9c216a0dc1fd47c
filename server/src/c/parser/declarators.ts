// Declarators (C11 6.7.6): from `(NTAPI *Table[4])(int)` to a type. The pieces are collected from the name outwards and
// then applied to the specifiers' type from the outside in.
import { compact } from '../../text/compact.ts'
import { arrayOf, isInteger, isUnknown, isVoid } from '../predicates.ts'
import type { Symbol } from '../symbol.ts'
import { type Token, TokenKind } from '../token.ts'
import type { Declarator, DeclaratorPart, Expression, Parameter, ParameterList, Specifiers, TypeName } from '../tree.ts'
import { deepestType, depthOf } from '../typeDepth.ts'
import {
  type Attribute,
  type CallingConvention,
  canonical,
  integer,
  type ParameterType,
  pointerTo,
  Qualifiers,
  qualifiersOf,
  qualify,
  type Type,
  unknownType,
} from '../types.ts'
import { CplusplusParser } from './cplusplus.ts'
import { conventions } from './keywords.ts'

/** A convention as met: in front of that pointer, or directly in front of the name. */
interface MetConvention {
  readonly convention: CallingConvention
  readonly pointer: DeclaratorPart | undefined
}

/** One level of parentheses, while it is read. */
interface Pieces {
  name: Token | undefined
  /** From the name outwards. */
  parts: DeclaratorPart[]
  conventions: MetConvention[]
  attributes: Attribute[]
}

export type DeclaratorKind = 'named' | 'abstract' | 'either'

const pointerQualifiers: Readonly<Record<string, number>> = {
  const: Qualifiers.Const,
  __const: Qualifiers.Const,
  __const__: Qualifiers.Const,
  volatile: Qualifiers.Volatile,
  __volatile: Qualifiers.Volatile,
  __volatile__: Qualifiers.Volatile,
  restrict: Qualifiers.Restrict,
  __restrict: Qualifiers.Restrict,
  __restrict__: Qualifiers.Restrict,
  _Atomic: Qualifiers.Atomic,
  __unaligned: Qualifiers.Unaligned,
  _unaligned: Qualifiers.Unaligned,
  __ptr32: Qualifiers.Ptr32,
  __ptr64: Qualifiers.Ptr64,
  __sptr: 0,
  __uptr: 0,
}

export abstract class DeclaratorParser extends CplusplusParser {
  abstract specifiers(context: 'declaration' | 'member' | 'parameter' | 'type name'): Specifiers
  abstract startsType(token: Token, distance?: number): boolean
  abstract attribute(): Attribute[]
  abstract assignment(): Expression
  abstract declareParameter(declarator: Declarator, specifiers: Specifiers): Symbol | undefined

  /** declarator = { pointer | convention | attribute } ( name | "(" declarator ")" ) { array | parameters } */
  declarator(specifiers: Specifiers, kind: DeclaratorKind): Declarator {
    const first = this.peek()
    const pieces = this.#pieces(kind)
    // Names without types are for definitions, which only the list of the declared function itself can begin.
    for (const part of kind === 'named' ? pieces.parts.slice(1) : pieces.parts) {
      if (part.kind === 'parameters' && part.identifiers && part.parameters.length > 0)
        this.problem('semantic', 'parameters without types', part.open)
    }
    return this.#finish(specifiers, pieces, first)
  }

  /** type-name = specifiers [ abstract-declarator ] */
  typeName(): TypeName {
    const first = this.peek()
    const specifiers = this.specifiers('type name')
    const declarator = this.declarator(specifiers, 'abstract')
    return { specifiers, declarator, type: declarator.type, first, last: this.last }
  }

  qualifier(token: Token): number | undefined {
    return token.kind === TokenKind.Identifier ? pointerQualifiers[token.text] : undefined
  }

  #pieces(kind: DeclaratorKind): Pieces {
    const pieces: Pieces = { name: undefined, parts: [], conventions: [], attributes: [] }
    const pointers = this.#prefix(pieces)
    if (this.at('(') && this.#groups(kind)) {
      this.nested(
        () => this.#group(pieces, kind),
        () => undefined,
      )
    } else if (kind !== 'abstract' && this.isName(this.peek())) {
      pieces.name = this.advance()
      if (this.cplusplus) this.#qualifiedName(pieces)
    } else if (kind === 'named') {
      this.missing('a name')
    }
    this.#suffixes(pieces)
    pieces.parts.push(...pointers.reverse())
    return pieces
  }

  #group(pieces: Pieces, kind: DeclaratorKind): void {
    this.advance()
    const inner = this.#pieces(kind)
    this.expect(')')
    pieces.name = inner.name
    pieces.parts = inner.parts
    pieces.attributes.push(...inner.attributes)
    // In `(NTAPI *P)(int)` the convention inside is that of the parameter list outside.
    pieces.conventions.push(...inner.conventions)
  }

  /** C++: `Class::Member` counts as `Member`. */
  #qualifiedName(pieces: Pieces): void {
    while (this.at('::') && this.isName(this.peekAt(1))) {
      this.advance()
      pieces.name = this.advance()
    }
  }

  /** What stands in front of the name: pointers with their qualifiers, conventions, attributes. */
  #prefix(pieces: Pieces): DeclaratorPart[] {
    const pointers: DeclaratorPart[] = []
    let waiting: CallingConvention[] = []
    for (;;) {
      const token = this.peek()
      if (token.text === '*' || token.text === '^' || (this.cplusplus && (token.text === '&' || token.text === '&&'))) {
        this.advance()
        let qualifiers = 0
        for (let q = this.qualifier(this.peek()); q !== undefined; q = this.qualifier(this.peek())) {
          this.advance()
          qualifiers |= q
        }
        const pointer: DeclaratorPart = { kind: 'pointer', token, qualifiers }
        pointers.push(pointer)
        for (const convention of waiting) pieces.conventions.push({ convention, pointer })
        waiting = []
        continue
      }
      const keyword = this.keyword(token)
      if (keyword === 'convention') {
        this.advance()
        const convention = conventions[token.text]
        if (convention !== undefined) waiting.push(convention)
      } else if (keyword === 'attribute') {
        const attributes = this.attribute()
        pieces.attributes.push(...attributes)
        for (const a of attributes) if (conventions[a.name] !== undefined) waiting.push(conventions[a.name]!)
      } else if (keyword === 'ignored') {
        this.advance()
      } else {
        break
      }
    }
    for (const convention of waiting) pieces.conventions.push({ convention, pointer: undefined })
    return pointers
  }

  /** At `(`: does it group a declarator, or open the parameters of a nameless function? */
  #groups(kind: DeclaratorKind): boolean {
    const next = this.peekAt(1)
    if (next.text === '*' || next.text === '^' || next.text === '(' || next.text === '[') return true
    if (this.cplusplus && next.text === '&') return true
    const keyword = this.keyword(next)
    if (keyword === 'convention') return true
    if (keyword === 'attribute') return kind !== 'abstract' || this.peekAt(this.#behindAttribute(1)).text === '*'
    if (kind === 'named') return true
    return kind === 'either' && this.isName(next) && !this.startsType(next, 1)
  }

  /** The distance behind the attribute and its parentheses. */
  #behindAttribute(start: number): number {
    let depth = 0
    for (let distance = start + 1; distance < start + 100; distance++) {
      const { text } = this.peekAt(distance)
      if (text === '(') depth++
      else if (text === ')') depth--
      if (depth <= 0) return distance + 1
    }
    return start
  }

  #suffixes(pieces: Pieces): void {
    for (;;) {
      if (this.at('[')) {
        if (this.peekAt(1).text === '[') pieces.attributes.push(...this.attribute())
        else pieces.parts.push(this.#array())
      } else if (this.at('(')) {
        pieces.parts.push(
          this.nested<DeclaratorPart>(
            () => this.#parameters(),
            token => emptyList(token),
          ),
        )
      } else {
        return
      }
    }
  }

  /** array = "[" { qualifier | "static" } [ "*" | assignment ] "]" */
  #array(): DeclaratorPart {
    const open = this.advance()
    while (this.qualifier(this.peek()) !== undefined || this.at('static')) this.advance()
    let size: Expression | undefined
    if (this.at('*') && this.peekAt(1).text === ']') {
      if (this.scope.kind === 'file') this.problem('semantic', `'[*]' outside of a prototype`, open)
      this.advance()
    } else if (!this.at(']')) {
      size = this.assignment()
    }
    if (!this.at(']')) {
      this.missing(`']'`)
      this.skipTo(']', ';', ',', ')')
    }
    this.accept(']')
    return { kind: 'array', open, close: this.last, size }
  }

  // ---- Parameters ----------------------------------------------------------------------------------------------

  /** parameters = "(" [ "void" | identifiers | parameter { "," parameter } [ "," "..." ] ] ")" */
  #parameters(): ParameterList {
    const open = this.advance()
    if (this.at(')'))
      return {
        kind: 'parameters',
        open,
        close: this.advance(),
        parameters: [],
        variadic: false,
        identifiers: !this.cplusplus,
        broken: false,
      }
    if (this.meansVoid(this.peek()) && this.peekAt(1).text === ')') {
      this.advance()
      const close = this.advance()
      return { kind: 'parameters', open, close, parameters: [], variadic: false, identifiers: false, broken: false }
    }
    const identifiers = this.#identifierListFollows()
    let variadic = false
    let broken = false
    const parameters: Parameter[] = []
    this.inScope(this.scope.inner('prototype'), () => {
      do {
        if (this.at('...')) {
          this.advance()
          variadic = true
          break
        }
        if (this.atDefinitionColumn(this.peek()) && this.#definitionFollows()) break
        broken ||= this.at(')') || this.at(',')
        parameters.push(identifiers ? this.#identifier() : this.#parameter())
      } while (this.accept(','))
    })
    if (!identifiers && !this.cplusplus) this.#checkParameters(parameters, variadic, open)
    if (!this.at(')')) {
      this.missing(`')'`)
      this.skipTo(')', ';', '{')
      broken = true
    }
    this.accept(')')
    return {
      kind: 'parameters',
      open,
      close: this.last,
      parameters: compact(parameters),
      variadic,
      identifiers,
      broken,
    }
  }

  /** `long f(int a) {`: the list being read was left unfinished. */
  #definitionFollows(): boolean {
    let depth = 0
    for (let distance = 0; distance < 500; distance++) {
      const token = this.peekAt(distance)
      if (token.text === '(') depth++
      else if (token.text === ')' && --depth === 0) return this.peekAt(distance + 1).text === '{'
      else if (depth === 0 && token.kind !== TokenKind.Identifier && token.text !== '*') return false
      if (depth < 0 || token.kind === TokenKind.End) return false
    }
    return false
  }

  #checkParameters(parameters: readonly Parameter[], variadic: boolean, open: Token): void {
    if (variadic && parameters.length === 0) this.problem('semantic', `'...' without a parameter in front`, open)
    const nameless = parameters.find(({ declarator }) => declarator.name === undefined && isVoid(declarator.type))
    if (nameless !== undefined) this.problem('semantic', `'void' beside other parameters`, nameless.first)
  }

  /** `void`, or a typedef name for it (C11 6.7.6.3p10). */
  protected meansVoid(token: Token): boolean {
    if (!this.isName(token)) return token.kind === TokenKind.Identifier && token.text === 'void'
    const symbol = this.scope.lookup(token.text)
    return symbol?.kind === 'typedef' && isVoid(symbol.type)
  }

  /** K&R: names only, none of them a type. */
  #identifierListFollows(): boolean {
    const next = this.peekAt(1).text
    return (
      !this.cplusplus && this.isName(this.peek()) && !this.startsType(this.peek()) && (next === ',' || next === ')')
    )
  }

  #identifier(): Parameter {
    const name = this.peek()
    if (this.isName(name)) this.advance()
    else this.missing('a name')
    const specifiers = plainSpecifiers(name, unknownType)
    const declarator: Declarator = {
      name,
      type: integer('int'),
      parts: [],
      attributes: [],
      convention: undefined,
      first: name,
      last: name,
    }
    return { specifiers, declarator, symbol: undefined, annotations: [], first: name, last: name }
  }

  #parameter(): Parameter {
    const first = this.peek()
    const { value, annotations } = this.annotated(() => {
      const specifiers = this.specifiers('parameter')
      if (specifiers.storage !== undefined && specifiers.storage !== 'register')
        this.problem('semantic', `'${specifiers.storage}' on a parameter`, first)
      const declarator = this.withAttributes(this.declarator(specifiers, 'either'))
      if (!this.at(',') && !this.at(')')) {
        if (this.accept('=') && this.cplusplus) this.assignment()
        else this.missing(`',' or ')'`)
        this.skipTo(',', ')', ';', '{')
      }
      return { specifiers, declarator, symbol: this.declareParameter(declarator, specifiers) }
    })
    // OPTIONAL and its like stand behind the name, and so in front of the comma or parenthesis.
    const behind = (this.peek().vanished ?? []).filter(v => !annotations.includes(v))
    const all = behind.length > 0 ? [...annotations, ...behind] : annotations
    const { specifiers, declarator, symbol } = value
    return { specifiers, declarator, symbol, annotations: all, first, last: this.last }
  }

  /** GNU's attributes may stand behind a declarator, too. */
  withAttributes(declarator: Declarator): Declarator {
    const attributes = [...declarator.attributes]
    while (this.keyword(this.peek()) === 'attribute') attributes.push(...this.attribute())
    return attributes.length > declarator.attributes.length ? { ...declarator, attributes } : declarator
  }

  /** The value of an expression where C wants a constant one. */
  constant(expression: Expression): bigint | undefined {
    const value = this.semantics.fold(expression)
    if (value === undefined && !isUnknown(this.semantics.typeOf(expression)))
      this.problem('semantic', 'this is not an integer constant', expression.first)
    return value
  }

  // ---- Types ---------------------------------------------------------------------------------------------------

  #finish(specifiers: Specifiers, pieces: Pieces, first: Token): Declarator {
    const { name } = pieces
    const parts = compact(pieces.parts)
    const attributes = compact(pieces.attributes)
    const assigned = new Map<DeclaratorPart, CallingConvention>()
    const met: MetConvention[] = [...pieces.conventions]
    for (const convention of specifiers.conventions) met.push({ convention, pointer: undefined })
    for (const { convention, pointer } of met.slice(0, deepestType)) {
      const from = pointer === undefined ? 0 : parts.indexOf(pointer)
      const list = parts.find((part, i) => i >= from && part.kind === 'parameters')
      if (list === undefined) continue
      // Elsewhere than on x86 all conventions are the same.
      if (this.semantics.target.architecture === 'x86' && (assigned.get(list) ?? convention) !== convention)
        this.problem('semantic', `both ${assigned.get(list)} and ${convention}`, name ?? first)
      if (!assigned.has(list)) assigned.set(list, convention)
    }
    const type = this.#built(specifiers.type, parts, assigned, name ?? first)
    const last = parts.length > 0 || name !== undefined ? this.last : first
    return { name, type, parts, attributes, convention: met[0]?.convention, first, last }
  }

  #built(
    base: Type,
    parts: readonly DeclaratorPart[],
    assigned: ReadonlyMap<DeclaratorPart, CallingConvention>,
    place: Token,
  ): Type {
    let type = base
    if (parts.length <= deepestType) {
      for (const part of [...parts].reverse()) type = this.#apply(part, type, assigned.get(part))
      if (depthOf(type, this.semantics.environment) <= deepestType) return type
    }
    this.problem('limit', `the type nests more than ${deepestType} levels deep`, place)
    return unknownType
  }

  #apply(part: DeclaratorPart, type: Type, convention: CallingConvention | undefined): Type {
    if (part.kind === 'pointer') return qualify(pointerTo(type), part.qualifiers)
    const inner = canonical(type)
    if (part.kind === 'array') {
      if (!this.cplusplus) this.#checkElement(inner, part.open)
      const length = part.size === undefined ? undefined : this.#arrayLength(part.size)
      return { kind: 'array', of: type, length, size: part.size, qualifiers: 0 }
    }
    if (inner.kind === 'function' || inner.kind === 'array')
      this.problem('semantic', `a function returning a${inner.kind === 'array' ? 'n array' : ' function'}`, part.open)
    const parameters = part.identifiers ? [] : part.parameters.map(parameterType)
    return {
      kind: 'function',
      returns: type,
      parameters,
      variadic: part.variadic,
      prototyped: !part.identifiers,
      convention,
    }
  }

  #checkElement(element: Type, open: Token): void {
    const { kind } = element
    if (kind === 'function' || kind === 'void')
      this.problem('semantic', `an array of ${kind === 'void' ? 'void' : 'functions'}`, open)
    const isIncomplete = kind === 'record' && this.semantics.body(element) === undefined
    if (isIncomplete || isIncompleteArray(element)) this.problem('semantic', 'an array of an incomplete type', open)
  }

  #arrayLength(size: Expression): bigint | undefined {
    const length = this.semantics.fold(size)
    if (length !== undefined && length < 0n) this.problem('semantic', 'an array with a negative size', size.first)
    const type = this.semantics.typeOf(size)
    if (!isInteger(type) && !isUnknown(type)) this.problem('semantic', 'the size of an array is no integer', size.first)
    else if (length === undefined && this.scope.kind === 'file' && !isUnknown(type))
      this.problem('semantic', 'the size of an array at file level is not constant', size.first)
    return length
  }
}

function isIncompleteArray(type: Type): boolean {
  const array = arrayOf(type)
  return array !== undefined && array.length === undefined && array.size === undefined
}

function parameterType(parameter: Parameter): ParameterType {
  return { name: parameter.declarator.name?.text, type: adjusted(parameter.declarator.type) }
}

/** A parameter of array or function type is a pointer (C11 6.7.6.3). */
export function adjusted(type: Type): Type {
  const inner = canonical(type)
  if (inner.kind === 'array') return pointerTo(qualify(inner.of, qualifiersOf(type)))
  return inner.kind === 'function' ? pointerTo(type) : type
}

export function plainSpecifiers(token: Token, type: Type): Specifiers {
  return {
    type,
    implicitInt: false,
    storage: undefined,
    inline: false,
    noreturn: false,
    threadLocal: false,
    conventions: [],
    attributes: [],
    definition: undefined,
    first: token,
    last: token,
  }
}

function emptyList(token: Token): ParameterList {
  const parameters: Parameter[] = []
  return { kind: 'parameters', open: token, close: token, parameters, variadic: false, identifiers: true, broken: true }
}
