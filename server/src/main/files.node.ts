// The disk behind `Files`. Listings are remembered until somebody says that a path changed: looking up one include touches
// every folder of the search path, and a driver has hundreds of includes.
import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { type Entry, type Files, maximumFileSize, type Unreadable } from '../project/files.ts'
import { baseName, join, normalize, parent } from '../project/paths.ts'

type Content = { readonly text: string } | { readonly reason: Unreadable }

export class NodeFiles implements Files {
  readonly #listings = new Map<string, readonly Entry[]>()

  read(path: string): string | undefined {
    const content = readContent(path)
    return 'text' in content ? content.text : undefined
  }

  reason(path: string): Unreadable | undefined {
    const content = readContent(path)
    return 'reason' in content ? content.reason : undefined
  }

  real(path: string): string {
    try {
      return normalize(realpathSync(path))
    } catch {
      return path
    }
  }

  list(folder: string): readonly Entry[] {
    let entries = this.#listings.get(folder)
    if (entries === undefined) this.#listings.set(folder, (entries = readFolder(folder)))
    return entries
  }

  /** Forgets what was listed around these paths; without paths everything. */
  invalidate(paths?: readonly string[]): void {
    if (paths === undefined) this.#listings.clear()
    for (const path of paths ?? []) this.#forget(path)
  }

  /** A file may have come with the folders that it is in: up to the one that knew of it. */
  #forget(path: string): void {
    this.#listings.delete(path)
    const folder = parent(path)
    const isKnown = this.#listings.get(folder)?.some(({ name }) => name === baseName(path)) === true
    if (isKnown || folder === path) this.#listings.delete(folder)
    else this.#forget(folder)
  }
}

function readContent(path: string): Content {
  let file: number | undefined
  try {
    // A pipe that nobody writes to would keep us waiting.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const status = fstatSync(file)
    if (status.isDirectory()) return { reason: 'folder' }
    if (!status.isFile()) return { reason: 'failed' }
    if (status.size > maximumFileSize) return { reason: 'too large' }
    const text = decode(readFileSync(file))
    return text === undefined ? { reason: 'binary' } : { text }
  } catch (error) {
    return { reason: reasonOf(error) }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function reasonOf(error: unknown): Unreadable {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing'
    case 'EISDIR':
      return 'folder'
    case 'EACCES':
    case 'EPERM':
      return 'denied'
    default:
      return 'failed'
  }
}

/** UTF-8, UTF-16 with its mark (old WDK samples; UTF-32 begins alike), else one byte a character, so that columns stay what an editor shows. */
function decode(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length >= 4 && bytes.readUInt16LE(2) === 0) return undefined
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 8192).includes(0)) return undefined
  if (!isUtf8(bytes)) return bytes.toString('latin1')
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return bytes.toString('utf8', mark ? 3 : 0)
}

function readFolder(folder: string): Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map(entry => ({
      name: entry.name,
      folder: entry.isSymbolicLink() ? isFolder(join(folder, entry.name)) : entry.isDirectory(),
      ...(entry.isSymbolicLink() && { link: true }),
    }))
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
