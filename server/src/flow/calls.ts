// What a call does to a state: by the effects of a routine, by the summary of a function of the driver, or by what an
// unknown function might do.
import type { Call } from '../c/tree.ts'
import { stripped } from '../project/functionFlows.ts'
import { isListStart } from './access.ts'
import type { Aggregates } from './aggregates.ts'
import { type CallContext, withResult } from './callContext.ts'
import { contractOf } from './contract.ts'
import { factOf, isZero } from './facts.ts'
import { differences, get, set } from './intMap.ts'
import { RoutineCall } from './routineCall.ts'
import { changed, type State } from './state.ts'
import type { Callee, Summary } from './summary.ts'
import { SummaryCall } from './summaryCall.ts'
import type { Value } from './terms.ts'

export class Calls {
  readonly #context: CallContext
  readonly #aggregates: Aggregates

  constructor(context: CallContext, aggregates: Aggregates) {
    this.#context = context
    this.#aggregates = aggregates
  }

  /** The states behind the call, with its value among `temps`; one for each way through the callee. */
  apply(state: State, call: Call, callee: Callee): State[] {
    const values = call.arguments.map(argument => this.#context.evaluator.value(argument, state))
    switch (callee.kind) {
      case 'routine':
        return new RoutineCall(this.#context, call, values, callee.routine).apply(state)
      case 'function': {
        const { summary } = callee
        const entered = new SummaryCall(this.#context, call, values, summary, state)
        const after = summary.outcomes.flatMap(outcome => entered.apply(outcome) ?? [])
        return this.#decided(
          state,
          after.map(each => this.#handedOver(each, call, state)),
        )
      }
    }
    const { memory, evaluator } = this.#context
    const list = isListStart(call) ? evaluator.place(call.arguments[0]!, state) : undefined
    if (list !== undefined) return [memory.forget(state, list, evaluator.stepOf(call))]
    const step = evaluator.stepOf(call)
    let next = callee.kind === 'unknown' ? memory.forgetAll(state, step) : state
    for (const value of values) next = memory.forgetFrom(next, value, step)
    next = this.#handedOver(next, call, state)
    const result = this.#context.terms.made(step)
    return [this.#promised(withResult(next, step, result), call, result)]
  }

  /** The callee has whatever is in a record that it gets by value, and nobody says what it does with that. */
  #handedOver(state: State, call: Call, before: State): State {
    let next = state
    for (const argument of call.arguments) {
      if (!this.#aggregates.isRecord(argument)) continue
      const step = this.#context.evaluator.stepOf(argument)
      for (const value of this.#aggregates.held(argument, before))
        next = this.#context.memory.forgetFrom(next, value, step)
    }
    return next
  }

  /** What the callee frees on some of its ways only, as the last reference goes, is not surely freed for the caller. */
  #decided(before: State, after: State[]): State[] {
    const { terms, interned } = this.#context
    const isKept = (state: State, id: number) => {
      const known = get(before.freed, id)
      return get(state.freed, id) === known && known?.isSure !== true && !isZero(factOf(state, terms.value(id)))
    }
    return after.map(state => {
      let { freed } = state
      for (const id of differences(before.freed, freed)) {
        const happening = get(freed, id)
        if (happening?.isSure && after.some(other => isKept(other, id)))
          freed = set(freed, id, interned.happening({ ...happening, isSure: false }))
      }
      return freed === state.freed ? state : changed(state, { freed })
    })
  }

  /** What the declaration says of the result, where there is no body to look into. */
  #promised(state: State, { callee }: Call, result: Value): State {
    const e = stripped(callee)
    const symbol = e.kind === 'identifier' ? e.symbol : undefined
    const said = symbol?.kind === 'function' ? contractOf(symbol).result : undefined
    if (said === undefined) return state
    const fact = said === 'null' ? { mayBeZero: true } : { isNonZero: true }
    return this.#context.facts.restrict(state, result, fact) ?? state
  }

  /** The call as it enters the callee: what is known there means what this state says. */
  entering(state: State, call: Call, summary: Summary): SummaryCall {
    const values = call.arguments.map(argument => this.#context.evaluator.value(argument, state))
    return new SummaryCall(this.#context, call, values, summary, state)
  }
}
