// Conditions of MSBuild projects: strings compared without case, numbers, `and`, `or`, `!`, parentheses, Exists() and
// HasTrailingSlash(). Source: MSBuild conditions, Microsoft's reference. Property functions are not evaluated: what
// depends on one is false.

export interface ConditionContext {
  /** Properties replaced; what is not known replaced by nothing. */
  expand(text: string): string
  exists(path: string): boolean
}

/** Undefined: no condition that we understand; MSBuild itself would say so or know more. */
export function evaluateMsbuildCondition(text: string, context: ConditionContext): boolean | undefined {
  if (text.trim() === '') return true
  const tokens = tokenize(text)
  if (tokens === undefined || tokens.length > 500) return undefined
  const parser = new ConditionParser(tokens, context)
  return parser.whole()
}

interface Token {
  readonly text: string
  readonly operand: boolean
}

const pattern = /\s*(?:'([^']*)'|(==|!=|<=|>=|<|>|!|\(|\)|,)|((?:\$\([^()]*\)|[^\s'=!<>(),])+))/y

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text)
    if (match === null) return undefined
    const [, quoted, operator, word] = match
    if (operator !== undefined) tokens.push({ text: operator, operand: false })
    else tokens.push({ text: quoted ?? word!, operand: quoted !== undefined || !/^(and|or)$/i.test(word!) })
  }
  return tokens
}

class ConditionParser {
  readonly #tokens: readonly Token[]
  readonly #context: ConditionContext
  #at = 0
  #failed = false
  #depth = 0

  constructor(tokens: readonly Token[], context: ConditionContext) {
    this.#tokens = tokens
    this.#context = context
  }

  whole(): boolean | undefined {
    const value = this.#or()
    return this.#failed || this.#at < this.#tokens.length ? undefined : value
  }

  #accept(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.operand || token.text.toLowerCase() !== text) return false
    this.#at++
    return true
  }

  #or(): boolean {
    let value = this.#and()
    while (this.#accept('or')) value = this.#and() || value
    return value
  }

  #and(): boolean {
    let value = this.#term()
    while (this.#accept('and')) value = this.#term() && value
    return value
  }

  #term(): boolean {
    if (++this.#depth > 100) return this.#fail()
    const value = this.#negatedOrGroup() ?? this.#comparison()
    this.#depth--
    return value
  }

  #negatedOrGroup(): boolean | undefined {
    if (this.#accept('!')) return !this.#term()
    if (!this.#accept('(')) return undefined
    const value = this.#or()
    return this.#accept(')') ? value : this.#fail()
  }

  #comparison(): boolean {
    const left = this.#operand()
    if (left === undefined) return this.#fail()
    if (this.#accept('(')) return this.#call(left.toLowerCase())
    const operator = this.#tokens[this.#at]
    if (operator === undefined || operator.operand || !/^([=!]=|[<>]=?)$/.test(operator.text)) return this.#truth(left)
    this.#at++
    const right = this.#operand()
    return right === undefined ? this.#fail() : compare(operator.text, left, right)
  }

  #operand(): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !token.operand) return undefined
    this.#at++
    return this.#context.expand(token.text)
  }

  #call(name: string): boolean {
    const argument = this.#operand()
    if (argument === undefined || !this.#accept(')')) return this.#fail()
    if (name === 'exists') return argument !== '' && this.#context.exists(argument)
    return name === 'hastrailingslash' ? /[\\/]$/.test(argument) : this.#fail()
  }

  #truth(text: string): boolean {
    const folded = text.toLowerCase()
    if (/^(true|yes|on)$/.test(folded)) return true
    return /^(false|no|off|)$/.test(folded) ? false : this.#fail()
  }

  #fail(): boolean {
    this.#failed = true
    this.#at = this.#tokens.length
    return false
  }
}

function compare(operator: string, left: string, right: string): boolean {
  if (operator === '==' || operator === '!=') return equal(left, right) === (operator === '==')
  const [a, b] = [Number(left), Number(right)]
  if (operator.startsWith('<')) return operator === '<' ? a < b : a <= b
  return operator === '>' ? a > b : a >= b
}

function equal(left: string, right: string): boolean {
  if (left.toLowerCase() === right.toLowerCase()) return true
  return left !== '' && right !== '' && Number(left) === Number(right)
}
