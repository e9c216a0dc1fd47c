// Where the bodies of functions end and which names they mention, seen from the characters alone. That is much cheaper than
// reading them, and enough to decide which ones may be read later. Where braces come from macros or the text is broken the
// answer may be wrong; then it is so until the body is read.

/** A function's body as the scan sees it. */
export interface BodyOutline {
  /** Offsets in the file: of `{`, and behind `}`. */
  readonly start: number
  readonly end: number
  /** As written, comments included. */
  readonly text: string
  /** Identifiers and keywords; true: the name stands somewhere without a parenthesis behind it. */
  readonly names: ReadonlyMap<string, boolean>
}

/** Comments, strings and characters; a literal ends with its line, a comment that is never closed with the text. */
const commentsAndLiterals =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g

/** Braces, and what makes the scan give up: directives, splices, digraphs, letters beyond ASCII. */
const brace = /[{}#\\\u0080-\uffff]|<%|%>|%:/g

const word = /[\w$]+(?:\s*\()?/g

export class BodyScan {
  readonly #text: string
  /** Of the same length, with blanks for comments and literals. */
  readonly #bare: string

  constructor(text: string) {
    this.#text = text
    this.#bare = text.replace(commentsAndLiterals, part => ' '.repeat(part.length))
  }

  /** Undefined: the body that opens at `start` has to be read to see where it ends. */
  bodyAt(start: number): BodyOutline | undefined {
    const end = this.#endOf(start)
    if (end === undefined) return undefined
    const names = new Map<string, boolean>()
    for (const match of this.#bare.slice(start, end).match(word) ?? []) {
      const isCalled = match.endsWith('(')
      const name = isCalled ? match.slice(0, -1).trimEnd() : match
      if (!isCalled || !names.has(name)) names.set(name, !isCalled)
    }
    return { start, end, text: this.#text.slice(start, end), names }
  }

  #endOf(start: number): number | undefined {
    brace.lastIndex = start
    let depth = 0
    for (let match = brace.exec(this.#bare); match !== null; match = brace.exec(this.#bare)) {
      if (match[0] === '{') depth++
      else if (match[0] !== '}') return undefined
      else if (--depth === 0) return brace.lastIndex
    }
    return undefined
  }
}
