// Comments that hold annotations, and the clauses in them as logical lines. A text without `@mrx` is never looked at; one
// with it is scanned for comments, strings passed over. Where a clause starts in a comment is design, and the colours of
// syntaxes/ say the same: after the comment's opening, or at the start of a line of a block comment.

export interface Comment {
  readonly start: number
  readonly end: number
  /** `//` rather than a block comment. */
  readonly line: boolean
  /** Only blanks stand in front of it on its line. */
  readonly ownLine: boolean
}

/** The text of one clause, continuation lines joined, and where its characters stand. */
export class LogicalLine {
  text = ''
  readonly #pieces: { index: number; start: number; end: number }[] = []

  add(text: string, start: number): void {
    if (this.#pieces.length > 0) this.text += ' '
    this.#pieces.push({ index: this.text.length, start, end: start + text.length })
    this.text += text
  }

  /** Where the character `index` of the text stands. A property, so that it can be passed on. */
  readonly offset = (index: number): number => {
    let piece = this.#pieces[0]!
    for (const next of this.#pieces) if (next.index <= index) piece = next
    return Math.min(piece.start + index - piece.index, piece.end)
  }
}

export interface AnnotatedComment extends Comment {
  readonly clauses: readonly LogicalLine[]
  /** Where `@mrx` stands first. */
  readonly mark: number
}

export const mark = '@mrx'

/** All comments of `text`; with `startsLine`, the text's first character is the first of its line. */
export function commentsIn(text: string, startsLine: boolean): Comment[] {
  const comments: Comment[] = []
  let lineStart = startsLine ? 0 : -1
  for (let at = 0; at < text.length; ) {
    const character = text[at]!
    if (character === '"' || character === "'") {
      at = endOfLiteral(text, at)
    } else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const line = text[at + 1] === '/'
      const end = line ? endOfLineComment(text, at) : endOfBlockComment(text, at)
      const ownLine = lineStart >= 0 && text.slice(lineStart, at).trim() === ''
      comments.push({ start: at, end, line, ownLine })
      const lastBreak = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1))
      // A comment in front of another one on its line counts as a blank.
      if (ownLine || lastBreak > at) lineStart = end
      at = end
    } else {
      at++
      if (character === '\n' || character === '\r') lineStart = at
    }
  }
  return comments
}

/** Literals end with their line, but for one that is spliced. */
function endOfLiteral(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]
    if (character === quote) return at + 1
    if (character === '\n' || character === '\r') return at
    if (character === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1
  }
  return text.length
}

function endOfLineComment(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character !== '\n' && character !== '\r') continue
    if (!/\\[ \t]*$/.test(text.slice(Math.max(start, at - 100), at))) return at
    if (character === '\r' && text[at + 1] === '\n') at++
  }
  return text.length
}

function endOfBlockComment(text: string, start: number): number {
  const close = text.indexOf('*/', start + 2)
  return close < 0 ? text.length : close + 2
}

/** Undefined: no clause starts in the comment. */
export function annotated(comment: Comment, text: string): AnnotatedComment | undefined {
  const whole = text.slice(comment.start, comment.end)
  if (!whole.includes(mark)) return undefined
  return comment.line ? lineAnnotation(comment, whole) : blockAnnotation(comment, whole)
}

function lineAnnotation(comment: Comment, whole: string): AnnotatedComment | undefined {
  const opening = /^\/{2,3}[ \t]*@mrx(?!\w)/.exec(whole)
  if (opening === null) return undefined
  const clauses = logicalLines(linesOf(whole, opening[0].length), comment.start)
  return { ...comment, clauses, mark: comment.start + opening[0].length - mark.length }
}

function blockAnnotation(comment: Comment, whole: string): AnnotatedComment | undefined {
  // `**/` closes as well.
  const inside = whole.replace(/\*+\/$/, '')
  const opening = /^\/\*\*?[ \t]*@mrx(?!\w)|(?<=[\n\r])[ \t]*(?:\*[ \t]+)?@mrx(?!\w)/.exec(inside)
  if (opening === null) return undefined
  const from = opening.index + opening[0].length
  const [first, ...others] = linesOf(inside, from)
  const clauses = logicalLines([first!, ...others.map(withoutLeader)], comment.start)
  return { ...comment, clauses, mark: comment.start + from - mark.length }
}

interface Line {
  readonly text: string
  readonly start: number
}

function linesOf(text: string, from: number): Line[] {
  const lines: Line[] = []
  const breaks = /\r\n|\n|\r/g
  breaks.lastIndex = from
  let start = from
  for (let match = breaks.exec(text); match !== null; match = breaks.exec(text)) {
    lines.push({ text: text.slice(start, match.index), start })
    start = breaks.lastIndex
  }
  lines.push({ text: text.slice(start), start })
  return lines
}

/** A leading star before a blank or the line's end, and another `@mrx`, say nothing. */
function withoutLeader({ text, start }: Line): Line {
  const leader = /^[ \t]*(?:\*(?=[ \t]|$))?[ \t]*(?:@mrx(?!\w))?/.exec(text)![0]
  return { text: text.slice(leader.length), start: start + leader.length }
}

/** Blank lines are skipped, a trailing backslash continues a line. */
function logicalLines(lines: readonly Line[], base: number): LogicalLine[] {
  const logical: LogicalLine[] = []
  let current: LogicalLine | undefined
  for (const { text, start } of lines) {
    const continued = /\\[ \t]*$/.exec(text)
    const part = continued === null ? text : text.slice(0, continued.index)
    const trimmed = part.trim()
    if (trimmed !== '') {
      if (current === undefined) logical.push((current = new LogicalLine()))
      current.add(trimmed, base + start + part.indexOf(trimmed))
    }
    if (continued === null) current = undefined
  }
  return logical
}
