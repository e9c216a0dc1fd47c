// How one file is compiled and which files make its driver, from all that the user's project says. Strongest first:
//
//   1. settings: the command line, `.mrxrc.json`, the editor (given by the caller, in that order)
//   2. compile_commands.json   the exact command line of the file
//   3. *.vcxproj               of the projects that list the file
//   4. sources                 of the WDK's build files that list the file
//   5. .vscode/c_cpp_properties.json, which concerns every file
//
// Two builds are never mixed: of 2-4 the first that lists the file gives all its facts. Settings are laid over them, and the
// include paths of 5 follow theirs, so that headers are found. A header, or a source that no description lists, gets the
// facts of the sources around it.
import { BuildDescriptions, type BuildGroup, type Described } from './buildDescriptions.ts'
import { type CompileFacts, definesFor, distinct, type FileProblem, MacroList, noFacts } from './compileFacts.ts'
import type { CppProperties } from './cppProperties.ts'
import { type Files, find, findFolder } from './files.ts'
import { expandIncludePath } from './folders.ts'
import type { Architecture, CallingConvention, Settings } from './mrxrc.ts'
import { OtherBuilds } from './otherBuilds.ts'
import { baseName, extension, fold, isHeader, isSource, isWithin, parent, relative, resolve } from './paths.ts'
import { patternMatcher } from './patterns.ts'
import type { WorkspaceIndex } from './workspaceIndex.ts'
import { cppPropertiesName, findUpwards, indexWorkspace, isIndexed, nearestHeader, rootOf } from './workspaceIndex.ts'

export interface BuildConfiguration {
  /** Absolute folders in the order of the search, for `"a.h"` and `<a.h>`. */
  readonly includePaths: readonly string[]
  /** Searched before them, for `"a.h"` only. */
  readonly quotedIncludePaths: readonly string[]
  /** As `/D` takes them, one for each name. */
  readonly defines: readonly string[]
  readonly undefines: readonly string[]
  /** Absolute, or a name to search as `#include "name"` does. */
  readonly forcedIncludes: readonly string[]
  readonly arch: Architecture
  readonly defaultCallingConvention: DefaultConvention
  /** Structure packing in bytes; undefined: the compiler's own. */
  readonly pack: number | undefined
  readonly group: BuildGroup | undefined
  /** The build file of a source's folder that lists others and, beyond doubt, not this one. */
  readonly leftOutBy: string | undefined
  readonly cplusplus: boolean
  /** The descriptions that this comes from, strongest first. */
  readonly sources: readonly string[]
  readonly problems: readonly FileProblem[]
}

export interface DefaultConvention {
  readonly convention: CallingConvention
  /** Who said so in which words; undefined: nobody, and the WDK's default on x86 holds. */
  readonly said: { readonly file: string | undefined; readonly words: string } | undefined
}

/** Settings and the folder that their paths are meant from. */
export interface AppliedSettings {
  readonly settings: Settings
  readonly folder: string
  /** The file that they stand in; undefined: an editor's or a command line's. */
  readonly file?: string
}

export interface BuildOptions {
  readonly files: Files
  readonly folders?: readonly string[]
  /** What a command line asks about; folders among it may be the tops of projects that nothing else marks. */
  readonly named?: readonly string[]
  /** Strongest first. */
  readonly settingsOf?: (path: string) => readonly AppliedSettings[]
}

interface Workspace {
  readonly index: WorkspaceIndex
  readonly descriptions: BuildDescriptions
}

export class BuildConfigurations {
  readonly #files: Files
  readonly #folders: readonly string[]
  readonly #named: readonly string[]
  readonly #settingsOf: (path: string) => readonly AppliedSettings[]
  readonly #workspaces = new Map<string, Workspace>()
  readonly #results = new Map<string, BuildConfiguration>()
  /** Every file that a result was read from, folded. */
  readonly #read = new Set<string>()
  /** Descriptions that say nothing of sources that they could list, by their paths. */
  readonly #unusable = new Map<string, FileProblem>()
  readonly #otherBuilds = new OtherBuilds()
  /** What is wrong in descriptions that are used all the same, each once. */
  readonly #incomplete = new Map<string, FileProblem>()

  constructor({ files, folders = [], named = [], settingsOf = () => [] }: BuildOptions) {
    this.#files = files
    this.#folders = folders
    this.#named = named
    this.#settingsOf = settingsOf
  }

  /** The same object as long as nothing that it comes from changes. */
  of(path: string): BuildConfiguration {
    let result = this.#results.get(path)
    if (result === undefined) this.#results.set(path, (result = this.#configuration(path)))
    return result
  }

  /** What is wrong with descriptions that would be used, if anything of them could be. */
  get unusable(): Iterable<FileProblem> {
    return this.#unusable.values()
  }

  /** What is wrong within descriptions of which the rest is used; nothing that the build itself may pass by. */
  get incomplete(): Iterable<FileProblem> {
    return this.#incomplete.values()
  }

  /** Sources that are built in other ways too, a line for each description. */
  get otherBuilds(): Iterable<FileProblem> {
    return this.#otherBuilds.lines
  }

  /** For an `#include` that no search path leads to: the nearest header of that name in the workspace. */
  findInclude(name: string, from: string): string | undefined {
    return nearestHeader(this.#workspace(from).index, name, from)
  }

  /** To be called after `Files` has been told. True: configurations may differ from now on. */
  filesChanged(paths: readonly string[]): boolean {
    if (!paths.some(path => this.#concerns(path))) return false
    this.#workspaces.clear()
    this.settingsChanged()
    this.#read.clear()
    this.#unusable.clear()
    this.#incomplete.clear()
    this.#otherBuilds.clear()
    return true
  }

  settingsChanged(): void {
    this.#results.clear()
  }

  /** Text that was read, a description, or a source, header or folder that came or went. */
  #concerns(path: string): boolean {
    if (this.#read.has(fold(path)) || isDescription(path)) return true
    const around = [...this.#workspaces.values()].filter(({ index }) => isWithin(path, index.root))
    if (!isIndexed(path)) return around.some(({ index }) => this.#files.list(path).length > 0 || holds(index, path))
    const isThere = find(this.#files, parent(path), baseName(path)) !== undefined
    return around.some(({ index }) => isThere !== isKnown(index, path))
  }

  #workspace(path: string): Workspace {
    const { root, shallow } = rootOf(this.#files, path, this.#folders, this.#named)
    let workspace = this.#workspaces.get(root)
    if (workspace === undefined) {
      const index = indexWorkspace(this.#files, root, shallow)
      workspace = { index, descriptions: new BuildDescriptions(this.#files, index) }
      this.#workspaces.set(root, workspace)
    }
    return workspace
  }

  #configuration(path: string): BuildConfiguration {
    const { index, descriptions } = this.#workspace(path)
    const settings = this.#settingsOf(path)
    const wanted = first(settings, each => each.settings.arch)
    const editorFile = findUpwards(this.#files, path, index.root, `.vscode/${cppPropertiesName}`)
    const editor = editorFile === undefined ? undefined : descriptions.cppProperties(editorFile)
    const databases = editor?.compileCommands ?? []
    const listed = descriptions.listing(path, wanted, databases)
    const described = listed ?? descriptions.around(path, wanted, databases)
    this.#remember([editorFile, described?.description, ...databases, ...(described?.dependencies ?? [])])
    // A source that its build does not list is no part of that driver; a header is.
    const isUnlisted = listed === undefined && isSource(path)
    if (isUnlisted) for (const each of descriptions.unusableAround(path, wanted)) this.#unusable.set(each.file, each)
    if (listed?.chosen !== undefined && isSource(path)) this.#otherBuilds.add(path, listed.chosen)
    this.#tellIncomplete(isUnlisted ? descriptions.incompleteBeside(path, wanted) : (listed?.problems ?? []))
    this.#tellIncomplete(editor?.problems ?? [])
    const ownGroup = settingsGroup(index, settings, path)
    const group = ownGroup ?? (isUnlisted ? undefined : described?.group)
    return {
      ...this.#merged(path, settings, described, editor, editorFile),
      group,
      leftOutBy: isUnlisted && ownGroup === undefined ? descriptions.leavingOut(path, wanted) : undefined,
      problems: distinctProblems([
        ...(described?.problems ?? []),
        ...descriptions.problemsNear(path, wanted, databases),
        ...(editor?.problems ?? []),
      ]),
    }
  }

  #tellIncomplete(problems: readonly FileProblem[]): void {
    for (const each of problems) {
      const key = `${each.file}\0${each.message}`
      if (each.isDoubtful !== true && !this.#incomplete.has(key)) this.#incomplete.set(key, each)
    }
  }

  #remember(paths: readonly (string | undefined)[]): void {
    for (const path of paths) if (path !== undefined) this.#read.add(fold(path))
  }

  #merged(
    path: string,
    settings: readonly AppliedSettings[],
    described: Described | undefined,
    editor: CppProperties | undefined,
    editorFile: string | undefined,
  ): Omit<BuildConfiguration, 'group' | 'leftOutBy' | 'problems'> {
    const fallback = editor?.facts ?? noFacts
    const facts = described?.facts ?? fallback
    const arch = first(settings, each => each.settings.arch) ?? facts.arch ?? fallback.arch ?? 'x64'
    const macros = new MacroList()
    for (const name of facts.undefines) macros.undefine(name)
    for (const define of definesFor(arch, facts.defines)) macros.define(define)
    for (const each of settings.toReversed()) for (const define of each.settings.defines ?? []) macros.define(define)
    return {
      includePaths: this.#includePaths(settings, [facts, fallback]),
      quotedIncludePaths: distinct(facts.quotedPaths.map(folder => findFolder(this.#files, folder))),
      defines: macros.defines,
      undefines: macros.undefines,
      forcedIncludes: facts.forcedIncludes,
      arch,
      defaultCallingConvention: conventionOf(settings, facts, described?.description ?? editorFile),
      pack: facts.pack,
      cplusplus: isCplusplus(path, facts),
      sources: distinct(
        [...settings.map(each => each.file), described?.description, editorFile].filter(file => file !== undefined),
      ),
    }
  }

  #includePaths(settings: readonly AppliedSettings[], facts: readonly CompileFacts[]): string[] {
    const own = settings.flatMap(({ settings, folder }) =>
      (settings.includePaths ?? []).flatMap(path => expandIncludePath(this.#files, resolve(folder, path))),
    )
    const all = [...own, ...facts.flatMap(each => [...each.includePaths, ...each.systemPaths])]
    return distinct(all.map(folder => findFolder(this.#files, folder)))
  }
}

function isDescription(path: string): boolean {
  const name = fold(baseName(path))
  return (
    /\.(vcxproj|vcxitems|props|targets|slnx?)$/.test(name) ||
    /^(sources|dirs|compile_commands\.json|c_cpp_properties\.json|\.mrxrc\.json)$/.test(name)
  )
}

function isKnown(index: WorkspaceIndex, path: string): boolean {
  if (isSource(path)) return index.sources.has(fold(path))
  return (index.headers.get(fold(baseName(path))) ?? []).some(header => fold(header) === fold(path))
}

/** Is anything of the index within this folder? */
function holds(index: WorkspaceIndex, folder: string): boolean {
  const within = (path: string) => isWithin(path, folder)
  return [...index.sources.values()].some(within) || [...index.headers.values()].some(paths => paths.some(within))
}

function distinctProblems(problems: readonly FileProblem[]): FileProblem[] {
  return [
    ...new Map(problems.map(problem => [`${problem.file}\0${problem.start}\0${problem.message}`, problem])).values(),
  ]
}

function first<T>(settings: readonly AppliedSettings[], read: (each: AppliedSettings) => T | undefined): T | undefined {
  for (const each of settings) {
    const value = read(each)
    if (value !== undefined) return value
  }
  return undefined
}

function conventionOf(
  settings: readonly AppliedSettings[],
  facts: CompileFacts,
  file: string | undefined,
): DefaultConvention {
  for (const { settings: own, file: settingsFile } of settings) {
    const convention = own.defaultCallingConvention
    if (convention !== undefined) return { convention, said: { file: settingsFile, words: 'defaultCallingConvention' } }
  }
  const said = facts.callingConvention
  if (said === undefined) return { convention: 'stdcall', said: undefined }
  return { convention: said.convention, said: { file, words: said.words } }
}

/** Options count for the file itself; a header is what its name says, or what includes it. */
function isCplusplus(path: string, facts: CompileFacts): boolean {
  const byName = isHeader(path) ? extension(path) !== '.h' : extension(path) !== '.c'
  return byName || (facts.cplusplus ?? false)
}

/** The driver that the settings list the file under. */
function settingsGroup(
  index: WorkspaceIndex,
  settings: readonly AppliedSettings[],
  path: string,
): BuildGroup | undefined {
  for (const { settings: own, folder, file } of settings) {
    for (const [name, patterns] of Object.entries(own.drivers ?? {})) {
      const matches = patternMatcher(patterns)
      if (!matches(relative(folder, path))) continue
      const members = [...index.sources.values()].filter(source => matches(relative(folder, source)))
      return { id: `${file ?? folder}#${name}`, name, kind: 'driver', members }
    }
  }
  return undefined
}
