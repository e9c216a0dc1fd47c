// A line of source with carets below it, for terminals. What stands there came from a file that anybody may have written,
// so control characters are shown as a mark: none reaches the terminal.
import type { Range } from 'vscode-languageserver-types'

const tabWidth = 4
const widest = 160
/** What stays visible in front of the caret when a line is cut. */
const lead = 40

export interface Excerpt {
  /** One-based. */
  number: number
  text: string
  /** Blanks and carets under `text`. */
  marks: string
}

/** `undefined` when the range lies outside the text, which may have changed since. */
export function excerpt(lines: readonly string[], { start, end }: Range): Excerpt | undefined {
  const line = lines[start.line]
  if (line === undefined) return undefined
  const last = end.line > start.line ? line.trimEnd().length : end.character
  const before = shownText(line.slice(0, start.character), 0)
  const marked = shownText(line.slice(start.character, Math.max(last, start.character)), columns(before))
  const after = shownText(line.slice(Math.max(last, start.character)), columns(before) + columns(marked))
  const marks = ' '.repeat(columns(before)) + '^'.repeat(Math.max(1, columns(marked)))
  return { number: start.line + 1, ...cut(`${before}${marked}${after}`.trimEnd(), marks) }
}

/** Lines as editors count them. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

export function printable(text: string): string {
  return shownText(text, 0)
}

function shownText(text: string, column: number): string {
  let shown = ''
  let at = column
  for (const character of text) {
    const piece =
      character === '\t' ? ' '.repeat(tabWidth - (at % tabWidth)) : isControl(character) ? '\ufffd' : character
    shown += piece
    at += columns(piece)
  }
  return shown
}

function isControl(character: string): boolean {
  return /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(character)
}

/** Terminal columns: East Asian wide characters and emoji take two, combining marks none. */
function columns(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the quick way out
  if (/^[\x00-\x7f]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return width
}

function cut(text: string, marks: string): { text: string; marks: string } {
  if (text.length <= widest) return { text, marks: marks.slice(0, Math.max(widest, marks.indexOf('^') + 1)) }
  const from = Math.max(0, Math.min(marks.indexOf('^') - lead, text.length - widest))
  const head = from > 0 ? '…' : ''
  const tail = from + widest < text.length ? '…' : ''
  return {
    text: head + text.slice(from, from + widest) + tail,
    marks: ' '.repeat(head.length) + marks.slice(from, from + widest),
  }
}
