// Which precompiled header stands for an #include at one point of a unit. It does when its bases, and nothing that it
// could depend on, came before: no macro, declaration or option about a name that it looks up.
import type { Target } from '../environment.ts'
import { namesOf } from '../headerCache.ts'
import type { SourceLoader } from '../preprocessor.ts'
import type { UnitTables } from '../unitTables.ts'
import type { PrecompiledData } from './format.ts'
import { PrecompiledHeader } from './precompiledHeader.ts'

/** `/Zp8` and above leave alone what asks for no alignment of its own: nothing is aligned to more than eight bytes. */
function isNatural(pack: number): boolean {
  return pack === 0 || pack >= 8
}

export class PrecompiledHeaders {
  readonly #byPath = new Map<string, PrecompiledHeader[]>()

  /** `loader` needs no more than to read the headers' own files. */
  constructor(headers: readonly PrecompiledData[], target: Target, loader: SourceLoader) {
    const made: PrecompiledHeader[] = []
    for (const data of headers) {
      const base = data.base === undefined ? undefined : made[data.base]
      const header = new PrecompiledHeader(data, base, target, loader)
      made.push(header)
      this.#byPath.set(data.header, [...(this.#byPath.get(data.header) ?? []), header])
    }
  }

  /** `unusual`: names that the build defines or undefines beside what every build does. */
  find(path: string, tables: UnitTables, unusual: readonly string[]): PrecompiledHeader | undefined {
    const candidates = this.#byPath.get(path) ?? []
    if (candidates.length === 0) return undefined
    if (tables.pack.value !== 0 || tables.pack.below !== undefined || !isNatural(tables.usualPack)) return undefined
    const names = [...unusual, ...namesOf(tables.changesSince(0))]
    return candidates.find(
      header => header.base === tables.precompiled && header.isMetBy(tables.macros) && header.isIndependentOf(names),
    )
  }
}
