// The options of a C compiler's command line that change what its source means: include paths, macros, language,
// target, calling convention, packing. Two families of drivers: cl (with clang-cl) and gcc (with clang); everything else
// on the line is passed over. Source: the option lists of the MSVC, GCC and Clang manuals.
import {
  archOfDefines,
  archOfName,
  type CompileFacts,
  distinct,
  MacroList,
  type SaidConvention,
} from './compileFacts.ts'
import type { Architecture, CallingConvention } from './mrxrc.ts'
import { baseName, resolve } from './paths.ts'

export type Driver = 'cl' | 'gcc'

/** `undefined`: what the file's name says; `other`: assembler, resources, CUDA … */
export type Language = 'c' | 'c++' | 'other' | undefined

export interface ReadOptions {
  /** Forced includes stand as written. */
  readonly facts: CompileFacts
  readonly language: Language
}

/** `options` without the compiler's own name; relative paths are meant from `folder`. */
export function readOptions(options: readonly string[], folder: string, driver: Driver): ReadOptions {
  const reader = new OptionReader(options, folder, driver)
  return reader.read()
}

/** cl options begin with a slash or a dash; only a gcc path begins with a slash. */
type Value = 'none' | 'joined' | 'separate' | 'either'

interface Rule {
  readonly value: Value
  readonly apply: (reader: OptionReader, value: string, option: string) => void
}

const conventions: Readonly<Record<string, CallingConvention>> = {
  Gd: 'cdecl',
  Gz: 'stdcall',
  Gr: 'fastcall',
  cdecl: 'cdecl',
  stdcall: 'stdcall',
  fastcall: 'fastcall',
}

const common: Readonly<Record<string, Rule>> = {
  I: { value: 'either', apply: (reader, value) => reader.path('include', value) },
  D: { value: 'either', apply: (reader, value) => reader.macros.define(value) },
  U: { value: 'either', apply: (reader, value) => reader.macros.undefine(value) },
  isystem: { value: 'either', apply: (reader, value) => reader.path('system', value) },
  iquote: { value: 'either', apply: (reader, value) => reader.path('quoted', value) },
  idirafter: { value: 'either', apply: (reader, value) => reader.path('after', value) },
  include: { value: 'separate', apply: (reader, value) => reader.forced.push(value) },
  target: { value: 'separate', apply: (reader, value) => reader.target(value) },
  'target=': { value: 'joined', apply: (reader, value) => reader.target(value) },
  '-target=': { value: 'joined', apply: (reader, value) => reader.target(value) },
  m32: { value: 'none', apply: reader => reader.width(32) },
  m64: { value: 'none', apply: reader => reader.width(64) },
  'fdefault-calling-conv=': { value: 'joined', apply: (reader, value, option) => reader.convention(value, option) },
  Xclang: { value: 'none', apply: () => {} },
}

const gcc: Readonly<Record<string, Rule>> = {
  ...common,
  'std=': { value: 'joined', apply: (reader, value) => reader.standard(value) },
  '-std=': { value: 'joined', apply: (reader, value) => reader.standard(value) },
  x: { value: 'either', apply: (reader, value) => reader.language(value) },
  'march=': { value: 'joined', apply: (reader, value) => reader.march(value) },
  mrtd: { value: 'none', apply: (reader, _, option) => reader.convention('stdcall', option) },
  'fpack-struct': { value: 'none', apply: reader => reader.pack('1') },
  'fpack-struct=': { value: 'joined', apply: (reader, value) => reader.pack(value) },
  '-include-directory=': { value: 'joined', apply: (reader, value) => reader.path('include', value) },
  '-include-directory': { value: 'separate', apply: (reader, value) => reader.path('include', value) },
  '-include=': { value: 'joined', apply: (reader, value) => reader.forced.push(value) },
  '-include': { value: 'separate', apply: (reader, value) => reader.forced.push(value) },
  '-define-macro=': { value: 'joined', apply: (reader, value) => reader.macros.define(value) },
  '-undefine-macro=': { value: 'joined', apply: (reader, value) => reader.macros.undefine(value) },
  // Their values are file names that may look like anything.
  o: { value: 'separate', apply: () => {} },
  MF: { value: 'separate', apply: () => {} },
  MT: { value: 'separate', apply: () => {} },
  MQ: { value: 'separate', apply: () => {} },
  'include-pch': { value: 'separate', apply: () => {} },
  imacros: { value: 'separate', apply: (reader, value) => reader.forced.push(value) },
}

const cl: Readonly<Record<string, Rule>> = {
  ...common,
  imsvc: { value: 'either', apply: (reader, value) => reader.path('system', value) },
  'external:I': { value: 'either', apply: (reader, value) => reader.path('system', value) },
  FI: { value: 'either', apply: (reader, value) => reader.forced.push(value) },
  'std:': { value: 'joined', apply: (reader, value) => reader.standard(value) },
  TC: { value: 'none', apply: reader => reader.language('c') },
  TP: { value: 'none', apply: reader => reader.language('c++') },
  Tc: { value: 'either', apply: reader => reader.language('c') },
  Tp: { value: 'either', apply: reader => reader.language('c++') },
  Gd: { value: 'none', apply: (reader, _, option) => reader.convention('Gd', option) },
  Gz: { value: 'none', apply: (reader, _, option) => reader.convention('Gz', option) },
  Gr: { value: 'none', apply: (reader, _, option) => reader.convention('Gr', option) },
  Gv: { value: 'none', apply: reader => reader.convention('Gv', '') },
  Zp: { value: 'joined', apply: (reader, value) => reader.pack(value === '' ? '1' : value) },
}

const rules: Readonly<Record<Driver, Readonly<Record<string, Rule>>>> = { cl, gcc }
const longest = Math.max(...Object.keys({ ...gcc, ...cl }).map(name => name.length))

class OptionReader {
  readonly macros = new MacroList()
  readonly forced: string[] = []
  readonly #paths = { include: [] as string[], system: [] as string[], quoted: [] as string[], after: [] as string[] }
  readonly #options: readonly string[]
  readonly #folder: string
  readonly #driver: Driver
  #at = 0
  #arch: Architecture | undefined
  #width: 32 | 64 | undefined
  #convention: SaidConvention | undefined
  #pack: number | undefined
  #standard: string | undefined
  #language: Language

  constructor(options: readonly string[], folder: string, driver: Driver) {
    this.#options = options
    this.#folder = folder
    this.#driver = driver
  }

  read(): ReadOptions {
    while (this.#at < this.#options.length) {
      const option = this.#options[this.#at++]!
      if (option === '--' || (this.#driver === 'cl' && /^[/-]link$/i.test(option))) break
      if (option.startsWith('-') || (this.#driver === 'cl' && option.startsWith('/'))) this.#option(option)
    }
    return { facts: this.#facts(), language: this.#language }
  }

  #facts(): CompileFacts {
    const { include, system, quoted, after } = this.#paths
    const defines = this.macros.defines
    return {
      includePaths: distinct(include),
      quotedPaths: distinct(quoted),
      systemPaths: distinct([...system, ...after]),
      defines,
      undefines: this.macros.undefines,
      forcedIncludes: distinct(this.forced),
      arch: this.#architecture() ?? archOfDefines(defines),
      callingConvention: this.#convention,
      pack: this.#pack,
      standard: this.#standard,
      cplusplus: this.#language === undefined ? undefined : this.#language === 'c++',
    }
  }

  #option(option: string): void {
    const text = option.slice(1).replace(/^clang:-/, '')
    const table = rules[this.#driver]
    for (let length = Math.min(text.length, longest); length > 0; length--) {
      const name = text.slice(0, length)
      const rule = Object.hasOwn(table, name) ? table[name] : undefined
      if (rule === undefined) continue
      const joined = text.slice(length)
      const value = this.#value(rule.value, joined)
      if (value === undefined) continue
      rule.apply(this, value, option)
      return
    }
  }

  /** The option's value, taken from what follows; undefined where this is another option that only begins alike. */
  #value(kind: Value, joined: string): string | undefined {
    if (kind === 'joined') return joined
    if (kind === 'none') return joined === '' ? '' : undefined
    if (joined !== '') return kind === 'either' ? joined : undefined
    let next = this.#options[this.#at++] ?? ''
    // `-Xclang -isystem -Xclang dir`: the value is passed on as the option was.
    if (next === '-Xclang') next = this.#options[this.#at++] ?? ''
    return next
  }

  path(list: 'include' | 'system' | 'quoted' | 'after', value: string): void {
    if (value !== '' && value !== '-') this.#paths[list].push(resolve(this.#folder, value))
  }

  target(name: string): void {
    this.#arch = archOfName(name) ?? this.#arch
  }

  march(name: string): void {
    if (/^armv[89]/.test(name)) this.#arch = 'arm64'
    else if (/^(i[3-6]86|pentium)/.test(name)) this.#width ??= 32
    else this.target(name)
  }

  width(width: 32 | 64): void {
    this.#width = width
  }

  #architecture(): Architecture | undefined {
    if (this.#arch === 'arm64') return 'arm64'
    if (this.#width !== undefined) return this.#width === 32 ? 'x86' : 'x64'
    return this.#arch
  }

  convention(name: string, words: string): void {
    const convention = conventions[name]
    this.#convention = convention && { convention, words }
  }

  pack(text: string): void {
    const bytes = Number(text)
    if ([1, 2, 4, 8, 16].includes(bytes)) this.#pack = bytes
  }

  standard(name: string): void {
    this.#standard = name
  }

  language(name: string): void {
    if (name === 'none') this.#language = undefined
    else if (/^c(-header|-cpp-output)?$/.test(name)) this.#language = 'c'
    else this.#language = /^c\+\+/.test(name) ? 'c++' : 'other'
  }
}

export interface Compiler {
  readonly driver: Driver
  /** From the name, as `i686-w64-mingw32-gcc`, or the folder of MSVC's tools, as `Hostx64/arm64/cl.exe`. */
  readonly arch: Architecture | undefined
  /** Compiles C or C++; false for assemblers and resource compilers. */
  readonly c: boolean
  /** The words after the compiler's name. */
  readonly options: readonly string[]
}

const launchers = new Set(['ccache', 'sccache', 'distcc', 'icecc', 'buildcache', 'env', 'cmd', '/c'])
const otherTools = /^(rc|llvm-rc|windres|ml|ml64|armasm|armasm64|masm|nasm|yasm|midl|mc|nvcc|link|lib|ar|as)$/

/** What a command line runs, past launchers as `ccache` and settings as `TMP=x`. */
export function compilerOf(words: readonly string[]): Compiler {
  let at = 0
  while (at < words.length - 1 && (launchers.has(toolName(words[at]!)) || /^\w+=/.test(words[at]!))) at++
  const path = words[at] ?? ''
  const name = toolName(path)
  const options = words.slice(at + 1)
  const mode = options.findLast(option => option.startsWith('--driver-mode='))
  const isCl = mode === undefined ? /^(cl|clang-cl(-\d+)?|icl)$/.test(name) : mode.endsWith('=cl')
  const bare = name.replace(/^.*-(?=windres$|as$|ar$)/, '')
  return { driver: isCl ? 'cl' : 'gcc', arch: compilerArch(path), c: !otherTools.test(bare), options }
}

function toolName(path: string): string {
  return baseName(path.replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/\.exe$/, '')
}

function compilerArch(path: string): Architecture | undefined {
  const parts = path.toLowerCase().replaceAll('\\', '/').split('/')
  const own = archOfName(parts.at(-1)!)
  if (own !== undefined) return own
  if (!/^cl(\.exe)?$/.test(parts.at(-1)!)) return undefined
  // Old tools name host and target in one: `x86_amd64`.
  const folder = (parts.at(-2) ?? '').replace(/^(x86|amd64|x64)_(?=x86|amd64|x64|arm64)/, '')
  return archOfName(folder)
}
