// A driver without a mistake, read once; mutants of it are looked at one after the other on the same engine.
import type { SimpleDeclaration } from '../../src/c/tree.ts'
import type { DriverCallbacks } from '../../src/project/callbacks.ts'
import { isSource } from '../../src/project/paths.ts'
import { type Place, placeOf } from '../../src/project/places.ts'
import type { Edit } from '../../src/rules/rule.ts'
import type { CheckedDriver, RuleReport } from '../../src/services/drivers.ts'
import type { AnalysisEngine } from '../../src/services/engine.ts'
import { FunctionSite } from './site.ts'

export class CorrectDriver {
  readonly name: string
  readonly functions: readonly FunctionSite[]
  readonly callbacks: DriverCallbacks
  readonly #engine: AnalysisEngine
  readonly #texts: Readonly<Record<string, string>>
  readonly #source: string
  /** Texts in place of those that the driver has. */
  readonly #shown = new Map<string, string>()
  /** Places in trees are right until the first mutant is read, these are to the end. */
  readonly #ranges: readonly { readonly name: string; readonly place: Place }[]

  /** `texts`: by path; all of them make one driver. */
  constructor(name: string, texts: Readonly<Record<string, string>>, engine: AnalysisEngine) {
    this.name = name
    this.#engine = engine
    this.#texts = texts
    this.#source = Object.keys(texts).find(isSource)!
    for (const [path, text] of Object.entries(texts)) engine.texts.setDocument(path, text)
    for (const path of Object.keys(texts).filter(isSource)) engine.drivers.add(path)
    const { callbacks } = this.#checked()
    if (callbacks === undefined) throw new Error(`${name} is no driver`)
    this.callbacks = callbacks
    this.functions = this.#functions(callbacks)
    this.#ranges = this.functions.map(({ name, definition: { first, last } }) => ({
      name,
      place: placeOf(first, last),
    }))
  }

  /** The engine forgets it. */
  close(): void {
    for (const path of Object.keys(this.#texts)) {
      this.#engine.drivers.remove(path)
      this.#engine.texts.setDocument(path, undefined)
    }
  }

  get reports(): readonly RuleReport[] {
    return this.#checked().reports
  }

  /** Those that implement one of the members. */
  implementing(...members: readonly string[]): FunctionSite[] {
    return this.functions.filter(each => each.implements(...members))
  }

  /** Declarations outside of functions, but for those in headers, which keep no tree. */
  *declarations(): Iterable<SimpleDeclaration> {
    for (const { unit } of this.callbacks.driver.units)
      for (const { declarations } of unit.chunks)
        for (const declaration of declarations)
          if (declaration.kind === 'declaration' && this.isOwn(placeOf(declaration.first).file)) yield declaration
  }

  /** The name of the function that the place lies in; outside of all of them, what stands there. */
  functionAt({ file, start, end }: Place): string {
    const around = this.#ranges.find(({ place }) => place.file === file && place.start <= start && start < place.end)
    return around?.name ?? this.text(file).slice(start, end)
  }

  /** Something else in the driver names the function: a table, a call. */
  isUsed(site: FunctionSite): boolean {
    return (
      this.callbacks.implementations.some(({ definition, isUsed }) => definition === site.definition && isUsed) ||
      this.#isCalled(site)
    )
  }

  #isCalled({ name }: FunctionSite): boolean {
    return this.functions.some(
      other => other.name !== name && other.nodes('identifier').some(each => each.name === name),
    )
  }

  get files(): readonly string[] {
    return Object.keys(this.#texts)
  }

  isOwn(file: string): boolean {
    return file in this.#texts
  }

  text(file: string): string {
    return this.#texts[file]!
  }

  /** What the rules say when the edits are made, on top of those that are; undefined: the text is no C any more. */
  with<T>(edits: readonly Edit[], look: (reports: readonly RuleReport[]) => T): T | undefined {
    const before = new Map(edits.map(({ place: { file } }) => [file, this.#shown.get(file) ?? this.text(file)]))
    for (const [file, text] of before) this.#show(file, edited(text, ownEdits(edits, file)))
    try {
      return this.#problems() > 0 ? undefined : look(this.#checked().reports)
    } finally {
      for (const [file, text] of before) this.#show(file, text)
    }
  }

  #show(file: string, text: string): void {
    this.#shown.set(file, text)
    this.#engine.texts.setDocument(file, text)
    if (!isSource(file)) this.#engine.units.headersChanged([file])
  }

  #problems(): number {
    const sources = Object.keys(this.#texts).filter(isSource)
    return sources.reduce((count, path) => count + this.#engine.units.unit(path)!.problems.length, 0)
  }

  #checked(): CheckedDriver {
    return this.#engine.drivers.with(this.#source)[0]!
  }

  #functions({ driver, implementations }: DriverCallbacks): FunctionSite[] {
    return driver.units.flatMap(({ definitions }) =>
      definitions.flatMap(definition => {
        // The first token may come out of a macro of a header: VOID.
        const { file } = placeOf(definition.first)
        if (!this.isOwn(file)) return []
        const own = implementations.filter(each => each.definition === definition)
        const members = own.flatMap(({ registrations }) => registrations.map(({ member }) => member.name))
        return [new FunctionSite(definition, file, this.text(file), members)]
      }),
    )
  }
}

function ownEdits(edits: readonly Edit[], file: string): Edit[] {
  return edits.filter(({ place }) => place.file === file)
}

/** The edits do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.place.start - a.place.start || b.place.end - a.place.end)
    .reduce((all, { place, newText }) => all.slice(0, place.start) + newText + all.slice(place.end), text)
}
