// compile_commands.json, the compilation database of Clang's tools (https://clang.llvm.org/docs/JSONCompilationDatabase.html):
// one entry per compiled file with its folder and command line. Entries are interpreted when they are asked for: a
// database has thousands of them, a question concerns one.
import { getNodeValue, type Node } from 'jsonc-parser'
import { splitPosix, splitWindows } from './commandLine.ts'
import { type CompileFacts, type FileProblem, forcedInclude } from './compileFacts.ts'
import { compilerOf, type Driver, type Language, readOptions } from './compilerOptions.ts'
import type { Files } from './files.ts'
import { parseJson } from './json.ts'
import { extension, fold, isSource, parent, resolve } from './paths.ts'

export interface CompileEntry {
  readonly file: string
  readonly directory: string
  /** The command line; a `command` is not split yet. */
  readonly words: readonly string[] | string
  readonly output: string | undefined
  /** Its place in the database. */
  readonly index: number
}

export interface CompileDatabase {
  readonly path: string
  readonly places: EntryPlaces
  readonly entries: readonly CompileEntry[]
  readonly problems: readonly FileProblem[]
}

/** The well-formed entries of a database that lies at `path`. */
export function readCompileCommands(text: string, path: string): CompileDatabase {
  const problems: FileProblem[] = []
  const entries: CompileEntry[] = []
  const places = new EntryPlaces(text)
  const values = parsedArray(text, path, problems)
  for (const [index, value] of values.entries()) {
    const entry = entryOf(value, index, path)
    if (typeof entry !== 'string') entries.push(entry)
    else if (problems.length < maximumProblems) problems.push({ message: entry, file: path, ...places.of(index) })
  }
  return { path, places, entries, problems }
}

/** A database made by a broken generator has the same problem a thousand times. */
const maximumProblems = 20

function parsedArray(text: string, path: string, problems: FileProblem[]): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Comments and trailing commas, or an error whose place is wanted.
    const parsed = parseJson(text)
    if ('problem' in parsed) {
      problems.push({ ...parsed.problem, file: path })
      return []
    }
    value = getNodeValue(parsed.tree)
  }
  if (Array.isArray(value)) return value
  problems.push({ message: 'A compilation database must be an array.', file: path, start: 0, end: text.length })
  return []
}

/** The entry, or what is wrong with it. */
function entryOf(value: unknown, index: number, path: string): CompileEntry | string {
  if (typeof value !== 'object' || value === null) return 'An entry must be an object.'
  const { file, directory, command, arguments: words, output } = value as Record<string, unknown>
  if (typeof file !== 'string' || file === '') return 'An entry needs "file".'
  if (directory !== undefined && typeof directory !== 'string') return '"directory" must be a string.'
  const isList = Array.isArray(words) && words.every(word => typeof word === 'string')
  if (words !== undefined && !isList) return '"arguments" must be an array of strings.'
  if (!isList && typeof command !== 'string') return 'An entry needs "arguments" or "command".'
  const folder = resolve(parent(path), directory ?? '.')
  return {
    file: resolve(folder, file),
    directory: folder,
    words: isList ? (words as string[]) : (command as string),
    output: typeof output === 'string' ? output : undefined,
    index,
  }
}

/** Where entries stand in the text: looked for when there is a problem to show, and once, for the tree is costly. */
export class EntryPlaces {
  readonly #text: string
  #nodes: readonly Node[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  of(index: number): { start: number; end: number } {
    this.#nodes ??= this.#read()
    const node = this.#nodes[index]
    return node === undefined ? { start: 0, end: 0 } : { start: node.offset, end: node.offset + node.length }
  }

  #read(): readonly Node[] {
    const parsed = this.#text.length > 4_000_000 ? undefined : parseJson(this.#text)
    return parsed !== undefined && 'tree' in parsed ? (parsed.tree.children ?? []) : []
  }
}

export interface CompileCommand {
  readonly facts: CompileFacts
  readonly language: Language
  /** What a build target's objects share, as `CMakeFiles/driver.dir`; undefined where the output's name does not say. */
  readonly target: string | undefined
  /** Response files. */
  readonly dependencies: readonly string[]
  readonly problems: readonly FileProblem[]
}

/** What the command line of one entry says. */
export function readCompileCommand(database: CompileDatabase, entry: CompileEntry, files: Files): CompileCommand {
  const split = splitterOf(entry.directory)
  const raw = typeof entry.words === 'string' ? split(entry.words) : entry.words
  const expansion = new ResponseFiles(files, entry.directory, split)
  const compiler = compilerOf(expansion.expand(raw))
  const { facts, language } = readOptions(compiler.options, entry.directory, compiler.driver)
  const place = expansion.messages.length === 0 ? undefined : database.places.of(entry.index)
  return {
    facts: {
      ...facts,
      forcedIncludes: facts.forcedIncludes.map(name => forcedInclude(files, entry.directory, name)),
      arch: facts.arch ?? compiler.arch,
    },
    language: compiler.c ? (language ?? languageOf(entry.file)) : 'other',
    target: targetOf(entry, compiler.driver, compiler.options),
    dependencies: expansion.dependencies,
    problems: expansion.messages.map(message => ({ message, file: database.path, ...place! })),
  }
}

function languageOf(file: string): Language {
  if (extension(file) === '.c') return 'c'
  return isSource(file) ? 'c++' : undefined
}

/** Each system's tools write lines as its own shell reads them; the folder tells the system. */
function splitterOf(directory: string): (line: string) => string[] {
  return /^([a-z]:|\/\/)/.test(directory) ? splitWindows : splitPosix
}

/** `@options.rsp` on a command line stands for the words in that file, which may name others. */
class ResponseFiles {
  readonly messages: string[] = []
  readonly dependencies: string[] = []
  readonly #files: Files
  readonly #directory: string
  readonly #split: (line: string) => string[]
  #words = 0

  constructor(files: Files, directory: string, split: (line: string) => string[]) {
    this.#files = files
    this.#directory = directory
    this.#split = split
  }

  expand(words: readonly string[], within: readonly string[] = []): string[] {
    const result: string[] = []
    for (const word of words) {
      if (++this.#words > 100_000) return result
      if (word.length > 1 && word.startsWith('@')) result.push(...this.#file(word.slice(1), within))
      else result.push(word)
    }
    return result
  }

  #file(name: string, within: readonly string[]): string[] {
    const path = resolve(this.#directory, name)
    if (within.includes(fold(path))) return this.#problem(`The response file "${name}" names itself.`)
    if (within.length >= 20) return this.#problem(`Response files are nested too deeply at "${name}".`)
    this.dependencies.push(path)
    const text = this.#files.read(path)
    if (text === undefined) return this.#problem(`The response file "${name}" cannot be read.`)
    return this.expand(this.#split(text), [...within, fold(path)])
  }

  #problem(message: string): string[] {
    if (this.messages.length < 5 && !this.messages.includes(message)) this.messages.push(message)
    return []
  }
}

/** CMake puts a target's objects into `CMakeFiles/NAME.dir`, Meson into `NAME.p`. */
function targetOf(entry: CompileEntry, driver: Driver, options: readonly string[]): string | undefined {
  const output = entry.output ?? outputOption(driver, options)
  const match = /^(.*?CMakeFiles\/[^/]+\.dir|(?:.*\/)?[^/]+\.p)\//.exec(output?.replaceAll('\\', '/') ?? '')
  return match === null ? undefined : resolve(entry.directory, match[1]!)
}

function outputOption(driver: Driver, options: readonly string[]): string | undefined {
  for (const [i, option] of options.entries()) {
    if (option === '-o') return options[i + 1]
    if (driver !== 'cl' || !/^[/-]Fo/.test(option)) continue
    return option.length > 3 ? option.slice(3).replace(/^:/, '') : options[i + 1]
  }
  return undefined
}
