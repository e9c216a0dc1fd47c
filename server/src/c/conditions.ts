// The controlling expression of #if and #elif (C11 6.10.1): 64-bit integers, names that are no macros are 0.

import { characterValue, integerLiteral } from './literals.ts'
import { precedences } from './precedence.ts'
import { type Token, TokenKind } from './token.ts'

/** A value and whether it is unsigned, as uintmax_t is. */
interface Value {
  readonly value: bigint
  readonly unsigned: boolean
}

export type ConditionResult = { readonly value: bigint } | { readonly error: string; readonly token: Token | undefined }

/** `tokens` are macro-expanded, `defined` already replaced by 0 or 1. `true` is a word of C++ alone. */
export function evaluateCondition(tokens: readonly Token[], cplusplus: boolean): ConditionResult {
  const parser = new ConditionParser(tokens, cplusplus)
  try {
    return { value: parser.whole().value }
  } catch (error) {
    if (error instanceof ConditionError) return { error: error.message, token: error.token }
    throw error
  }
}

/** Leaves the recursive descent; never leaves this file. */
class ConditionError extends Error {
  readonly token: Token | undefined
  constructor(message: string, token: Token | undefined) {
    super(message)
    this.token = token
  }
}

const maximumDepth = 200

class ConditionParser {
  readonly #tokens: readonly Token[]
  readonly #cplusplus: boolean
  #at = 0
  #depth = 0
  /** Inside an operand that is not evaluated, as the right of `0 &&`: division by zero is no error there. */
  #unevaluated = 0

  constructor(tokens: readonly Token[], cplusplus: boolean) {
    this.#tokens = tokens
    this.#cplusplus = cplusplus
  }

  whole(): Value {
    if (this.#tokens.length === 0) throw new ConditionError('the condition is missing', undefined)
    const value = this.#comma()
    const rest = this.#tokens[this.#at]
    if (rest !== undefined) throw new ConditionError(`'${rest.text}' is not expected in a condition`, rest)
    return value
  }

  #accept(text: string): boolean {
    if (this.#tokens[this.#at]?.text !== text) return false
    this.#at++
    return true
  }

  #comma(): Value {
    let value = this.#conditional()
    while (this.#accept(',')) value = this.#conditional()
    return value
  }

  #conditional(): Value {
    if (++this.#depth > maximumDepth)
      throw new ConditionError('the condition is nested too deeply', this.#tokens[this.#at])
    const test = this.#binary(1)
    let result = test
    if (this.#accept('?')) {
      const taken = test.value !== 0n
      const then = this.#guarded(!taken, () => this.#comma())
      if (!this.#accept(':')) throw new ConditionError(`':' is missing`, this.#tokens[this.#at])
      const otherwise = this.#guarded(taken, () => this.#conditional())
      const unsigned = then.unsigned || otherwise.unsigned
      result = wrap(taken ? then.value : otherwise.value, unsigned)
    }
    this.#depth--
    return result
  }

  #guarded(skipped: boolean, parse: () => Value): Value {
    if (skipped) this.#unevaluated++
    const value = parse()
    if (skipped) this.#unevaluated--
    return value
  }

  #binary(minimum: number): Value {
    let left = this.#unary()
    for (;;) {
      const operator = this.#tokens[this.#at]
      const precedence = operator?.kind === TokenKind.Punctuator ? (precedences[operator.text] ?? 0) : 0
      if (operator === undefined || precedence < minimum) return left
      this.#at++
      const decided = (operator.text === '||' && left.value !== 0n) || (operator.text === '&&' && left.value === 0n)
      const right = this.#guarded(decided, () => this.#binary(precedence + 1))
      left = this.#apply(operator, left, right)
    }
  }

  #unary(): Value {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new ConditionError('the condition ends too early', this.#tokens.at(-1))
    if (++this.#depth > maximumDepth) throw new ConditionError('the condition is nested too deeply', token)
    this.#at++
    const value = this.#operand(token)
    this.#depth--
    return value
  }

  #operand(token: Token): Value {
    switch (token.text) {
      case '+':
        return this.#unary()
      case '-': {
        const operand = this.#unary()
        return wrap(-operand.value, operand.unsigned)
      }
      case '~': {
        const operand = this.#unary()
        return wrap(~operand.value, operand.unsigned)
      }
      case '!':
        return truth(this.#unary().value === 0n)
      case '(': {
        const value = this.#comma()
        if (!this.#accept(')')) throw new ConditionError(`')' is missing`, this.#tokens[this.#at] ?? token)
        return value
      }
    }
    if (token.kind === TokenKind.Identifier) return truth(this.#cplusplus && token.text === 'true')
    if (token.kind === TokenKind.Number) {
      const literal = integerLiteral(token.text)
      if (literal === undefined) throw new ConditionError(`'${token.text}' is not an integer`, token)
      return wrap(literal.value, literal.unsigned || literal.value > 0x7fffffffffffffffn)
    }
    if (token.kind === TokenKind.Character) return { value: characterValue(token.text).value, unsigned: false }
    throw new ConditionError(`'${token.text}' is not expected in a condition`, token)
  }

  #apply(operator: Token, left: Value, right: Value): Value {
    const unsigned = left.unsigned || right.unsigned
    const [a, b] = [wrap(left.value, unsigned).value, wrap(right.value, unsigned).value]
    switch (operator.text) {
      case '||':
        return truth(left.value !== 0n || right.value !== 0n)
      case '&&':
        return truth(left.value !== 0n && right.value !== 0n)
      case '==':
        return truth(a === b)
      case '!=':
        return truth(a !== b)
      case '<':
        return truth(a < b)
      case '>':
        return truth(a > b)
      case '<=':
        return truth(a <= b)
      case '>=':
        return truth(a >= b)
      case '<<':
        return shift(left, right.value)
      case '>>':
        return shift(left, -right.value)
      case '/':
      case '%':
        if (b === 0n) {
          if (this.#unevaluated > 0) return wrap(0n, unsigned)
          throw new ConditionError('division by zero in a condition', operator)
        }
        return wrap(operator.text === '/' ? a / b : a % b, unsigned)
    }
    return wrap(arithmetic(operator.text, a, b), unsigned)
  }
}

function arithmetic(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '&':
      return a & b
    case '|':
      return a | b
    default:
      return a ^ b
  }
}

function shift(left: Value, by: bigint): Value {
  if (by >= 64n) return wrap(0n, left.unsigned)
  if (by <= -64n) return wrap(left.value < 0n ? -1n : 0n, left.unsigned)
  return wrap(by >= 0n ? left.value << by : left.value >> -by, left.unsigned)
}

function truth(holds: boolean): Value {
  return { value: holds ? 1n : 0n, unsigned: false }
}

function wrap(value: bigint, unsigned: boolean): Value {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned }
}
