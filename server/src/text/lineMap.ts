// Offsets <-> lines and characters. Lines end at \n, \r\n or \r, as editors count them; characters are UTF-16 units.
import type { Position, Range } from 'vscode-languageserver-types'

export class LineMap {
  readonly #starts: number[]
  readonly #text: string

  constructor(text: string) {
    this.#starts = lineStarts(text)
    this.#text = text
  }

  get lines(): number {
    return this.#starts.length
  }

  /** Offsets outside the text are clamped to its ends. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return { line: low, character: at - this.#starts[low]! }
  }

  /** Positions outside the text are clamped: a character past the line's end means that end, in front of its break. */
  offset(position: Position): number {
    if (position.line < 0) return 0
    const start = this.#starts[position.line]
    if (start === undefined) return this.#text.length
    return Math.min(start + Math.max(0, position.character), this.#endOfLine(position.line))
  }

  #endOfLine(line: number): number {
    const next = this.#starts[line + 1]
    if (next === undefined) return this.#text.length
    return this.#text.endsWith('\r\n', next) ? next - 2 : next - 1
  }

  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}
