// The translation units of a workspace, read when they are asked for and kept up to date with the texts.
import { type Target, targets } from '../c/environment.ts'
import { HeaderCache } from '../c/headerCache.ts'
import type { PrecompiledHeaders } from '../c/precompiled/precompiledHeaders.ts'
import { TranslationUnit } from '../c/translationUnit.ts'
import { bodiesThatMayWait } from './bodyOutlines.ts'
import { isBundled } from './bundledHeaders.ts'
import type { CallingConvention } from './mrxrc.ts'
import type { IncludePaths, SourceTexts } from './sourceTexts.ts'

/** How one source file is compiled. */
export interface UnitConfiguration {
  readonly target: Target
  readonly cplusplus: boolean
  /** As `/D` takes them, in order. */
  readonly defines: readonly string[]
  /** Macros of the compiler that are taken back, as `/U` does. */
  readonly undefines: readonly string[]
  /** Absolute, or a name to search as `#include "name"` does. */
  readonly forcedIncludes: readonly string[]
  readonly includePaths: IncludePaths
  /** Structure packing in bytes; undefined: the compiler's own. */
  readonly pack: number | undefined
  /** Of functions that name none; undefined: nobody said. */
  readonly defaultConvention: CallingConvention | undefined
}

export const plainConfiguration: UnitConfiguration = {
  target: targets.x64,
  cplusplus: false,
  defines: [],
  undefines: [],
  forcedIncludes: [],
  includePaths: { quoted: [], all: [] },
  pack: undefined,
  defaultConvention: undefined,
}

interface Entry {
  /** Undefined: at rest, to be read again when somebody asks for it. */
  unit: TranslationUnit | undefined
  /** Files that the unit reads, as far as it has been read. */
  included: ReadonlySet<string>
  readonly configuration: UnitConfiguration
  /** The text was read from the source at this state. */
  text: string
  /** Some included file changed: everything must be read again. */
  stale: boolean
  /** Grows with every change of the unit's meaning. */
  version: number
}

export class Units {
  readonly #texts: SourceTexts
  readonly #configurationOf: (path: string) => UnitConfiguration
  readonly #elsewhere: (name: string, from: string) => string | undefined
  readonly #precompiled: (target: Target) => PrecompiledHeaders | undefined
  readonly #headers = new HeaderCache()
  readonly #entries = new Map<string, Entry>()
  #headerChanges = 0
  #changes = 0
  /** Files are read without the bodies that do not matter for the callbacks (bodyOutlines.ts), until somebody needs them. */
  bodiesMayWait = false

  constructor(
    texts: SourceTexts,
    configurationOf: (path: string) => UnitConfiguration,
    elsewhere: (name: string, from: string) => string | undefined = () => undefined,
    precompiled: (target: Target) => PrecompiledHeaders | undefined = () => undefined,
  ) {
    this.#texts = texts
    this.#configurationOf = configurationOf
    this.#elsewhere = elsewhere
    this.#precompiled = precompiled
  }

  /** The unit of the source file, as its text and its headers are now; undefined: there is no such text. */
  unit(path: string): TranslationUnit | undefined {
    const unit = this.outline(path)
    this.complete(path, () => false)
    return unit
  }

  /** As it has been read: bodies of functions may be missing. */
  outline(path: string): TranslationUnit | undefined {
    const text = this.#texts.read(path)
    if (text === undefined) {
      this.#entries.delete(path)
      return undefined
    }
    const entry = this.#entries.get(path) ?? this.#create(path)
    const isKnown = isCurrent(entry, text)
    if (entry.unit !== undefined && isKnown) return entry.unit
    entry.unit ??= this.#newUnit(path, entry.configuration)
    const mayWait = this.bodiesMayWait ? bodiesThatMayWait() : undefined
    if (entry.stale) entry.unit.reread(text, mayWait)
    else entry.unit.update(text, mayWait)
    if (!isKnown) entry.version++
    entry.text = text
    entry.stale = false
    entry.included = entry.unit.included
    return entry.unit
  }

  /** Reads bodies that are missing until `isOver`; false: some still are. */
  complete(path: string, isOver: () => boolean): boolean {
    const entry = this.#entries.get(path)
    if (entry?.unit === undefined || entry.unit.isComplete) return true
    entry.unit.complete(isOver)
    if (!entry.unit.isComplete) return false
    entry.included = entry.unit.included
    entry.version++
    this.#changes++
    return true
  }

  configuration(path: string): UnitConfiguration {
    return this.#entries.get(path)?.configuration ?? this.#configurationOf(path)
  }

  /** Names the state of the unit: another number, perhaps another meaning. */
  version(path: string): number {
    const known = this.#entries.get(path)
    if (known !== undefined && isCurrent(known, this.#texts.read(path))) return known.version
    this.outline(path)
    return this.#entries.get(path)?.version ?? 0
  }

  /** Source files whose units read `header`. */
  includersOf(header: string): string[] {
    const paths: string[] = []
    for (const [path, entry] of this.#entries) if (entry.included.has(header)) paths.push(path)
    return paths
  }

  /** Files that the unit of the source file reads, as far as it has been read. */
  included(path: string): ReadonlySet<string> {
    return this.#entries.get(path)?.included ?? nothing
  }

  /** Lets go of what was read of the source files, until somebody asks for it; their versions stay. */
  rest(paths: Iterable<string>): void {
    for (const path of paths) {
      const entry = this.#entries.get(path)
      if (entry !== undefined) entry.unit = undefined
    }
    const wanted = new Set<string>()
    for (const { unit, included } of this.#entries.values())
      if (unit !== undefined) for (const header of included) wanted.add(header)
    this.#headers.retain(header => wanted.has(header) || isBundled(header))
  }

  /** Texts of headers changed: units that read them are read again when they are asked for. */
  headersChanged(paths: readonly string[]): void {
    for (const entry of this.#entries.values()) {
      if (!paths.some(path => entry.included.has(path))) continue
      entry.stale = true
      this.#headerChanges++
      this.#changes++
    }
  }

  /** Grows whenever a header may have come to mean something else. */
  get headerChanges(): number {
    return this.#headerChanges
  }

  /** Grows whenever a unit that was read may have come to mean something else, but for its own text. */
  get changes(): number {
    return this.#changes
  }

  /** Files came or went, or settings changed: every name may mean another file. */
  forgetAll(): void {
    this.#headerChanges++
    this.#changes++
    this.#headers.clear()
    this.#entries.clear()
  }

  forget(path: string): void {
    this.#changes++
    this.#entries.delete(path)
  }

  #create(path: string): Entry {
    const configuration = this.#configurationOf(path)
    const entry: Entry = { unit: undefined, included: nothing, configuration, text: '', stale: true, version: 0 }
    this.#entries.set(path, entry)
    return entry
  }

  #newUnit(path: string, configuration: UnitConfiguration): TranslationUnit {
    const { defaultConvention: _, includePaths, ...options } = configuration
    const resolve = (name: string, angled: boolean, from: string, next = false) =>
      this.#texts.resolve({ name, angled, from, next }, includePaths, this.#elsewhere)
    return new TranslationUnit(
      { ...options, path, dialect: 'msvc', configuration: JSON.stringify([options.target, includePaths]) },
      { read: file => this.#texts.read(file), resolve, isSystem: isBundled },
      this.#headers,
      options.cplusplus ? undefined : this.#precompiled(options.target),
    )
  }
}

const nothing: ReadonlySet<string> = new Set()

function isCurrent(entry: Entry, text: string | undefined): boolean {
  return !entry.stale && entry.text === text
}
