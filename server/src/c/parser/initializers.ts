// Initialisers (C11 6.7.9), with GNU's ranges and old designators.

import { TokenKind } from '../token.ts'
import type { Designator, Expression, InitializerItem, InitializerList } from '../tree.ts'
import { SpecifierParser } from './specifiers.ts'

export abstract class InitializerParser extends SpecifierParser {
  /** initializer = assignment | initializer-list */
  initializer(): Expression {
    return this.at('{') ? this.initializerList() : this.assignment()
  }

  /** initializer-list = "{" [ item { "," item } [ "," ] ] "}" ; item = [ designators "=" ] initializer */
  initializerList(): InitializerList {
    return this.nested(
      () => this.#initializerList(),
      token => ({ kind: 'initializer-list', items: [], first: token, last: token }),
    )
  }

  #initializerList(): InitializerList {
    const first = this.advance()
    const items: InitializerItem[] = []
    while (!this.at('}') && !this.atEnd()) {
      const before = this.peek()
      items.push(this.#initializerItem())
      if (this.at('}')) break
      if (!this.accept(',')) {
        this.missing(`',' or '}'`)
        if (this.peek() === before) this.skipBalanced()
        this.skipTo(',', '}', ';')
        if (!this.accept(',')) break
      }
    }
    this.expect('}')
    return { kind: 'initializer-list', items, first, last: this.last }
  }

  #initializerItem(): InitializerItem {
    const designators: Designator[] = []
    const oldStyle = this.isName(this.peek()) && this.peekAt(1).text === ':' && this.peekAt(2).text !== ':'
    if (oldStyle) {
      // GNU's old `member: value`.
      const token = this.advance()
      this.advance()
      designators.push({ kind: 'member', name: token.text, token })
    } else {
      while (this.at('.') || this.at('[')) designators.push(this.designator())
      // GNU also takes `[1] value`.
      if (designators.length > 0 && !this.accept('=') && designators.at(-1)!.kind === 'member') this.missing(`'='`)
    }
    return { designators, value: this.initializer() }
  }

  designator(): Designator {
    if (this.accept('.')) {
      const token = this.peek()
      if (token.kind === TokenKind.Identifier) this.advance()
      else this.missing('a member')
      return { kind: 'member', name: token.text, token }
    }
    this.advance()
    const index = this.conditional()
    const end = this.accept('...') ? this.conditional() : undefined
    this.close(']')
    return { kind: 'index', index, end }
  }
}
