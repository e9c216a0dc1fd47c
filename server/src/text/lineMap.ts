// Offsets <-> lines and characters. Lines end at \n, \r\n or \r, as editors count them; characters are UTF-16 units.
import type { Position, Range } from 'vscode-languageserver-types'

export class LineMap {
  readonly #starts: Uint32Array
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

/** Packed, since a map is made for each edit. */
function lineStarts(text: string): Uint32Array {
  const next = hasLoneReturn(text) ? behindAnyBreak : behindNewline
  let lines = 1
  for (let at = next(text, 0); at > 0; at = next(text, at)) lines++
  const starts = new Uint32Array(lines)
  for (let line = 1; line < lines; line++) starts[line] = next(text, starts[line - 1]!)
  return starts
}

function hasLoneReturn(text: string): boolean {
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
    if (text.charCodeAt(at + 1) !== newline) return true
  return false
}

/** Where the next line starts; 0: there is none. */
function behindNewline(text: string, from: number): number {
  return text.indexOf('\n', from) + 1
}

function behindAnyBreak(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === newline || (code === carriageReturn && text.charCodeAt(i + 1) !== newline)) return i + 1
  }
  return 0
}

const newline = 10
const carriageReturn = 13
