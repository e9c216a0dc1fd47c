// What follows `expect`: properties and events.

import { nearest } from '../text/spelling.ts'
import type { Count, Event, Name, Property, Relation } from './clause.ts'
import { ExpressionReader, isLvalue } from './expressionReader.ts'
import { grammarWords } from './words.ts'

/** Words that begin a property where a name of C could stand too. */
const propertyWords = ['no', 'never', 'order', 'not', 'holds', 'call', 'free', 'close', 'entry'] as const
/** Behind a name, these show that it was meant as one of C. */
const operators: ReadonlySet<string> = new Set('-> . [ == != < > <= >= = && || + / % ^ ? : |'.split(' '))

export class PropertyReader extends ExpressionReader {
  /**
   * property = expr | lvalue "unchanged" | "return" "in" "{" … "}" | "return" "within" … | "no" … | event …
   *          | "never" … | "order" … | [ "not" ] "holds" …
   */
  protected property(): Property {
    const start = this.token
    if (start.text === 'return' && !start.flag) {
      const ofReturn = this.#returnProperty()
      if (ofReturn !== undefined) return ofReturn
    }
    const word = propertyWords.find(each => this.atWord(each))
    if (word === undefined) {
      this.#misspelt()
      return this.#expression()
    }
    if (operators.has(this.peek(1).text)) {
      this.fail(`'${word}' is a word of the grammar here; the name of C is written '\\${word}'.`, `\\${word}`)
    }
    switch (word) {
      case 'no':
        return this.#no()
      case 'never':
        return this.#never()
      case 'order':
        return this.#order()
      case 'not':
      case 'holds':
        return this.#holds()
    }
    return this.#eventProperty(this.event())
  }

  /** Two words in a row are no expression: the first was meant as one of the grammar. */
  #misspelt(): void {
    const { token } = this
    const next = this.peek(1)
    if (token.kind !== 'word' || next.kind !== 'word' || ['unchanged', 'when', 'in'].includes(next.text)) return
    const meant = nearest(token.text, propertyWords)
    if (meant !== undefined) this.fail(`Unknown word '${token.text}'; did you mean '${meant}'?`, meant)
  }

  /** expr | lvalue "unchanged" */
  #expression(): Property {
    const start = this.token
    const condition = this.condition()
    if (!this.acceptWord('unchanged')) return { kind: 'expression', condition }
    if (!isLvalue(condition)) this.fail("Only what can be set can be 'unchanged'.", undefined, start)
    return { kind: 'unchanged', target: condition }
  }

  /** Undefined: `return` is the value in an expression. */
  #returnProperty(): Property | undefined {
    const { kind, text } = this.peek(1)
    if (text === 'in' && this.peek(2).text === '{') {
      this.advance()
      this.advance()
      this.expect('{')
      const values = [this.expression()]
      while (this.accept(',')) values.push(this.expression())
      this.expect('}')
      return { kind: 'return-in', values }
    }
    if (text === 'within') {
      this.advance()
      this.advance()
      const { amount, unit } = this.amount(['ms', 's', 'steps'])
      return { kind: 'return-within', limit: amount, unit }
    }
    if (kind !== 'word' || !eventWords.has(text)) return undefined
    return this.#eventProperty(this.event())
  }

  /** "no" ( "leaks" | "deadlock" | "race" [ "on" expr ] ) */
  #no(): Property {
    this.advance()
    const what = this.expectOne(['leaks', 'deadlock', 'race'])
    return { kind: 'no', what, on: what === 'race' && this.acceptWord('on') ? this.expression() : undefined }
  }

  /** "never" event [ "after" event | "during" FUNC ] */
  #never(): Property {
    this.advance()
    const event = this.event()
    let relation: Relation | undefined
    if (this.acceptWord('after')) relation = { kind: 'after', event: this.event() }
    else relation = this.#during()
    return { kind: 'never', event, relation }
  }

  /** "order" FUNC { "," FUNC } */
  #order(): Property {
    this.advance()
    const routines = [this.anyName('a function')]
    while (this.accept(',')) routines.push(this.anyName('a function'))
    return { kind: 'order', routines }
  }

  /** [ "not" ] "holds" expr [ "exclusive" | "shared" ] */
  #holds(): Property {
    const negated = this.acceptWord('not')
    this.expectWord('holds')
    const lock = this.expression()
    return { kind: 'holds', negated, lock, mode: this.acceptOne(['exclusive', 'shared']) }
  }

  /** event [ count ] [ "on" ( "worker" | "caller" ) ] [ ( "before" | "after" ) event | "during" FUNC ] */
  #eventProperty(event: Event): Property {
    const count = this.#count()
    const on = this.acceptWord('on') ? this.expectOne(['worker', 'caller']) : undefined
    const order = this.acceptOne(['before', 'after'])
    const relation = order === undefined ? this.#during() : { kind: order, event: this.event() }
    return { kind: 'event', event, count, on, relation }
  }

  #during(): Relation | undefined {
    return this.acceptWord('during') ? { kind: 'during', routine: this.anyName('a function') } : undefined
  }

  /** event = "call" FUNC [ "#" NUM ] [ "(" [ arg { "," arg } ] ")" ] | "free" expr | "close" expr | "entry" | "return" */
  protected event(): Event {
    const kind = this.expectOne(['call', 'free', 'close', 'entry', 'return'])
    if (kind === 'entry' || kind === 'return') return { kind }
    if (kind !== 'call') return { kind, value: this.expression() }
    const routine = this.anyName('a function')
    const occurrence = this.accept('#') ? this.ordinal() : undefined
    const args = this.accept('(') ? this.rest(')', () => this.#argument()) : undefined
    return { kind, routine, occurrence, arguments: args }
  }

  /** arg = expr | "_" */
  #argument() {
    return this.acceptWord('_') ? undefined : this.expression()
  }

  /** count = "once" | "twice" | "never" | "exactly" NUM | "at" "least" NUM | "at" "most" NUM */
  #count(): Count | undefined {
    switch (this.acceptOne(['once', 'twice', 'never', 'exactly', 'at'])) {
      case 'once':
        return { minimum: 1, maximum: 1 }
      case 'twice':
        return { minimum: 2, maximum: 2 }
      case 'never':
        return { minimum: 0, maximum: 0 }
      case 'exactly': {
        const number = this.count()
        return { minimum: number, maximum: number }
      }
      case 'at':
        return this.expectOne(['least', 'most']) === 'least'
          ? { minimum: this.count(), maximum: undefined }
          : { minimum: 0, maximum: this.count() }
    }
    return undefined
  }

  // ---- Names and numbers -----------------------------------------------------------------------------------------

  /** A NAME: the words of the grammar are none. */
  protected name(what: string): Name {
    const { token } = this
    if (token.kind === 'word' && grammarWords.has(token.text))
      this.fail(`'${token.text}' is a word of the grammar and cannot be a name.`)
    return this.anyName(what)
  }

  /** A number from 1. */
  protected ordinal(): number {
    const { token } = this
    const number = this.count('a number from 1')
    if (number === 0) this.fail('Numbers count from 1 here.', undefined, token)
    return number
  }

  /** NUM and a unit, with or without a blank between them. */
  protected amount<U extends string>(units: readonly U[]): { amount: number; unit: U } {
    const { token } = this
    const joined = /^(\d{1,9})([a-z]+)$/.exec(token.text)
    if (token.kind !== 'number' || joined === null) return { amount: this.count(), unit: this.expectOne(units) }
    const unit = units.find(each => each === joined[2])
    if (unit === undefined) this.unexpected(`a number of ${units.join(', ')}`)
    else this.advance()
    return { amount: Number(joined[1]), unit: unit ?? units[0]! }
  }
}

/** What may follow an event. */
const eventWords: ReadonlySet<string> = new Set('once twice never exactly at on before after during'.split(' '))
