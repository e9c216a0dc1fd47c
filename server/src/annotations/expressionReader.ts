// Expressions of annotations: C's conditional expressions (C11 6.5) without assignment and comma, with the names that only
// annotations have. An identifier in parentheses is a type where what follows can only be an operand, and else where the
// unit says so.
import { precedences } from '../c/precedence.ts'
import type { Expr, Name, PseudoName, Query, TypeName, UnaryOperator } from './clause.ts'
import { ClauseReader, type SourceLine } from './clauseReader.ts'
import type { ClauseToken } from './clauseTokens.ts'

const unaries: ReadonlySet<string> = new Set<UnaryOperator>(['+', '-', '!', '~', '*', '&'])
export const pseudoNames: readonly PseudoName[] = ['return', 'irql', 'thread', 'process']
export const queries: readonly Query[] = ['refs', 'old', 'freed', 'held']
export const typeWords: ReadonlySet<string> = new Set(
  'void char short int long float double signed unsigned const volatile struct union enum _Bool __int8 __int16 __int32 __int64'.split(
    ' ',
  ),
)
/** How everything that may follow an operand is called in messages. */
const operator = 'an operator'
/** Of C, where no operand can begin with them. */
const keywords: ReadonlySet<string> = new Set(
  'break case continue default do else for goto if static switch typedef while extern register'.split(' '),
)

export interface ExpressionOptions {
  /** A bitwise or ends the expression: it separates what is around it. */
  readonly noOr?: boolean
}

export class ExpressionReader extends ClauseReader {
  readonly #isType: (name: string) => boolean

  constructor(line: SourceLine, isType: (name: string) => boolean = () => false) {
    super(line)
    this.#isType = isType
  }

  /** expr = binary [ "?" expr ":" expr ] */
  expression(options: ExpressionOptions = {}): Expr {
    return this.nested(() => this.#conditional(options))
  }

  /** An expression in a place where a value is compared, never set. */
  condition(): Expr {
    const expr = this.expression()
    if (this.token.text === '=' && this.token.kind === 'punctuator')
      this.fail("'=' sets a value; what must hold is compared with '=='.", '==')
    return expr
  }

  /** What can be set: a name, a member, an element, what a pointer points to. */
  lvalue(): Expr {
    const start = this.token
    const expr = this.nested(() => this.#unary())
    if (this.problem === undefined && !isLvalue(expr)) this.fail('This is nothing that can be set.', undefined, start)
    return expr
  }

  /** The `=` between what is set and its value. */
  assigns(): void {
    if (this.token.text === '==') this.fail("'==' compares; a value is set with '='.", '=')
    this.expect('=')
  }

  #conditional(options: ExpressionOptions): Expr {
    const { start } = this.token
    const test = this.#binary(1, options)
    if (!this.accept('?', operator)) return test
    const then = this.expression()
    this.expect(':')
    const otherwise = this.expression(options)
    return { kind: 'conditional', test, then, otherwise, ...this.spanFrom(start) }
  }

  /** binary = unary { operator unary }, by precedence */
  #binary(minimum: number, options: ExpressionOptions): Expr {
    const { start } = this.token
    let left = this.nested(() => this.#unary())
    for (;;) {
      const { kind, text } = this.token
      const precedence = kind === 'punctuator' ? (precedences[text] ?? 0) : 0
      if (precedence < minimum || precedence === 0 || (text === '|' && options.noOr === true)) return left
      this.advance()
      const right = this.#binary(precedence + 1, options)
      left = { kind: 'binary', operator: text, left, right, ...this.spanFrom(start) }
    }
  }

  /** unary = operator unary | "(" type ")" unary | "sizeof" unary | "sizeof" "(" type ")" | postfix */
  #unary(): Expr {
    const { token } = this
    const { start } = token
    if (token.kind === 'punctuator' && (token.text === '++' || token.text === '--'))
      this.fail('An annotation changes nothing: no increment or decrement.')
    if (token.kind === 'punctuator' && unaries.has(token.text)) {
      const sign = this.advance().text as UnaryOperator
      const operand = this.nested(() => this.#unary())
      return { kind: 'unary', operator: sign, operand, ...this.spanFrom(start) }
    }
    if (this.#atTypeInParentheses()) {
      const type = this.#typeInParentheses()
      const operand = this.nested(() => this.#unary())
      return { kind: 'cast', type, operand, ...this.spanFrom(start) }
    }
    if (token.kind === 'word' && token.text === 'sizeof' && !token.flag) {
      this.advance()
      const operand = this.#atTypeInParentheses(true) ? this.#typeInParentheses() : this.nested(() => this.#unary())
      return { kind: 'sizeof', operand, ...this.spanFrom(start) }
    }
    return this.#postfix(this.#primary())
  }

  /** postfix = primary { "." NAME | "->" NAME | "[" expr "]" } */
  #postfix(primary: Expr): Expr {
    const { start } = primary
    for (let expr = primary; ; ) {
      if (this.accept('.', operator) || this.accept('->', operator)) {
        const arrow = this.peek(-1).text === '->'
        expr = { kind: 'member', object: expr, arrow, member: this.anyName('a member'), ...this.spanFrom(start) }
      } else if (this.accept('[', operator)) {
        const index = this.expression()
        this.expect(']')
        expr = { kind: 'index', array: expr, index, ...this.spanFrom(start) }
      } else {
        if (this.token.text === '++' || this.token.text === '--')
          this.fail('An annotation changes nothing: no increment or decrement.')
        return expr
      }
    }
  }

  /** primary = NAME [ "(" [ expr { "," expr } ] ")" ] | literal | "(" expr ")" | the names of annotations */
  #primary(): Expr {
    const { token } = this
    const { start } = token
    switch (token.kind) {
      case 'word':
        if (keywords.has(token.text) && !token.flag) break
        return this.#named(this.advance())
      case 'number':
        this.advance()
        return { kind: 'number', text: token.text, ...this.spanFrom(start) }
      case 'character':
        if (!token.flag) this.fail('The character is not closed: its second quote is missing.')
        this.advance()
        return { kind: 'character', text: token.text, ...this.spanFrom(start) }
      case 'string': {
        if (!token.flag) this.fail('The string is not closed: its second quote is missing.')
        this.advance()
        const quote = token.text.indexOf('"')
        const prefix = token.text.slice(0, quote)
        return { kind: 'string', prefix, value: token.text.slice(quote + 1, -1), ...this.spanFrom(start) }
      }
      case 'punctuator':
        if (this.accept('(')) {
          const inner = this.expression()
          this.expect(')')
          return { kind: 'parenthesized', inner, ...this.spanFrom(start) }
        }
    }
    this.unexpected('an expression')
    return { kind: 'name', name: '', escaped: false, start, end: start }
  }

  #named({ text, flag, start }: ClauseToken): Expr {
    const pseudo = flag ? undefined : pseudoNames.find(name => name === text)
    if (pseudo !== undefined) return { kind: 'pseudo', name: pseudo, ...this.spanFrom(start) }
    const callee: Name = { name: text, ...this.spanFrom(start) }
    if (!this.accept('(', operator)) return { kind: 'name', name: text, escaped: flag, ...this.spanFrom(start) }
    const query = flag ? undefined : queries.find(name => name === text)
    if (query !== undefined) {
      const operand = this.expression()
      this.expect(')')
      return { kind: 'query', query, operand, ...this.spanFrom(start) }
    }
    const args = this.rest(')', () => this.expression())
    return { kind: 'call', callee, escaped: flag, arguments: args, ...this.spanFrom(start) }
  }

  /** [ item { "," item } ] up to `close`; what opens the list was consumed. */
  rest<T>(close: string, item: () => T): T[] {
    const items: T[] = []
    if (this.accept(close)) return items
    do items.push(item())
    while (this.accept(','))
    this.expect(close)
    return items
  }

  // ---- Types ---------------------------------------------------------------------------------------------------

  /** `sizeofOperand`: nothing needs to follow. */
  #atTypeInParentheses(sizeofOperand = false): boolean {
    if (this.token.text !== '(' || this.token.kind !== 'punctuator') return false
    let distance = 1
    while (this.peek(distance).kind === 'word' && !this.peek(distance).flag) distance++
    const words = distance - 1
    while (this.peek(distance).text === '*') distance++
    const pointers = distance - 1 - words
    if (words === 0 || this.peek(distance).text !== ')') return false
    const first = this.peek(1).text
    if (words > 1 || pointers > 0 || typeWords.has(first) || this.#isType(first)) return true
    if (isAnnotationWord(first) || sizeofOperand) return false
    const next = this.peek(distance + 1)
    const isWord = next.kind === 'word' && (next.flag || !operatorWords.has(next.text))
    return isWord || next.kind === 'number' || next.kind === 'string' || next.kind === 'character' || next.text === '('
  }

  #typeInParentheses(): TypeName {
    this.expect('(')
    const { start } = this.token
    const words: Name[] = []
    while (this.token.kind === 'word') words.push(this.anyName('a type'))
    let pointers = 0
    while (this.accept('*')) pointers++
    const type: TypeName = { kind: 'type', words, pointers, ...this.spanFrom(start) }
    this.expect(')')
    return type
  }
}

/** Words of the grammar that go on behind an expression. */
const operatorWords: ReadonlySet<string> = new Set(
  'when in by at each as on once twice never exactly before after during unchanged exclusive shared'.split(' '),
)

function isAnnotationWord(word: string): boolean {
  return [...pseudoNames, ...queries].some(name => name === word)
}

export function isLvalue(expr: Expr): boolean {
  switch (expr.kind) {
    case 'name':
    case 'member':
    case 'index':
      return true
    case 'unary':
      return expr.operator === '*'
    case 'parenthesized':
      return isLvalue(expr.inner)
  }
  return false
}
