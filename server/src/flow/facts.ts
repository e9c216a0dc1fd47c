// What is known of values: nullness and ranges, and what a condition that holds, or does not, adds to it.
import { get, set } from './intMap.ts'
import { anything, changed, type Fact, type Interned, type State } from './state.ts'
import type { OperationValue, Value } from './terms.ts'

/** `maybe`: there is evidence for NULL, and none against it; `unknown`: there is no evidence. */
export type Nullness = 'null' | 'non-null' | 'maybe' | 'unknown'

export function factOf(state: State, value: Value): Fact {
  return factIn(state.facts, value)
}

function factIn(facts: State['facts'], value: Value): Fact {
  switch (value.kind) {
    case 'integer': {
      const known = Number(value.value)
      return { min: known, max: known, isNonZero: known !== 0, mayBeZero: known === 0 }
    }
    case 'address':
    case 'function':
      return nonZero
  }
  return get(facts, value.id) ?? anything
}

const nonZero: Fact = { ...anything, isNonZero: true }

export function isZero({ min, max }: Fact): boolean {
  return min === 0 && max === 0
}

export function isNonZero({ min, max, isNonZero }: Fact): boolean {
  return isNonZero || min > 0 || max < 0
}

export function nullnessOf(state: State, value: Value): Nullness {
  return nullnessIn(state.facts, value)
}

export function nullnessIn(facts: State['facts'], value: Value): Nullness {
  const fact = factIn(facts, value)
  if (isZero(fact)) return 'null'
  if (isNonZero(fact)) return 'non-null'
  return fact.mayBeZero ? 'maybe' : 'unknown'
}

const negated: Readonly<Record<string, string>> = { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' }

export class Facts {
  readonly #interned: Interned

  constructor(interned: Interned) {
    this.#interned = interned
  }

  /** With what the fact adds; undefined: that cannot be. */
  restrict(state: State, value: Value, added: Partial<Fact>): State | undefined {
    const facts = this.narrowed(state.facts, value, added)
    if (facts === 'impossible') return undefined
    return facts === state.facts ? state : changed(state, { facts })
  }

  /** As restrict(), of facts alone. */
  narrowed(facts: State['facts'], value: Value, added: Partial<Fact>): State['facts'] | 'impossible' {
    const known = factIn(facts, value)
    const nonZero = known.isNonZero || added.isNonZero === true
    let min = Math.max(known.min, added.min ?? -Infinity)
    let max = Math.min(known.max, added.max ?? Infinity)
    if (nonZero && min === 0) min = 1
    if (nonZero && max === 0) max = -1
    if (min > max) return 'impossible'
    if (value.kind === 'integer' || value.kind === 'address' || value.kind === 'function') return facts
    const mayBeZero = (known.mayBeZero || added.mayBeZero === true) && !nonZero && min <= 0 && max >= 0
    const isNews =
      min !== known.min || max !== known.max || nonZero !== known.isNonZero || mayBeZero !== known.mayBeZero
    if (known !== anything && !isNews) return facts
    return set(facts, value.id, this.#interned.fact(min, max, nonZero, mayBeZero))
  }

  /** The state where `value` is, or is not, 0; undefined: it never is. */
  assume(state: State, value: Value, holds: boolean): State | undefined {
    if (value.kind === 'operation') {
      const { operator, operands } = value
      if (operator === '!') return this.assume(state, operands[0]!, !holds)
      if (negated[operator] !== undefined) return this.#compared(state, value, holds)
      if (operator === '&' && holds) return this.#flagged(state, value)
    }
    return this.restrict(state, value, holds ? { isNonZero: true } : { min: 0, max: 0 })
  }

  /** A bit of it is set, so it is not 0. */
  #flagged(state: State, value: OperationValue): State | undefined {
    const whole = this.restrict(state, value, { isNonZero: true })
    return whole && this.restrict(whole, value.operands[0]!, { isNonZero: true })
  }

  #compared(state: State, value: OperationValue, holds: boolean): State | undefined {
    const operator = holds ? value.operator : negated[value.operator]!
    const [left, right] = [value.operands[0]!, value.operands[1]!]
    // The same question, asked again, has the same answer.
    const asked = this.restrict(state, value, holds ? { isNonZero: true } : { min: 0, max: 0 })
    if (asked === undefined) return undefined
    if (left === right) return operator === '==' || operator === '<=' || operator === '>=' ? asked : undefined
    if (right.kind === 'integer') return this.#againstConstant(asked, left, operator, right.value)
    if (operator === '==') return this.#equated(asked, left, right)
    if (operator !== '!=') return asked
    const [a, b] = [factOf(asked, left), factOf(asked, right)]
    if (isZero(b)) return this.restrict(asked, left, { isNonZero: true })
    if (isZero(a)) return this.restrict(asked, right, { isNonZero: true })
    return asked
  }

  #againstConstant(state: State, left: Value, operator: string, constant: bigint): State | undefined {
    const n = Number(constant)
    switch (operator) {
      case '==':
        // `(a == b) == 0`, as `!` writes it.
        if (n === 0 && left.kind === 'operation') return this.assume(state, left, false)
        return this.restrict(state, left, { min: n, max: n })
      case '!=':
        if (n === 0) return this.assume(state, left, true)
        return this.#excluded(state, left, n)
      case '<':
        return this.restrict(state, left, { max: n - 1 })
      case '<=':
        return this.restrict(state, left, { max: n })
      case '>':
        return this.restrict(state, left, { min: n + 1 })
    }
    return this.restrict(state, left, { min: n })
  }

  #excluded(state: State, value: Value, n: number): State | undefined {
    const { min, max } = factOf(state, value)
    if (min === n && max === n) return undefined
    if (min === n) return this.restrict(state, value, { min: n + 1 })
    return max === n ? this.restrict(state, value, { max: n - 1 }) : state
  }

  #equated(state: State, left: Value, right: Value): State | undefined {
    const [a, b] = [factOf(state, left), factOf(state, right)]
    const first = this.restrict(state, left, { min: b.min, max: b.max, isNonZero: b.isNonZero })
    return first && this.restrict(first, right, { min: a.min, max: a.max, isNonZero: a.isNonZero })
  }

  /** What is known when it may be the one value or the other. */
  joined(a: Fact, b: Fact): Fact {
    return this.#interned.fact(
      Math.min(a.min, b.min),
      Math.max(a.max, b.max),
      isNonZero(a) && isNonZero(b),
      a.mayBeZero || b.mayBeZero || isZero(a) || isZero(b),
    )
  }

  /** `from` to `to`, both included. */
  between(state: State, value: Value, from: bigint, to: bigint): State | undefined {
    if (from === 0n && to === 0n) return this.assume(state, value, false)
    if (value.kind === 'operation' && (from > 0n || to < 0n)) {
      const holding = this.assume(state, value, true)
      return holding && this.restrict(holding, value, { min: Number(from), max: Number(to) })
    }
    return this.restrict(state, value, { min: Number(from), max: Number(to) })
  }

  /** No way leads past the cases that are listed. */
  outside(
    state: State,
    value: Value,
    cases: readonly { readonly from: bigint; readonly to: bigint }[],
  ): State | undefined {
    const { min, max } = factOf(state, value)
    const covered = cases.some(({ from, to }) => Number(from) <= min && max <= Number(to))
    if (covered) return undefined
    const names = cases.some(({ from, to }) => from <= 0n && 0n <= to)
    return names ? this.restrict(state, value, { isNonZero: true }) : state
  }
}
