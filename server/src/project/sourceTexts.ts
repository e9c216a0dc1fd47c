// What every file says now: the text of an open document, else what the disk had when it was last told to have changed,
// else a bundled header. One string object per state of a file, so that comparing texts is cheap.
import { type BundledHeaders, isBundled } from './bundledHeaders.ts'
import { type Files, find } from './files.ts'
import { join, parent } from './paths.ts'

export class SourceTexts {
  readonly #files: Files
  readonly #bundled: BundledHeaders
  readonly #documents = new Map<string, string>()
  readonly #disk = new Map<string, string | undefined>()
  readonly #resolved = new Map<string, string | undefined>()

  constructor(files: Files, bundled: BundledHeaders) {
    this.#files = files
    this.#bundled = bundled
  }

  read(path: string): string | undefined {
    const open = this.#documents.get(path)
    if (open !== undefined) return open
    if (isBundled(path)) return this.#bundled.read(path)
    if (!this.#disk.has(path)) this.#disk.set(path, this.#files.read(path))
    return this.#disk.get(path)
  }

  exists(path: string): boolean {
    return this.read(path) !== undefined
  }

  /** Was the file there when the disk was last asked for it? */
  wasRead(path: string): boolean {
    return this.#disk.get(path) !== undefined
  }

  isOpen(path: string): boolean {
    return this.#documents.has(path)
  }

  get openDocuments(): Iterable<string> {
    return this.#documents.keys()
  }

  /** The text of an open document; undefined: it was closed, and the disk counts again. */
  setDocument(path: string, text: string | undefined): void {
    const known = this.#documents.has(path) || this.#disk.get(path) !== undefined
    if (text === undefined) this.#documents.delete(path)
    else this.#documents.set(path, text)
    if (text === undefined) this.#disk.delete(path)
    if (!known || text === undefined) this.#resolved.clear()
  }

  /** Forgets what the disk said of these files. */
  invalidate(paths: readonly string[]): void {
    for (const path of paths) this.#disk.delete(path)
    this.#resolved.clear()
  }

  /**
   * The file that an #include means: a quoted name is looked for beside the including file first, then come the include
   * paths, then the bundled headers, then `elsewhere`.
   */
  resolve(
    name: string,
    angled: boolean,
    from: string,
    includePaths: readonly string[],
    elsewhere?: (name: string, from: string) => string | undefined,
  ): string | undefined {
    const folder = parent(from)
    const key = `${angled ? '' : folder}\0${name}\0${includePaths.join('\0')}`
    if (this.#resolved.has(key)) return this.#resolved.get(key)
    const folders = angled ? includePaths : [folder, ...includePaths]
    const found = this.#lookUp(name, from, folders) ?? elsewhere?.(name, from)
    this.#resolved.set(key, found)
    return found
  }

  #lookUp(name: string, from: string, folders: readonly string[]): string | undefined {
    if (isBundled(from)) {
      const own = this.#bundled.find(name, from)
      if (own !== undefined) return own
    }
    for (const folder of folders) {
      const path = find(this.#files, folder, name)
      if (path !== undefined && this.exists(path)) return path
      const unsaved = join(folder, name)
      if (this.#documents.has(unsaved)) return unsaved
    }
    return this.#bundled.find(name, from)
  }
}
