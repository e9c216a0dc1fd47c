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
  /** By clause (`expectationsOf`); missing: not reached, or not decided. */
  readonly outcomes: ReadonlyMap<number, Outcome>
  /** It ended before its time. */
  readonly isCutShort: boolean
}

/** Of one clause, over the runs so far. */
interface Tally {
  broken: string | undefined
  unknown: string | undefined
  isReached: boolean
  /** Some run ended before it was decided. */
  isOpen: boolean
}

export class ExpectationTally {
  readonly #expectations: readonly Expectation[]
  readonly #tallies: readonly Tally[]

  constructor(expectations: readonly Expectation[]) {
    this.#expectations = expectations
    this.#tallies = expectations.map(() => ({ broken: undefined, unknown: undefined, isReached: false, isOpen: false }))
  }

  add({ outcomes, isCutShort }: JudgedRun): void {
    for (const [index, tally] of this.#tallies.entries()) {
      const outcome = outcomes.get(index)
      if (outcome === undefined) tally.isOpen ||= isCutShort
      else if (outcome.kind === 'held') tally.isReached = true
      else tally[outcome.kind] ??= outcome.message
    }
  }

  /** `doubt`: why not all runs were made that there are. What holds in every run and was not reached says nothing. */
  verdicts(doubt: string | undefined): ExpectationVerdict[] {
    return this.#expectations.flatMap((expectation, index) => {
      const { broken, unknown, isReached, isOpen } = this.#tallies[index]!
      const said = (verdict: Verdict, message?: string) => [{ expectation, verdict, message }]
      if (broken !== undefined) return said('fail', broken)
      // What SAL says is not always said so that it can be evaluated.
      if (!expectation.isWritten && (unknown !== undefined || !isReached)) return []
      if (unknown !== undefined) return said('unknown', unknown)
      if (!isReached && expectation.isContract) return []
      if (isOpen && expectation.isWritten) return said('unknown', 'a run ended before it was decided')
      if (!isReached) return said('unknown', doubt ?? 'never reached')
      return doubt === undefined ? said('pass') : said('unknown', doubt)
    })
  }
}
