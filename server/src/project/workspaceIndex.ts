// What lies in a workspace folder, from one bounded walk: sources, headers by name, and the files that describe builds.
import { type Files, find } from './files.ts'
import { compare, walk, walkLimits } from './folders.ts'
import { baseName, extension, fold, isHeader, isSource, join, parent, relative } from './paths.ts'

export const compileCommandsName = 'compile_commands.json'
export const cppPropertiesName = 'c_cpp_properties.json'

export interface WorkspaceIndex {
  readonly root: string
  /** By folded path, as the disk spells it. */
  readonly sources: ReadonlyMap<string, string>
  /** By folded name. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly databases: readonly string[]
  readonly projects: readonly string[]
  readonly sourcesFiles: readonly string[]
}

/** `shallow`: a folder that nobody called a workspace; what lies far below has nothing to do with it. */
export function indexWorkspace(files: Files, root: string, shallow = false): WorkspaceIndex {
  const sources = new Map<string, string>()
  const headers = new Map<string, string[]>()
  const [databases, projects, sourcesFiles]: string[][] = [[], [], []]
  for (const { folder, entries } of walk(files, root, shallow ? { depth: 2, entries: 2_000 } : walkLimits)) {
    for (const entry of entries) {
      if (entry.folder) continue
      const path = join(folder, entry.name)
      const name = fold(entry.name)
      if (isSource(path)) sources.set(fold(path), path)
      else if (isIncluded(path)) headers.set(name, [...(headers.get(name) ?? []), path])
      else if (extension(path) === '.vcxproj') projects!.push(path)
      else if (name === compileCommandsName) databases!.push(path)
      else if (name === 'sources') sourcesFiles!.push(path)
    }
  }
  return { root, sources, headers, databases: databases!, projects: projects!, sourcesFiles: sourcesFiles! }
}

function isIncluded(path: string): boolean {
  return isHeader(path) || /\.(inc|inl)$/i.test(path)
}

/** Does the coming or going of this file change an index? */
export function isIndexed(path: string): boolean {
  const name = fold(baseName(path))
  if (isSource(path) || isIncluded(path) || extension(path) === '.vcxproj') return true
  return name === compileCommandsName || name === 'sources'
}

/**
 * The header that `#include` of `name` in `from` most likely means, where no search path leads to it: of the headers with
 * that name (and the folders that the name gives) the nearest, folders that are called inc or include before others.
 */
export function nearestHeader(index: WorkspaceIndex, name: string, from: string): string | undefined {
  const parts = fold(name.replaceAll('\\', '/'))
    .split('/')
    .filter(part => part !== '' && part !== '.' && part !== '..')
  const tail = `/${parts.join('/')}`
  const candidates = (index.headers.get(parts.at(-1) ?? '') ?? []).filter(path => fold(path).endsWith(tail))
  return byDistance(candidates, from, path => (/\/(inc|include)$/i.test(parent(path)) ? 0 : 1))[0]
}

/** Nearest to `from` first; among equally near ones by `rank`, then by path. */
export function byDistance(paths: Iterable<string>, from: string, rank: (path: string) => number = () => 0): string[] {
  const keyed = [...paths].map(path => ({ path, distance: distance(from, path), rank: rank(path) }))
  keyed.sort((a, b) => a.distance - b.distance || a.rank - b.rank || compare(a.path, b.path))
  return keyed.map(({ path }) => path)
}

/** Steps from the folder of one file to the other. */
export function distance(from: string, path: string): number {
  return relative(parent(from), path).split('/').length
}

/**
 * The folder that bounds what concerns a file: the innermost workspace folder around it; outside of all the nearest folder
 * upwards that looks like the top of a project, else the outermost of those that lead to what describes it, or that
 * somebody has named; else the file's own.
 */
export function rootOf(
  files: Files,
  path: string,
  folders: readonly string[],
  named: readonly string[] = [],
): { root: string; shallow: boolean } {
  const around = folders.filter(folder => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
  around.sort((a, b) => b.length - a.length)
  if (around[0] !== undefined) return { root: around[0], shallow: false }
  const above: string[] = []
  for (let folder = parent(path); parent(folder) !== folder; folder = parent(folder)) above.push(folder)
  const nearest = (isMark: (name: string) => boolean) =>
    above.find(folder => files.list(folder).some(({ name }) => isMark(name)))
  // Settings alone are no top: beside one driver of several they would hide what describes its build.
  const top =
    nearest(isTopMark) ??
    outermost([
      nearest(name => name === '.mrxrc.json'),
      nearest(name => fold(name) === compileCommandsName),
      ...above.filter(folder => named.includes(folder)),
    ])
  return top === undefined ? { root: parent(path), shallow: true } : { root: top, shallow: false }
}

/** Of folders around one file. */
function outermost(folders: readonly (string | undefined)[]): string | undefined {
  return folders.filter(folder => folder !== undefined).sort((a, b) => a.length - b.length)[0]
}

function isTopMark(name: string): boolean {
  return /^(\.git|\.hg|\.svn|\.vscode|dirs)$/.test(name) || /\.slnx?$/i.test(name)
}

/** The nearest file of that name from the file's folder up to `root`. */
export function findUpwards(files: Files, path: string, root: string, name: string): string | undefined {
  for (let folder = parent(path); ; folder = parent(folder)) {
    const found = find(files, folder, name)
    if (found !== undefined || folder === root || parent(folder) === folder) return found
  }
}
