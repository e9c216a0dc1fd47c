// Walking folders with bounds: whatever a workspace holds (a mounted disk, links that lead back up), a walk ends.
import type { Entry, Files } from './files.ts'
import { isHeader, isWithin, join, parent } from './paths.ts'

export interface WalkLimits {
  readonly depth: number
  /** Files and folders looked at in all. */
  readonly entries: number
}

export const walkLimits: WalkLimits = { depth: 16, entries: 40_000 }

export interface WalkedFolder {
  readonly folder: string
  readonly entries: readonly Entry[]
}

const uninteresting = new Set(['node_modules', '__pycache__'])

/** A folder on a walk, and where it lies when links are followed. */
export interface MetFolder {
  readonly path: string
  readonly real: string
}

/** The folders of a walk that were met: what several links lead to is met once, and links that lead back up end. */
export class MetFolders {
  readonly #files: Files
  readonly #roots: string[] = []
  readonly #met = new Set<string>()

  constructor(files: Files) {
    this.#files = files
  }

  /** Where a walk begins. Undefined: met before. */
  start(path: string): MetFolder | undefined {
    const met = this.#meet(path, this.#real(path))
    if (met !== undefined) this.#roots.push(met.real)
    return met
  }

  /** A link to a folder. Undefined: met before, or around what is walked. */
  link(path: string): MetFolder | undefined {
    const real = this.#real(path)
    return this.#roots.some(root => isWithin(root, real)) ? undefined : this.#meet(path, real)
  }

  /** A link to a file. Undefined: met before, or it lies in what is walked; else where it lies. */
  linkedFile(path: string): string | undefined {
    const real = this.#real(path)
    return this.#roots.some(root => isWithin(real, root)) ? undefined : this.#meet(path, real)?.real
  }

  /** A folder in `above`. Undefined: met before. */
  inner(above: MetFolder, name: string): MetFolder | undefined {
    return this.#meet(join(above.path, name), join(above.real, name))
  }

  #real(path: string): string {
    return this.#files.real?.(path) ?? path
  }

  #meet(path: string, real: string): MetFolder | undefined {
    if (this.#met.has(real)) return undefined
    this.#met.add(real)
    return { path, real }
  }
}

/**
 * `root` and the folders below, nearest first, in the order of names; version control and packages are left out, and
 * links come last, so that a folder is found where it lies.
 */
export function* walk(files: Files, root: string, limits = walkLimits): Generator<WalkedFolder> {
  const met = new MetFolders(files)
  const links: string[] = []
  let level = [met.start(root)]
  let left = limits.entries
  for (let depth = 0; depth <= limits.depth && level.length > 0; depth++) {
    const next: (MetFolder | undefined)[] = []
    for (const at of level) {
      if (at === undefined) continue
      const folder = at.path
      const entries = [...files.list(folder)].sort((a, b) => compare(a.name, b.name))
      if ((left -= entries.length) < 0) return
      yield { folder, entries }
      for (const { name, folder: isFolder, link } of entries) {
        if (!isFolder || name.startsWith('.') || uninteresting.has(name)) continue
        if (link) links.push(join(folder, name))
        else next.push(met.inner(at, name))
      }
    }
    level = next.length > 0 ? next : links.splice(0).map(link => met.link(link))
  }
}

/** By code units: the same order on every system. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The folders that an include path stands for: `inc/**` is `inc` and all folders below that lead to a header, any other
 * is itself.
 */
export function expandIncludePath(files: Files, path: string): string[] {
  const match = /^(.*?)\/\*{1,2}(\/.*)?$/.exec(path)
  if (match === null) return [path]
  const base = match[1] === '' ? '/' : match[1]!
  if (!path.includes('**')) return [base]
  const order: string[] = []
  const wanted = new Set([base])
  for (const { folder, entries } of walk(files, base)) {
    order.push(folder)
    if (!entries.some(entry => !entry.folder && holdsDeclarations(entry.name))) continue
    for (let at = folder; !wanted.has(at); at = parent(at)) wanted.add(at)
  }
  return order.filter(folder => wanted.has(folder)).slice(0, maximumFolders)
}

const maximumFolders = 1_000

function holdsDeclarations(name: string): boolean {
  return isHeader(name) || /\.(inc|inl|tlh|def)$/i.test(name)
}
