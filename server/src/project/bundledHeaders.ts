// The declarations that the product brings along, as files below a folder that exists on no disk.
import type { Library } from '../knowledge/library.ts'
import { normalize, parent } from './paths.ts'

/** Starts the path of every bundled header; its URI is `mrx-library:/include/…`. */
export const bundledFolder = '/mrx-library://include'

/** Starts the paths of all C that is the product's own: the headers, and the model of the kernel and RDBSS. */
const ownFolder = '/mrx-library://'
const inLibrary = 'model/include/'

export function isBundled(path: string): boolean {
  return path.startsWith(`${bundledFolder}/`)
}

export function isOwn(path: string): boolean {
  return path.startsWith(ownFolder)
}

export function ownText(library: Library, path: string): string | undefined {
  return isOwn(path) ? library.file(`model/${path.slice(ownFolder.length)}`) : undefined
}

export class BundledHeaders {
  readonly #library: Library
  /** Names are compared without case: drivers write `<Ntstrsafe.h>`. */
  readonly #names: ReadonlyMap<string, string>

  constructor(library: Library) {
    this.#library = library
    const names = library.list(inLibrary).map(path => path.slice(inLibrary.length))
    this.#names = new Map(names.map(name => [name.toLowerCase(), name]))
  }

  /** The path of the header that an #include names; in a bundled header, `from`, names are relative to that one first. */
  find(name: string, from?: string): string | undefined {
    const beside = from !== undefined && isBundled(from) ? parent(from).slice(bundledFolder.length + 1) : ''
    const plain = name.replaceAll('\\', '/').toLowerCase()
    const known = this.#names.get(normalize(`/${beside}/${plain}`).slice(1)) ?? this.#names.get(plain)
    return known === undefined ? undefined : `${bundledFolder}/${known}`
  }

  read(path: string): string | undefined {
    return this.#library.file(`${inLibrary}${path.slice(bundledFolder.length + 1)}`)
  }
}
