// What a description of a build says about compiling one file, in one shape for every kind of description: command
// lines, Visual Studio projects, WDK `sources` files, an editor's settings. Paths are absolute.
import { type Files, find } from './files.ts'
import type { Architecture, CallingConvention, Problem } from './mrxrc.ts'
import { isAbsolute, normalize } from './paths.ts'

/** A problem and the description that it stands in. */
export interface FileProblem extends Problem {
  readonly file: string
  /** It stands where the build itself may never come: what decides that is not at hand. */
  readonly isDoubtful?: boolean
}

/** The convention of functions that name none, and the words that said so: `/Gd`, `386_STDCALL=0`. */
export interface SaidConvention {
  readonly convention: CallingConvention
  readonly words: string
}

export interface CompileFacts {
  /** Searched for `"a.h"` and `<a.h>`. */
  readonly includePaths: readonly string[]
  /** Searched for `"a.h"` only, before `includePaths`. */
  readonly quotedPaths: readonly string[]
  /** Searched after `includePaths`. */
  readonly systemPaths: readonly string[]
  /** `NAME`, `NAME=value`: one for each name, without those that were taken back. */
  readonly defines: readonly string[]
  /** Macros of the compiler that are taken back. */
  readonly undefines: readonly string[]
  /** Absolute where the file is known to be there, else a name to search like an `#include "name"`. */
  readonly forcedIncludes: readonly string[]
  readonly arch?: Architecture
  readonly callingConvention?: SaidConvention
  /** Structure packing in bytes; without it the compiler's own. */
  readonly pack?: number
  /** `c17`, `gnu11`, as the option has it. */
  readonly standard?: string
  readonly cplusplus?: boolean
}

export const noFacts: CompileFacts = {
  includePaths: [],
  quotedPaths: [],
  systemPaths: [],
  defines: [],
  undefines: [],
  forcedIncludes: [],
}

/** Definitions in the order of a command line: a later one replaces an earlier one of the same name. */
export class MacroList {
  readonly #defines = new Map<string, string>()
  readonly #undefines = new Set<string>()

  define(text: string): void {
    // cl takes `NAME#value`, for shells that cannot pass `=`.
    const written = text.trim().replace(/^([A-Za-z_$][\w$]*)#/, '$1=')
    const name = macroName(written)
    if (name === undefined) return
    this.#defines.delete(name)
    this.#defines.set(name, written)
    this.#undefines.delete(name)
  }

  undefine(text: string): void {
    const name = macroName(text.trim())
    if (name === undefined) return
    this.#defines.delete(name)
    this.#undefines.add(name)
  }

  get defines(): string[] {
    return [...this.#defines.values()]
  }

  get undefines(): string[] {
    return [...this.#undefines]
  }
}

/** `A` of `A`, `A=1`, `A(x)=x`; undefined for text that defines nothing. */
export function macroName(define: string): string | undefined {
  return /^([A-Za-z_$][\w$]*)(\([^()]*\))?(=|$)/.exec(define)?.[1]
}

const archMacros: readonly (readonly [Architecture, readonly string[]])[] = [
  ['x64', ['_AMD64_', 'AMD64', '_M_X64', '_M_AMD64', '__x86_64__']],
  ['arm64', ['_ARM64_', 'ARM64', '_M_ARM64', '__aarch64__']],
  ['x86', ['_X86_', '_M_IX86', 'i386', '__i386__']],
]

/** What compilers and kits define themselves for a processor, whoever says it besides. */
export const processorMacros: ReadonlySet<string> = new Set([
  ...archMacros.flatMap(([, macros]) => macros),
  '_WIN64',
  'WIN64',
])

/** Every WDK build names its processor in a macro. */
export function archOfDefines(defines: readonly string[]): Architecture | undefined {
  const names = new Set(defines.filter(define => !/=0?$/.test(define)).map(macroName))
  return archMacros.find(([, macros]) => macros.some(macro => names.has(macro)))?.[0]
}

/** Without the macros that name another processor than `arch`: a file is read for one that its build is not for. */
export function definesFor(arch: Architecture, defines: readonly string[]): string[] {
  const others = archMacros.filter(([other]) => other !== arch).flatMap(([, macros]) => macros)
  const foreign = new Set(arch === 'x86' ? [...others, '_WIN64', 'WIN64'] : others)
  return defines.filter(define => !foreign.has(macroName(define) ?? ''))
}

/** `x86_64-pc-windows-msvc`, `Win32`, `amd64`, `i686-w64-mingw32`: the processor of a target's or platform's name. */
export function archOfName(name: string): Architecture | undefined {
  const folded = name.toLowerCase()
  if (/^(x86[-_]64|x64|amd64)/.test(folded)) return 'x64'
  if (/^(aarch64|arm64)/.test(folded)) return 'arm64'
  if (/^(i[3-6]86|x86|win32)(?![a-z0-9])/.test(folded)) return 'x86'
  return undefined
}

/** A forced include as compilers look for it: from the folder that they run in, then as `#include "name"` does. */
export function forcedInclude(files: Files, folder: string, name: string): string {
  if (isAbsolute(name)) return normalize(name)
  return find(files, folder, name) ?? name.replaceAll('\\', '/')
}

/** Without repetitions; the first place of each stays, as compilers search. */
export function distinct(values: Iterable<string>): string[] {
  return [...new Set(values)]
}
