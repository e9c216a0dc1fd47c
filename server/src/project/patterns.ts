// Patterns for files, as settings have them: `gen/**`, `**/*_p.c`; case does not matter.
import picomatch from 'picomatch'

/** Does any of `patterns` match a relative path? */
export function patternMatcher(patterns: readonly string[]): (path: string) => boolean {
  const reasonable = patterns.filter(isReasonable)
  return reasonable.length === 0 ? () => false : picomatch(reasonable, { nocase: true })
}

/** They become regular expressions: many stars or braces in one take for ever. */
function isReasonable(pattern: string): boolean {
  return pattern !== '' && pattern.length <= 500 && pattern.split(/[*{(]/).length <= 16
}
