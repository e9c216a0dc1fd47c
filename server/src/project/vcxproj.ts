// Visual Studio's C++ projects (*.vcxproj), as far as they say how C files are compiled: the ClCompile item definitions
// and items of one configuration. Source: Microsoft's reference of .vcxproj files and of the CL task. The debug build is
// taken, as Visual Studio does when nobody chooses, for the wanted processor or else x64.
import type { XmlElement } from '@rgrove/parse-xml'
import picomatch from 'picomatch'
import { splitWindows } from './commandLine.ts'
import {
  archOfName,
  type CompileFacts,
  distinct,
  type FileProblem,
  forcedInclude,
  type SaidConvention,
} from './compileFacts.ts'
import { readOptions } from './compilerOptions.ts'
import type { Files } from './files.ts'
import { walk } from './folders.ts'
import type { Architecture } from './mrxrc.ts'
import { elementsOf, evaluateProject, type Placed, type Project, parseProject, unknown } from './msbuild.ts'
import { baseName, extension, fold, isSource, join, parent, relative, resolve, stem } from './paths.ts'

export interface ProjectFile {
  readonly path: string
  readonly facts: CompileFacts
}

export interface Vcxproj {
  readonly path: string
  readonly name: string
  /** `Driver`, `StaticLibrary`, `Application` … */
  readonly configurationType: string
  readonly driverType: string
  /** `Debug|x64`; undefined when the project lists none. */
  readonly configuration: string | undefined
  readonly sources: readonly ProjectFile[]
  readonly headers: readonly string[]
  /** Other projects that this one is linked with. */
  readonly references: readonly string[]
  readonly dependencies: readonly string[]
  /** False: its text is no project. */
  readonly isRead: boolean
  readonly problems: readonly FileProblem[]
}

/** Only the project's own text and its local imports are read. */
export function readVcxproj(text: string, path: string, files: Files, arch?: Architecture): Vcxproj {
  const root = parseProject(text, path)
  return readAs(root, path, files, 'message' in root ? undefined : chooseConfiguration(root, arch))
}

/** The project as its other configurations for the same platform have it. */
export function readOtherConfigurations(text: string, path: string, files: Files, arch?: Architecture): Vcxproj[] {
  const root = parseProject(text, path)
  const chosen = 'message' in root ? undefined : chooseConfiguration(root, arch)
  if ('message' in root || chosen === undefined) return []
  const { configuration, platform } = chosen
  const others = configurationsOf(root).filter(
    each => each.platform === platform && each.configuration !== configuration,
  )
  return others.slice(0, maximumConfigurations).map(each => readAs(root, path, files, each))
}

const maximumConfigurations = 8

function readAs(
  root: XmlElement | FileProblem,
  path: string,
  files: Files,
  chosen: Configuration | undefined,
): Vcxproj {
  const platform = chosen?.platform ?? 'x64'
  const globals: Record<string, string> = {
    Configuration: chosen?.configuration ?? 'Debug',
    Platform: platform,
    PlatformTarget: platform === 'Win32' ? 'x86' : platform.toLowerCase(),
    PlatformShortName: platform === 'Win32' ? 'x86' : platform.toLowerCase(),
  }
  const project = evaluateProject(root, path, files, globals)
  const items = new Items(project, files)
  return {
    path,
    name: known(project.property('TargetName')) || stem(path),
    configurationType: known(project.property('ConfigurationType')),
    driverType: known(project.property('DriverType')),
    configuration: chosen && `${chosen.configuration}|${chosen.platform}`,
    sources: items.sources(archOfName(platform)),
    headers: items.paths('ClInclude'),
    references: items.paths('ProjectReference'),
    dependencies: project.dependencies,
    isRead: !('message' in root),
    problems: project.problems,
  }
}

function known(value: string): string {
  return value.includes(unknown) ? '' : value.trim()
}

interface Configuration {
  readonly configuration: string
  readonly platform: string
}

function configurationsOf(root: XmlElement): Configuration[] {
  return elementsOf(root)
    .filter(element => element.name === 'ItemGroup')
    .flatMap(elementsOf)
    .filter(element => element.name === 'ProjectConfiguration')
    .map(element => (element.attributes.Include ?? '').split('|'))
    .map(([configuration = '', platform = '']) => ({ configuration, platform }))
    .filter(({ configuration, platform }) => configuration !== '' && platform !== '')
}

/** The first debug configuration of the wanted platform; without a wanted one x64, ARM64, Win32. */
function chooseConfiguration(root: XmlElement, arch: Architecture | undefined): Configuration | undefined {
  const all = configurationsOf(root)
  const order: Architecture[] = arch === undefined ? ['x64', 'arm64', 'x86'] : [arch, 'x64', 'arm64', 'x86']
  for (const wanted of order) {
    const fitting = all.filter(({ platform }) => archOfName(platform) === wanted)
    if (fitting.length > 0) return fitting.find(({ configuration }) => /debug/i.test(configuration)) ?? fitting[0]
  }
  return all[0]
}

type Metadata = Readonly<Record<string, string>>

const conventions: Readonly<Record<string, SaidConvention['convention']>> = {
  cdecl: 'cdecl',
  stdcall: 'stdcall',
  fastcall: 'fastcall',
}

class Items {
  readonly #project: Project
  readonly #files: Files

  constructor(project: Project, files: Files) {
    this.#project = project
    this.#files = files
  }

  /** The C and C++ files that this configuration compiles. */
  sources(arch: Architecture | undefined): ProjectFile[] {
    const definition = this.#definition()
    const byPath = new Map<string, ProjectFile>()
    const shared = new Map<string, CompileFacts>()
    for (const placed of this.#items('ClCompile')) {
      for (const path of this.#included(placed)) {
        if (!isSource(path) || byPath.size >= maximumFiles) continue
        const metadata = this.#metadata(placed, definition, path)
        if (/^true$/i.test(metadata.ExcludedFromBuild ?? '')) continue
        byPath.set(fold(path), { path, facts: this.#sharedFacts(shared, metadata, arch, extension(path) !== '.c') })
      }
    }
    return [...byPath.values()]
  }

  paths(kind: string): string[] {
    return distinct(this.#items(kind).flatMap(placed => this.#included(placed))).slice(0, maximumFiles)
  }

  #items(kind: string): Placed[] {
    return this.#project.items
      .flatMap(({ element, file }) => elementsOf(element).map(item => ({ element: item, file })))
      .filter(item => item.element.name === kind && this.#project.applies(item))
  }

  #definition(): Metadata {
    const result: Record<string, string> = {}
    for (const { element, file } of this.#project.definitions)
      for (const kind of elementsOf(element))
        if (kind.name === 'ClCompile' && this.#project.applies({ element: kind, file })) this.#apply(kind, file, result)
    return result
  }

  #metadata({ element, file }: Placed, definition: Metadata, path: string): Metadata {
    const result: Record<string, string> = { ...definition }
    this.#apply(element, file, result)
    for (const [name, value] of Object.entries(result)) result[name] = itemNames(value, path)
    return result
  }

  /** Later values replace earlier ones, which they may contain as `%(Name)`. */
  #apply(element: XmlElement, file: string, metadata: Record<string, string>): void {
    for (const child of elementsOf(element)) {
      if (!this.#project.applies({ element: child, file })) continue
      const before = Object.hasOwn(metadata, child.name) ? metadata[child.name]! : ''
      const pieces = this.#project.expand(child.text, file).split(inherited(child.name))
      const kept = pieces.length * before.length > maximumLength ? unknown : pieces.join(before)
      Object.defineProperty(metadata, child.name, { value: kept, enumerable: true, writable: true, configurable: true })
    }
  }

  /** Most files of a project have the same metadata: their facts are one object. */
  #sharedFacts(shared: Map<string, CompileFacts>, metadata: Metadata, arch: Architecture | undefined, cpp: boolean) {
    const key = JSON.stringify([metadata, cpp])
    let facts = shared.get(key)
    if (facts === undefined) shared.set(key, (facts = this.#facts(metadata, arch, cpp)))
    return facts
  }

  #facts(metadata: Metadata, arch: Architecture | undefined, cpp: boolean): CompileFacts {
    const folder = parent(this.#project.path)
    const undefines = list(metadata.UndefinePreprocessorDefinitions).flatMap(name => ['/U', name])
    const defines = [...this.#toolsetDefines(), ...list(metadata.PreprocessorDefinitions)].flatMap(name => ['/D', name])
    const extra = (metadata.AdditionalOptions ?? '').replaceAll(unknown, ' ').replaceAll('%(AdditionalOptions)', '')
    const words = [...defines, ...undefines, ...splitWindows(extra)]
    const { facts } = readOptions(words, folder, 'cl')
    const includePaths = list(metadata.AdditionalIncludeDirectories).map(path => resolve(folder, path))
    const property = (name: string) => list(this.#project.property(name)).map(path => resolve(folder, path))
    const forced = [...list(metadata.ForcedIncludeFiles), ...facts.forcedIncludes]
    const compileAs = metadata.CompileAs ?? ''
    return {
      ...facts,
      includePaths: distinct([...includePaths, ...facts.includePaths]),
      systemPaths: distinct([...facts.systemPaths, ...property('IncludePath'), ...property('ExternalIncludePath')]),
      forcedIncludes: distinct(forced).map(name => forcedInclude(this.#files, folder, name)),
      arch,
      callingConvention: facts.callingConvention ?? convention(metadata.CallingConvention ?? ''),
      pack: facts.pack ?? alignment(metadata.StructMemberAlignment ?? ''),
      standard: facts.standard ?? /^std(c\d+)/.exec(metadata.LanguageStandard_C ?? '')?.[1],
      cplusplus: facts.cplusplus ?? (/^CompileAsC(pp)?$/.test(compileAs) ? compileAs === 'CompileAsCpp' : cpp),
    }
  }

  /** The driver toolset's checked build defines DBG. */
  #toolsetDefines(): string[] {
    const isDriver = /^WindowsKernelModeDriver/i.test(this.#project.property('PlatformToolset'))
    return isDriver && /^true$/i.test(this.#project.property('UseDebugLibraries')) ? ['DBG=1'] : []
  }

  /** The files of an item's Include; wildcards are looked up. */
  #included({ element, file }: Placed): string[] {
    const include = list(this.#project.expand(element.attributes.Include ?? '', file))
    const excluded = new Set(
      this.#resolved(list(this.#project.expand(element.attributes.Exclude ?? '', file))).map(fold),
    )
    return this.#resolved(include).filter(path => !excluded.has(fold(path)))
  }

  /** Relative to the project, even from an import. */
  #resolved(names: readonly string[]): string[] {
    const folder = parent(this.#project.path)
    return names.flatMap(name => (/[*?]/.test(name) ? this.#matching(resolve(folder, name)) : [resolve(folder, name)]))
  }

  #matching(pattern: string): string[] {
    const fixed = pattern.slice(0, pattern.search(/[*?]/))
    const base = fixed.slice(0, fixed.lastIndexOf('/')) || '/'
    const glob = relative(base, pattern)
    if (glob.length > 300 || glob.split('*').length > 12) return []
    const matches = picomatch(glob, { nocase: true, noext: true, nobrace: true, nobracket: true })
    const result: string[] = []
    for (const { folder, entries } of walk(this.#files, base, { depth: glob.includes('/') ? 12 : 0, entries: 20_000 }))
      for (const entry of entries)
        if (!entry.folder && matches(relative(base, join(folder, entry.name)))) result.push(join(folder, entry.name))
    return result
  }
}

const maximumFiles = 20_000
const maximumLength = 20_000

/** The entries of a `;` list that are known and no reference to an inherited list. */
function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(';')
    .map(entry => entry.trim().replace(/^"(.*)"$/, '$1'))
    .filter(entry => entry !== '' && !entry.includes(unknown) && !entry.includes('%('))
}

/** `%(Name)`, `%(ClCompile.Name)`: the value so far. */
function inherited(name: string): RegExp {
  return new RegExp(`%\\((?:ClCompile\\.)?${name.replace(/[^\w]/g, '\\$&')}\\)`)
}

/** `%(Filename)` and its kin: the item's own names. */
function itemNames(value: string, path: string): string {
  if (!value.includes('%(')) return value
  return value
    .replaceAll('%(Filename)', stem(path))
    .replaceAll('%(Extension)', extension(path))
    .replaceAll('%(FullPath)', path)
    .replaceAll('%(Identity)', baseName(path))
}

function convention(name: string): SaidConvention | undefined {
  const said = conventions[name.toLowerCase()]
  return said && { convention: said, words: `<CallingConvention>${name}` }
}

/** `1Byte`, `2Bytes` … `16Bytes`. */
function alignment(text: string): number | undefined {
  const match = /^(1|2|4|8|16)Bytes?$/i.exec(text)
  return match === null ? undefined : Number(match[1])
}
