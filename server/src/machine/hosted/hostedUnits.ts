// The translation units of a hosted program: the author's file and the C part of the library, with the library's
// headers. Other headers are found beside the file that includes them, then in the given folders.
import { hosted, type Target } from '../../c/environment.ts'
import type { SourceLoader } from '../../c/preprocessor.ts'
import { TranslationUnit } from '../../c/translationUnit.ts'

export interface HostedSources {
  /** Absolute, with forward slashes. */
  readonly path: string
  /** The program's other files. */
  readonly more?: readonly string[]
  readonly includePaths: readonly string[]
  readonly defines: readonly string[]
  /** Without it LP64 with the layouts of System V, in gcc's dialect. */
  readonly target?: Target | undefined
  /** Undefined: there is no such file. */
  read(path: string): string | undefined
  /** The library's files by their paths below server/, as `model/hosted/library.c`. */
  library(path: string): string | undefined
}

const libraryRoot = '/<hosted>/'
const libraryFiles = ['library.c', 'files.c', 'scan.c'].map(name => `${libraryRoot}${name}`)

export function isHostedLibrary(file: string): boolean {
  return file.startsWith(libraryRoot)
}

/** Undefined: a file cannot be read. */
export function hostedUnits(sources: HostedSources): TranslationUnit[] | undefined {
  const loader = loaderOf(sources)
  const units: TranslationUnit[] = []
  for (const path of [sources.path, ...(sources.more ?? []), ...libraryFiles]) {
    const text = loader.read(path)
    if (text === undefined) return undefined
    units.push(unitOf(path, text, isHostedLibrary(path) ? { ...sources, defines: [] } : sources, loader))
  }
  return units
}

function unitOf(path: string, text: string, sources: HostedSources, loader: SourceLoader): TranslationUnit {
  const { target = hosted, defines } = sources
  const dialect = target === hosted ? 'gnu' : 'msvc'
  const own = target === hosted ? gnuMacros : []
  const options = {
    path,
    target,
    dialect,
    cplusplus: false,
    implicitFunctions: true,
    forcedIncludes: ['__builtins.h'],
    defines: [...own, ...defines],
    configuration: 'hosted',
  } as const
  const unit = new TranslationUnit(options, loader)
  unit.update(text)
  return unit
}

/** What programs ask gcc for. */
const gnuMacros = [
  '__x86_64__',
  '__LP64__',
  '__CHAR_BIT__=8',
  '__SIZEOF_INT__=4',
  '__SIZEOF_LONG__=8',
  '__SIZEOF_POINTER__=8',
  '__INT_MAX__=2147483647',
  '__LONG_MAX__=9223372036854775807L',
  '__SIZE_TYPE__=unsigned long',
  '__PTRDIFF_TYPE__=long',
  '__INTPTR_TYPE__=long',
  '__UINTPTR_TYPE__=unsigned long',
  '__LONG_LONG_MAX__=9223372036854775807LL',
  '__SHRT_MAX__=32767',
  '__SCHAR_MAX__=127',
  '__FLT_MIN__=1.17549435e-38F',
  '__FLT_MAX__=3.40282347e+38F',
  '__DBL_MIN__=2.2250738585072014e-308',
  '__DBL_MAX__=1.7976931348623157e+308',
  '__builtin_expect(value, expected)=((long)(value))',
]

function loaderOf(sources: HostedSources): SourceLoader {
  const texts = new Map<string, string | undefined>()
  const read = (path: string) => {
    if (!texts.has(path)) {
      const own = isHostedLibrary(path)
      texts.set(path, own ? sources.library(`model/hosted/${path.slice(libraryRoot.length)}`) : sources.read(path))
    }
    return texts.get(path)
  }
  const resolve = (name: string, angled: boolean, from: string) => {
    const beside = angled ? [] : [from.slice(0, from.lastIndexOf('/'))]
    const folders = [...beside, ...sources.includePaths, `${libraryRoot}include`]
    return folders.map(folder => `${folder}/${name}`).find(path => read(path) !== undefined)
  }
  return { read, resolve }
}
