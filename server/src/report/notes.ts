// The places that a finding comes with, for faces that show them in one list: the way there, then what else explains it.
import type { Finding, RelatedPlace } from '../protocol/finding.ts'

/** Each once, though it may be a step of the way and the other end of the mistake. */
export function notesOf({ path = [], related }: Pick<Finding, 'path' | 'related'>): RelatedPlace[] {
  const notes = new Map<string, RelatedPlace>()
  for (const place of [...path, ...related]) {
    const { file, range, message } = place
    const key = `${file} ${range.start.line} ${range.start.character} ${message}`
    if (!notes.has(key)) notes.set(key, place)
  }
  return [...notes.values()]
}
