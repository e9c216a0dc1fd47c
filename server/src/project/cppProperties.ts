// .vscode/c_cpp_properties.json, the settings of Microsoft's C/C++ extension: named configurations with include paths,
// macros and the compiler whose habits to follow. Source: the extension's schema reference. Variables of the machine
// (`${env:X}`, `${default}`, `${config:…}`) are not known here: what depends on one is left out without a word.
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import { splitPosix, splitWindows } from './commandLine.ts'
import {
  archOfDefines,
  archOfName,
  type CompileFacts,
  distinct,
  type FileProblem,
  forcedInclude,
} from './compileFacts.ts'
import { compilerOf, readOptions } from './compilerOptions.ts'
import type { Files } from './files.ts'
import { expandIncludePath } from './folders.ts'
import { parseJson } from './json.ts'
import type { Architecture } from './mrxrc.ts'
import { baseName, resolve } from './paths.ts'

export interface CppProperties {
  /** Of the chosen configuration: the one named Win32, else the first. */
  readonly facts: CompileFacts | undefined
  /** Compilation databases that the configuration names. */
  readonly compileCommands: readonly string[]
  readonly problems: readonly FileProblem[]
}

type Values = Readonly<Record<string, unknown>>

/** `folder`: the workspace folder that holds `.vscode`. */
export function readCppProperties(text: string, path: string, folder: string, files: Files): CppProperties {
  const nothing = { facts: undefined, compileCommands: [] }
  const parsed = parseJson(text)
  if ('problem' in parsed) return { ...nothing, problems: [{ ...parsed.problem, file: path }] }
  const node = chosenConfiguration(parsed.tree)
  if (node === undefined) {
    const message = '"configurations" must be an array of objects.'
    return { ...nothing, problems: [{ message, file: path, ...place(parsed.tree) }] }
  }
  const env = findNodeAtLocation(parsed.tree, ['env'])
  const reader = new ConfigurationReader(node, new Variables(env && getNodeValue(env), folder), path, folder, files)
  return { facts: reader.facts(), compileCommands: reader.compileCommands(), problems: reader.problems }
}

function chosenConfiguration(tree: Node): Node | undefined {
  const all = findNodeAtLocation(tree, ['configurations'])
  if (all?.type !== 'array') return undefined
  const objects = all.children!.filter(child => child.type === 'object')
  return objects.find(child => findNodeAtLocation(child, ['name'])?.value === 'Win32') ?? objects[0]
}

function place(node: Node): { start: number; end: number } {
  return { start: node.offset, end: node.offset + node.length }
}

/** `${name}` in values: the workspace's folder and the lists and texts of "env". */
class Variables {
  readonly #values = new Map<string, readonly string[]>()

  constructor(env: unknown, folder: string) {
    for (const [name, value] of Object.entries(isObject(env) ? env : {})) {
      if (typeof value === 'string') this.#values.set(name, [value])
      else if (Array.isArray(value))
        this.#values.set(
          name,
          value.filter(item => typeof item === 'string'),
        )
    }
    for (const name of ['workspaceFolder', 'workspaceRoot', 'fileWorkspaceFolder']) this.#values.set(name, [folder])
    this.#values.set('workspaceFolderBasename', [baseName(folder)])
    this.#values.set('/', ['/'])
    this.#values.set('pathSeparator', ['/'])
  }

  /** A value that is one variable may stand for several; a value with an unknown variable is none. */
  expand(text: string): string[] {
    const result: string[] = []
    this.#expand(text, result, { left: 1_000 }, 0)
    return result
  }

  #expand(text: string, into: string[], steps: { left: number }, depth: number): void {
    if (steps.left-- <= 0 || depth > 10 || text.length > 10_000) return
    const whole = /^\$\{([^${}]+)\}$/.exec(text)
    if (whole !== null) {
      for (const value of this.#values.get(nameOf(whole[1]!)) ?? []) this.#expand(value, into, steps, depth + 1)
      return
    }
    let known = true
    const expanded = text.replace(/\$\{([^${}]+)\}/g, (_, name) => {
      const value = this.#values.get(nameOf(name))?.[0]
      if (value === undefined || value.length > 1_000) known = false
      return known ? value! : ''
    })
    if (!known) return
    if (expanded === text) into.push(expanded)
    else this.#expand(expanded, into, steps, depth + 1)
  }
}

/** `${env:X}` means the settings' own "env" first, then the environment. */
function nameOf(variable: string): string {
  return variable.replace(/^env:/, '').replace(/^workspaceFolder:.*$/, 'workspaceFolder')
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

class ConfigurationReader {
  readonly problems: FileProblem[] = []
  readonly #node: Node
  readonly #variables: Variables
  readonly #path: string
  readonly #folder: string
  readonly #files: Files

  constructor(node: Node, variables: Variables, path: string, folder: string, files: Files) {
    this.#node = node
    this.#variables = variables
    this.#path = path
    this.#folder = folder
    this.#files = files
  }

  facts(): CompileFacts {
    const defines = this.#list('defines')
    const [compilerPath] = this.#list('compilerPath')
    const words = splitCompiler(compilerPath ?? '')
    const compiler = compilerOf(words)
    const listed = [...compiler.options, ...this.#list('compilerArgs')]
    // The macros of "defines" go the way of the compiler's own: one list, the last of a name wins.
    const options = [...listed, ...defines.flatMap(define => ['-D', define])]
    const { facts } = readOptions(options, this.#folder, compiler.driver)
    const own = this.#list('includePath').flatMap(path => expandIncludePath(this.#files, resolve(this.#folder, path)))
    const forced = this.#list('forcedInclude')
    return {
      ...facts,
      includePaths: distinct([...own, ...facts.includePaths]),
      forcedIncludes: distinct([...forced, ...facts.forcedIncludes]).map(name =>
        forcedInclude(this.#files, this.#folder, name),
      ),
      arch: this.#arch(compiler.arch, facts.defines),
      standard: this.#list('cStandard')[0] ?? facts.standard,
      // One configuration serves all of the workspace's languages.
      cplusplus: undefined,
    }
  }

  compileCommands(): string[] {
    return this.#list('compileCommands').map(path => resolve(this.#folder, path))
  }

  #arch(ofCompiler: Architecture | undefined, defines: readonly string[]): Architecture | undefined {
    const [mode = ''] = this.#list('intelliSenseMode')
    // A mode of the editor's own machine says nothing about a driver.
    const match = /^(?:windows-)?(?:msvc|clang|gcc)-(\w+)$/.exec(mode)
    return (match && archOfName(match[1]!)) ?? ofCompiler ?? archOfDefines(defines)
  }

  /** The text or texts of `key`, variables replaced. */
  #list(key: string): string[] {
    const node = findNodeAtLocation(this.#node, [key])
    if (node === undefined || node.type === 'null') return []
    const items = node.type === 'array' ? node.children! : [node]
    const wrong = items.find(item => item.type !== 'string')
    if (wrong !== undefined) this.#problem(`"${key}" must be text.`, wrong)
    return items
      .filter(item => item.type === 'string')
      .flatMap(item => this.#variables.expand(item.value))
      .filter(text => text !== '')
  }

  #problem(message: string, node: Node): void {
    if (!this.problems.some(problem => problem.start === node.offset))
      this.problems.push({ message, file: this.#path, ...place(node) })
  }
}

/** A path with options behind it: quoted, or a path whose blanks belong to it as long as it is no option. */
function splitCompiler(text: string): string[] {
  if (text.includes('"')) return splitWindows(text)
  const options = text.search(/\s[-/]/)
  if (options < 0) return [text]
  return [text.slice(0, options).trim(), ...splitPosix(text.slice(options).replaceAll('\\', '\\\\'))]
}
