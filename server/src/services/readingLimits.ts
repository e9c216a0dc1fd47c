// MRX901 and MRX903: where a source cannot be read as its build reads it, which the author can mend: includes that lead
// nowhere, and #error. What a source does not parse for is no finding, since the compiler tells it; `mrx check` says that what
// it breaks was not looked at.
import type { Problem } from '../c/problem.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { placeOf } from '../project/places.ts'
import type { RuleReport } from './drivers.ts'

export const missingInclude = 'MRX901'
export const errorReached = 'MRX903'

export const limitCodes: readonly string[] = [missingInclude, errorReached]

/** One hint at each #include of the unit's own files that was not found, and at each #error that was reached. */
export function readingLimits(unit: TranslationUnit): RuleReport[] {
  return unit.problems.flatMap(problem => {
    const limit = isBundled(problem.token.origin.file) ? undefined : limitOf(problem)
    if (limit === undefined) return []
    return { ...limit, place: placeOf(problem.token), function: undefined, related: [], fixes: [], severity: 'hint' }
  })
}

/** Of a source that all headers are found for: what they declare may be what cannot be read. */
export function syntaxProblems(unit: TranslationUnit): Problem[] {
  const own = unit.problems.filter(({ token }) => !isBundled(token.origin.file))
  return own.some(({ kind }) => kind === 'include') ? [] : own.filter(({ kind }) => kind === 'syntax')
}

function limitOf({ kind, message }: Problem): Pick<RuleReport, 'code' | 'message'> | undefined {
  if (kind === 'include')
    return {
      code: missingInclude,
      message: `${message}: what it declares is unknown, and nothing that depends on it is judged.`,
    }
  if (kind === 'directive' && message.startsWith('#error'))
    return {
      code: errorReached,
      message: `${message}: the build does not come here, so it defines something else. What is judged may not be what is built.`,
    }
  return undefined
}
