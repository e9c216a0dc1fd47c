// The part of nmake's language that WDK `sources` and `dirs` files are written in: macros, line continuations, comments,
// `!IF` and its kin, `!INCLUDE` of local files. Source: Microsoft's NMAKE reference. Rules and commands do not occur in
// these files and are passed over.
import type { FileProblem } from './compileFacts.ts'
import type { Files } from './files.ts'
import { find, findFolder } from './files.ts'
import { fold, parent, resolve } from './paths.ts'

/** Stands for a macro that only the build environment knows. */
export const unknownMacro = '\u0000'

const limits = {
  includeDepth: 20,
  includes: 100,
  valueLength: 20_000,
  textLength: 1_000_000,
  expansions: 20_000,
  produced: 20_000_000,
}

export interface Makefile {
  /** The value at the end of the file; undefined: never set. */
  macro(name: string): string | undefined
  /** False: an !INCLUDE was passed over, whose place only the build environment knows. */
  readonly isWhole: boolean
  readonly dependencies: readonly string[]
  readonly problems: readonly FileProblem[]
}

export function readMakefile(
  text: string,
  path: string,
  files: Files,
  given: Readonly<Record<string, string>>,
): Makefile {
  const reader = new Reader(files, given, path)
  reader.file(text, path, [])
  return reader
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A backslash at the end joins lines; `#` begins a comment, a line that is only a comment does not end a joined one. */
function* logicalLines(text: string): Generator<Line> {
  let joined = ''
  let start = -1
  let at = 0
  while (at <= text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const raw = text.slice(at, end).replace(/\r$/, '')
    const line = withoutComment(raw)
    const onlyComment = line.trim() === '' && raw.includes('#')
    if (start < 0) start = at
    const continued = line.endsWith('\\')
    joined += continued ? `${line.slice(0, -1)} ` : line
    at = end + 1
    if (continued || (onlyComment && joined.trim() !== '')) continue
    yield { text: joined, start, end }
    joined = ''
    start = -1
  }
  if (start >= 0) yield { text: joined, start, end: text.length }
}

function withoutComment(line: string): string {
  for (let hash = line.indexOf('#'); hash >= 0; hash = line.indexOf('#', hash + 1))
    if (line[hash - 1] !== '^') return line.slice(0, hash)
  return line
}

/** One `!IF`: whether its present branch counts, and whether one has. */
interface Conditional {
  active: boolean
  done: boolean
  /** What decides one of its branches is not at hand. */
  isDoubtful: boolean
  readonly outer: boolean
  readonly line: Line
}

class Reader implements Makefile {
  readonly dependencies: string[] = []
  readonly problems: FileProblem[] = []
  isWhole = true
  readonly #files: Files
  readonly #main: string
  readonly #macros: Map<string, string>
  #expansions = 0
  /** Macros that were set or left alone where what decides it is not at hand. */
  readonly #doubtful = new Set<string>()
  /** The file that is read may not be included at all. */
  #isFileDoubtful = false
  /** What was asked last needed one of them, or one that nobody sets. */
  #isDoubtful = false
  /** Characters that assignments made: a value that grows line by line costs its length each time. */
  #produced = 0

  constructor(files: Files, given: Readonly<Record<string, string>>, main: string) {
    this.#files = files
    this.#main = main
    this.#macros = new Map(Object.entries(given))
  }

  macro(name: string): string | undefined {
    const value = this.#macros.get(name)
    return value === undefined ? undefined : this.#expand(value, [name])
  }

  file(text: string, path: string, within: readonly string[]): void {
    if (text.length > limits.textLength) {
      this.problems.push({ message: 'The file is too large for a makefile.', file: path, start: 0, end: 0 })
      return
    }
    const stack: Conditional[] = []
    for (const line of logicalLines(text)) {
      const directive = /^!\s*([A-Za-z]+)\s*(.*)$/s.exec(line.text)
      if (directive !== null)
        this.#directive(directive[1]!.toUpperCase(), directive[2]!.trim(), line, path, stack, within)
      else this.#line(line.text, stack)
    }
    for (const { line } of stack) this.#problem('This condition has no !ENDIF.', path, line)
  }

  /** A name may be made of macros; a rule has a colon before any equals sign. */
  #line(text: string, stack: readonly Conditional[]): void {
    const match = /^\s*([A-Za-z0-9_$().]+)\s*=(.*)$/s.exec(text)
    if (match === null) return
    const name = this.#expand(match[1]!, [])
    if (this.#isInDoubt(stack)) this.#doubtful.add(name)
    if (stack.at(-1)?.active ?? true) this.#assign(name, match[2]!.trim())
  }

  #assign(name: string, value: string): void {
    // `A=$(A) x` means the value so far; other macros may still be set further down.
    const own = new RegExp(`\\$\\(${name.replace(/[^\w]/g, '\\$&')}\\)`)
    const before = this.#produced > limits.produced ? unknownMacro : (this.#macros.get(name) ?? unknownMacro)
    const pieces = value.split(own)
    const long = value.length + pieces.length * before.length > limits.valueLength
    const result = long ? unknownMacro : pieces.join(before)
    this.#produced += result.length
    this.#macros.set(name, result)
  }

  #directive(
    name: string,
    rest: string,
    line: Line,
    path: string,
    stack: Conditional[],
    within: readonly string[],
  ): void {
    const active = stack.at(-1)?.active ?? true
    switch (name) {
      case 'IF':
      case 'IFDEF':
      case 'IFNDEF': {
        this.#isDoubtful = false
        const taken = active && this.#condition(name, rest)
        const isDoubtful = this.#isDoubtful
        if (stack.length < 500) stack.push({ active: taken, done: taken, isDoubtful, outer: active, line })
        break
      }
      case 'ELSE':
      case 'ELSEIF':
      case 'ELSEIFDEF':
      case 'ELSEIFNDEF':
        this.#otherwise(name, rest, line, path, stack)
        break
      case 'ENDIF':
        if (stack.pop() === undefined) this.#problem('!ENDIF without !IF.', path, line)
        break
      case 'INCLUDE':
        if (active) this.#include(rest, line, path, within, this.#isInDoubt(stack))
        break
      case 'UNDEF':
        if (active) this.#macros.delete(rest)
    }
  }

  #otherwise(name: string, rest: string, line: Line, path: string, stack: Conditional[]): void {
    const top = stack.at(-1)
    if (top === undefined) {
      this.#problem(`!${name} without !IF.`, path, line)
      return
    }
    const spaced = /^(IF|IFDEF|IFNDEF)\b\s*(.*)$/is.exec(rest)
    const kind = name === 'ELSE' ? spaced?.[1]?.toUpperCase() : name.slice('ELSE'.length)
    const condition = name === 'ELSE' ? (spaced?.[2] ?? '') : rest
    this.#isDoubtful = top.isDoubtful
    top.active = top.outer && !top.done && (kind === undefined || this.#condition(kind, condition))
    top.done ||= top.active
    top.isDoubtful = this.#isDoubtful
  }

  #condition(kind: string, text: string): boolean {
    if (kind === 'IFDEF') return this.#isDefined(text)
    if (kind === 'IFNDEF') return !this.#isDefined(text)
    return new NmakeCondition(this.#expand(text, []).replaceAll(unknownMacro, ''), {
      defined: name => this.#isDefined(name),
      exists: name => find(this.#files, parent(this.#main), name) !== undefined,
    }).value()
  }

  #isInDoubt(stack: readonly Conditional[]): boolean {
    return this.#isFileDoubtful || stack.some(({ isDoubtful }) => isDoubtful)
  }

  /** The build environment may define what the files leave undefined. */
  #isDefined(name: string): boolean {
    const value = this.#macros.get(name)
    if (value === undefined || this.#doubtful.has(name)) this.#isDoubtful = true
    return value !== undefined
  }

  #include(name: string, line: Line, path: string, within: readonly string[], isInDoubt: boolean): void {
    this.#isDoubtful = isInDoubt || name.startsWith('<')
    const expanded = this.#expand(name, [])
      .trim()
      .replace(/^["<](.*)[">]$/, '$1')
    const isDoubtful = this.#isDoubtful
    // The build environment's own files are not at hand.
    if (expanded === '' || expanded.includes(unknownMacro)) {
      this.isWhole = false
      return
    }
    const wanted = resolve(parent(path), expanded)
    // What is not beside the file is looked for beside those that include it.
    const folders = [parent(path), ...within.map(each => findFolder(this.#files, parent(each)))]
    const there = folders.map(folder => find(this.#files, folder, expanded)).find(found => found !== undefined)
    const file = there ?? wanted
    const chain = [...within, fold(path)]
    if (chain.includes(fold(file))) this.#problem(`The !INCLUDE of "${expanded}" is a cycle.`, path, line)
    else if (chain.length < limits.includeDepth && this.dependencies.length < limits.includes) {
      this.dependencies.push(file)
      const text = this.#files.read(file)
      if (text === undefined) this.#problem(`"${expanded}" cannot be read.`, path, line, isDoubtful)
      else this.#included(text, file, chain, isDoubtful)
    }
  }

  #included(text: string, file: string, chain: readonly string[], isDoubtful: boolean): void {
    const before = this.#isFileDoubtful
    this.#isFileDoubtful = isDoubtful
    this.file(text, file, chain)
    this.#isFileDoubtful = before
  }

  /** `$(NAME)`, `$(NAME:from=to)`, `$X` and `$$` replaced; `within` names the macros that are being replaced. */
  #expand(text: string, within: readonly string[]): string {
    if (!text.includes('$') && !text.includes('^')) return text
    let length = 0
    return text.replace(
      /\$\(([^():]*)(?::([^()=]*)=([^()]*))?\)|\$\$|\$(\w)|\^(.)/g,
      (whole, name, from, to, single, escaped) => {
        if (whole === '$$') return '$'
        if (escaped !== undefined) return escaped
        const value = length > limits.valueLength ? unknownMacro : this.#value(name ?? single, within)
        const result = from ? value.split(from).join(to) : value
        length += result.length
        return length > limits.valueLength ? unknownMacro : result
      },
    )
  }

  #value(name: string, within: readonly string[]): string {
    const value = this.#macros.get(name)
    if (value === undefined || this.#doubtful.has(name)) this.#isDoubtful = true
    if (value === undefined || within.includes(name) || within.length > 30) return unknownMacro
    if (++this.#expansions > limits.expansions) return unknownMacro
    return this.#expand(value, [...within, name])
  }

  #problem(message: string, file: string, { start, end }: Line, isDoubtful = false): void {
    if (this.problems.length < 20) this.problems.push({ message, file, start, end, ...(isDoubtful && { isDoubtful }) })
  }
}

interface ConditionContext {
  defined(name: string): boolean
  exists(path: string): boolean
}

const operators: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!=', '<=', '>=', '<', '>']]

/** Numbers, texts in quotes, DEFINED(x), EXIST(x), comparisons, `!`, `&&`, `||`. What is no condition is false. */
class NmakeCondition {
  readonly #tokens: readonly string[]
  readonly #context: ConditionContext
  #at = 0
  #depth = 0

  constructor(text: string, context: ConditionContext) {
    this.#tokens = text.slice(0, 10_000).match(/"[^"]*"|[|&=!<>]=|\|\||&&|[!<>()]|[^\s"|&=!<>()]+/g) ?? []
    this.#context = context
  }

  value(): boolean {
    const value = this.#binary(0)
    return this.#at >= this.#tokens.length && isTrue(value)
  }

  #binary(level: number): string {
    const symbols = operators[level]
    if (symbols === undefined) return this.#unary()
    let left = this.#binary(level + 1)
    while (symbols.includes(this.#tokens[this.#at] ?? '')) {
      const operator = this.#tokens[this.#at++]!
      const right = this.#binary(level + 1)
      left = apply(operator, left, right) ? '1' : '0'
    }
    return left
  }

  #unary(): string {
    if (++this.#depth > 100) this.#at = this.#tokens.length
    const value = this.#operand(this.#tokens[this.#at++] ?? '')
    this.#depth--
    return value
  }

  #operand(token: string): string {
    if (token === '!') return isTrue(this.#unary()) ? '0' : '1'
    if (token === '(') {
      const value = this.#binary(0)
      if (this.#tokens[this.#at] === ')') this.#at++
      return value
    }
    if (!/^(defined|exists?)$/i.test(token) || this.#tokens[this.#at] !== '(') return token
    let argument = ''
    for (this.#at++; this.#at < this.#tokens.length && this.#tokens[this.#at] !== ')'; this.#at++)
      argument += this.#tokens[this.#at]
    this.#at++
    const name = argument.replaceAll('"', '')
    return (/^d/i.test(token) ? this.#context.defined(name) : this.#context.exists(name)) ? '1' : '0'
  }
}

function isTrue(value: string): boolean {
  return value !== '' && !value.startsWith('"') && Number(value) !== 0 && !Number.isNaN(Number(value))
}

function apply(operator: string, left: string, right: string): boolean {
  switch (operator) {
    case '||':
      return isTrue(left) || isTrue(right)
    case '&&':
      return isTrue(left) && isTrue(right)
    case '==':
    case '!=':
      return (left === right || (isNumber(left) && Number(left) === Number(right))) === (operator === '==')
    case '<':
      return Number(left) < Number(right)
    case '>':
      return Number(left) > Number(right)
    case '<=':
      return Number(left) <= Number(right)
    default:
      return Number(left) >= Number(right)
  }
}

function isNumber(text: string): boolean {
  return /^(0x[0-9a-f]+|\d+)$/i.test(text)
}
