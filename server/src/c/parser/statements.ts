// Statements (C11 6.8), structured exception handling, and the decision between a declaration and an expression.
import { compact } from '../../text/compact.ts'
import { type Token, TokenFlags, TokenKind } from '../token.ts'
import type {
  Block,
  Declaration,
  DeclarationStatement,
  Declarator,
  Expression,
  ExpressionStatement,
  Specifiers,
  Statement,
} from '../tree.ts'
import { ExpressionParser } from './expressions.ts'

/** A function definition met inside another body: the brace that should have closed that body was lost. */
export interface MetDefinition {
  readonly first: Token
  readonly specifiers: Specifiers
  readonly declarator: Declarator
}

/** What encloses the statement being read, as far as a jump can refer to it. */
interface Enclosing {
  readonly loop: boolean
  /** Its labels so far: values, and `default`. */
  readonly cases: Set<bigint | 'default'> | undefined
  readonly tryBlock: boolean
}

const nothing: Enclosing = { loop: false, cases: undefined, tryBlock: false }

export abstract class StatementParser extends ExpressionParser {
  /** Set while all open blocks are being left because of it. */
  met: MetDefinition | undefined
  labels = new Map<string, Token>()
  gotos: Token[] = []
  #enclosing = nothing

  abstract blockDeclaration(): Declaration

  override restart(): void {
    super.restart()
    this.#enclosing = nothing
  }

  /** Runs `parse` where other jumps are possible; without `change` where none is. */
  within<T>(change: Partial<Enclosing> | undefined, parse: () => T): T {
    const outer = this.#enclosing
    this.#enclosing = change === undefined ? nothing : { ...outer, ...change }
    const value = parse()
    this.#enclosing = outer
    return value
  }

  /** block = "{" { statement } "}" */
  block(): Block {
    return this.inScope(this.scope.inner('block'), () => this.blockHere())
  }

  /** A block whose scope is already open: a function's body shares the one of its parameters. */
  blockHere(): Block {
    const first = this.peek()
    return this.nested(
      () => this.#block(first),
      token => ({ kind: 'block', statements: [], first: token, last: token }),
    )
  }

  #block(first: Token): Block {
    const statements: Statement[] = []
    if (!this.expect('{')) return { kind: 'block', statements, first, last: first }
    while (!this.at('}') && !this.atEnd() && this.met === undefined) {
      const before = this.peek()
      statements.push(this.statement())
      if (this.peek() === before && this.met === undefined) this.advance()
    }
    if (this.met === undefined) this.expect('}')
    return { kind: 'block', statements: compact(statements), first, last: this.last }
  }

  statement(): Statement {
    return this.nested(
      () => this.#statement(),
      first => ({ kind: 'broken-statement', first, last: this.last }),
    )
  }

  #statement(): Statement {
    const first = this.peek()
    if (first.kind === TokenKind.Identifier) {
      const keyword = this.keyword(first)
      if (keyword === 'statement') return this.#keywordStatement(first)
      if (keyword === undefined && this.peekAt(1).text === ':' && this.peekAt(2).text !== ':') return this.#label()
      if (this.#startsDeclaration(first)) return this.#declarationStatement()
    }
    if (first.text === '{') return this.block()
    if (first.text === ';') {
      this.advance()
      return { kind: 'empty', first, last: first }
    }
    if (this.keyword(first) === 'attribute' || (first.text === '[' && this.peekAt(1).text === '[')) {
      this.attribute()
      return this.#statement()
    }
    return this.#expressionStatement()
  }

  #expressionStatement(): ExpressionStatement {
    const first = this.peek()
    const recoveries = this.recoveries
    const expression = this.expression()
    if (this.#isUnknownMacro(expression) && this.recoveries === recoveries) {
      if (!this.accept(';')) this.problem('semantic', 'a macro that is not declared', first)
    } else {
      this.#endOfStatement(recoveries)
    }
    return { kind: 'expression-statement', expression, first, last: this.last }
  }

  /** `MISSING_TRACE(…)` on a line of its own needs no semicolon. */
  #isUnknownMacro(expression: Expression): boolean {
    if (expression.kind !== 'call' || expression.callee.kind !== 'identifier') return false
    return expression.callee.symbol === undefined && (this.peek().flags & TokenFlags.LineStart) !== 0
  }

  /** The semicolon; when it is missing, a new line that starts a statement is taken as the next one. */
  #endOfStatement(recoveriesBefore: number): void {
    if (this.accept(';')) return
    if (this.recoveries === recoveriesBefore) this.missing(`';'`)
    const next = this.peek()
    if (
      next.flags & TokenFlags.LineStart &&
      this.recoveries === recoveriesBefore + 1 &&
      next.kind === TokenKind.Identifier
    )
      return
    this.#skipStatement()
  }

  /** Passes over what is left of a broken statement. */
  #skipStatement(): void {
    for (;;) {
      const token = this.peek()
      if (token.kind === TokenKind.End || token.text === '}' || this.atDefinitionColumn(token)) return
      if (token.text === ';') {
        this.advance()
        return
      }
      if (token.flags & TokenFlags.LineStart && this.keyword(token) === 'statement') return
      this.skipBalanced()
      if (this.last.text === '}') return
    }
  }

  // ---- Declarations among statements ---------------------------------------------------------------------------

  #startsDeclaration(token: Token): boolean {
    if (this.startsType(token)) {
      return this.keyword(token) !== 'attribute' || !this.#isAttributeAlone()
    }
    return this.isName(token) && this.scope.lookup(token.text) === undefined && this.#declaresWithUnknownType()
  }

  /** `__attribute__((fallthrough));` is no declaration. */
  #isAttributeAlone(): boolean {
    let depth = 0
    for (let distance = 1; distance < 100; distance++) {
      const { text, kind } = this.peekAt(distance)
      if (text === '(') depth++
      else if (text === ')') depth--
      else if (depth === 0) return text === ';'
      if (kind === TokenKind.End) return false
    }
    return false
  }

  /** `Foo x …` and `Foo *x;`, `Foo *x = …` with a type that nobody declared. */
  #declaresWithUnknownType(): boolean {
    const next = this.peekAt(1)
    if (this.isName(next)) {
      const behind = this.peekAt(2).text
      return behind === ';' || behind === '=' || behind === ',' || behind === '['
    }
    if (next.text !== '*') return this.cplusplus && next.text === '::' && this.isName(this.peekAt(3))
    let distance = 2
    while (this.peekAt(distance).text === '*') distance++
    const behind = this.peekAt(distance + 1).text
    return this.isName(this.peekAt(distance)) && (behind === ';' || behind === '=' || behind === ',' || behind === '[')
  }

  #declarationStatement(): DeclarationStatement {
    const first = this.peek()
    const declaration = this.blockDeclaration()
    return { kind: 'declaration-statement', declaration, first, last: this.last }
  }

  // ---- Statements with a word ----------------------------------------------------------------------------------

  #keywordStatement(first: Token): Statement {
    switch (first.text) {
      case 'if':
        return this.#if()
      case 'while': {
        this.advance()
        const test = this.#condition()
        const body = this.within({ loop: true }, () => this.statement())
        return { kind: 'while', test, body, first, last: this.last }
      }
      case 'do':
        return this.#do()
      case 'for':
        return this.inScope(this.scope.inner('block'), () => this.#for())
      case 'switch': {
        this.advance()
        const value = this.#condition()
        const body = this.within({ cases: new Set() }, () => this.statement())
        return { kind: 'switch', value, body, first, last: this.last }
      }
      case 'case':
      case 'default':
        return this.#case()
      case 'goto':
        return this.#goto()
      case 'return':
        return this.#return()
      case 'break':
      case 'continue':
        this.#checkJump(first)
        this.advance()
        this.#endOfStatement(this.recoveries)
        return { kind: first.text, first, last: this.last }
      case '__leave':
      case '_leave':
        this.#checkJump(first)
        this.advance()
        this.#endOfStatement(this.recoveries)
        return { kind: 'leave', first, last: this.last }
      case '__try':
      case '_try':
      case 'try':
        return this.#try()
      case '_Static_assert':
      case 'static_assert':
        return this.#declarationStatement()
      case 'asm':
      case '__asm':
      case '__asm__':
      case '_asm':
        this.asm()
        return { kind: 'asm', first, last: this.last }
    }
    return this.#strayWord(first)
  }

  #checkJump(word: Token): void {
    const { loop, cases, tryBlock } = this.#enclosing
    const isInside = word.text === 'continue' ? loop : word.text === 'break' ? loop || cases !== undefined : tryBlock
    if (!isInside) this.problem('semantic', `'${word.text}' outside of what it would leave`, word)
  }

  /** `else` without if, `__except` without __try: told, and its body is read as a statement of its own. */
  #strayWord(first: Token): Statement {
    this.problem('syntax', `'${first.text}' does not belong here`, first)
    this.recoveries++
    this.advance()
    if (this.at('(')) this.skipBalanced()
    return { kind: 'broken-statement', first, last: this.last }
  }

  #condition(): Expression {
    this.expect('(')
    const test = this.expression()
    if (!this.accept(')')) {
      this.missing(`')'`)
      this.skipTo(')', '{', ';')
      this.accept(')')
    }
    return test
  }

  /** if = "if" "(" expression ")" statement [ "else" statement ]; a chain of else-ifs does not nest the parser. */
  #if(): Statement {
    const heads: { first: Token; test: Expression; then: Statement }[] = []
    let otherwise: Statement | undefined
    for (;;) {
      const first = this.advance()
      const test = this.#condition()
      heads.push({ first, test, then: this.statement() })
      if (this.met !== undefined || !this.accept('else')) break
      if (!this.at('if') || heads.length >= 200) {
        otherwise = this.statement()
        break
      }
    }
    let result: Statement | undefined = otherwise
    for (const { first, test, then } of heads.reverse())
      result = { kind: 'if', test, then, otherwise: result, first, last: this.last }
    return result!
  }

  #do(): Statement {
    const first = this.advance()
    const body = this.within({ loop: true }, () => this.statement())
    if (!this.accept('while')) {
      this.missing(`'while'`)
      return { kind: 'broken-statement', first, last: this.last }
    }
    const test = this.#condition()
    this.#endOfStatement(this.recoveries)
    return { kind: 'do', body, test, first, last: this.last }
  }

  /** for = "for" "(" ( declaration | [ expression ] ";" ) [ expression ] ";" [ expression ] ")" statement */
  #for(): Statement {
    const first = this.advance()
    this.expect('(')
    let start: DeclarationStatement | ExpressionStatement | undefined
    if (!this.accept(';'))
      start = this.#startsDeclaration(this.peek()) ? this.#declarationStatement() : this.#expressionStatement()
    const test = this.at(';') ? undefined : this.expression()
    this.expect(';')
    const step = this.at(')') ? undefined : this.expression()
    if (!this.accept(')')) {
      this.missing(`')'`)
      this.skipTo(')', '{', ';')
      this.accept(')')
    }
    const body = this.within({ loop: true }, () => this.statement())
    return { kind: 'for', start, test, step, body, first, last: this.last }
  }

  /** case = ( "case" conditional [ "..." conditional ] | "default" ) ":" statement; runs of labels do not nest. */
  #case(): Statement {
    const heads: { first: Token; value: Expression | undefined; end: Expression | undefined }[] = []
    while (this.at('case') || this.at('default')) {
      const first = this.advance()
      const value = first.text === 'case' ? this.conditional() : undefined
      const end = value !== undefined && this.accept('...') ? this.conditional() : undefined
      this.#checkCase(first, value)
      this.expect(':')
      heads.push({ first, value, end })
    }
    let statement = this.#labeledStatement()
    for (const { first, value, end } of heads.reverse())
      statement = { kind: 'case', value, end, statement, first, last: this.last }
    return statement
  }

  #checkCase(word: Token, value: Expression | undefined): void {
    const { cases } = this.#enclosing
    if (cases === undefined) this.problem('semantic', `'${word.text}' outside of a switch`, word)
    const label = value === undefined ? 'default' : this.constant(value)
    if (label === undefined) return
    if (cases?.has(label)) this.problem('semantic', `a second '${word.text}' for the same value`, word)
    cases?.add(label)
  }

  #label(): Statement {
    const name = this.advance()
    this.advance()
    if (this.labels.has(name.text)) this.problem('semantic', `label '${name.text}' is defined twice`, name)
    this.labels.set(name.text, name)
    while (this.keyword(this.peek()) === 'attribute') this.attribute()
    const statement = this.#labeledStatement()
    return { kind: 'label', name, statement, first: name, last: this.last }
  }

  /** C11 wants a statement behind a label; MSVC and C23 also take a declaration or the block's end. */
  #labeledStatement(): Statement {
    if (!this.at('}')) return this.statement()
    this.problem('semantic', 'a label at the end of a block', this.peek())
    return { kind: 'empty', first: this.last, last: this.last }
  }

  #goto(): Statement {
    const first = this.advance()
    let label: Token | undefined
    let target: Expression | undefined
    if (this.accept('*')) target = this.expression()
    else if (this.isName(this.peek())) this.gotos.push((label = this.advance()))
    else this.missing('a label')
    this.#endOfStatement(this.recoveries)
    return { kind: 'goto', label, target, first, last: this.last }
  }

  #return(): Statement {
    const first = this.advance()
    const recoveries = this.recoveries
    const value = this.at(';') ? undefined : this.expression()
    this.#endOfStatement(recoveries)
    return { kind: 'return', value, first, last: this.last }
  }

  /** try = "__try" block ( "__except" "(" expression ")" block | "__finally" block ) */
  #try(): Statement {
    const first = this.advance()
    const body = this.within({ tryBlock: true }, () => this.block())
    let filter: Expression | undefined
    let handler: Block | undefined
    let finalizer: Block | undefined
    if (this.accept('__except') || this.accept('_except')) {
      filter = this.#condition()
      handler = this.block()
    } else if (this.accept('__finally') || this.accept('_finally')) {
      finalizer = this.block()
    } else if (this.cplusplus && this.at('catch')) {
      while (this.accept('catch')) {
        this.skipBalanced()
        handler = this.block()
      }
    } else {
      this.missing(`'__except' or '__finally'`)
    }
    return { kind: 'try', body, filter, handler, finalizer, first, last: this.last }
  }

  /** `asm volatile ("…")`, `__asm { … }`, `__asm mov eax, 1` to the line's end. */
  asm(): void {
    this.advance()
    while (/^(volatile|__volatile__|__volatile|goto|inline)$/.test(this.peek().text)) this.advance()
    if (this.at('(') || this.at('{')) {
      this.skipBalanced()
      this.accept(';')
      return
    }
    while (!this.atEnd() && !this.at('}') && (this.peek().flags & TokenFlags.LineStart) === 0) this.advance()
  }
}
