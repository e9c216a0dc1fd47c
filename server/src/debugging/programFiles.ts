// The files of a program, and where its statements begin.
import { writtenAt } from '../c/token.ts'
import { type Place, placeOf } from '../machine/debug/breakpoints.ts'
import type { Program } from '../machine/program.ts'

/** Of functions that the program reaches, those of the author first. */
export function usedFiles({ entries }: Program): string[] {
  const files = entries.flatMap(entry =>
    entry.kind === 'function' && entry.code !== undefined && entry.definition !== undefined
      ? [writtenAt(entry.definition.first).origin.file]
      : [],
  )
  return [...new Set(files)]
}

/** Each once, in the order of the text. */
export function statementsIn({ entries }: Program, { file, start, end }: Place): Place[] {
  const found = new Map<number, Place>()
  for (const entry of entries) {
    if (entry.kind !== 'function' || entry.code === undefined) continue
    for (const site of entry.code.statements.values()) {
      const place = placeOf(site)
      if (place.file === file && place.start >= start && place.start < end) found.set(place.start, place)
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}
