// The codes of our findings among the diagnostics of all tools, as the editor hands them over.

interface Marked {
  source?: string
  code?: string | number | { value: string | number }
}

/** Each code once, in the order of appearance. */
export function codesOf(diagnostics: readonly Marked[]): string[] {
  const codes = diagnostics.filter(({ source }) => source === 'mrx').map(({ code }) => text(code))
  return [...new Set(codes.filter(code => code !== undefined))]
}

function text(code: Marked['code']): string | undefined {
  const value = typeof code === 'object' ? code.value : code
  return typeof value === 'string' ? value : undefined
}
