// MRX901: includes that lead nowhere, the one limit of the front end that the author can mend.
import type { TranslationUnit } from '../c/translationUnit.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { placeOf } from '../project/places.ts'
import type { RuleReport } from './drivers.ts'

export const missingInclude = 'MRX901'

/** One hint at each #include of the unit's own files that was not found. */
export function missingIncludes(unit: TranslationUnit): RuleReport[] {
  const missing = unit.problems.filter(({ kind, token }) => kind === 'include' && !isBundled(token.origin.file))
  return missing.map(({ message, token }) => ({
    code: missingInclude,
    place: placeOf(token),
    message: `${message}: what it declares is unknown, and nothing that depends on it is judged.`,
    function: undefined,
    related: [],
    fixes: [],
    severity: 'hint',
  }))
}
