// Declarations (C11 6.7, 6.9): the top of the parser. What a declaration says is bound in the current scope at once,
// since the meaning of the next token may depend on it.

import { compact, joined } from '../../text/compact.ts'
import { functionOf, recordOf } from '../predicates.ts'
import type { Preprocessor } from '../preprocessor.ts'
import type { Semantics } from '../semantics.ts'
import type { Symbol } from '../symbol.ts'
import { type Token, TokenKind, type Vanished } from '../token.ts'
import type {
  Block,
  Declaration,
  Declarator,
  Expression,
  FunctionDefinition,
  InitDeclarator,
  ParameterList,
  Specifiers,
  StaticAssert,
} from '../tree.ts'
import { canonical, type IntegerType, integer, type Type } from '../types.ts'
import { adjusted } from './declarators.ts'
import { Declarations, undeclaredFunction } from './declare.ts'
import { type MetDefinition, StatementParser } from './statements.ts'

export class Parser extends StatementParser {
  readonly #declarations: Declarations
  /** Passes over the body that begins with `open` and returns its last token; undefined: it is to be read. */
  passOver: ((open: Token, symbol: Symbol) => Token | undefined) | undefined

  constructor(pp: Preprocessor, semantics: Semantics) {
    super(pp, semantics)
    this.#declarations = new Declarations(semantics, this.cplusplus, this)
  }

  /** One declaration at file level, or those of a namespace; always consumes something unless the file is at its end. */
  externalDeclarations(): Declaration[] {
    const isNamespace = this.cplusplus && this.met === undefined && this.at('namespace')
    return isNamespace ? this.#namespace() : [this.externalDeclaration()]
  }

  externalDeclaration(): Declaration {
    if (this.met !== undefined) return this.#afterLostBrace()
    const first = this.peek()
    const recoveries = this.recoveries
    const declaration = this.#externalDeclaration(first)
    if (this.met !== undefined && declaration.kind !== 'function-definition') this.met = undefined
    if (this.#consumedNothing(first, recoveries)) this.skipBalanced()
    return declaration
  }

  /** The definition that interrupted a body with a lost brace. */
  #afterLostBrace(): Declaration {
    const { first, specifiers, declarator } = this.met!
    this.met = undefined
    return this.#functionDefinition(first, specifiers, declarator, [])
  }

  #consumedNothing(first: Token, recoveries: number): boolean {
    return this.recoveries > recoveries && !this.settled && this.peek() === first && first.kind !== TokenKind.End
  }

  #externalDeclaration(first: Token): Declaration {
    switch (first.text) {
      case ';':
        this.advance()
        return { kind: 'empty-declaration', first, last: first }
      case '_Static_assert':
      case 'static_assert':
        if (this.keyword(first) !== undefined) return this.staticAssert()
        break
      case 'asm':
      case '__asm':
      case '__asm__':
        this.asm()
        return { kind: 'asm-declaration', first, last: this.last }
      case '}':
        if (!this.cplusplus) this.missing('a declaration')
        this.advance()
        return { kind: this.cplusplus ? 'empty-declaration' : 'broken-declaration', first, last: this.last }
    }
    if (this.#unknownMacro(first)) return this.#skipUnknownMacro(first)
    if (this.cplusplus) {
      const skipped = this.#cplusplusDeclaration(first)
      if (skipped !== undefined) return skipped
    }
    return this.#declaration(true)
  }

  /** A declaration inside a body. */
  blockDeclaration(): Declaration {
    return this.at('_Static_assert') || (this.cplusplus && this.at('static_assert'))
      ? this.staticAssert()
      : this.#declaration(false)
  }

  /** declaration = specifiers [ init-declarator { "," init-declarator } ] ";" | function definition */
  #declaration(fileLevel: boolean): Declaration {
    const first = this.peek()
    const { recoveries, last: before } = this
    const { value, annotations } = this.annotated(() => this.#declarationHead(fileLevel, first))
    if ('specifiers' in value && 'declarator' in value) {
      if (fileLevel) return this.#functionDefinition(first, value.specifiers, value.declarator, annotations)
      this.problem('syntax', `the body of '${this.functionName}' is not closed before this function`, first)
      this.recoveries++
      this.met = value
      return { kind: 'broken-declaration', first, last: this.last }
    }
    const { specifiers, declarators } = value
    if (!this.accept(';')) this.#endOfDeclaration(recoveries)
    // At the end of a file nothing is there to be taken.
    const last = this.last === before ? first : this.last
    return { kind: 'declaration', specifiers, declarators: compact(declarators), annotations, first, last }
  }

  #endOfDeclaration(recoveriesBefore: number): void {
    if (this.recoveries === recoveriesBefore) this.missing(`';'`)
    if (this.atDefinitionColumn(this.peek())) return
    this.skipTo(';', '{')
    if (this.at('{')) this.skipBalanced()
    this.accept(';')
  }

  /** Specifiers and declarators; stops where a function's body begins. */
  #declarationHead(
    fileLevel: boolean,
    first: Token,
  ): MetDefinition | { specifiers: Specifiers; declarators: InitDeclarator[] } {
    const specifiers = this.specifiers('declaration')
    const declarators: InitDeclarator[] = []
    if (this.at(';')) return { specifiers, declarators }
    do {
      const declarator = this.declarator(specifiers, 'named')
      if (declarators.length === 0 && this.#bodyFollows(declarator, fileLevel)) return { first, specifiers, declarator }
      if (declarator.name === undefined) break
      declarators.push(this.#initDeclarator(specifiers, declarator))
    } while (this.accept(','))
    return { specifiers, declarators }
  }

  /** Does a body, or the declarations of K&R parameters in front of one, come next? */
  #bodyFollows(declarator: Declarator, fileLevel: boolean): boolean {
    if (declarator.name === undefined || canonical(declarator.type).kind !== 'function') return false
    if (this.cplusplus) this.skipFunctionTail()
    if (this.at('{')) return true
    const list = parameterList(declarator)
    return fileLevel && list?.identifiers === true && list.parameters.length > 0 && this.startsType(this.peek())
  }

  #initDeclarator(specifiers: Specifiers, declarator: Declarator): InitDeclarator {
    while (this.at('asm') || this.at('__asm__') || this.at('__asm')) {
      this.advance()
      if (this.at('(')) this.skipBalanced()
    }
    const withAttributes = this.withAttributes(declarator)
    // The name is in scope in its own initialiser.
    this.#checkNames(withAttributes)
    const symbol = this.#bind(specifiers, withAttributes, this.at('='), this.annotationsHere())
    let initializer: Expression | undefined
    if (this.at('=') && symbol?.kind === 'function' && !this.cplusplus)
      this.problem('semantic', `the function '${symbol.name}' cannot be initialised`, symbol.token)
    if (this.accept('=')) initializer = this.initializer()
    else if (this.cplusplus && (this.at('(') || this.at('{'))) this.skipBalanced()
    const completed =
      initializer === undefined ? symbol : this.#declarations.completeArray(this.scope, symbol, initializer)
    return { declarator: withAttributes, initializer, symbol: completed }
  }

  /** `f(a, b);`: names without types make no declaration. */
  #checkNames(declarator: Declarator): void {
    const list = parameterList(declarator)
    if (list?.identifiers && list.parameters.length > 0)
      this.problem('semantic', `the parameters of '${declarator.name?.text}' have no types`, list.open)
  }

  #bind(
    specifiers: Specifiers,
    declarator: Declarator,
    defined: boolean,
    annotations: readonly Vanished[],
  ): Symbol | undefined {
    return this.#declarations.declare(this.scope, { specifiers, declarator, defined, annotations })
  }

  // ---- Functions -----------------------------------------------------------------------------------------------

  #functionDefinition(
    first: Token,
    specifiers: Specifiers,
    declarator: Declarator,
    annotations: readonly Vanished[],
  ): FunctionDefinition {
    const recoveries = this.recoveries
    const behind = this.peek().vanished ?? []
    const all = joined(annotations, behind)
    const symbol = this.#bind(specifiers, declarator, true, all)!
    if (!this.cplusplus) this.#checkComplete(declarator)
    const outer = { name: this.functionName, labels: this.labels, gotos: this.gotos }
    this.functionName = declarator.name!.text
    this.labels = new Map()
    this.gotos = []
    let parameters: Symbol[] = []
    const body = this.inScope(this.scope.inner('block'), () => {
      parameters = this.#parametersInScope(declarator)
      return this.#bodyPassedOver(symbol) ?? this.within(undefined, () => this.blockHere())
    })
    const { labels } = this
    for (const use of this.gotos)
      if (!labels.has(use.text)) this.problem('semantic', `label '${use.text}' is not defined`, use)
    this.functionName = outer.name
    this.labels = outer.labels
    this.gotos = outer.gotos
    const broken = this.recoveries > recoveries || parameterList(declarator)?.broken === true
    return {
      kind: 'function-definition',
      specifiers,
      declarator,
      symbol,
      parameters,
      body,
      labels,
      annotations: all,
      broken,
      first,
      last: this.last,
    }
  }

  #bodyPassedOver(symbol: Symbol): Block | undefined {
    const first = this.peek()
    const last = this.at('{') ? this.passOver?.(first, symbol) : undefined
    if (last === undefined) return undefined
    this.advance()
    this.last = last
    return { kind: 'block', statements: [], first, last }
  }

  /** What a function with a body takes and returns must be complete. */
  #checkComplete(declarator: Declarator): void {
    const type = functionOf(declarator.type)
    const isIncomplete = (t: Type) => {
      const record = recordOf(t)
      return record !== undefined && this.semantics.body(record) === undefined
    }
    if (type === undefined) return
    if (isIncomplete(type.returns) || type.parameters.some(({ type: own }) => isIncomplete(own)))
      this.problem('semantic', `'${declarator.name!.text}' takes or returns an incomplete type`, declarator.name!)
  }

  /** Binds the parameters in the body's scope; those of a K&R definition are declared between `)` and `{`. */
  #parametersInScope(declarator: Declarator): Symbol[] {
    const list = parameterList(declarator)
    if (list === undefined) {
      this.problem('semantic', `the parameters of '${declarator.name!.text}' are not written here`, declarator.name!)
      return []
    }
    if (!list.identifiers) {
      for (const p of list.parameters) {
        if (p.symbol !== undefined) this.scope.bind(p.symbol)
      }
      return list.parameters.map(p => p.symbol).filter(s => s !== undefined)
    }
    const declared = new Map<string, Symbol>()
    const names = new Set(list.parameters.map(p => p.declarator.name!.text))
    while (!this.at('{') && !this.atEnd() && this.startsType(this.peek())) this.#oldStyleParameters(declared, names)
    return list.parameters.map(p => {
      const symbol =
        declared.get(p.declarator.name!.text) ??
        this.#declarations.parameter(p.declarator, p.specifiers, integer('int'))!
      if (this.scope.own(symbol.name) !== undefined)
        this.problem('semantic', `parameter '${symbol.name}' is declared twice`, symbol.token)
      this.scope.bind(symbol)
      return symbol
    })
  }

  #oldStyleParameters(declared: Map<string, Symbol>, names: ReadonlySet<string>): void {
    const specifiers = this.specifiers('declaration')
    do {
      const declarator = this.declarator(specifiers, 'named')
      const symbol = this.#declarations.parameter(declarator, specifiers, adjusted(declarator.type))
      if (symbol === undefined) continue
      if (!names.has(symbol.name)) this.problem('semantic', `'${symbol.name}' is no parameter`, symbol.token)
      declared.set(symbol.name, symbol)
    } while (this.accept(','))
    if (this.expect(';')) return
    this.skipTo(';', '{')
    this.accept(';')
  }

  declareParameter(declarator: Declarator, specifiers: Specifiers): Symbol | undefined {
    const symbol = this.#declarations.parameter(declarator, specifiers, adjusted(declarator.type))
    if (symbol === undefined) return undefined
    if (this.scope.own(symbol.name) !== undefined)
      this.problem('semantic', `parameter '${symbol.name}' is declared twice`, symbol.token)
    this.scope.bind(symbol)
    return symbol
  }

  declareEnumerator(name: Token, value: bigint | undefined, underlying: IntegerType | undefined): Symbol {
    return this.#declarations.enumerator(this.scope, name, value, underlying)
  }

  declareTypeName(name: Token, type: Type): void {
    this.#declarations.typeName(this.scope, name, type)
  }

  /** Where nobody says that C90 holds, the name stays unresolved, so nothing is concluded. */
  declareImplicitly(name: Token): Symbol | undefined {
    if (this.pp.options.implicitFunctions !== true) return undefined
    const symbol = this.#declarations.implicit(this.scope, name)
    const assumed = symbol.type === undeclaredFunction ? `int ${name.text}()` : "the compiler's own function"
    this.problem('implicit', `'${name.text}' is not declared; ${assumed} is assumed`, name)
    return symbol
  }

  // ---- Odds and ends -------------------------------------------------------------------------------------------

  /** static-assert = "_Static_assert" "(" conditional [ "," string ] ")" ";" */
  staticAssert(): StaticAssert {
    const first = this.advance()
    this.expect('(')
    const test = this.conditional()
    if (this.accept(',')) this.assignment()
    this.expect(')')
    if (!this.accept(';')) this.missing(`';'`)
    if (this.semantics.fold(test) === 0n) this.problem('semantic', 'the assertion does not hold', first)
    return { kind: 'static-assert', test, first, last: this.last }
  }

  /** `UNKNOWN(…)` at file level, with no body behind: a macro whose header is missing. */
  #unknownMacro(first: Token): boolean {
    if (!this.isName(first) || this.peekAt(1).text !== '(' || this.scope.lookup(first.text) !== undefined) return false
    let depth = 0
    for (let distance = 1; distance < 500; distance++) {
      const token = this.peekAt(distance)
      if (token.kind === TokenKind.End || token.text === '{') return token.kind === TokenKind.End
      if (token.text === '(') depth++
      else if (token.text === ')' && --depth === 0) {
        const behind = this.peekAt(distance + 1).text
        if (behind === ';' && this.#isParameterList(distance)) return false
        return behind !== '{' && !this.#startsOldStyle(distance + 1)
      }
    }
    return true
  }

  /**
   * What ends at `close` are parameters of a function without a type (C90), and nothing that a macro is given: each begins
   * with a type, and one has a name, unlike `(T, a)` and `(T)`; or it is `(void)`.
   */
  #isParameterList(close: number): boolean {
    if (this.cplusplus) return false
    if (close === 3) return this.meansVoid(this.peekAt(2))
    let depth = 0
    let begins = true
    let named = false
    for (let at = 2; at < close; at++) {
      const token = this.peekAt(at)
      const { kind, text } = token
      const startsType = this.startsType(token, at)
      if (begins && !startsType && text !== '...') return false
      if (text === ')' || text === ']') depth--
      else if (text === '(' || text === '[') depth++
      else if (depth === 0 && kind !== TokenKind.Identifier && !/^([*,]|\.\.\.)$/.test(text)) return false
      named ||= !startsType && this.isName(token) && !/^(struct|union|enum)$/.test(this.peekAt(at - 1).text)
      begins = depth === 0 && text === ','
    }
    return named && !begins
  }

  /** `f(a, b) int *a; struct s b; {`: declarations of K&R parameters come next, and then the body. */
  #startsOldStyle(distance: number): boolean {
    if (!this.startsType(this.peekAt(distance), distance)) return false
    for (let at = distance; at < distance + 500; at++) {
      const { kind, text } = this.peekAt(at)
      if (text === ';' && this.peekAt(at + 1).text === '{') return true
      if (kind === TokenKind.End || text === '{' || text === '=') return false
    }
    return false
  }

  #skipUnknownMacro(first: Token): Declaration {
    this.problem('semantic', `'${first.text}' is not declared`, first)
    this.advance()
    this.skipBalanced()
    this.accept(';')
    return { kind: 'broken-declaration', first, last: this.last }
  }

  /**
   * The pieces of C++ around C-like parts: entered where that is easy, passed over elsewhere. The braces of `extern "C"` are
   * nothing by themselves: what stands between them belongs to the file, and the closing one may be in another header.
   */
  #cplusplusDeclaration(first: Token): Declaration | undefined {
    const done = (): Declaration => ({ kind: 'empty-declaration', first, last: this.last })
    if (first.text === 'extern' && this.peekAt(1).kind === TokenKind.String) {
      this.advance()
      this.advance()
      return this.accept('{') ? done() : this.externalDeclaration()
    }
    return this.skipsDeclaration() ? done() : undefined
  }

  /** namespace = "namespace" [ name ] "{" { declaration } "}" */
  #namespace(): Declaration[] {
    const first = this.peek()
    const inner: Declaration[] = []
    this.advance()
    let name = ''
    for (; !this.at('{') && !this.at(';') && !this.atEnd(); this.advance()) name += this.peek().text
    if (this.accept('{')) {
      this.#declarations.within(name, this.scope, () => {
        while (!this.at('}') && !this.atEnd()) inner.push(...this.externalDeclarations())
      })
      this.accept('}')
    }
    return inner.length > 0 ? inner : [{ kind: 'empty-declaration', first, last: this.last }]
  }
}

/** The parameters of the declared function itself. */
export function parameterList(declarator: Declarator): ParameterList | undefined {
  const list = declarator.parts[0]
  return list?.kind === 'parameters' ? list : undefined
}
