// A step later: which schedule lets another thread go on where the step's own did. A run is its choices; the last one that
// gave the processor to the step's thread is made otherwise, and what comes behind it is decided anew.
import type { Trace, TraceChoice } from '../../../server/src/protocol/trace.ts'
import { type Row, spanOf, stepOf } from './rows.ts'
import { laneText } from './texts.ts'

export interface Move {
  readonly schedule: string
  /** The lane that goes on instead, by its name. */
  readonly ahead: string
}

/** Tells a step from others of its text in a run, and finds it in another one. */
export interface StepName {
  readonly lane: string
  readonly kind: string
  readonly text: string
  /** Of equal ones, from 0. */
  readonly number: number
}

type Run = Pick<Trace, 'steps' | 'lanes'>

/** `wanted`: the lane that is to go on, if it can. */
export function movedLater(trace: Run, row: Row, wanted?: string): Move | { readonly problem: string } {
  const found = decisionBefore(trace, row)
  if (found === undefined) {
    const lane = laneText(trace.lanes[trace.steps[stepOf(row)]!.lane]!)
    return {
      problem: `Step ${spanOf(row)[0] + 1} cannot come later: no other thread can go on while ${lane} is on its way to it.`,
    }
  }
  const { index, threads = [], taken } = found
  const others = threads.filter((_, option) => option !== taken)
  const ahead = others.find(each => each === wanted) ?? nextOf(trace, stepOf(row), others) ?? others[0]!
  return { schedule: scheduleWith(trace, index, threads.indexOf(ahead)), ahead }
}

/** The lane goes on again as soon as it can behind the step: a schedule; undefined: it cannot before `end`. */
export function backBehind(trace: Run, step: number, end: number, lane: string): string | undefined {
  const first = step + (isOperation(trace.steps[step]!) ? 2 : 1)
  for (let i = first; i <= end; i++)
    for (const { index, threads = [], taken } of trace.steps[i]!.choices ?? []) {
      const option = threads.indexOf(lane)
      if (option >= 0 && option !== taken) return scheduleWith(trace, index, option)
    }
  return undefined
}

/** One call is made to fail, and all before it is as it was. */
export function withFailure(trace: Run, index: number): string {
  return scheduleWith(trace, index, 1)
}

export interface FallibleCall {
  /** Of the choice. */
  readonly index: number
  readonly name: string
  /** The step that made it. */
  readonly step: number
  /** It fails in this run. */
  readonly isFailing: boolean
}

/** Calls that a scenario may let fail; RDBSS's own are in its scenarios. */
export function fallibleCalls({ steps }: Pick<Trace, 'steps'>): FallibleCall[] {
  return steps.flatMap(({ choices = [] }, step) =>
    choices
      .filter(({ threads, options, name }) => threads === undefined && options === 2 && !name.endsWith(' by rdbss'))
      .map(({ index, name, taken }) => ({ index, name, step: Math.max(0, step - 1), isFailing: taken === 1 })),
  )
}

export function nameOf({ steps, lanes }: Run, step: number): StepName {
  const { lane, kind, text } = steps[step]!
  const name = lanes[lane]!.name
  let number = 0
  for (let i = 0; i < step; i++) if (isLike(steps[i]!, lane, kind, text)) number++
  return { lane: name, kind, text, number }
}

/** Undefined: it does not come to that in this run. */
export function findStep({ steps, lanes }: Run, { lane, kind, text, number }: StepName): number | undefined {
  let left = number
  for (const [i, step] of steps.entries())
    if (lanes[step.lane]!.name === lane && isLike(step, step.lane, kind, text) && left-- === 0) return i
  return undefined
}

function isLike(step: Trace['steps'][number], lane: number, kind: string, text: string): boolean {
  return step.lane === lane && step.kind === kind && step.text === text
}

/** A call does its work behind the choices that are made in it, which are those in front of the next step. */
function isOperation({ kind, origin }: Trace['steps'][number]): boolean {
  return kind === 'call' && origin !== 'driver'
}

/** In what the lane did without a break. */
function decisionBefore({ steps, lanes }: Run, row: Row): TraceChoice | undefined {
  const last = stepOf(row)
  const { lane } = steps[last]!
  const name = lanes[lane]!.name
  const isWhole = row.kind === 'fold' || isOperation(steps[last]!)
  for (let i = Math.min(last + Number(isWhole), steps.length - 1); i >= 0; i--) {
    if (i <= last && steps[i]!.lane !== lane) return undefined
    const choice = steps[i]!.choices?.findLast(
      ({ threads = [], taken }) => threads[taken] === name && threads.length > 1,
    )
    if (choice !== undefined) return choice
  }
  return undefined
}

function nextOf({ steps, lanes }: Run, step: number, others: readonly string[]): string | undefined {
  for (let i = step + 1; i < steps.length; i++) {
    const { name } = lanes[steps[i]!.lane]!
    if (others.includes(name)) return name
  }
  return undefined
}

function scheduleWith({ steps }: Pick<Trace, 'steps'>, index: number, option: number): string {
  const made = steps.flatMap(({ choices = [] }) =>
    choices.filter(choice => choice.index < index && choice.taken !== 0).map(choice => [choice.index, choice.taken]),
  )
  const all = option === 0 ? made : [...made, [index, option]]
  return `1:${all.map(([at, taken]) => `${at}=${taken}`).join(',')}`
}
