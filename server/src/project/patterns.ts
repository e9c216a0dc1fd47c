// Patterns for files, as settings have them: `gen/**`, `**/*_p.c`; case does not matter.
import picomatch from 'picomatch'

/** Does any of `patterns` match a relative path? */
export function patternMatcher(patterns: readonly string[]): (path: string) => boolean {
  const reasonable = patterns.filter(isReasonable).map(asPicomatch)
  return reasonable.length === 0 ? () => false : picomatch(reasonable, { nocase: true })
}

const longest = 500
const mostWildcards = 15

/** They become regular expressions: many stars or braces in one take for ever. */
function isReasonable(pattern: string): boolean {
  return pattern !== '' && pattern.length <= longest && pattern.split(/[*{(]/).length <= mostWildcards + 1
}

/** `[!ab]` is `[^ab]`, as in shells and editors; parentheses without a choice in them are a part of the name. */
function asPicomatch(pattern: string): string {
  return pattern.replaceAll(/\\.|\[!(?=[^\]])|(?<![!?*+@])\(([^()|]*)\)/gs, (text, inside) =>
    text === '[!' ? '[^' : inside === undefined ? text : `\\(${inside}\\)`,
  )
}

/** Why a pattern matches nothing, or not what it seems to say. `alone`: no other one stands beside it. */
export function patternProblem(pattern: string, { alone }: { alone: boolean }): string | undefined {
  if (pattern.length > longest) return `it is longer than ${longest} characters`
  if (!isReasonable(pattern)) return `it has more than ${mostWildcards} of *, { and (`
  if (pattern !== pattern.trim()) return 'it begins or ends with a space'
  if (/\$[{(]|%\w+%/.test(pattern)) return 'variables are not replaced'
  if (/^([A-Za-z]:|~?\/|\\\\)/.test(pattern)) return 'it is absolute, and patterns are relative'
  // In front of anything else it takes a wildcard's meaning away; where drivers are built no file is called * or ?.
  if (/\\([^[\]{}()!+@|\\$^]|$)/s.test(pattern)) return 'folders are separated by /, not by \\'
  if (
    !/^(\.\/|(\.\.\/)+)?([^/]+\/)*([^/]+\/?)$/.test(pattern) ||
    /(^|[^.]\/)\.{1,2}\/?$|\/\.\/|[^./]\/\.\.\//.test(pattern)
  )
    return 'no name in a path is empty, . or .., but at its beginning'
  if (/^!(?!\()/.test(pattern) && !alone)
    return 'what begins with ! matches every file but its own, whatever the other patterns say'
  return malformed(asPicomatch(pattern))
}

function malformed(pattern: string): string | undefined {
  try {
    picomatch.makeRe(pattern, { strictBrackets: true, debug: true })
    return undefined
  } catch (error) {
    const [, which, bracket] = /^Missing (opening|closing): "(.)"/.exec((error as Error).message) ?? []
    if (bracket === undefined) return 'a range in [ ] goes from a lower character to a higher one'
    return `the ${which} ${bracket} is missing`
  }
}
