// Other runs of the scenario that is shown: a step later, a call that fails, another run beside it. What was asked for comes
// as a trace of its own, or as a reason why there is none.
import type { Trace } from '../../server/src/protocol/trace.ts'
import type { FromPanel } from './messages.ts'
import { type Comparison, compared } from './model/comparing.ts'
import { backBehind, findStep, movedLater, nameOf, type StepName } from './model/moving.ts'
import { laneOfRow, type Row, spanOf, stepOf } from './model/rows.ts'

/** Two runs beside each other. */
export interface Beside {
  readonly name: string
  readonly trace: Trace
  readonly comparison: Comparison
  /** What came of a step that was moved. */
  readonly moved: string | undefined
  /** Index of the pair that is current. */
  pair: number
}

interface Moving {
  readonly step: StepName
  readonly number: number
  /** The row on which it was dropped. */
  readonly onto: StepName | undefined
  isRefined: boolean
}

export class Trials {
  beside: Beside | undefined
  /** What is asked for and has not come yet. */
  asked: string | undefined
  /** Why something cannot be. */
  refusal: string | undefined
  #moving: Moving | undefined
  readonly #post: (message: FromPanel) => void
  readonly #changed: (scroll?: boolean) => void

  /** `scroll`: the current row is to be in view. */
  constructor(post: (message: FromPanel) => void, changed: (scroll?: boolean) => void) {
    this.#post = post
    this.#changed = changed
  }

  /** Another trace is shown. */
  forget(): void {
    this.beside = undefined
    this.asked = undefined
    this.refusal = undefined
    this.#moving = undefined
  }

  /** Ends what is shown beside the run; whether there was something. */
  close(): boolean {
    const was = this.beside !== undefined || this.refusal !== undefined
    this.forget()
    if (was) this.#changed(true)
    return was
  }

  /** `onto`: the row behind which it is to come; without it as late as one decision makes it. */
  move(trace: Trace, row: Row, onto?: Row): void {
    this.forget()
    const own = trace.lanes[laneOfRow(trace, row)]!.name
    const lane = onto && trace.lanes[laneOfRow(trace, onto)]!.name
    const isOwn = lane === own
    const move = movedLater(trace, row, isOwn ? undefined : lane)
    if ('problem' in move) {
      this.refuse(move.problem)
      return
    }
    const step = stepOf(row)
    const target = onto === undefined || isOwn ? undefined : nameOf(trace, stepOf(onto))
    this.#moving = { step: nameOf(trace, step), number: spanOf(row)[0] + 1, onto: target, isRefined: false }
    this.#ask(`step ${this.#moving.number} later`, move.schedule)
  }

  compare(): void {
    this.forget()
    this.#post({ type: 'compare' })
    this.#changed()
  }

  refuse(problem: string): void {
    this.forget()
    this.refusal = problem
    this.#changed()
  }

  /** The run that was asked for. */
  came(shown: Trace, name: string, other: Trace): void {
    const moving = this.#moving
    if (moving !== undefined && this.#refine(moving, other)) return
    const comparison = compared(shown, other)
    const moved = moving && movedText(moving, shown, other)
    this.forget()
    const label = moving === undefined ? name : `step ${moving.number} later`
    this.beside = { name: label, trace: other, comparison, moved, pair: comparison.differences[0] ?? 0 }
    this.#changed(true)
  }

  /** Where it was dropped: the thread goes on again behind that row, if it can. */
  #refine(moving: Moving, other: Trace): boolean {
    const target = moving.onto && findStep(other, moving.onto)
    const step = findStep(other, moving.step)
    if (moving.isRefined || target === undefined) return false
    const schedule = backBehind(other, target, step ?? other.steps.length - 1, moving.step.lane)
    if (schedule === undefined) return false
    moving.isRefined = true
    this.#ask(`step ${moving.number} later`, schedule)
    return true
  }

  #ask(what: string, schedule: string): void {
    this.asked = what
    this.#post({ type: 'replay', schedule, to: 'compare' })
    this.#changed()
  }
}

/** Was it legal, and what does it change? */
function movedText({ step, number }: Moving, before: Trace, after: Trace): string {
  const at = findStep(after, step)
  const where =
    at === undefined
      ? `This order is possible; the run ends before step ${number}`
      : `This order is possible: step ${number} is step ${at + 1} now`
  const [was, is] = [outcomeOf(before), outcomeOf(after)]
  return `${where}. It ${is}${was === is ? ', as before' : `; before, it ${was}`}.`
}

export function outcomeOf({ run: { verdict, violation, reason } }: Pick<Trace, 'run'>): string {
  if (violation !== undefined && verdict === 'fail') return `fails with ${violation.code}`
  return verdict === 'pass' ? 'passes' : `is unknown${reason === undefined ? '' : ` (${reason})`}`
}
