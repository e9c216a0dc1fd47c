// What every file says now: the text of an open document, else what the disk had when it was last told to have changed,
// else a bundled header. One string object per state of a file, so that comparing texts is cheap.
//
// Where a build takes headers from a Windows kit, those that are bundled stand in for them: the model that drivers run on
// is compiled with these, and structures of another version have other layouts.
import { type BundledHeaders, isBundled } from './bundledHeaders.ts'
import { type Files, find, findFolder } from './files.ts'
import { isKit } from './kits.ts'
import { baseName, isAbsolute, join, normalize, parent } from './paths.ts'

/** Absolute folders, each list in the order of the search. */
export interface IncludePaths {
  /** Searched first, for `"a.h"` only. */
  readonly quoted: readonly string[]
  /** For `"a.h"` and `<a.h>`. */
  readonly all: readonly string[]
}

/** One #include, in the file `from`; `next`: #include_next. */
export interface IncludeName {
  readonly name: string
  readonly angled: boolean
  readonly from: string
  readonly next?: boolean
}

export class SourceTexts {
  readonly #files: Files
  readonly #bundled: BundledHeaders
  readonly #documents = new Map<string, string>()
  readonly #disk = new Map<string, string | undefined>()
  readonly #resolved = new Map<string, string | undefined>()
  readonly #kits = new Map<string, boolean>()
  #changes = 0

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

  /** Grows whenever a text may have become another one. */
  get changes(): number {
    return this.#changes
  }

  /** The text of an open document; undefined: it was closed, and the disk counts again. */
  setDocument(path: string, text: string | undefined): void {
    this.#changes++
    const known = this.#documents.has(path) || this.#disk.get(path) !== undefined
    if (text === undefined) this.#documents.delete(path)
    else this.#documents.set(path, text)
    if (text === undefined) this.#disk.delete(path)
    if (!known || text === undefined) this.#forgetResolved()
  }

  /** Forgets what the disk said of these files. */
  invalidate(paths: readonly string[]): void {
    this.#changes++
    for (const path of paths) this.#disk.delete(path)
    this.#forgetResolved()
  }

  #forgetResolved(): void {
    this.#resolved.clear()
    this.#kits.clear()
  }

  /**
   * The file that an #include means: a quoted name is looked for beside the including file first, then come the include
   * paths, then the bundled headers, then `elsewhere`. What is found in a Windows kit and bundled as well is the bundled one.
   */
  resolve(
    include: IncludeName,
    paths: IncludePaths,
    elsewhere?: (name: string, from: string) => string | undefined,
  ): string | undefined {
    const { name, angled, from, next = false } = include
    const key = [name, angled, next ? from : parent(from), next, ...paths.quoted, '', ...paths.all].join('\0')
    if (this.#resolved.has(key)) return this.#resolved.get(key)
    const found =
      this.#lookUp(name, from, this.#folders(include, paths)) ?? (next ? undefined : elsewhere?.(name, from))
    this.#resolved.set(key, found)
    return found
  }

  #folders({ name, angled, from, next }: IncludeName, { quoted, all }: IncludePaths): readonly string[] {
    if (!next) return angled ? all : [parent(from), ...quoted, ...all]
    // Behind the folder that this file was found in, whichever quotes there are: as gcc does it.
    const chain = [...quoted, ...all]
    const own = chain.findIndex(folder => find(this.#files, folder, name) === from)
    return chain.slice((own < 0 ? chain.indexOf(parent(from)) : own) + 1)
  }

  #lookUp(name: string, from: string, folders: readonly string[]): string | undefined {
    if (isAbsolute(name)) {
      const path = normalize(name)
      return this.#found(baseName(path), findFolder(this.#files, parent(path)))
    }
    if (isBundled(from)) {
      const own = this.#bundled.find(name, from)
      if (own !== undefined) return own
    }
    for (const folder of folders) {
      const path = this.#found(name, folder)
      if (path !== undefined) return path
    }
    return this.#bundled.find(name, from)
  }

  /** In a Windows kit, what is bundled stands in for what is there. */
  #found(name: string, folder: string): string | undefined {
    const path = this.#inFolder(folder, name)
    if (path === undefined || (!this.#isKit(folder) && !this.#isKit(parent(path)))) return path
    return this.#bundled.find(name) ?? this.#bundled.find(baseName(path)) ?? path
  }

  #isKit(folder: string): boolean {
    const known = this.#kits.get(folder) ?? isKit(this.#files, folder, this.#bundled)
    this.#kits.set(folder, known)
    return known
  }

  #inFolder(folder: string, name: string): string | undefined {
    const path = find(this.#files, folder, name)
    if (path !== undefined && this.exists(path)) return path
    const unsaved = join(folder, name)
    return this.#documents.has(unsaved) ? unsaved : undefined
  }
}
