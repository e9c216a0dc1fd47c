// What the runs of a scenario together say of each clause.
import type { Verdict } from '../judge.ts'
import type { Expectation } from './expectation.ts'
import type { Outcome } from './log.ts'

export interface ExpectationVerdict {
  readonly expectation: Expectation
  readonly verdict: Verdict
  /** Of `fail` and `unknown`. */
  readonly message: string | undefined
}

export interface JudgedRun {
  /** By clause; missing: not reached, or not decided. */
  readonly outcomes: ReadonlyMap<number, Outcome>
  /** It ended before its time. */
  readonly isCutShort: boolean
}

/** `doubt`: why not all runs were made that there are. What holds in every run and was not reached says nothing. */
export function expectationVerdicts(
  expectations: readonly Expectation[],
  runs: readonly JudgedRun[],
  doubt: string | undefined,
): ExpectationVerdict[] {
  return expectations.flatMap((expectation, index) => {
    const outcomes = runs.map(run => run.outcomes.get(index))
    const said = (verdict: Verdict, message?: string) => [{ expectation, verdict, message }]
    const broken = outcomes.find(each => each?.kind === 'broken')
    if (broken?.kind === 'broken') return said('fail', broken.message)
    const unknown = outcomes.find(each => each?.kind === 'unknown')
    if (unknown?.kind === 'unknown') return said('unknown', unknown.message)
    const isReached = outcomes.some(each => each?.kind === 'held')
    const isOpen = runs.some(run => run.isCutShort && run.outcomes.get(index) === undefined)
    if (!isReached && expectation.isContract) return []
    if (!isReached && !isOpen) return said('unknown', 'never reached')
    if (isOpen) return said('unknown', 'a run ended before it was decided')
    return doubt === undefined ? said('pass') : said('unknown', doubt)
  })
}
