// What C++ has and C does not, passed over token by token: a driver written as C with classes is read as far as its
// C-like parts go, and nothing is said about the rest.
import { type Token, TokenKind } from '../token.ts'
import { ParserBase } from './base.ts'

export abstract class CplusplusParser extends ParserBase {
  /** A member of `record` that no C declarator describes: constructors, operators, templates, friends. */
  skipsMember(tag: string | undefined): boolean {
    const first = this.peek()
    const isSkipped =
      /^(template|using|friend)$/.test(first.text) || this.#isConstructor(tag) || this.#operatorFollows()
    if (isSkipped) this.#skipDefinition()
    return isSkipped
  }

  /** `C::C(…)`, `C::~C(…)`, operators and templates at file level. */
  skipsDeclaration(): boolean {
    const [first, colons, name] = [this.peek(), this.peekAt(1), this.peekAt(2)]
    const isStructor = this.isName(first) && colons.text === '::' && (name.text === '~' || name.text === first.text)
    const isSkipped = /^(template|using)$/.test(first.text) || isStructor || this.#operatorFollows()
    if (isSkipped) this.#skipDefinition()
    return isSkipped
  }

  /** Behind a parameter list: `const noexcept override`, `-> type`, `= 0`. */
  skipFunctionTail(): void {
    while (/^(const|volatile|noexcept|override|final|throw|&|&&)$/.test(this.peek().text)) {
      this.advance()
      if (this.at('(')) this.skipBalanced()
    }
    if (this.at('->')) while (!/^[{;]$/.test(this.peek().text) && !this.atEnd()) this.advance()
  }

  /** `new`, `delete`, `this`, casts: everything of it but the operand of a `delete`. */
  skipWord(): void {
    const { text } = this.advance()
    if (/_cast$/.test(text)) while (!/^[(;{}]$/.test(this.peek().text) && !this.atEnd()) this.advance()
    if (text === 'delete' && this.at('[')) this.skipBalanced()
    if (text === 'new') this.#skipNew()
    else if (this.at('(')) this.skipBalanced()
  }

  /** `[captures](parameters) -> type { body }` */
  skipLambda(): void {
    this.skipBalanced()
    if (this.at('(')) this.skipBalanced()
    while (!/^[{;)}]$/.test(this.peek().text) && !this.atEnd()) this.advance()
    if (this.at('{')) this.skipBalanced()
  }

  /** Of a class: `~C()`, `virtual ~C()`. */
  atDestructor(): boolean {
    return this.peekAt(this.#wordsBeforeStructor()).text === '~'
  }

  #isConstructor(tag: string | undefined): boolean {
    const distance = this.#wordsBeforeStructor()
    const name = this.peekAt(distance)
    return name.text === '~' || (name.text === tag && this.peekAt(distance + 1).text === '(')
  }

  #wordsBeforeStructor(): number {
    let distance = 0
    while (/^(explicit|virtual|inline|constexpr|__forceinline)$/.test(this.peekAt(distance).text)) distance++
    return distance
  }

  #operatorFollows(): boolean {
    for (let distance = 0; distance < 12; distance++) {
      const token = this.peekAt(distance)
      if (token.text === 'operator') return true
      if (token.kind === TokenKind.End || /^[;(){}=]$/.test(token.text)) return false
    }
    return false
  }

  /** Up to the semicolon or behind the body; braces that initialise members are no body. */
  #skipDefinition(): void {
    for (;;) {
      const token: Token = this.peek()
      if (token.kind === TokenKind.End || token.text === '}') return
      if (this.accept(';')) return
      const isBody = token.text === '{'
      this.skipBalanced()
      if (isBody && !this.at(',') && !this.at('{')) {
        this.accept(';')
        return
      }
    }
  }

  #skipNew(): void {
    for (let token = this.peek(); ; token = this.peek()) {
      if (/^[([{]$/.test(token.text)) this.skipBalanced()
      else if (token.kind === TokenKind.Identifier || token.text === '::' || token.text === '*') this.advance()
      else return
    }
  }
}
