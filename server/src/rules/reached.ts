// Points of a function and of all that it calls, with their values told in its own terms: "which calls below this callback
// get its SRV_CALL, or a field of it?" What a way through a helper needs is held against what its caller knows, so that a
// helper counts only for what it does when it is called from there.
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import { nullnessIn } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { AssignPoint, CallPoint, DereferencePoint, Point } from '../flow/graph.ts'
import { type Question, question } from '../flow/question.ts'
import { isOfEntry } from '../flow/summary.ts'
import type { Value } from '../flow/terms.ts'
import type { Told } from '../flow/told.ts'
import { placeOf } from '../project/places.ts'
import { compact, none } from '../text/compact.ts'
import { implementationsOf } from './callbackFlow.ts'
import { ownFunctions } from './functions.ts'
import type { Remark, Report, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

/** A call on the way down, and the function that it stands in. */
interface Descent {
  readonly point: CallPoint
  readonly from: FunctionAnalysis
}

export interface ReachedPoint<P extends Point = Point> {
  readonly point: P
  /** Of the function that has the point. */
  readonly analysis: FunctionAnalysis
  /** Before the point, in that function's terms. */
  readonly inner: Alternative
  /** What the function that was asked about knows, on a way that leads here; its terms. */
  readonly state: Alternative
  /** What was picked, in the terms of the function that was asked about; and in those of the function that has the point. */
  readonly values: readonly Value[]
  readonly own: readonly Value[]
  /** The values say something in those terms: the point's function has them from its callers, not from somewhere else. */
  readonly isTold: boolean
  /** What callers of that function need to know. */
  readonly told: Told
  /** From that function down to the point's, the outermost first. */
  readonly calls: readonly Descent[]
}

/** Of one function no more points are followed upwards, and each of them through so many calls: chains of thousands end in time. */
const mostPoints = 300
const mostCalls = 8
/** Functions call each other no deeper, or the rest is not looked at. */
const deepest = 200

/** A point that matters, with the values that matter there; undefined: it does not. */
export type Picked<P extends Point> =
  | { readonly point: P; readonly values: (state: Alternative) => readonly Value[] }
  | undefined

export type Pick<P extends Point> = (point: Point, analysis: FunctionAnalysis, flow: DriverAnalysis) => Picked<P>

/** Where memory is read or written: the pointer. */
export function dereference(point: Point): Picked<DereferencePoint> {
  return point.kind === 'dereference' ? { point, values: state => [state.value(point.pointer)] } : undefined
}

/** Where a block is given back: what points to it. */
export const freedBlock: Pick<CallPoint> = (point, _, flow) => {
  if (point.kind !== 'call') return undefined
  const freed = flow.routine(point.node)?.effects.find(({ verb }) => verb === 'frees')?.subject
  const block = typeof freed === 'number' ? point.node.arguments[freed] : undefined
  return block && { point, values: state => [state.value(block)] }
}

/** Where a routine with one of these names is called: the arguments. */
export function callOf(...names: readonly string[]): Pick<CallPoint> {
  const wanted = new Set(names)
  return point =>
    point.kind === 'call' && wanted.has(calledName(point.node) ?? '')
      ? { point, values: state => point.node.arguments.map(argument => state.value(argument)) }
      : undefined
}

export class ReachedPoints<P extends Point = Point> {
  readonly #pick: Pick<P>
  readonly #isOfAccesses: boolean
  #depth = 0
  /**
   * As callers need them: each point once for each set of values, and of accesses one for each pointer that a caller can
   * know; nothing of a function that is not known well enough.
   */
  readonly of: Question<readonly ReachedPoint<P>[]> = question((analysis, flow) => this.#collected(analysis, flow))

  /** `isOfAccesses`: it picks dereferences. */
  constructor(pick: Pick<P>, isOfAccesses = false) {
    this.#pick = pick
    this.#isOfAccesses = isOfAccesses
  }

  picked(point: Point, analysis: FunctionAnalysis, flow: DriverAnalysis): Picked<P> {
    return this.#pick(point, analysis, flow)
  }

  #collected(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly ReachedPoint<P>[] {
    if (this.#depth >= deepest || analysis.unknown !== undefined) return none
    this.#depth++
    const found = new Map<string, ReachedPoint<P>>()
    const numbers = new Map<Point, number>()
    for (const reached of this.#found(analysis, flow)) {
      const key = keyOf(reached, numbers)
      if (!found.has(key)) found.set(key, reached)
      if (found.size >= mostPoints) break
    }
    this.#depth--
    return compact([...found.values()])
  }

  /** All of them, the function's own accesses each by itself. */
  *from(analysis: FunctionAnalysis, flow: DriverAnalysis): Iterable<ReachedPoint<P>> {
    if (!this.#isOfAccesses) return yield* this.of(analysis, flow)
    if (analysis.unknown !== undefined) return
    for (const each of analysis.points()) {
      const picked = this.#pick(each, analysis, flow)
      if (picked !== undefined) yield* at(each, picked, analysis)
    }
    for (const reached of this.of(analysis, flow)) if (reached.calls.length > 0) yield reached
  }

  *#found(analysis: FunctionAnalysis, flow: DriverAnalysis): Iterable<ReachedPoint<P>> {
    const matters = (values: readonly Value[]) => !this.#isOfAccesses || values.some(isOfEntry)
    // Most points are neither: an object or a generator for each of them would take longer than all the rest.
    const points = analysis.points()
    for (let i = 0; i < points.length; i++) {
      const each = points[i]!
      const picked = this.#pick(each, analysis, flow)
      if (picked !== undefined) yield* at(each, picked, analysis, matters)
      if (each.kind !== 'call') continue
      const all = this.#listBelow(each, analysis, flow)
      if (all.length > 0) yield* this.#passed(all, each, analysis, matters)
    }
  }

  /** Of the function that a call names, as its caller sees them. */
  below(point: CallPoint, from: FunctionAnalysis, flow: DriverAnalysis): Iterable<ReachedPoint<P>> {
    return this.#passed(this.#listBelow(point, from, flow), point, from, () => true)
  }

  #listBelow(point: CallPoint, from: FunctionAnalysis, flow: DriverAnalysis): readonly ReachedPoint<P>[] {
    const callee = from.calleeOf(point.node)
    if (callee.kind !== 'function') return none
    const below = flow.analysis(callee.summary.definition, callee.summary.path)
    return below === undefined ? none : this.of(below, flow)
  }

  /** What the called function has reached, where the values that its caller sees matter. */
  *#passed(
    all: readonly ReachedPoint<P>[],
    point: CallPoint,
    from: FunctionAnalysis,
    matters: (values: readonly Value[]) => boolean,
  ): Iterable<ReachedPoint<P>> {
    const callee = from.calleeOf(point.node)
    if (callee.kind !== 'function') return
    const passages = from.passages(point, callee.summary)
    for (const reached of all) {
      if (reached.calls.length >= mostCalls) continue
      const isTold = reached.isTold && reached.values.some(isOfEntry)
      // What is read through a pointer that the callee made itself means nothing to its caller.
      if (this.#isOfAccesses && !isTold) continue
      for (const { value, enter } of passages) {
        const values = reached.values.map(value)
        const entered = matters(values) ? enter(reached.told, reached.values) : undefined
        if (entered === undefined) continue
        const { analysis, inner, own } = reached
        const { state, told } = entered
        const calls = [{ point, from }, ...reached.calls]
        yield { point: reached.point, analysis, inner, state, values, own, isTold, told, calls }
      }
    }
  }
}

/** At a point of the function itself, on each way to it. */
export function* at<P extends Point>(
  each: Point,
  picked: NonNullable<Picked<P>>,
  analysis: FunctionAnalysis,
  matters: (values: readonly Value[]) => boolean = () => true,
): Iterable<ReachedPoint<P>> {
  for (const state of analysis.before(each)) {
    const values = picked.values(state)
    if (!matters(values)) continue
    const told = state.told(values)
    yield { point: picked.point, analysis, inner: state, state, values, own: values, isTold: true, told, calls: none }
  }
}

/** Of all accesses. */
export const dereferences = new ReachedPoints(dereference, true)

/** Of all releases of blocks. */
export const releases = new ReachedPoints(freedBlock)

/** One access through a pointer stands for all of them where it is known as well. */
function keyOf({ point, values, told, isTold }: ReachedPoint, numbers: Map<Point, number>): string {
  if (!numbers.has(point)) numbers.set(point, numbers.size)
  const where = point.kind === 'dereference' ? 'access' : numbers.get(point)
  return isTold ? `${where} ${values.map(value => `${value.id} ${nullnessIn(told, value)}`).join()}` : String(where)
}

/** A point below a callback. */
export interface Found<P extends Point = Point> extends ReachedPoint<P> {
  readonly member: string
  readonly callback: FunctionAnalysis
}

/** What is reached below the callbacks of these members, and `holds` is true of, each point once. */
export function* foundBelow<P extends Point>(
  context: RuleContext,
  members: readonly string[],
  points: ReachedPoints<P>,
  holds: (found: Found<P>) => boolean = () => true,
): Iterable<Found<P>> {
  const seen = new Set<Point>()
  for (const member of members)
    for (const callback of implementationsOf(context, member))
      for (const reached of points.from(callback, context.flow)) {
        const found = { member, callback, ...reached }
        if (seen.has(reached.point) || !holds(found)) continue
        seen.add(reached.point)
        yield found
      }
}

/** As foundBelow(), for every function of the driver: `member` is empty, `callback` the function. */
export function* foundAnywhere<P extends Point>(
  context: RuleContext,
  points: ReachedPoints<P>,
  holds: (found: Found<P>) => boolean = () => true,
): Iterable<Found<P>> {
  const seen = new Set<Point>()
  for (const callback of ownFunctions(context))
    for (const reached of points.of(callback, context.flow)) {
      const found = { member: '', callback, ...reached }
      if (seen.has(reached.point) || !holds(found)) continue
      seen.add(reached.point)
      yield found
    }
}

/** Of the function that has the point, with the calls that lead there. */
export function reportAt(
  reached: ReachedPoint<CallPoint | DereferencePoint | AssignPoint>,
  message: string,
  more: Partial<Report> = {},
): Report {
  const { node } = reached.point
  return {
    place: placeOf(node.first, node.last),
    message,
    function: reached.analysis.definition.symbol.name,
    path: pathTo(reached),
    fixes: [],
    ...more,
    related: [...(more.related ?? []), ...callsTo(reached)],
  }
}
/** The calls that lead down to the point. */
export function callsTo({ calls }: ReachedPoint): Remark[] {
  return calls.map(({ point: { node }, from }) => ({
    place: placeOf(node.first, node.last),
    message: `'${from.definition.symbol.name}' calls it here`,
  }))
}

/** The decisions and calls that lead to the point, as far as they are known. */
export function pathTo(reached: ReachedPoint): readonly Remark[] {
  const { calls, state, inner } = reached
  return calls.length === 0 ? wayTo(inner) : [...wayTo(state), ...callsTo(reached), ...wayTo(inner)]
}
