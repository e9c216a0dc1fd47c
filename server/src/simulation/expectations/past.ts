// What of a run's past its clauses may still ask for, as numbers. Two runs that have come to the same state of the machine go
// on alike only where these are the same too, so they are part of the name of a state (exploration/stateKey.ts). Blocks,
// threads and frames have names in them that do not depend on the order in which threads ran.
//
// Where no clause asks for events of the whole run, only those of calls that go on count. Events of different threads have an
// order only where a clause speaks of one (`Plan.ordersThreads`); else a run is known by what each thread did.
import { mixed } from '../../machine/trackedMemory.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import type { Answer, Register } from './evaluator.ts'
import type { FunctionCall, LoggedEvent, NotedEvent, Outcome } from './log.ts'
import type { Observation } from './observation.ts'

/** Of a log that ends with the event. */
export interface EventSums {
  /** Of the event. */
  readonly event: number
  /** Of the event with those that its thread had before. */
  readonly own: number
  /** Of the whole log, as a set of what threads did, and as a list. */
  readonly all: number
  readonly list: number
}

/** `matches`: numbers of the loose events of the plan. */
export function sumsOf(event: NotedEvent, matches: readonly number[], { host }: LoadedDriver): EventSums {
  const { kind, names, thread, lane = '', previous, block } = event
  const before = lastOf(thread, previous)
  const freed = host.memory.blockOf(block)?.birth ?? block
  const parts = [thread, freed, ...matches, ...event.arguments.flatMap(each => partsOf(each, host))]
  const alone = sumOf([...[kind, lane, ...names].map(textSum), ...parts])
  const own = mixed(before?.sums.own ?? 0, alone, 0x6f)
  const all = ((previous?.sums.all ?? 0) + own) | 0
  return { event: alone, own, all, list: mixed(previous?.sums.list ?? 0, own, 0x6c) }
}

function lastOf(thread: number, log: LoggedEvent | undefined): LoggedEvent | undefined {
  let event = log
  while (event !== undefined && event.thread !== thread) event = event.previous
  return event
}

/** Of the run that is under way. */
export function pastOf({ state, plan, system }: Observation): number {
  const { log, open, over, reached, outcomes, known, waved, isOver } = state
  const { memory } = system.host
  const { ordersThreads, asksRun, countsSteps } = plan
  const place = placesOf(log)
  const inRun = ({ thread, from, to }: FunctionCall) => [place(thread, from), place(thread, to)]
  const alone = (each: FunctionCall) => (plan.functions.get(each.func)!.asksEvents ? [eventsSum(each, log)] : [])
  const call = (each: FunctionCall) => callSum(each, asksRun ? inRun(each) : alone(each), system)
  const steps = ({ thread, steps: before }: FunctionCall) => (countsSteps ? (state.steps.get(thread) ?? 0) - before : 0)
  return sumOf([
    (asksRun ? (ordersThreads ? log?.sums.list : log?.sums.all) : undefined) ?? 0,
    total(open, each => sumOf([call(each), steps(each)])),
    total(over, each => overSum(each, call)),
    total([...reached], index => sumOf([index, 2])),
    total([...outcomes], ([index, { kind }]) => sumOf([index, outcomeNumber[kind]])),
    total(standing(observedFrames(state), system), sumOf),
    total([...known], id => memory.blockOf(id)?.birth ?? id),
    total([...waved], thread => sumOf([thread, 1])),
    Number(isOver),
  ])
}

const outcomeNumber: Record<Outcome['kind'], number> = { held: 1, unknown: 2, broken: 3 }

const overSums = new WeakMap<FunctionCall, number>()

/** A call that is over stays as it is, and so does what was logged before its end. */
function overSum(call: FunctionCall, sum: (call: FunctionCall) => number): number {
  let known = overSums.get(call)
  if (known === undefined) overSums.set(call, (known = sum(call)))
  return known
}

/** Which event of its thread each one is, by its index. */
function placesOf(log: LoggedEvent | undefined): (thread: number, index: number | undefined) => number {
  let indices: Map<number, number[]> | undefined
  return (thread, index) =>
    index === undefined ? -1 : ((indices ??= indicesOf(log)).get(thread) ?? []).filter(each => each < index).length
}

function indicesOf(log: LoggedEvent | undefined): Map<number, number[]> {
  const indices = new Map<number, number[]>()
  for (let event = log; event !== undefined; event = event.previous) {
    const own = indices.get(event.thread)
    if (own === undefined) indices.set(event.thread, [event.index])
    else own.push(event.index)
  }
  return indices
}

/** Of what the thread has done in the call. */
function eventsSum({ thread, from }: FunctionCall, log: LoggedEvent | undefined): number {
  let sum = 0
  for (let event = log; event !== undefined && event.index >= from; event = event.previous)
    if (event.thread === thread) sum = mixed(sum, event.sums.event, 0x65)
  return sum
}

/** `events`: what says which ones are the call's. */
function callSum(
  { func, thread, depth, passed, atEntry, when, time }: FunctionCall,
  events: readonly number[],
  { host }: LoadedDriver,
): number {
  return sumOf([
    ...[func, thread, depth, Number(time & 0x7fffffffn)],
    ...events,
    ...passed.flatMap(each => partsOf(each, host)),
    ...[...atEntry.values()].flatMap(each => answerParts(each, host)),
    ...[...when].flatMap(([index, isAsked]) => [index, Number(isAsked)]),
  ])
}

function observedFrames({ frames, running }: Observation['state']): [number, number, number][] {
  const ofPoints = [...running].map(id => id.split(' ').map(Number) as [number, number, number])
  return [...frames.map(({ thread, serial }): [number, number, number] => [-1, thread, serial]), ...ofPoints]
}

/** Those that are still there, by their depth. */
function standing(frames: [number, number, number][], { machine }: LoadedDriver): [number, number, number][] {
  return frames.flatMap(([what, number, serial]): [number, number, number][] => {
    const thread = machine.threads[number]!
    for (let depth = 0; depth < thread.depth; depth++)
      if (thread.serialAt(depth) === serial) return [[what, number, depth]]
    return []
  })
}

function answerParts(answer: Answer, host: LoadedDriver['host']): number[] {
  return answer.kind === 'value' ? partsOf(answer, host) : [textSum(answer.kind)]
}

/** A pointer as the block that it leads to. */
function partsOf({ bits, provenance }: Register, { memory }: LoadedDriver['host']): number[] {
  const [low, high] = [Number(BigInt.asIntN(32, bits)), Number(BigInt.asIntN(32, bits >> 32n))]
  if (provenance <= 0) return [low, high, provenance]
  const { a, b } = memory.pointerName(provenance, low)
  return [a, b, 1]
}

function total<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((sum, each) => (sum + of(each)) | 0, 0)
}

function sumOf(parts: readonly number[]): number {
  return parts.reduce((sum, each) => mixed(sum, each | 0, 0x70), parts.length)
}

function textSum(text: string): number {
  return sumOf([...text].map(each => each.charCodeAt(0)))
}
