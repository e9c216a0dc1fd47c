// Where a marked line is behind an edit. The editor moves its own marks, but to some line in what replaces many: a branch that
// is switched, a text that is formatted. There the step has no line any more.

/** As the editor tells it: places of the text before. */
export interface LineChange {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
  readonly text: string
}

/** Undefined: it was replaced together with others. */
export function lineBehind(line: number, changes: readonly LineChange[]): number | undefined {
  let moved = line
  for (const { range, text } of changes) {
    const { start, end } = range
    const isAbove = end.line < line || (end.line === line && end.character === 0)
    const isWithin = start.line === line && end.line === line
    if (isAbove) moved += text.split('\n').length - 1 - (end.line - start.line)
    else if (start.line <= line && !isWithin) return undefined
  }
  return moved
}
