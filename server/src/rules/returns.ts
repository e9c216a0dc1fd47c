// What a function leaves behind at one of its returns and not at others: a lock, a raised IRQL. A helper may leave it on
// purpose, and then its result tells; a function that undoes it elsewhere, with the same result, has forgotten it.
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { type Place, placeOf } from '../project/places.ts'
import type { Report } from './rule.ts'

/** But for those behind a failure that any access in a guarded block might have. */
export function usualExits(analysis: FunctionAnalysis): readonly Alternative[] {
  return analysis.exits().filter(({ isExceptional }) => !isExceptional)
}

/** The return that leads to the exit; where several do, the function's closing brace. */
export function returnPlace(analysis: FunctionAnalysis, exit: Alternative): Place {
  const { returned } = exit
  if (returned?.kind === 'return' && returned.node.kind === 'return')
    return placeOf(returned.node.first, returned.node.last)
  return placeOf(analysis.definition.body.last)
}

/** May a caller see from the result which of the two ways was taken? */
export function isTold(a: Alternative, b: Alternative): boolean {
  if (a.result === undefined || b.result === undefined) return false
  const [x, y] = [a.fact(a.result), b.fact(b.result)]
  const isConstant = x.min === x.max && y.min === y.max
  return !isConstant || x.min !== y.min
}

/** Without reports that say the same at the same place, for another way. */
export function eachPlaceOnce(reports: readonly Report[]): Report[] {
  const said = new Set<string>()
  return reports.filter(({ place: { file, start }, message }) => {
    const key = `${file} ${start} ${message}`
    return !said.has(key) && said.add(key)
  })
}
