// A callback that is called alone is run in several lives; together they are one scenario. Lives in which RDBSS does not come
// to the callback as it is given say nothing; where none does, the scenario is vacuous.
import type { Site } from '../../machine/fault.ts'
import type { Explored, Judgement, Verdict } from '../judge.ts'
import type { ExpectationVerdict } from './verdicts.ts'

/** What cannot be given, and why. */
export interface Vacuous {
  readonly site: Site
  readonly message: string
}

export interface LifeJudgement extends Judgement {
  /** Undefined: the callback began as it is given. */
  readonly missed: Vacuous | 'never reached' | undefined
}

/** `lives`: at least one. */
export function together(lives: readonly LifeJudgement[]): Judgement & { readonly vacuous?: Vacuous } {
  const met = lives.filter(({ missed, violations }) => missed === undefined || violations.length > 0)
  if (met.length === 0) return vacuous(lives)
  const [first] = met as [LifeJudgement, ...LifeJudgement[]]
  const verdict = worst(met.map(each => each.verdict))
  const doubtful = verdict === 'unknown' ? met.find(each => each.reason !== undefined) : undefined
  return {
    ...first,
    verdict,
    reason: doubtful?.reason,
    reasonAt: doubtful?.reasonAt,
    violations: met.flatMap(each => each.violations),
    possible: met.flatMap(each => each.possible),
    expectations: first.expectations.map((each, i) =>
      worstOf(
        each,
        met.map(life => life.expectations[i]),
      ),
    ),
    explored: sum(lives),
  }
}

function vacuous(lives: readonly LifeJudgement[]): Judgement & { readonly vacuous?: Vacuous } {
  const [first] = lives as [LifeJudgement, ...LifeJudgement[]]
  const missed = lives.map(each => each.missed).find(each => each !== 'never reached' && each !== undefined)
  const found = typeof missed === 'object' ? missed : undefined
  const own = found === undefined ? lives.find(({ reason, missed }) => missed && reason) : undefined
  const reason = found === undefined ? own?.reason : `vacuous: ${found.message}`
  const expectations = first.expectations.map(each => ({ ...each, verdict: 'unknown' as const, message: reason }))
  return {
    ...first,
    verdict: 'unknown',
    reason,
    reasonAt: own?.reasonAt,
    expectations,
    explored: sum(lives),
    ...(found !== undefined && { vacuous: found }),
  }
}

function sum(lives: readonly LifeJudgement[]): Explored {
  const all = lives.map(each => each.explored)
  const total = (of: (explored: Explored) => number) => all.reduce((sum, each) => sum + of(each), 0)
  return {
    runs: total(each => each.runs),
    states: total(each => each.states),
    preemptions: Math.min(...all.map(each => each.preemptions)),
    isComplete: all.every(each => each.isComplete),
  }
}

const rank: Record<Verdict, number> = { pass: 0, unknown: 1, fail: 2 }

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((a, b) => (rank[a] >= rank[b] ? a : b))
}

function worstOf(first: ExpectationVerdict, all: readonly (ExpectationVerdict | undefined)[]): ExpectationVerdict {
  return all.reduce<ExpectationVerdict>(
    (a, b) => (b === undefined || rank[a.verdict] >= rank[b.verdict] ? a : b),
    first,
  )
}
