// What an author allows is no failure of a run; but the run ended there, and what would have come behind is not known.
import type { Judgement, Violation } from '../simulation/judge.ts'

export type Decision = Pick<Judgement, 'verdict' | 'reason' | 'reasonAt'>

/** `shown`: of the judgement's violations those that nobody allows. */
export function withoutAllowed(judgement: Judgement, shown: readonly Violation[]): Decision {
  const [first] = judgement.violations
  if (judgement.verdict !== 'fail' || shown.length > 0 || first === undefined) return judgement
  return { verdict: 'unknown', reason: `${first.rule.code} is allowed; what comes behind it was not run` }
}
