// Finds the C and C++ files below folders, one folder at a time, so that whoever asks can stop in between.
import type { Files } from './files.ts'
import { MetFolders } from './folders.ts'
import { isHeader, isSource, join } from './paths.ts'

/** Folders that never hold a driver's sources. */
const passedOver = new Set(['.git', '.svn', '.hg', 'node_modules', '.vs', '.vscode', '.cache'])

/** Beyond these a tree is not searched further. */
export const scanLimits = { folders: 20_000, depth: 40 }

export interface ScannedFolder {
  readonly folder: string
  /** Absolute paths of sources and headers directly in it, sorted. */
  readonly files: readonly string[]
}

export function* scanFolders(
  files: Files,
  roots: readonly string[],
  isExcluded: (path: string) => boolean,
): Generator<ScannedFolder> {
  const met = new MetFolders(files)
  const waiting = roots.map(path => ({ at: met.start(path), depth: 0 })).reverse()
  const links: { path: string; depth: number }[] = []
  for (let count = 0; count < scanLimits.folders; count++) {
    // Links come last, so that a file is found where it lies.
    const link = waiting.length === 0 ? links.shift() : undefined
    const next = link === undefined ? waiting.pop() : { at: met.link(link.path), depth: link.depth }
    if (next === undefined) return
    const { at, depth } = next
    if (at === undefined) continue
    const entries = [...files.list(at.path)].sort((a, b) => (a.name < b.name ? -1 : 1))
    const inner = entries.filter(entry => entry.folder && !passedOver.has(entry.name))
    for (const { name, link } of inner.reverse()) {
      const path = join(at.path, name)
      if (depth >= scanLimits.depth || isExcluded(path)) continue
      if (link) links.push({ path, depth: depth + 1 })
      else waiting.push({ at: met.inner(at, name), depth: depth + 1 })
    }
    const isElsewhere = (path: string) => met.linkedFile(path) === undefined && !isExcluded(files.real?.(path) ?? path)
    const paths = entries.flatMap(({ name, folder, link }) => {
      const path = join(at.path, name)
      if (folder || !(isSource(path) || isHeader(path)) || isExcluded(path)) return []
      // What is linked is read where it lies; a header is looked for by the link's name.
      return link && isSource(path) && isElsewhere(path) ? [] : [path]
    })
    yield { folder: at.path, files: paths }
  }
}
