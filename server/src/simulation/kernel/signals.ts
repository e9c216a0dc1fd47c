// What became of events, for who waits in vain for one: a wait without end is most often one for a signal that was there before.
import type { HistoryEntry, Site } from '../../machine/fault.ts'

export interface Actor {
  readonly lane: string
  readonly site: Site | undefined
}

interface EventHistory {
  readonly set?: Actor
  /** How the last signal went. */
  readonly gone?: Actor & { readonly how: 'cleared' | 'taken' }
}

export type SignalsSnapshot = ReadonlyMap<number, EventHistory>

/** As KX_SIGNAL of the model numbers them. */
const kinds = ['begins', 'set', 'cleared', 'taken'] as const

export class Signals {
  /** Replaced, never changed, so that snapshots share it. */
  #events: SignalsSnapshot = new Map()

  note(event: number, kind: number, by: Actor): void {
    const known = this.#events.get(event) ?? {}
    const how = kinds[kind]
    const next =
      how === 'set' ? { set: by } : how === 'cleared' || how === 'taken' ? { set: known.set, gone: { how, ...by } } : {}
    this.#events = new Map(this.#events).set(event, next)
  }

  /** Why nobody wakes who waits for it: the end of a sentence, and the places. Empty where it is no event. */
  missed(event: number): { readonly text: string; readonly places: readonly HistoryEntry[] } {
    const known = this.#events.get(event)
    if (known === undefined) return { text: '', places: [] }
    const { set, gone } = known
    if (set === undefined) return { text: ' for an event that nobody has set', places: [] }
    const places = [{ what: `set here, by ${set.lane}`, site: set.site }]
    if (gone === undefined) return { text: '', places }
    const text = ` for an event that ${set.lane} set before, and ${lost[gone.how](gone.lane)}: the wakeup is lost`
    return { text, places: [...places, { what: `${gone.how} here, by ${gone.lane}`, site: gone.site }] }
  }

  snapshot(): SignalsSnapshot {
    return this.#events
  }

  restore(events: SignalsSnapshot): void {
    this.#events = events
  }
}

const lost = {
  cleared: (lane: string) => `${lane} cleared`,
  taken: (lane: string) => `a wait of ${lane} took`,
} as const
