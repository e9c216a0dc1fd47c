// What was found in bodies, taken over into an edited text until the bodies are followed again: reports move with the text,
// and those that an edit touched go.
import type { Place } from '../project/places.ts'
import type { Report } from '../rules/rule.ts'
import { type Difference, differenceOf } from '../text/difference.ts'

/** `before` and `now`: the texts of the files, by path. */
export function movedReports<T extends Report>(
  reports: readonly T[],
  before: (path: string) => string,
  now: (path: string) => string,
): T[] {
  const differences = new Map<string, Difference | undefined>()
  const moved = (place: Place): Place | undefined => {
    const { file, start, end } = place
    if (!differences.has(file)) differences.set(file, differenceOf(before(file), now(file)))
    const difference = differences.get(file)
    if (difference === undefined || end < difference.start) return place
    const shift = difference.newEnd - difference.oldEnd
    return start <= difference.oldEnd ? undefined : { ...place, start: start + shift, end: end + shift }
  }
  return reports.flatMap(report => movedReport(report, moved) ?? [])
}

function movedReport<T extends Report>(report: T, moved: (place: Place) => Place | undefined): T | undefined {
  const all = <P extends { readonly place: Place }>(parts: readonly P[]): P[] | undefined => {
    const kept = parts.map(part => ({ part, place: moved(part.place) }))
    return kept.every(({ place }) => place !== undefined)
      ? kept.map(({ part, place }) => ({ ...part, place: place! }))
      : undefined
  }
  const place = moved(report.place)
  const [related, path] = [all(report.related), all(report.path ?? [])]
  if (place === undefined || related === undefined || path === undefined) return undefined
  const fixes = report.fixes.flatMap(fix => {
    const edits = all(fix.edits)
    return edits === undefined ? [] : [{ ...fix, edits }]
  })
  return { ...report, place, related, fixes, ...(report.path !== undefined && { path }) }
}
