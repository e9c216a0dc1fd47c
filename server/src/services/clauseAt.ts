// The clause that an offset of a text lies in, for what editors ask inside of annotations.
import type { SourceLine } from '../annotations/clauseReader.ts'
import { annotated, commentsIn, mark } from '../annotations/comments.ts'

export interface ClauseAt {
  readonly line: SourceLine
  /** The clauses of the same comment, in order. */
  readonly lines: readonly SourceLine[]
  /** What is written of the clause up to the offset. */
  readonly written: string
}

/** `offset` may stand behind the last word of a clause. Undefined: it is in no annotation. */
export function clauseAt(text: string, offset: number): ClauseAt | undefined {
  if (!text.includes(mark)) return undefined
  const comment = commentsIn(text, true).find(({ start, end }) => start < offset && offset <= end)
  const found = comment && annotated(comment, text)
  if (found === undefined || offset < found.mark + mark.length) return undefined
  const { clauses: lines } = found
  const line = lines.findLast(each => each.text !== '' && each.offset(0) <= offset)
  if (line === undefined || /[\n\r]/.test(text.slice(endOf(line), offset))) return { line: nothing, lines, written: '' }
  let index = 0
  while (index < line.text.length && line.offset(index) < offset) index++
  const blank = offset > endOf(line) ? ' ' : ''
  return { line, lines, written: line.text.slice(0, index) + blank }
}

function endOf(line: SourceLine): number {
  return line.offset(line.text.length - 1) + 1
}

/** All clauses of the text. */
export function clauseLines(text: string): SourceLine[] {
  if (!text.includes(mark)) return []
  return commentsIn(text, true).flatMap(comment => annotated(comment, text)?.clauses ?? [])
}

/** A line on which nothing is written yet. */
const nothing: SourceLine = { text: '', offset: () => 0 }
