// Which arguments of a call a routine of the kernel or of RDBSS looks behind: by the effects of its page, or since a format
// says that text is read there.
import type { Call, Expression } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import type { RoutineEffects, Verb } from '../knowledge/effects.ts'
import { none } from '../text/compact.ts'
import { type Picked, ReachedPoints } from './reached.ts'

/** Clauses of effects by which a routine reads or writes what it is given. */
const touching: ReadonlySet<Verb> = new Set<Verb>([
  'acquires',
  'releases',
  'initializes',
  'deletes',
  'starts',
  'stops',
  'links',
  'unlinks',
  'touches',
  'zeroes',
  'writes',
  'exchanges',
])

/** Of all such calls: the arguments. */
export const touches = new ReachedPoints(touched)

function touched(point: Point, _: FunctionAnalysis, flow: DriverAnalysis): Picked<CallPoint> {
  const looks = point.kind === 'call' ? touchedArguments(point.node, flow.routine(point.node)) : none
  return point.kind === 'call' && looks.length > 0
    ? { point, values: state => looks.map(argument => state.value(argument)) }
    : undefined
}

export function touchedArguments({ arguments: given }: Call, routine: RoutineEffects | undefined): Expression[] {
  const byEffect = (routine?.effects ?? []).flatMap(({ verb, subject, by }) => {
    if (!touching.has(verb)) return []
    // What is written comes from there.
    const touched = verb === 'writes' ? [subject, by] : [subject]
    return touched.flatMap(at => (typeof at === 'number' ? (given[at] ?? []) : []))
  })
  return [...byEffect, ...readTexts(given)]
}

/** Behind a format, what `%s`, `%ws` and `%wZ` print: a pointer is followed. */
function readTexts(given: readonly Expression[]): Expression[] {
  const at = given.findIndex(argument => uncast(argument).kind === 'string-literal')
  const format = given[at] && uncast(given[at])
  if (format?.kind !== 'string-literal') return []
  const text = String.fromCharCode(...format.units).replaceAll('%%', '')
  const conversions = [...text.matchAll(/%[-+ #0]*[\d.*]*(?:h|hh|l|ll|w|I|I32|I64|z|t)?([a-zA-Z])/g)]
  // A width that is an argument itself moves the others.
  if (/%[-+ #0]*[\d.]*\*/.test(text)) return []
  return conversions.flatMap(([, kind], i) => (/[sSZ]/.test(kind!) ? (given[at + 1 + i] ?? []) : []))
}
