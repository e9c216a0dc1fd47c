// The catalogue: every mistake that the product names, as data. Rules, settings, `mrx rules` and the pages share it.
import type { Library } from './library.ts'

export type Weight = 'critical' | 'high' | 'medium' | 'low'

export interface CatalogueEntry {
  /** `MRXnnn`. */
  readonly code: string
  /** As in `callback-signature`. */
  readonly name: string
  readonly severity: Weight
  /** What the author did. */
  readonly mistake: string
  /** Why that goes wrong. */
  readonly mechanism: string
}

/** In the words of the language server protocol. */
export type ReportedAs = 'error' | 'warning' | 'information'

const severities: Record<Weight, ReportedAs> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'information',
}

export class Catalogue {
  readonly entries: readonly CatalogueEntry[]
  readonly #byKey = new Map<string, CatalogueEntry>()

  constructor(entries: readonly CatalogueEntry[]) {
    this.entries = entries
    for (const entry of entries) {
      this.#byKey.set(entry.code, entry)
      this.#byKey.set(entry.name, entry)
    }
  }

  static of(library: Library): Catalogue {
    const text = library.file('knowledge/catalogue.json')
    return new Catalogue(text === undefined ? [] : JSON.parse(text))
  }

  /** By code, in any case, or by name. */
  entry(key: string): CatalogueEntry | undefined {
    return this.#byKey.get(key) ?? this.#byKey.get(key.toUpperCase()) ?? this.#byKey.get(key.toLowerCase())
  }

  /** How a rule reports unless settings say otherwise. */
  severity(key: string): ReportedAs {
    return severities[this.entry(key)?.severity ?? 'high']
  }

  /** Codes and names, for settings and suggestions. */
  get keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }
}
