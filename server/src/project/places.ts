// From tokens to places in files: what the author wrote, through whatever macros it came.
import { endOf, startOf, type Token, writtenAt } from '../c/token.ts'

/** A stretch of a file, in UTF-16 offsets. */
export interface Place {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** Where the tokens from `first` to `last` stand; when they come from different files, where `first` stands. */
export function placeOf(first: Token, last: Token = first): Place {
  const [a, b] = [writtenAt(first), writtenAt(last)]
  const start = startOf(a)
  const together = a.origin.file === b.origin.file && startOf(b) >= start
  return { file: a.origin.file, start, end: endOf(together ? b : a) }
}

/** Does the node's text stand in the file as it is, so that it can be replaced? No token of it came out of a macro. */
export function isWrittenOut(first: Token, last: Token): boolean {
  return writtenAt(first) === first && writtenAt(last) === last && first.origin.file === last.origin.file
}
