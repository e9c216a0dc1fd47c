// Files as clients name them: those of the author by their paths, those of the model and of the bundled headers by numbers,
// with their text on request. Lines and columns count from what the client counts from.
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Place } from '../machine/debug/breakpoints.ts'
import { baseName, fold, normalize } from '../project/paths.ts'
import { originOf } from '../simulation/model.ts'
import { LineMap } from '../text/lineMap.ts'

export interface Bases {
  /** 0 or 1. */
  readonly line: number
  readonly column: number
}

const origins = { kernel: 'model of the kernel', rdbss: 'model of RDBSS', header: 'bundled header' } as const

export class Sources {
  readonly #read: (path: string) => string | undefined
  readonly #files: readonly string[]
  readonly #bases: Bases
  readonly #numbered: string[] = []
  readonly #lines = new Map<string, LineMap>()

  /** `files`: those of the program. */
  constructor(read: (path: string) => string | undefined, files: readonly string[], bases: Bases) {
    this.#read = read
    this.#files = files
    this.#bases = bases
  }

  source(path: string): DebugProtocol.Source {
    const origin = originOf(path)
    if (origin === 'driver') return { name: baseName(path), path }
    let index = this.#numbered.indexOf(path)
    if (index < 0) index = this.#numbered.push(path) - 1
    return {
      name: baseName(path),
      path,
      sourceReference: index + 1,
      origin: origins[origin],
      presentationHint: 'deemphasize',
    }
  }

  /** Undefined: it names nothing. */
  pathOf(given: Partial<DebugProtocol.Source> | null | undefined): string | undefined {
    const { path, sourceReference = 0 } = given ?? {}
    const numbered = this.#numbered[sourceReference - 1]
    if (numbered !== undefined || typeof path !== 'string') return numbered
    const asked = originOf(path) === 'driver' ? normalize(path) : path
    // Clients of systems that do not tell case apart write names in their own way.
    return this.#files.includes(asked) ? asked : (this.#files.find(each => fold(each) === fold(asked)) ?? asked)
  }

  text(path: string): string | undefined {
    return this.#read(path)
  }

  /** As a client wants it. */
  range({ file, start, end }: Place): { line: number; column: number; endLine: number; endColumn: number } {
    const { start: from, end: to } = this.#linesOf(file).range(start, end)
    const { line, column } = this.#bases
    return {
      line: from.line + line,
      column: from.character + column,
      endLine: to.line + line,
      endColumn: to.character + column,
    }
  }

  /** A line of a file, from a column on where there is one. */
  place(file: string, line: number, column?: number): Place {
    const lines = this.#linesOf(file)
    const own = line - this.#bases.line
    const start = lines.offset({ line: own, character: column === undefined ? 0 : column - this.#bases.column })
    return { file, start, end: Math.max(lines.offset({ line: own + 1, character: 0 }), start + 1) }
  }

  /** `driver.c:12`. */
  placeText(place: Place): string {
    return `${baseName(place.file)}:${this.#linesOf(place.file).position(place.start).line + 1}`
  }

  #linesOf(path: string): LineMap {
    let lines = this.#lines.get(path)
    if (lines === undefined) this.#lines.set(path, (lines = new LineMap(this.#read(path) ?? '')))
    return lines
  }
}
