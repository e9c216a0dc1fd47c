// Which precompiled header stands for an #include at one point of a unit. It does when its bases, and nothing that it
// could depend on, came before: no macro, declaration or option about a name that it looks up.
import type { Target } from '../environment.ts'
import type { SourceLoader } from '../preprocessor.ts'
import type { Macro } from '../token.ts'
import type { Change, TagType, UnitTables } from '../unitTables.ts'
import type { PrecompiledData } from './format.ts'
import { PrecompiledHeader } from './precompiledHeader.ts'

/** The precompiled headers that a unit has included, kept in its tables. */
export interface PrecompiledState {
  readonly header: PrecompiledHeader
  readonly below: PrecompiledState | undefined
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
    const base = (tables.state.get('precompiled') as PrecompiledState | undefined)?.header
    if (tables.pack.value !== 0 || tables.pack.below !== undefined) return undefined
    const names = [...unusual, ...namesOf(ownChanges(tables))]
    return candidates.find(header => header.base === base && isIndependent(header, names, tables))
  }

  /** Does to `tables` what including `header` does. */
  apply(header: PrecompiledHeader, tables: UnitTables): void {
    tables.redo(header.changes)
    const below = tables.state.get('precompiled') as PrecompiledState | undefined
    tables.set('state', 'precompiled', { header, below } satisfies PrecompiledState)
  }
}

/** All changes of the tables but those by precompiled headers. */
function ownChanges(tables: UnitTables): Change[] {
  const changes = tables.changesSince(0)
  const own: Change[] = []
  for (let at = changes.length - 1; at >= 0; at--) {
    const { table, key, after } = changes[at]!
    if (table === 'state' && key === 'precompiled') at -= (after as PrecompiledState).header.changes.length
    else own.push(changes[at]!)
  }
  return own
}

/** Names that the changes are about, and paths of files. */
function namesOf(changes: readonly Change[]): string[] {
  return changes.flatMap(({ table, key }) => {
    if (table === 'bodies' || table === 'enums') return (key as TagType).tag ?? []
    return table === 'state' ? [] : (key as string)
  })
}

function isIndependent(header: PrecompiledHeader, names: readonly string[], tables: UnitTables): boolean {
  const required = Object.entries(header.macros)
  if (!required.every(([name, body]) => isMacro(tables.macros.get(name), body))) return false
  return names.every(name => {
    if (Object.hasOwn(header.macros, name)) return true
    if (header.names.has(name) || header.files.includes(name)) return false
    return !header.tested.has(name) || !tables.macros.has(name)
  })
}

function isMacro(macro: Macro | undefined, body: string): boolean {
  if (macro === undefined) return false
  return body === '*' || (macro.parameters === undefined && macro.body.map(({ text }) => text).join(' ') === body)
}
