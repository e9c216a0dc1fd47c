// The documents that the editor holds open, by the engine's path. A client's spelling of a URI is kept for what is sent
// back to it.
import { pathToUri, uriToPath } from '../../project/paths.ts'

export interface OpenDocument {
  readonly uri: string
  readonly path: string
  version: number
}

export class OpenDocuments {
  readonly #byPath = new Map<string, OpenDocument>()

  open(uri: string, version: number): OpenDocument {
    const document = { uri, path: uriToPath(uri), version }
    this.#byPath.set(document.path, document)
    return document
  }

  close(path: string): void {
    this.#byPath.delete(path)
  }

  get(path: string): OpenDocument | undefined {
    return this.#byPath.get(path)
  }

  all(): OpenDocument[] {
    return [...this.#byPath.values()]
  }

  uriOf(path: string): string {
    return this.#byPath.get(path)?.uri ?? pathToUri(path)
  }
}
