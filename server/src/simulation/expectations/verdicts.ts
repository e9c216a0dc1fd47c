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

/** What the runs so far say of one clause. */
interface Said {
  broken?: string
  unknown?: string
  isHeld?: boolean
  /** A run ended before it was decided. */
  isOpen?: boolean
}

export class ExpectationVerdicts {
  readonly #expectations: readonly Expectation[]
  readonly #said: readonly Said[]

  constructor(expectations: readonly Expectation[]) {
    this.#expectations = expectations
    this.#said = expectations.map(() => ({}))
  }

  add({ outcomes, isCutShort }: JudgedRun): void {
    for (const [index, said] of this.#said.entries()) {
      const outcome = outcomes.get(index)
      if (outcome === undefined) said.isOpen ||= isCutShort
      else if (outcome.kind === 'held') said.isHeld = true
      else said[outcome.kind] ??= outcome.message
    }
  }

  /** `doubt`: why not all runs were made that there are. What holds in every run and was not reached says nothing. */
  verdicts(doubt: string | undefined): ExpectationVerdict[] {
    return this.#expectations.flatMap((expectation, index) => {
      const { broken, unknown, isHeld = false, isOpen = false } = this.#said[index]!
      const said = (verdict: Verdict, message?: string) => [{ expectation, verdict, message }]
      if (broken !== undefined) return said('fail', broken)
      // What SAL says is not always said so that it can be evaluated.
      if (!expectation.isWritten && (unknown !== undefined || !isHeld)) return []
      if (unknown !== undefined) return said('unknown', unknown)
      if (!isHeld && expectation.isContract) return []
      if (!isHeld && !isOpen) return said('unknown', 'never reached')
      if (isOpen && expectation.isWritten) return said('unknown', 'a run ended before it was decided')
      return doubt === undefined ? said('pass') : said('unknown', doubt)
    })
  }
}
