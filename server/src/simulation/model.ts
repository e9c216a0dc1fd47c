// The model: the kernel and RDBSS in C, compiled for the driver that runs on it. Layouts of shared structures depend on
// the driver's target and definitions, so a model is read for each kind of build, and kept.
import type { Target } from '../c/environment.ts'
import { HeaderCache } from '../c/headerCache.ts'
import type { PrecompiledHeaders } from '../c/precompiled/precompiledHeaders.ts'
import { TranslationUnit } from '../c/translationUnit.ts'
import type { Library } from '../knowledge/library.ts'
import { BundledHeaders } from '../project/bundledHeaders.ts'

/** Starts the paths of all that is not the author's: `kernel/` and `rdbss/` of the model, `include/` of the bundled headers. */
const ownRoot = '/mrx-library://'
const inLibrary = 'model/'
const parts = ['kernel', 'rdbss'] as const

export type Origin = (typeof parts)[number] | 'header' | 'driver'

/** Whose text a file is. */
export function originOf(file: string): Origin {
  if (!file.startsWith(ownRoot)) return 'driver'
  return parts.find(part => file.startsWith(`${ownRoot}${part}/`)) ?? 'header'
}

export interface ModelOptions {
  readonly target: Target
  readonly defines: readonly string[]
}

export class Model {
  readonly #library: Library
  readonly #precompiled: (target: Target) => PrecompiledHeaders | undefined
  readonly #headers: BundledHeaders
  readonly #cache = new HeaderCache()
  readonly #units = new Map<string, readonly TranslationUnit[]>()

  constructor(library: Library, precompiled: (target: Target) => PrecompiledHeaders | undefined = () => undefined) {
    this.#library = library
    this.#precompiled = precompiled
    this.#headers = new BundledHeaders(library)
  }

  /** `defines`: the driver's; what makes a source a mini-redirector's is not the model's. */
  units({ target, defines }: ModelOptions): readonly TranslationUnit[] {
    const shared = defines.filter(define => !/^MINIRDR__NAME\b/.test(define))
    const key = JSON.stringify([target, shared])
    let units = this.#units.get(key)
    if (units === undefined) this.#units.set(key, (units = this.#read({ target, defines: shared }, key)))
    return units
  }

  /** Undefined: no such file of the model or of the bundled headers. */
  text(path: string): string | undefined {
    if (originOf(path) === 'header') return this.#headers.read(path)
    return this.#library.file(inLibrary + path.slice(ownRoot.length))
  }

  #read({ target, defines }: ModelOptions, configuration: string): TranslationUnit[] {
    const files = parts.flatMap(part => this.#library.list(`${inLibrary}${part}/`)).filter(name => name.endsWith('.c'))
    const loader = {
      read: (path: string) => this.text(path),
      resolve: (name: string, angled: boolean, from: string) =>
        (angled ? undefined : this.#own(name)) ?? this.#headers.find(name, from),
    }
    return files.sort().map(name => {
      const path = ownRoot + name.slice(inLibrary.length)
      const options = { path, target, dialect: 'msvc', cplusplus: false, defines, configuration } as const
      const unit = new TranslationUnit(options, loader, this.#cache, this.#precompiled(target))
      unit.update(this.text(path)!)
      return unit
    })
  }

  #own(name: string): string | undefined {
    return parts.map(part => `${ownRoot}${part}/${name}`).find(path => this.text(path) !== undefined)
  }
}
