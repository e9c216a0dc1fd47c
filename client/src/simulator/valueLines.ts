// Which lines of a function speak of which variables, for values beside the code: from the beginning of the body to the line
// that is shown. No parser: what is in comments and texts is left out, and a name that means something else on its line is
// rare enough beside the name itself.

export interface Named {
  readonly line: number
  readonly character: number
  readonly name: string
}

/** Lines that are looked at, at most. */
const most = 200

/** `lines`: of the file; `at`: the line that is shown. A body begins with a brace in the first column, as drivers are written. */
export function namesUpTo(lines: readonly string[], at: number): Named[] {
  if (at >= lines.length) return []
  const first = Math.max(0, at - most)
  const body = lines.slice(first, at + 1).findLastIndex(line => line.startsWith('{'))
  if (body < 0) return namesIn(lines[at]!, at)
  return lines.slice(first + body, at + 1).flatMap((line, i) => namesIn(line, first + body + i))
}

/** Each once, where it stands first; what follows `.` or `->` is a member. */
function namesIn(text: string, line: number): Named[] {
  const code = text.replace(/\/\/.*|\/\*.*?(?:\*\/|$)|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/g, part =>
    ' '.repeat(part.length),
  )
  const found = [...code.matchAll(/(?<![\w$]|\.\s*|->\s*)[A-Za-z_$][\w$]*(?!\s*\()/g)].filter(
    ({ 0: name, index }) => !isCut(code, name, index),
  )
  const byName = new Map(found.map(({ 0: name, index }) => [name, index] as const).reverse())
  return [...byName].reverse().map(([name, character]) => ({ line, character, name }))
}

/** Backtracking leaves the beginning of a function's name. */
function isCut(code: string, name: string, index: number): boolean {
  return /[\w$]/.test(code[index + name.length] ?? '')
}

/** `Force = TRUE, Server = pool 1` by line. */
export function valueLines(
  lines: readonly string[],
  at: number,
  values: readonly (readonly [name: string, value: string])[],
): Map<number, string> {
  const known = new Map(values)
  const texts = new Map<number, string>()
  for (const { line, name } of namesUpTo(lines, at)) {
    const value = known.get(name)
    if (value === undefined) continue
    const before = texts.get(line)
    texts.set(line, `${before === undefined ? '' : `${before}, `}${name} = ${value}`)
  }
  return texts
}
