// Finds the C and C++ files below folders, one folder at a time, so that whoever asks can stop in between.
import type { Files } from './files.ts'
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
  const waiting = roots.map(folder => ({ folder, depth: 0 })).reverse()
  for (let count = 0; count < scanLimits.folders; count++) {
    const next = waiting.pop()
    if (next === undefined) return
    const { folder, depth } = next
    const entries = [...files.list(folder)].sort((a, b) => (a.name < b.name ? -1 : 1))
    const inner = entries.filter(entry => entry.folder && !passedOver.has(entry.name))
    for (const { name } of inner.reverse()) {
      const path = join(folder, name)
      if (depth < scanLimits.depth && !isExcluded(path)) waiting.push({ folder: path, depth: depth + 1 })
    }
    const paths = entries.filter(entry => !entry.folder).map(({ name }) => join(folder, name))
    yield { folder, files: paths.filter(path => (isSource(path) || isHeader(path)) && !isExcluded(path)) }
  }
}
