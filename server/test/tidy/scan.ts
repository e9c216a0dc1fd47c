// A light look at TypeScript and JavaScript: comments, strings, templates and regular expressions are blanked, and what
// remains is searched. Enough for house rules on formatted code; no grammar.

/** `text` with everything that is no code replaced by blanks. Offsets, lines and quotes stay. */
export function blanked(text: string): string {
  return new Blanker(text).result()
}

const beforeRegex =
  /(^|[([{,;=:!&|?+\-*%~^<>}]|=>|\b(?:return|typeof|case|in|of|delete|void|throw|new|await|yield|else|do))$/

class Blanker {
  readonly #text: string
  readonly #out: string[]
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#out = text.split('')
  }

  result(): string {
    this.#code(false)
    return this.#out.join('')
  }

  /** Up to the end, or to the brace that closes a template's `${`. */
  #code(nested: boolean): void {
    let depth = 0
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at]!
      const pair = this.#text.slice(this.#at, this.#at + 2)
      if (pair === '//') this.#blankTo(/$/gm)
      else if (pair === '/*') this.#blankTo(/\*\//g)
      else if (character === "'" || character === '"') this.#quoted(character)
      else if (character === '`') this.#template()
      else if (character === '/' && beforeRegex.test(this.#codeBefore())) this.#regex()
      else {
        if (character === '{') depth++
        if (character === '}' && --depth < 0 && nested) return
        this.#at++
      }
    }
  }

  #codeBefore(): string {
    return this.#out
      .slice(Math.max(0, this.#at - 200), this.#at)
      .join('')
      .trimEnd()
  }

  #blankTo(end: RegExp): void {
    end.lastIndex = this.#at + 2
    const match = end.exec(this.#text)
    this.#blank(match === null ? this.#text.length : match.index + match[0].length)
  }

  #quoted(quote: string): void {
    this.#at++
    const from = this.#at
    while (this.#at < this.#text.length && this.#text[this.#at] !== quote && this.#text[this.#at] !== '\n')
      this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    const to = this.#at
    this.#at = from
    this.#blank(to)
    this.#at++
  }

  #template(): void {
    this.#at++
    while (this.#at < this.#text.length && this.#text[this.#at] !== '`') {
      if (this.#text.startsWith('${', this.#at)) {
        this.#at += 2
        this.#code(true)
        this.#at++
      } else this.#blank(this.#at + (this.#text[this.#at] === '\\' ? 2 : 1))
    }
    this.#at++
  }

  #regex(): void {
    let inClass = false
    let end = this.#at + 1
    for (; end < this.#text.length && this.#text[end] !== '\n'; end++) {
      if (this.#text[end] === '\\') end++
      else if (this.#text[end] === '[') inClass = true
      else if (this.#text[end] === ']') inClass = false
      else if (this.#text[end] === '/' && !inClass) break
    }
    this.#blank(end)
    // A value stood here: a slash that follows divides.
    this.#out[end] = '0'
    this.#at = end + 1
  }

  #blank(to: number): void {
    for (; this.#at < Math.min(to, this.#text.length); this.#at++)
      if (this.#out[this.#at] !== '\n') this.#out[this.#at] = ' '
  }
}

export interface Import {
  specifier: string
  /** Erased when the program runs. */
  typeOnly: boolean
  line: number
}

export function importsOf(text: string): Import[] {
  const code = blanked(text)
  const found: Import[] = []
  for (const match of code.matchAll(/\b(?:import|export)\b([^'"`;()=]*?)\bfrom\s*(['"])|\bimport\s*\(?\s*(['"])/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf(match[2] ?? match[3]!, start)
    const names = match[1]?.trim() ?? ''
    found.push({ specifier: text.slice(start, end), typeOnly: isTypeOnly(names), line: lineOf(text, match.index) })
  }
  return found
}

function isTypeOnly(names: string): boolean {
  if (/^type\b(?!\s*,)/.test(names)) return true
  const inner = /^\{(.*)\}$/s
    .exec(names)?.[1]
    ?.split(',')
    .map(name => name.trim())
    .filter(Boolean)
  return inner !== undefined && inner.length > 0 && inner.every(name => name.startsWith('type '))
}

export interface FunctionExtent {
  name: string
  line: number
  lines: number
}

const control = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'await'])

/** Functions with a body in braces that opens at the end of a line, as the formatter writes all but the shortest. */
export function functionsOf(text: string): FunctionExtent[] {
  const code = blanked(text)
  const found: FunctionExtent[] = []
  for (const match of code.matchAll(/\{[ \t]*$/gm)) {
    const head = headOf(code, match.index)
    if (head === undefined) continue
    const line = lineOf(text, head.start)
    found.push({ name: head.name, line, lines: lineOf(text, closing(code, match.index)) - line + 1 })
  }
  return found
}

function headOf(code: string, brace: number): { name: string; start: number } | undefined {
  const before = code.slice(0, brace).trimEnd()
  if (before.endsWith('=>')) {
    const start = before.lastIndexOf('\n') + 1
    return { name: /(?:const|let|readonly)\s+(#?\w+)/.exec(before.slice(start))?.[1] ?? '(arrow function)', start }
  }
  if (/^(?:export )?(?:abstract )?class\b/.test(before.slice(before.lastIndexOf('\n') + 1))) return undefined
  // Parameters in parentheses, then nothing or a return type.
  const statement = /\)(?:\s*:\s*[^;={}]*(?:\{[^{}]*\}[^;={}]*)?)?$/.exec(before)
  if (statement === null) return undefined
  const open = opening(code, statement.index)
  const name = /([#\w$]+)\s*(?:<[^()]*>)?\s*$/.exec(code.slice(Math.max(0, open - 200), open))?.[1]
  return name === undefined || control.has(name) ? undefined : { name, start: open }
}

function opening(code: string, close: number): number {
  let depth = 0
  for (let at = close; at >= 0; at--) {
    if (code[at] === ')') depth++
    else if (code[at] === '(' && --depth === 0) return at
  }
  return 0
}

function closing(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === '{') depth++
    else if (code[at] === '}' && --depth === 0) return at
  }
  return code.length
}

export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
