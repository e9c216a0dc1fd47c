// The declarations that the product brings along, as files below a folder that exists on no disk.
import type { Library } from '../knowledge/library.ts'

/** Starts the path of every bundled header; its URI is `mrx-library:/include/…`. */
export const bundledFolder = '/mrx-library://include'

const inLibrary = 'model/include/'

export function isBundled(path: string): boolean {
  return path.startsWith(`${bundledFolder}/`)
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

  /** The path of the header that an #include names. */
  find(name: string): string | undefined {
    const known = this.#names.get(name.replaceAll('\\', '/').toLowerCase())
    return known === undefined ? undefined : `${bundledFolder}/${known}`
  }

  read(path: string): string | undefined {
    return this.#library.file(`${inLibrary}${path.slice(bundledFolder.length + 1)}`)
  }
}
