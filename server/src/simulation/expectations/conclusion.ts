// The end of a run: clauses over all of it are judged, and what was found becomes violations with the clause as their place.
import type { HistoryEntry } from '../../machine/fault.ts'
import { isAlive } from '../../machine/memory.ts'
import { raceCode } from '../races/races.ts'
import type { BrokenRule } from '../scheduler.ts'
import { CallJudge } from './callJudge.ts'
import { emptyLayout } from './evaluator.ts'
import { judgeEvents } from './eventJudge.ts'
import { type Expectation, isOfCalls, isOverEvents } from './expectation.ts'
import { unreachable } from './leaks.ts'
import { eventsOfLog, type FunctionCall, type Outcome } from './log.ts'
import type { Observation } from './observation.ts'

/** How the run ended. */
export interface RunEnd {
  /** What broke; such a run decides only what it has broken. */
  readonly violations: readonly BrokenRule[]
  /** It was not run to its end. */
  readonly isCutShort: boolean
}

/** What each clause turned out to be in the run; those that are missing were not reached, or not decided. */
export interface Judged {
  readonly outcomes: ReadonlyMap<number, Outcome>
  readonly violations: readonly BrokenRule[]
}

export const expectationFailed = 'MRX105'

export function concluded(observation: Observation, end: RunEnd): Judged {
  new Conclusion(observation, end).judge()
  const { outcomes } = observation.state
  const violations = [...outcomes].flatMap(([index, outcome]) =>
    outcome.kind === 'broken' ? [violationOf(observation, index, outcome)] : [],
  )
  return { outcomes, violations }
}

function violationOf({ plan, system }: Observation, index: number, outcome: Outcome & { kind: 'broken' }): BrokenRule {
  const { site, text } = plan.expectations[index]!
  const { message, thread, places } = outcome
  const history = places.filter((each): each is HistoryEntry => each.site !== undefined)
  return {
    code: expectationFailed,
    message: `'${text}' fails: ${message}`,
    thread,
    lane: system.host.laneName(thread),
    site,
    stack: [],
    history,
  }
}

/** Violations that are a deadlock: somebody waits for ever. */
const deadlocks: ReadonlySet<string> = new Set(['MRX023', 'MRX048', 'MRX049', 'MRX057', 'MRX211'])

class Conclusion {
  readonly #observation: Observation
  readonly #end: RunEnd
  readonly #judge: CallJudge
  readonly #isFinal: boolean

  constructor(observation: Observation, end: RunEnd) {
    this.#observation = observation
    this.#end = end
    this.#judge = new CallJudge(observation)
    this.#isFinal = !end.isCutShort && !end.violations.some(isFault)
  }

  judge(): void {
    const { expectations, impossible } = this.#observation.plan
    for (const [index, expectation] of expectations.entries()) {
      const message = impossible.get(index)
      if (message !== undefined) this.#observation.outcome(index, { kind: 'unknown', message })
      else this.#expectation(index, expectation)
    }
  }

  #expectation(index: number, expectation: Expectation): void {
    const { property, home, window } = expectation
    if (window === 'step') return
    if (property.kind === 'no') return this.#no(index, expectation)
    if (property.kind === 'return-within') {
      for (const call of this.#callsOf(index, 'open')) this.#judge.within(index, this.#untilNever(call), false)
      return
    }
    if (home.point !== undefined) return
    if (!isOverEvents(property)) {
      if (home.function === undefined) this.#ofFile(index, expectation)
      return
    }
    if (!isOfCalls(expectation)) return this.#overRun(index, expectation)
    const open = this.#callsOf(index, 'open')
    if (window === 'run')
      for (const call of this.#callsOf(index, 'over')) this.#judge.events(index, call, this.#isFinal)
    for (const call of open) this.#judge.events(index, call, window === 'run' && this.#isFinal)
  }

  /** A call in which a thread waits for ever takes any time. */
  #untilNever(call: FunctionCall): FunctionCall {
    const isStuck = this.#end.violations.some(({ code, thread }) => deadlocks.has(code) && thread === call.thread)
    return isStuck ? { ...call, time: call.time - 2n ** 62n } : call
  }

  #callsOf(index: number, which: 'open' | 'over'): readonly FunctionCall[] {
    const { state } = this.#observation
    return state[which].filter(({ when }) => when.get(index) === true)
  }

  #overRun(index: number, { property }: Expectation): void {
    if (property.kind !== 'event' && property.kind !== 'never' && property.kind !== 'order') return
    const { log, from } = this.#observation.state
    const events = eventsOfLog(log).filter(({ index }) => index >= from)
    const outcome = judgeEvents(property, {
      events,
      isFinal: this.#isFinal,
      isMeant: (logged, event) => logged.matches.has(event),
    })
    if (outcome !== undefined) this.#observation.outcome(index, outcome)
  }

  /** Without a function: true when the run is over. */
  #ofFile(index: number, { property, when, home }: Expectation): void {
    if (!this.#isFinal) return
    const at = this.#observation.moment(undefined, emptyLayout(home.unit))
    const { evaluator } = this.#observation
    if (when !== undefined) {
      const asked = evaluator.condition(when, at)
      if (asked.kind !== 'value' || !asked.holds) return
    }
    if (property.kind !== 'expression')
      return this.#observation.outcome(index, { kind: 'unknown', message: 'the annotation belongs to no function' })
    const truth = evaluator.condition(property.condition, at)
    if (truth.kind === 'unknown') return this.#observation.outcome(index, truth)
    if (truth.kind === 'value' && truth.holds) return this.#observation.outcome(index, { kind: 'held' })
    const message = truth.kind === 'value' ? this.#observation.explained(property.condition, at) : truth.message
    this.#observation.outcome(index, { kind: 'broken', message, thread: 2, places: [] })
  }

  // ---- no ------------------------------------------------------------------------------------------------------

  /** What is checked anyway, with the clause as its place. */
  #no(index: number, { property, home, isContract }: Expectation): void {
    if (property.kind !== 'no') return
    const isReached = !isContract || home.function === undefined || this.#isCalled(index)
    if (!isReached) return
    const { violations } = this.#end
    const codes = { leaks: leaks, deadlock: deadlocks, race: races }[property.what]
    const broken = violations.find(({ code }) => codes.has(code))
    const places = broken === undefined ? [] : [{ what: `${broken.code}: ${broken.message}`, site: broken.site }]
    if (broken !== undefined && property.on === undefined)
      return this.#observation.outcome(index, {
        kind: 'broken',
        message: broken.message,
        thread: broken.thread,
        places,
      })
    if (property.what === 'race') return this.#race(index, broken)
    if (!this.#isFinal) return
    const lost = property.what === 'leaks' ? this.#lost() : []
    if (lost.length === 0) return this.#observation.outcome(index, { kind: 'held' })
    const message = `${lost.length === 1 ? 'a block is' : `${lost.length} blocks are`} left that nothing leads to`
    const made = lost.map(block => ({ what: `${block.extent} bytes are allocated here`, site: block.made }))
    this.#observation.outcome(index, { kind: 'broken', message, thread: 2, places: made })
  }

  /** Of what was reachable, or not there, when the life of the driver began to be watched. */
  #lost() {
    const { system, state, plan } = this.#observation
    const { known } = state
    return unreachable(system, plan.isolated).filter(block => isAlive(block) && !known.has(block.id))
  }

  #race(index: number, broken: BrokenRule | undefined): void {
    const { property, home } = this.#observation.plan.expectations[index]!
    if (!this.#isFinal && broken === undefined) return
    if (broken === undefined) return this.#observation.outcome(index, { kind: 'held' })
    if (property.kind !== 'no' || property.on === undefined) return
    const at = this.#observation.moment(undefined, emptyLayout(home.unit))
    const place = this.#observation.evaluator.place(property.on, at)
    if (place.kind !== 'value') return this.#observation.outcome(index, { kind: 'unknown', message: place.message })
    const name = this.#observation.system.machine.memory.blockOf(place.provenance)?.name
    if (name === undefined || !broken.message.includes(name)) return
    const places = [{ what: broken.message, site: broken.site }]
    this.#observation.outcome(index, { kind: 'broken', message: broken.message, thread: broken.thread, places })
  }

  #isCalled(index: number): boolean {
    return this.#observation.state.reached.has(index) || this.#callsOf(index, 'open').length > 0
  }
}

const leaks: ReadonlySet<string> = new Set(['MRX037', 'MRX050', 'MRX051', 'MRX058', 'MRX207'])
const races: ReadonlySet<string> = new Set([raceCode])

/** Leaks are found when the run is over, and end none. */
function isFault({ code }: BrokenRule): boolean {
  return !leaks.has(code)
}
