// Sources that one description builds in several ways: two entries of a database, two configurations of a project. One of them
// is judged; where the others define other macros, that is said, for what only they compile is not looked at. What every
// debug build has and no release build, or the other way round, is expected and not worth a word, and
// neither is the processor, which the kit names in any case.
import { type CompileFacts, distinct, type FileProblem, macroName, processorMacros } from './compileFacts.ts'
import { parent, relative } from './paths.ts'

/** One of several ways in which a description builds the same source. */
export interface ChosenBuild {
  readonly description: string
  /** Of the entry in a database. */
  readonly start: number
  /** `Debug|x64`; undefined: entries of a database have no names. */
  readonly configuration: string | undefined
  /** Macros that the ways do not define alike. */
  readonly differing: readonly string[]
}

const ofDebugBuilds = new Set(['DBG', 'DEBUG', '_DEBUG', 'NDEBUG'])

/** Names of the macros that not all of them define alike. */
export function differingMacros(taken: CompileFacts, others: readonly CompileFacts[]): string[] {
  const own = new Set(taken.defines)
  const different = others.flatMap(({ defines }) => {
    const theirs = new Set(defines)
    return [...defines.filter(define => !own.has(define)), ...taken.defines.filter(define => !theirs.has(define))]
  })
  const names = different.map(macroName).filter(name => name !== undefined)
  return distinct(names.filter(name => !ofDebugBuilds.has(name) && !processorMacros.has(name))).sort()
}

/** What was chosen for which sources, and a line for each description. */
export class OtherBuilds {
  readonly #chosen = new Map<string, { readonly first: ChosenBuild; readonly files: Set<string>; names: string[] }>()

  add(file: string, chosen: ChosenBuild): void {
    const known = this.#chosen.get(chosen.description)
    if (known === undefined) {
      const own = { first: chosen, files: new Set([file]), names: [...chosen.differing] }
      this.#chosen.set(chosen.description, own)
      return
    }
    known.files.add(file)
    known.names = distinct([...known.names, ...chosen.differing])
  }

  clear(): void {
    this.#chosen.clear()
  }

  get lines(): FileProblem[] {
    return [...this.#chosen].map(([description, { first, files, names }]) => {
      const [some] = files
      const shown = relative(parent(description), some!)
      const sources = files.size === 1 ? `${shown} is` : `${shown} and ${files.size - 1} more are`
      const macros = names.length > 4 ? `${names.slice(0, 4).join(', ')}, …` : names.join(', ')
      const taken = first.configuration ?? (files.size === 1 ? 'this entry' : 'the first entry of each')
      const message = `${sources} built in more than one way, with other macros (${macros}); judged is what ${taken} makes`
      return { message, file: description, start: first.start, end: first.start }
    })
  }
}
