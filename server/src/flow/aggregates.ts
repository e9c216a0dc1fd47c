// Records that are stored and handed on as a whole: by assignment, in initialisers, as arguments and results. What stood
// between the braces, or in the record that is copied, stands in the parts of the target then; where that cannot be said,
// the pointers in it are out all the same.
import { initializedParts, type PathStep } from '../c/initializers.ts'
import { recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Expression } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { stripped } from '../project/functionFlows.ts'
import { none } from '../text/compact.ts'
import type { CallContext } from './callContext.ts'
import type { Part } from './memory.ts'
import type { State } from './state.ts'
import { isWithin, type Place, type Value } from './terms.ts'

/** Who has more fields asks about few of them. */
const mostZeros = 32

export class Aggregates {
  readonly #context: CallContext
  readonly #semantics: Semantics

  constructor(context: CallContext, semantics: Semantics) {
    this.#context = context
    this.#semantics = semantics
  }

  isRecord(expression: Expression): boolean {
    return recordOf(valueType(this.#semantics.typeOf(expression))) !== undefined
  }

  /** What is known of the parts of `place`, which has the type, when `value` is stored there. */
  parts(place: Place, type: Type, value: Expression, state: State): readonly Part[] {
    const { evaluator, memory } = this.#context
    const e = stripped(value)
    if (e.kind === 'compound-literal') return this.#listed(place, type, e.initializer, state)
    if (e.kind === 'initializer-list') return this.#listed(place, type, e, state)
    const from = evaluator.place(e, state)
    return from === undefined ? none : memory.copied(state, from, place)
  }

  /** What is known to be in a record that is given away: pointers, and anything else. */
  held(value: Expression, state: State): readonly Value[] {
    const { evaluator, memory } = this.#context
    const e = stripped(value)
    switch (e.kind) {
      case 'conditional':
        return [...(e.then === undefined ? none : this.held(e.then, state)), ...this.held(e.otherwise, state)]
      case 'comma':
        return this.held(e.right, state)
      case 'assignment':
        return this.held(e.target, state)
      case 'compound-literal':
        return [...initializedParts(e.typeName.type, e.initializer, this.#semantics)].flatMap(part =>
          this.isRecord(part.value) ? this.held(part.value, state) : [evaluator.value(part.value, state)],
        )
    }
    const place = evaluator.place(e, state)
    return place === undefined ? none : memory.copied(state, place, place).map(part => part.value)
  }

  /** Others get hold of what is in the record; `before`: what `value` meant. */
  escape(state: State, value: Expression, before: State, step: number): State {
    const { memory } = this.#context
    return this.held(value, before).reduce((next, each) => memory.escape(next, each, step), state)
  }

  /** What no value between the braces is for is 0. */
  #listed(place: Place, type: Type, list: Expression, state: State): Part[] {
    const { evaluator } = this.#context
    const given = [...initializedParts(type, list, this.#semantics)].map(part => ({
      ...part,
      to: this.#at(place, part.path),
    }))
    const zeros = this.#zeros(place, type).filter(zero => !given.some(({ to }) => isWithin(zero.place, to)))
    const values = given.flatMap(({ to, type, value }) => {
      if (recordOf(type) !== undefined) return this.parts(to, type, value, state)
      return [{ place: to, scalar: evaluator.scalarOf(type), value: evaluator.value(value, state) }]
    })
    return zeros.length > mostZeros ? values : [...zeros, ...values]
  }

  /** Of the fields of a record, but for arrays and unions. */
  #zeros(place: Place, type: Type): readonly Part[] {
    const { evaluator, terms } = this.#context
    const record = recordOf(valueType(type))
    if (record === undefined || record.keyword === 'union') return none
    return (this.#semantics.body(record)?.members ?? []).flatMap(({ name, type: of }) => {
      const part = name === undefined ? place : evaluator.field(place, record, name)
      const scalar = evaluator.scalarOf(of)
      if (scalar === 'record') return this.#zeros(part, of)
      return name === undefined || scalar === 'other' ? none : [{ place: part, scalar, value: terms.integer(0n) }]
    })
  }

  #at(whole: Place, path: readonly PathStep[]): Place {
    const { terms, evaluator } = this.#context
    let place = whole
    for (const each of path) {
      if (each.kind === 'element') place = terms.element(place, each.index === each.end ? each.index : undefined)
      else if (each.member.name !== undefined) place = evaluator.field(place, each.record, each.member.name)
    }
    return place
  }
}
