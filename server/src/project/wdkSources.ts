// `sources` and `dirs` files: what the WDK's build.exe reads up to Windows 7. Source: Microsoft's reference of build
// utility macros. Values of the build environment (`$(DDK_INC_PATH)` …) are not at hand: what needs one is left out.
import { splitWindows } from './commandLine.ts'
import { type CompileFacts, distinct, type FileProblem, type SaidConvention } from './compileFacts.ts'
import { readOptions } from './compilerOptions.ts'
import { type Files, find } from './files.ts'
import type { Architecture } from './mrxrc.ts'
import { type Makefile, readMakefile, unknownMacro } from './nmake.ts'
import { baseName, isSource, parent, resolve } from './paths.ts'

export interface WdkSources {
  readonly path: string
  /** TARGETNAME; the folder's name without one. */
  readonly name: string
  /** `DRIVER`, `DRIVER_LIBRARY`, `EXPORT_DRIVER`, `PROGRAM` …, in upper case. */
  readonly targetType: string
  readonly facts: CompileFacts
  /** C and C++ files. */
  readonly sources: readonly string[]
  /** Nothing of the list is left out because only the build environment knows it. */
  readonly isWhole: boolean
  /** Folders of the libraries that are built beside and linked with this one. */
  readonly libraries: readonly string[]
  readonly dependencies: readonly string[]
  readonly problems: readonly FileProblem[]
}

/** What the build environment calls each processor, and the prefixes of macros that only concern it. */
const processors: Readonly<Record<Architecture, { readonly name: string; readonly prefixes: readonly string[] }>> = {
  x86: { name: 'x86', prefixes: ['386', 'I386', 'i386', 'X86'] },
  x64: { name: 'AMD64', prefixes: ['AMD64', 'amd64'] },
  arm64: { name: 'ARM64', prefixes: ['ARM64', 'arm64'] },
}

/** Windows versions that `_NT_TARGET_VERSION` is set to. */
const versions: Readonly<Record<string, string>> = {
  _NT_TARGET_VERSION_WIN2K: '0x500',
  _NT_TARGET_VERSION_WINXP: '0x501',
  _NT_TARGET_VERSION_WS03: '0x502',
  _NT_TARGET_VERSION_VISTA: '0x600',
  _NT_TARGET_VERSION_LONGHORN: '0x600',
  _NT_TARGET_VERSION_WS08: '0x600',
  _NT_TARGET_VERSION_WIN7: '0x601',
}

export function readWdkSources(text: string, path: string, files: Files, arch: Architecture = 'x64'): WdkSources {
  const make = readMakefile(text, path, files, environment(path, arch))
  const folder = parent(path)
  return {
    path,
    name: known(make, 'TARGETNAME') || baseName(folder),
    targetType: known(make, 'TARGETTYPE').toUpperCase(),
    facts: factsOf(make, folder, arch),
    sources: sourceFiles(make, folder, files, arch),
    isWhole: make.isWhole && !sourceLists(arch).some(name => (make.macro(name) ?? '').includes(unknownMacro)),
    libraries: libraryFolders(make, folder),
    dependencies: make.dependencies,
    problems: make.problems,
  }
}

/** The free build. */
function environment(path: string, arch: Architecture): Record<string, string> {
  const { name, prefixes } = processors[arch]
  const flags = Object.fromEntries([prefixes[0]!, name].map(flag => [flag, '1']))
  return {
    ...versions,
    ...flags,
    _BUILDARCH: name,
    BUILDARCH: name,
    TARGET_DIRECTORY: name.toLowerCase(),
    DDKBUILDENV: 'fre',
    BUILD_ALT_DIR: 'fre',
    FREEBUILD: '1',
    MAKEDIR: parent(path).replaceAll('/', '\\'),
  }
}

function known(make: Makefile, name: string): string {
  const value = make.macro(name) ?? ''
  return value.includes(unknownMacro) ? '' : value.trim()
}

/** Entries of a list; those that need the build environment are left out. */
function list(value: string | undefined, separator: RegExp): string[] {
  const entries = (value ?? '').match(separator) ?? []
  return entries.map(entry => entry.replaceAll('"', '')).filter(entry => entry !== '' && !entry.includes(unknownMacro))
}

const words = /(?:"[^"]*"|[^\s"])+/g
const paths = /(?:"[^"]*"|[^\s";])+/g

function factsOf(make: Makefile, folder: string, arch: Architecture): CompileFacts {
  const macros = [
    'C_DEFINES',
    'NET_C_DEFINES',
    'USER_C_FLAGS',
    ...processors[arch].prefixes.map(prefix => `${prefix}_FLAGS`),
  ]
  const options = macros.flatMap(name => splitWindows((make.macro(name) ?? '').replaceAll(unknownMacro, ' ')))
  const unicode = known(make, 'UNICODE') === '1' ? ['-DUNICODE', '-D_UNICODE'] : []
  const { facts } = readOptions([...unicode, ...options], folder, 'cl')
  const includes = list(make.macro('INCLUDES'), paths).map(path => resolve(folder, path))
  return {
    ...facts,
    includePaths: distinct([...includes, ...facts.includePaths]),
    arch,
    callingConvention: facts.callingConvention ?? stdcallMacro(make),
  }
}

/** 386_STDCALL=0 makes __cdecl the default on x86; it is 1 unless set. */
function stdcallMacro(make: Makefile): SaidConvention | undefined {
  const value = known(make, '386_STDCALL')
  if (value === '0') return { convention: 'cdecl', words: '386_STDCALL=0' }
  return value === '1' ? { convention: 'stdcall', words: '386_STDCALL=1' } : undefined
}

function sourceLists(arch: Architecture): string[] {
  return ['SOURCES', ...processors[arch].prefixes.map(prefix => `${prefix}_SOURCES`)]
}

function sourceFiles(make: Makefile, folder: string, files: Files, arch: Architecture): string[] {
  const common = list(make.macro('SOURCES'), words).map(name => resolve(folder, name))
  const special = processors[arch].prefixes.flatMap(prefix =>
    list(make.macro(`${prefix}_SOURCES`), words).map(name => specialSource(files, folder, prefix, name)),
  )
  return distinct([...common, ...special])
    .filter(isSource)
    .slice(0, 20_000)
}

/** Files for one processor lie in its folder, and are named with or without it. */
function specialSource(files: Files, folder: string, prefix: string, name: string): string {
  if (find(files, folder, name) === undefined) {
    const processor = prefix === '386' ? 'i386' : prefix
    const below = find(files, folder, `${processor}/${name}`)
    if (below !== undefined) return below
  }
  return resolve(folder, name)
}

/** `..\lib\obj$(BUILD_ALT_DIR)\*\lib.lib` is built by `..\lib`. */
function libraryFolders(make: Makefile, folder: string): string[] {
  const names = (make.macro('TARGETLIBS') ?? '').match(words) ?? []
  const local = names.map(name => /^([^\0]*?)[\\/]obj[^\\/]*[\\/].*\.lib$/i.exec(name)?.[1])
  return distinct(local.filter(name => name !== undefined && name !== '').map(name => resolve(folder, name!)))
}

/** The folders that a `dirs` file leads to; `name{option}` is one that the build may leave out. */
export function readWdkDirs(
  text: string,
  path: string,
  files: Files,
): { folders: readonly string[]; problems: readonly FileProblem[] } {
  const make = readMakefile(text, path, files, environment(path, 'x64'))
  const names = ['DIRS', 'OPTIONAL_DIRS'].flatMap(name => list(make.macro(name), words))
  const folders = names.map(name => resolve(parent(path), name.replace(/\{.*$/, '')))
  return { folders: distinct(folders), problems: make.problems }
}
