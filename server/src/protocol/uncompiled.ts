// What does not compile, as every face tells it: each message once. A header that is missing is missing for every source that
// includes it.
import type { RelatedPlace } from './finding.ts'

/** The first place of a message. */
export interface Uncompiled extends RelatedPlace {
  /** Places with the same message. */
  others: number
}

export function byMessage(places: readonly RelatedPlace[]): Uncompiled[] {
  const told = new Map<string, Uncompiled>()
  for (const place of places) {
    const known = told.get(place.message)
    if (known === undefined) told.set(place.message, { ...place, others: 0 })
    else known.others++
  }
  return [...told.values()]
}
