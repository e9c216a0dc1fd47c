// The files that steps of a trace lie in: their numbers, what is written where, and hashes of what was run.
import { endOf, startOf, writtenAt } from '../../c/token.ts'
import type { Site } from '../../machine/fault.ts'
import { type TracedFile, type TracePlace, textHash } from '../../protocol/trace.ts'
import { LineMap } from '../../text/lineMap.ts'

interface Source {
  readonly index: number
  readonly text: string
  readonly lines: LineMap
}

const longest = 100

export class TraceSources {
  readonly #read: (path: string) => string | undefined
  readonly #sources = new Map<string, Source>()

  /** `read`: what was run, of the driver and of the model. */
  constructor(read: (path: string) => string | undefined) {
    this.#read = read
  }

  get files(): TracedFile[] {
    return [...this.#sources].map(([path, { text }]) => ({ path, hash: textHash(text) }))
  }

  place(site: Site): TracePlace {
    const { source, start, end } = this.#span(site)
    const { start: from, end: to } = source.lines.range(start, end)
    return [source.index, from.line, from.character, to.line, to.character]
  }

  /** What is written there, in one line. */
  text(site: Site): string {
    const { source, start, end } = this.#span(site)
    const text = source.text
      .slice(start, endOfCall(source.text, start, end))
      .replaceAll(/\s+/g, ' ')
      .trim()
    return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  }

  #span({ first, last }: Site): { source: Source; start: number; end: number } {
    const [from, to] = [writtenAt(first), writtenAt(last)]
    const { file } = from.origin
    const isWhole = to.origin.file === file && endOf(to) > startOf(from)
    return { source: this.#source(file), start: startOf(from), end: endOf(isWhole ? to : from) }
  }

  #source(path: string): Source {
    let source = this.#sources.get(path)
    if (source === undefined) {
      const text = this.#read(path) ?? ''
      this.#sources.set(path, (source = { index: this.#sources.size, text, lines: new LineMap(text) }))
    }
    return source
  }
}

/** A site ends at the name of a macro, whose arguments follow, and tests end inside of their parentheses. */
function endOfCall(text: string, start: number, end: number): number {
  const opens = /^\s*\(/.test(text.slice(end, end + 20))
  let depth = 0
  for (let at = start; at < text.length && at < start + 2 * longest; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')') depth--
    const isBehind = opens ? at > end && depth === 0 && text[at] === ')' : at >= end - 1 && depth <= 0
    if (isBehind) return text[at + 1] === ';' ? at + 2 : at + 1
  }
  return end
}
