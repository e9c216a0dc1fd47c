// Clauses that are judged for each call of a function, and at points of its body: what has to be kept of the entry, and what
// the return decides.
import { type Event, type Expr, partsOf } from '../../annotations/clause.ts'
import type { Site } from '../../machine/fault.ts'
import { ownSite } from '../kernel/callers.ts'
import type { Answer, Moment, NotEvaluated, Register, Truth, TypedRegister } from './evaluator.ts'
import { judgeEvents } from './eventJudge.ts'
import { type Expectation, eventsIn, expressionsIn, isOverEvents } from './expectation.ts'
import { describedFailure, sameValue } from './explanation.ts'
import { eventsOfLog, type FunctionCall, type LoggedEvent, type NotedEvent, type Outcome } from './log.ts'
import type { Observation } from './observation.ts'
import type { FunctionPlan } from './plan.ts'
import { oldsIn } from './translation.ts'

type Places = (Outcome & { kind: 'broken' })['places']

export class CallJudge {
  readonly #observation: Observation

  constructor(observation: Observation) {
    this.#observation = observation
  }

  get #evaluator() {
    return this.#observation.evaluator
  }

  #expectation(index: number): Expectation {
    return this.#observation.plan.expectations[index]!
  }

  // ---- Entry ---------------------------------------------------------------------------------------------------

  /** The call with what its clauses need of the entry. */
  entered(call: FunctionCall, plan: FunctionPlan): FunctionCall {
    const atEntry = new Map<Expr, Answer>()
    const when = new Map<number, boolean>()
    const now = this.#momentOf(call, plan, undefined)
    const at: Moment = { ...now, old: operand => this.#evaluator.value(operand, now) }
    for (const index of plan.expectations) {
      const expectation = this.#expectation(index)
      for (const expr of keptOf(expectation)) atEntry.set(expr, this.#evaluator.value(expr, at))
      if (expectation.home.point !== undefined) continue
      const isAsked = this.#whenOf(index, at, call)
      when.set(index, isAsked)
      if (isAsked && expectation.window === 'entry') this.#condition(index, at, call, 'is entered')
    }
    return { ...call, atEntry, when }
  }

  #whenOf(index: number, at: Moment, call: FunctionCall): boolean {
    const { when } = this.#expectation(index)
    if (when === undefined) return true
    const truth = this.#evaluator.condition(when, at)
    if (truth.kind === 'value') return truth.holds
    this.#observation.outcome(
      index,
      this.#notEvaluated(truth, "'when' of this clause", call.thread, this.#calledAt(call)),
    )
    return false
  }

  // ---- Return --------------------------------------------------------------------------------------------------

  /** What the clauses that are judged at the end of the run need of the return is added. */
  left(call: FunctionCall, plan: FunctionPlan, result: TypedRegister | undefined): FunctionCall {
    const at = this.#momentOf(call, plan, result)
    const atEntry = new Map(call.atEntry)
    for (const index of plan.expectations) {
      const expectation = this.#expectation(index)
      const { property, home, window, isContract } = expectation
      if (home.point !== undefined || window === 'entry' || call.when.get(index) !== true) continue
      if (!isOverEvents(property)) this.#property(index, at, call)
      for (const expr of eventExpressions(expectation))
        if (speaksOfReturn(expr)) atEntry.set(expr, this.#evaluator.value(expr, at))
      const isJudgedNow = window === 'call' && isContract && property.kind !== 'no'
      if (isOverEvents(property) && isJudgedNow) this.events(index, { ...call, atEntry }, true)
    }
    return { ...call, atEntry }
  }

  #property(index: number, at: Moment, call: FunctionCall): void {
    const { property } = this.#expectation(index)
    switch (property.kind) {
      case 'expression':
      case 'holds':
        return this.#condition(index, at, call, 'returns')
      case 'unchanged':
        return this.#unchanged(index, at, call, this.#here('returns', call))
      case 'return-in':
        return this.#returnIn(index, property.values, at, call)
      case 'return-within':
        return this.within(index, call, true)
      case 'inspected':
        if (!call.isIgnored) return this.#tell(index, { kind: 'held' })
        return this.#fail(index, call, 'the caller does not look at the result', 'returns')
    }
  }

  #returnIn(index: number, values: readonly Expr[], at: Moment, call: FunctionCall): void {
    const { result } = at
    if (result === undefined) return this.#tell(index, { kind: 'unknown', message: 'the function returns nothing' })
    for (const expr of values) {
      const value = this.#evaluator.value(expr, at)
      if (value.kind !== 'value')
        return this.#tell(
          index,
          this.#notEvaluated(value, 'a value of the list', call.thread, this.#here('returns', call)),
        )
      if (sameValue(result, value, this.#observation)) return this.#tell(index, { kind: 'held' })
    }
    this.#fail(
      index,
      call,
      `return is ${describedFailure(result, this.#observation)}, which is not in the list`,
      'returns',
    )
  }

  #unchanged(index: number, at: Moment, call: FunctionCall | undefined, places: Places): void {
    const { property } = this.#expectation(index)
    if (property.kind !== 'unchanged') return
    const thread = at.thread ?? 2
    const before = call?.atEntry.get(property.target) ?? notKnown
    const now = this.#evaluator.value(property.target, at)
    if (before.kind !== 'value')
      return this.#tell(index, this.#notEvaluated(before, 'the value at the entry', thread, places))
    if (now.kind !== 'value') return this.#tell(index, this.#notEvaluated(now, 'the value', thread, places))
    if (sameValue(before, now, this.#observation)) return this.#tell(index, { kind: 'held' })
    const [was, is] = [before, now].map(each => describedFailure(each, this.#observation))
    this.#tell(index, { kind: 'broken', message: `it was ${was} and is ${is}`, thread, places })
  }

  /** `isOver`: it has returned. */
  within(index: number, call: FunctionCall, isOver: boolean): void {
    const { property } = this.#expectation(index)
    if (property.kind !== 'return-within') return
    const { state, time } = this.#observation
    const spent =
      property.unit === 'steps' ? BigInt((state.steps.get(call.thread) ?? 0) - call.steps) : time - call.time
    const limit = BigInt(Math.round(property.limit * units[property.unit]))
    if (spent > limit) {
      const text = property.unit === 'steps' ? `${spent} steps` : `${Number(spent) / 1e4} ms`
      this.#fail(
        index,
        call,
        `it ${isOver ? 'takes' : 'has not returned after'} ${text}`,
        isOver ? 'returns' : 'is called',
      )
    } else if (isOver) this.#tell(index, { kind: 'held' })
  }

  // ---- Points --------------------------------------------------------------------------------------------------

  reached(index: number, call: FunctionCall | undefined, frame: Moment, stack: readonly Site[]): void {
    const { when, property } = this.#expectation(index)
    const at: Moment = { ...frame, old: operand => call?.atEntry.get(operand) ?? notKnown }
    const thread = at.thread!
    const places: Places = [{ what: 'at this point', site: ownSite(stack) }]
    if (when !== undefined) {
      const truth = this.#evaluator.condition(when, at)
      if (truth.kind !== 'value')
        return this.#tell(index, this.#notEvaluated(truth, "'when' of this clause", thread, places))
      if (!truth.holds) return
    }
    switch (property.kind) {
      case 'expression':
      case 'holds':
        return this.#judged(index, this.#truthOf(index, at), at, places)
      case 'unchanged':
        return this.#unchanged(index, at, call, places)
      case 'no':
        return this.#tell(index, { kind: 'held' })
      case 'return-in':
      case 'return-within':
        return this.#tell(index, { kind: 'unknown', message: 'nothing is returned at this point' })
    }
    if (call !== undefined) this.events(index, { ...call, to: Number.POSITIVE_INFINITY }, true)
  }

  // ---- Conditions ----------------------------------------------------------------------------------------------

  #condition(index: number, at: Moment, call: FunctionCall, what: string): void {
    this.#judged(index, this.#truthOf(index, at), at, this.#here(what, call))
  }

  #truthOf(index: number, at: Moment): Truth {
    const { property } = this.#expectation(index)
    if (property.kind === 'expression') return this.#evaluator.condition(property.condition, at)
    if (property.kind !== 'holds') return { kind: 'value', holds: true }
    const lock = this.#evaluator.lock(property.lock, at)
    if (lock.kind !== 'value') return lock
    const { thread } = at
    if (thread === undefined) return { kind: 'value', holds: property.negated }
    const modes = lock.pointers.map(each => this.#evaluator.heldMode(thread, each))
    const wanted = property.mode === undefined ? [1, 2] : property.mode === 'exclusive' ? [2] : [1]
    return { kind: 'value', holds: modes.some(mode => wanted.includes(mode)) !== property.negated }
  }

  #judged(index: number, truth: Truth, at: Moment, places: Places): void {
    if (truth.kind === 'value' && truth.holds) return this.#tell(index, { kind: 'held' })
    const thread = at.thread ?? 2
    if (truth.kind !== 'value') return this.#tell(index, this.#notEvaluated(truth, 'it', thread, places))
    const { property } = this.#expectation(index)
    const detail =
      property.kind === 'expression' ? this.#observation.explained(property.condition, at) : holding(property)
    this.#tell(index, { kind: 'broken', message: detail, thread, places })
  }

  // ---- Events --------------------------------------------------------------------------------------------------

  /** Over the call, or where the clause belongs to a scenario over the whole run, with the call's values. */
  events(index: number, call: FunctionCall, isFinal: boolean): void {
    const { property, isContract } = this.#expectation(index)
    if (property.kind !== 'event' && property.kind !== 'never' && property.kind !== 'order') return
    const all = eventsOfLog(this.#observation.state.log)
    const inCall = (each: LoggedEvent) =>
      each.thread === call.thread && each.index >= call.from && each.index <= (call.to ?? Number.POSITIVE_INFINITY)
    const values = (expr: Expr) => call.atEntry.get(expr) ?? notKnown
    const faulty = this.#expressionFault(index, call)
    if (faulty !== undefined) return this.#tell(index, faulty)
    const outcome = judgeEvents(property, {
      events: isContract ? all.filter(inCall) : all,
      isFinal,
      isMeant: (logged, event) =>
        this.isMeant(logged, event, values, kind => logged.index === (kind === 'enter' ? call.from : call.to)),
    })
    if (outcome !== undefined) this.#tell(index, withCall(outcome, call))
  }

  /** A value that the events speak of and that cannot be evaluated. */
  #expressionFault(index: number, call: FunctionCall): Outcome | undefined {
    for (const expr of eventExpressions(this.#expectation(index))) {
      const value = call.atEntry.get(expr)
      if (value !== undefined && value.kind !== 'value')
        return this.#notEvaluated(value, 'a value of the clause', call.thread, this.#calledAt(call))
    }
    return undefined
  }

  /** `isOwn`: the entry, or the return, that is meant. */
  isMeant(
    logged: NotedEvent,
    event: Event,
    value: (expr: Expr) => Answer,
    isOwn: (kind: LoggedEvent['kind']) => boolean,
  ): boolean {
    switch (event.kind) {
      case 'entry':
        return logged.kind === 'enter' && isOwn('enter')
      case 'return':
        return logged.kind === 'leave' && isOwn('leave')
      case 'free': {
        if (logged.kind !== 'free') return false
        const answer = value(event.value)
        return answer.kind === 'value' && answer.provenance > 0 && answer.provenance === logged.block
      }
      case 'close': {
        const answer = logged.kind === 'close' ? value(event.value) : notKnown
        return answer.kind === 'value' && sameValue(logged.arguments[0]!, answer, this.#observation)
      }
    }
    if (logged.kind !== 'enter' || !logged.names.includes(event.routine.name)) return false
    return (event.arguments ?? []).every((expr, i) => {
      const given = logged.arguments[i]
      if (expr === undefined) return true
      const answer = value(expr)
      return given !== undefined && answer.kind === 'value' && sameValue(given, answer, this.#observation)
    })
  }

  // ---- Telling -------------------------------------------------------------------------------------------------

  #momentOf(call: FunctionCall, plan: FunctionPlan, result: TypedRegister | undefined): Moment {
    return {
      ...this.#observation.moment(call.thread, plan.layout!),
      register: i => call.passed[i] ?? absent,
      result,
      old: operand => call.atEntry.get(operand) ?? notKnown,
    }
  }

  #tell(index: number, outcome: Outcome): void {
    this.#observation.outcome(index, outcome)
  }

  #fail(index: number, call: FunctionCall, message: string, what: string): void {
    this.#tell(index, { kind: 'broken', message, thread: call.thread, places: this.#here(what, call) })
  }

  #here(what: string, call: FunctionCall): Places {
    const { machine } = this.#observation.system
    const site = ownSite(machine.stack(machine.threads[call.thread]!).slice(0, 1))
    const { name } = this.#observation.plan.functions.get(call.func)!.entry
    return site === undefined ? this.#calledAt(call) : [{ what: `${name} ${what} here`, site }]
  }

  #calledAt({ site }: FunctionCall): Places {
    return [{ what: 'called here', site }]
  }

  #notEvaluated(answer: NotEvaluated, what: string, thread: number, places: Places): Outcome {
    if (answer.kind === 'unknown') return { kind: 'unknown', message: answer.message }
    return { kind: 'broken', message: `${what} cannot be evaluated: ${answer.message}`, thread, places }
  }
}

const absent: Register = { bits: 0n, provenance: -1 }
const notKnown: Answer = { kind: 'unknown', message: 'the value at the entry is not known' }
const units = { ms: 1e4, s: 1e7, steps: 1 }

function withCall(outcome: Outcome, { site, thread }: FunctionCall): Outcome {
  if (outcome.kind !== 'broken') return outcome
  return { ...outcome, thread, places: [...outcome.places, { what: 'in the call from here', site }] }
}

function holding(property: Expectation['property']): string {
  return property.kind === 'holds' && property.negated ? 'the thread holds it' : 'the thread does not hold it so'
}

/** Expressions whose value at the entry is asked for. */
function keptOf(expectation: Expectation): Expr[] {
  const { property, when } = expectation
  const olds = [...expressionsIn(property), ...(when === undefined ? [] : [when])].flatMap(oldsIn)
  const unchanged = property.kind === 'unchanged' ? [property.target] : []
  return [...olds, ...unchanged, ...eventExpressions(expectation).filter(expr => !speaksOfReturn(expr))]
}

function eventExpressions({ property }: Expectation): Expr[] {
  return eventsIn(property).flatMap(event => {
    if (event.kind === 'call') return (event.arguments ?? []).filter(each => each !== undefined)
    return event.kind === 'free' || event.kind === 'close' ? [event.value] : []
  })
}

function speaksOfReturn(expr: Expr): boolean {
  return expr.kind === 'pseudo' ? expr.name === 'return' : partsOf(expr).some(speaksOfReturn)
}
