// The disk as the engine sees it: text and folders, synchronous, never throwing. Main implements it with node:fs, the
// tests and the browser with a map. Paths are absolute with forward slashes (paths.ts).
import { baseName, fold, join, parent } from './paths.ts'

export interface Entry {
  readonly name: string
  readonly folder: boolean
  /** It stands for something that lies elsewhere. */
  readonly link?: boolean
}

/** Why a path has no text. */
export type Unreadable = 'missing' | 'folder' | 'denied' | 'binary' | 'too large' | 'failed'

export const unreadableTexts: Readonly<Record<Unreadable, string>> = {
  missing: 'no such file or folder',
  folder: 'is a folder',
  denied: 'permission denied',
  binary: 'not a text file',
  'too large': 'too large for a source file',
  failed: 'cannot be read',
}

export interface Files {
  /** The text, without a byte order mark; `undefined` for whatever is not text: `reason` tells why. */
  read(path: string): string | undefined
  /** Empty for what is no folder. */
  list(folder: string): readonly Entry[]
  /** Why `read` answers `undefined`; `undefined` when it would not. */
  reason?(path: string): Unreadable | undefined
  /** The path without links; the path itself for what is not there. */
  real?(path: string): string
}

/** Larger files are no source text that anybody wrote. */
export const maximumFileSize = 32 * 1024 * 1024

/**
 * The path of `relative` below `folder` as the disk spells it. An exact match wins; otherwise names are compared without
 * case, as on the systems that drivers are built on: `#include <NTIFS.H>` finds `ntifs.h` everywhere.
 */
export function find(files: Files, folder: string, relative: string): string | undefined {
  let at = folder
  const parts = relative
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '' && part !== '.')
  for (const [i, part] of parts.entries()) {
    if (part === '..') {
      at = parent(at)
      continue
    }
    const entry = entryOf(files.list(at), part, i < parts.length - 1)
    if (entry === undefined) return undefined
    at = join(at, entry.name)
  }
  return parts.length === 0 ? undefined : at
}

/** A folder as the disk spells it; names of build files differ from it in case, and parts that are not there stay. */
export function findFolder(files: Files, folder: string): string {
  if (files.list(folder).length > 0) return folder
  const above = parent(folder)
  if (above === folder) return folder
  const there = findFolder(files, above)
  const name = baseName(folder)
  return join(there, entryOf(files.list(there), name, true)?.name ?? name)
}

function entryOf(entries: readonly Entry[], name: string, folder: boolean): Entry | undefined {
  const exact = entries.find(entry => entry.name === name && entry.folder === folder)
  if (exact !== undefined) return exact
  const folded = fold(name)
  return entries.find(entry => entry.folder === folder && fold(entry.name) === folded)
}

/** Files held in memory, keyed by absolute path; folders exist where files lie in them. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  return {
    read: path => (Object.hasOwn(texts, path) ? texts[path] : undefined),
    list: folder => memoryEntries(Object.keys(texts), folder),
    reason: path => {
      if (Object.hasOwn(texts, path)) return undefined
      return memoryEntries(Object.keys(texts), path).length > 0 ? 'folder' : 'missing'
    },
  }
}

function memoryEntries(paths: readonly string[], folder: string): Entry[] {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`
  const entries = new Map<string, Entry>()
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue
    const rest = path.slice(prefix.length)
    const slash = rest.indexOf('/')
    const name = slash < 0 ? rest : rest.slice(0, slash)
    entries.set(name, { name, folder: slash >= 0 })
  }
  return [...entries.values()]
}
