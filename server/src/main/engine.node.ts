// Where main and the engine meet: one disk, one library, and what is made of them.
import { Catalogue } from '../knowledge/catalogue.ts'
import type { Library } from '../knowledge/library.ts'
import type { CheckEngine } from '../protocol/check.ts'
import type { LanguageService } from '../services/languageService.ts'
import { NodeFiles } from './files.node.ts'
import { openLibrary } from './library.node.ts'

/** `folder`: where the running script lies. */
export class Engine {
  readonly files = new NodeFiles()
  readonly #folder: string
  #library: Library | undefined
  #catalogue: Catalogue | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  get library(): Library {
    return (this.#library ??= openLibrary(this.#folder))
  }

  get catalogue(): Catalogue {
    return (this.#catalogue ??= Catalogue.of(this.library))
  }

  checkEngine(): CheckEngine {
    return {
      codes: [],
      check: () => {
        throw new Error('This build has no checks.')
      },
    }
  }

  languageService(): LanguageService {
    return {
      setFolders: () => {},
      configure: () => [],
      openDocument: () => {},
      changeDocument: () => {},
      closeDocument: () => {},
      filesChanged: () => {},
      index: () => ({ done: 0, total: 0 }),
      findings: () => [],
      resultId: () => '',
      hover: () => undefined,
      codeActions: () => [],
      takeAffected: () => [],
    }
  }
}
