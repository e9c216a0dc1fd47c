// The descriptions of builds in one workspace, read when they are asked for: which of them lists a
// file, and what it says about compiling it.
import {
  type CompileDatabase,
  type CompileEntry,
  EntryPlaces,
  readCompileCommand,
  readCompileCommands,
} from './compileCommands.ts'
import type { CompileFacts, FileProblem } from './compileFacts.ts'
import { type CppProperties, readCppProperties } from './cppProperties.ts'
import { type Files, find } from './files.ts'
import type { Architecture } from './mrxrc.ts'
import { type ChosenBuild, differingMacros } from './otherBuilds.ts'
import { baseName, extension, fold, isSource, isWithin, parent, stem } from './paths.ts'
import { readOtherConfigurations, readVcxproj, type Vcxproj } from './vcxproj.ts'
import { readWdkSources, type WdkSources } from './wdkSources.ts'
import { byDistance, distance, type WorkspaceIndex } from './workspaceIndex.ts'

/** The sources that are linked into one image. */
export interface BuildGroup {
  /** Unique in the workspace, the same as long as the description keeps its place. */
  readonly id: string
  readonly name: string
  /** A kernel driver, a program or library that is none, or not known. */
  readonly kind: 'driver' | 'other' | undefined
  /** C and C++ files that are there, as the disk spells them. */
  readonly members: readonly string[]
}

/** What one description says about one file. */
export interface Described {
  readonly description: string
  readonly facts: CompileFacts
  readonly group: BuildGroup | undefined
  readonly dependencies: readonly string[]
  readonly problems: readonly FileProblem[]
  /** Where the description builds the file in other ways too. */
  readonly chosen?: ChosenBuild
}

/** What one build file says about which sources are built. */
interface SourceList {
  readonly path: string
  /** That are there. */
  readonly sources: readonly string[]
  readonly isWhole: boolean
  /** Of its text and of those that it includes, folded: names of files are among them. */
  readonly words: ReadonlySet<string>
}

interface Database extends CompileDatabase {
  readonly byFile: ReadonlyMap<string, readonly CompileEntry[]>
}

export class BuildDescriptions {
  readonly #files: Files
  readonly #index: WorkspaceIndex
  readonly #texts = new Map<string, string>()
  readonly #mentioned = new Map<string, { folded: string; hidden: boolean }>()
  readonly #databases = new Map<string, Database>()
  readonly #projects = new Map<string, Vcxproj>()
  /** By project those that were not taken. */
  readonly #configurations = new Map<string, readonly Vcxproj[]>()
  readonly #sources = new Map<string, WdkSources>()
  readonly #lists = new Map<string, SourceList>()
  readonly #targets = new Map<string, ReadonlyMap<string, readonly string[]>>()

  constructor(files: Files, index: WorkspaceIndex) {
    this.#files = files
    this.#index = index
  }

  /** The strongest description that lists the file; of several equal ones a driver's, then the nearest. */
  listing(path: string, arch: Architecture | undefined, extraDatabases: readonly string[] = []): Described | undefined {
    return this.#command(path, arch, extraDatabases) ?? this.#project(path, arch) ?? this.#sourcesFile(path, arch)
  }

  /**
   * What is said about the sources around a file that no description lists: for a header the nearest sources, its namesake
   * first, for a source those of its folder.
   */
  around(path: string, arch: Architecture | undefined, databases: readonly string[] = []): Described | undefined {
    const namesake = (other: string) => (fold(stem(other)) === fold(stem(path)) ? 0 : 1)
    const near = byDistance(this.#index.sources.values(), path, namesake)
    const candidates = (isSource(path) ? near.filter(other => parent(other) === parent(path)) : near).slice(0, 60)
    let best: { other: string; described: Described } | undefined
    for (const other of candidates) {
      if (other === path) continue
      if (best !== undefined && distance(path, other) > distance(path, best.other)) break
      const described = this.listing(other, arch, databases)
      if (described === undefined) continue
      if (namesake(other) === 0 || described.group?.kind === 'driver') return described
      best ??= { other, described }
    }
    return best?.described
  }

  /** What is wrong with descriptions that could list the file, whether they do or not. */
  problemsNear(path: string, arch: Architecture | undefined, extraDatabases: readonly string[]): FileProblem[] {
    const databases = [...this.#index.databases, ...extraDatabases].map(file => this.#database(file))
    const projects = this.#index.projects
      .filter(file => this.#mayList(file, path))
      .map(file => this.#vcxproj(file, arch))
    const sources = this.#index.sourcesFiles
      .filter(file => parent(file) === parent(path))
      .map(file => this.#wdkSources(file, arch))
    return [...databases, ...projects, ...sources].flatMap(description => description.problems).slice(0, 50)
  }

  /**
   * What is wrong with databases that lie around the file, or in a folder beside, and with projects that may list it, where
   * nothing of one can be used.
   */
  unusableAround(path: string, arch: Architecture | undefined): FileProblem[] {
    const around = this.#index.databases.filter(file => isWithin(path, parent(parent(file))))
    const databases = around.map(file => this.#database(file)).filter(({ entries }) => entries.length === 0)
    const names = (file: string) => this.#mentions(file).folded.includes(fold(baseName(path)))
    const near = this.#index.projects.filter(file => isBeside(file, path) || names(file))
    const there = near.filter(file => this.#files.read(file) !== undefined)
    const projects = there.map(file => this.#vcxproj(file, arch)).filter(({ isRead }) => !isRead)
    return [...databases, ...projects].flatMap(({ problems }) => problems.slice(0, 1))
  }

  /** What keeps build files beside a file that none lists from being known in full: it may be in what is missing. */
  incompleteBeside(path: string, arch: Architecture | undefined): FileProblem[] {
    const projects = this.#index.projects.filter(file => isBeside(file, path)).map(file => this.#vcxproj(file, arch))
    const sources = this.#index.sourcesFiles.filter(file => isBeside(file, path))
    const lists = [...projects.filter(({ isRead }) => isRead), ...sources.map(file => this.#wdkSources(file, arch))]
    return lists.flatMap(({ problems }) => problems)
  }

  /**
   * The build file beside a source that lists others of their folder and not this one. Undefined: there is none, or the
   * list is not known in full, or something in it names the file all the same (a comment, another configuration, its
   * object file).
   */
  leavingOut(path: string, arch: Architecture | undefined): string | undefined {
    const lists = [...this.#index.sourcesFiles, ...this.#index.projects]
      .filter(file => isBeside(file, path))
      .map(file => this.#sourceList(file, arch))
    const names = [fold(baseName(path)), `${fold(stem(path))}.obj`]
    const leavesOut = ({ sources, isWhole, words }: SourceList) =>
      isWhole && sources.some(source => isBeside(source, path)) && !names.some(name => words.has(name))
    return lists.every(leavesOut) ? lists[0]?.path : undefined
  }

  #sourceList(path: string, arch: Architecture | undefined): SourceList {
    const key = `${path}\0${arch}`
    let list = this.#lists.get(key)
    if (list === undefined) this.#lists.set(key, (list = this.#readSourceList(path, arch)))
    return list
  }

  #readSourceList(path: string, arch: Architecture | undefined): SourceList {
    const isProject = extension(path) === '.vcxproj'
    const list = isProject ? this.#vcxproj(path, arch) : this.#wdkSources(path, arch)
    const isKnown = 'isWhole' in list ? list.isWhole : !this.#mentions(path).hidden
    const texts = [path, ...list.dependencies].map(file => fold(this.#text(file)))
    return {
      path,
      sources: this.#present(list.sources.map(source => (typeof source === 'string' ? source : source.path))),
      isWhole: isKnown && list.problems.length === 0,
      words: new Set(texts.flatMap(text => text.split(/[^\w.+-]+/))),
    }
  }

  cppProperties(path: string): CppProperties {
    const folder = parent(parent(path))
    return readCppProperties(this.#text(path), path, folder, this.#files)
  }

  #text(path: string): string {
    let text = this.#texts.get(path)
    if (text === undefined) this.#texts.set(path, (text = this.#files.read(path) ?? ''))
    return text
  }

  #database(path: string): Database {
    let database = this.#databases.get(path)
    if (database === undefined) {
      const read = this.#readDatabase(path)
      const byFile = new Map<string, CompileEntry[]>()
      for (const entry of read.entries) {
        const entries = byFile.get(fold(entry.file))
        if (entries === undefined) byFile.set(fold(entry.file), [entry])
        else entries.push(entry)
      }
      this.#databases.set(path, (database = { ...read, byFile }))
    }
    return database
  }

  #readDatabase(path: string): CompileDatabase {
    const text = this.#files.read(path)
    if (text !== undefined) return readCompileCommands(text, path)
    const message = `The compilation database cannot be read (${this.#files.reason?.(path) ?? 'missing'}).`
    return { path, places: new EntryPlaces(''), entries: [], problems: [{ message, file: path, start: 0, end: 0 }] }
  }

  /** Entries for C before those for C++, those for the wanted processor before others. */
  #command(path: string, arch: Architecture | undefined, extra: readonly string[]): Described | undefined {
    let best: { described: Described; rank: number } | undefined
    for (const file of byDistance(new Set([...this.#index.databases, ...extra]), path)) {
      const database = this.#database(file)
      for (const entry of database.byFile.get(fold(path)) ?? []) {
        const command = readCompileCommand(database, entry, this.#files)
        if (command.language === 'other') continue
        const facts = { ...command.facts, cplusplus: command.language === 'c++' }
        const wrongArch = arch !== undefined && facts.arch !== undefined && facts.arch !== arch
        const rank = (wrongArch ? 2 : 0) + (facts.cplusplus && path.endsWith('.c') ? 1 : 0)
        if (best !== undefined && rank >= best.rank) continue
        const group = command.target === undefined ? undefined : this.#targetGroup(database, command.target)
        const { dependencies } = command
        const problems = [...command.problems, ...database.problems]
        const chosen = this.#chosenEntry(database, entry, facts)
        const described = { description: file, facts, group, dependencies, problems, ...(chosen && { chosen }) }
        best = { described, rank }
        if (rank === 0) return described
      }
    }
    return best?.described
  }

  /** Entries for another processor or in another language are another matter. */
  #chosenEntry(database: Database, entry: CompileEntry, facts: CompileFacts): ChosenBuild | undefined {
    const all = database.byFile.get(fold(entry.file))!
    if (all.length < 2) return undefined
    const others = all.filter(each => each !== entry).map(each => readCompileCommand(database, each, this.#files))
    const alike = others.filter(
      each =>
        (each.language === 'c++') === facts.cplusplus && each.language !== 'other' && each.facts.arch === facts.arch,
    )
    const differing = differingMacros(
      facts,
      alike.map(each => each.facts),
    )
    if (differing.length === 0) return undefined
    const { start } = database.places.of(entry.index)
    return { description: database.path, start, configuration: undefined, differing }
  }

  #targetGroup(database: Database, target: string): BuildGroup {
    let targets = this.#targets.get(database.path)
    if (targets === undefined) this.#targets.set(database.path, (targets = this.#readTargets(database)))
    const members = this.#present(targets.get(target) ?? [])
    return { id: target, name: baseName(target).replace(/\.(dir|p)$/, ''), kind: undefined, members }
  }

  #readTargets(database: Database): ReadonlyMap<string, readonly string[]> {
    const targets = new Map<string, string[]>()
    for (const entry of database.entries) {
      if (!isSource(entry.file)) continue
      const { target, language } = readCompileCommand(database, entry, this.#files)
      if (target !== undefined && language !== 'other')
        targets.set(target, [...(targets.get(target) ?? []), entry.file])
    }
    return targets
  }

  #project(path: string, arch: Architecture | undefined): Described | undefined {
    const listing: { project: Vcxproj; facts: CompileFacts }[] = []
    for (const file of byDistance(this.#index.projects, path)) {
      if (!this.#mayList(file, path)) continue
      const project = this.#vcxproj(file, arch)
      const facts = factsIn(project, path)
      if (facts !== undefined) listing.push({ project, facts })
    }
    const chosen = listing.find(({ project }) => isDriverProject(project)) ?? listing[0]
    if (chosen === undefined) return undefined
    const { project, facts } = chosen
    const { dependencies, problems } = project
    const group = this.#projectGroup(this.#imageOf(project, arch), arch)
    const configured = this.#chosenConfiguration(project, path, facts, arch)
    return {
      description: project.path,
      facts,
      group,
      dependencies,
      problems,
      ...(configured && { chosen: configured }),
    }
  }

  /** Against the other configurations for the same processor. */
  #chosenConfiguration(
    { path, configuration }: Vcxproj,
    source: string,
    facts: CompileFacts,
    arch: Architecture | undefined,
  ): ChosenBuild | undefined {
    if (configuration === undefined) return undefined
    const others = this.#otherConfigurations(path, arch).flatMap(each => factsIn(each, source) ?? [])
    const differing = differingMacros(facts, others)
    return differing.length === 0 ? undefined : { description: path, start: 0, configuration, differing }
  }

  #otherConfigurations(path: string, arch: Architecture | undefined): readonly Vcxproj[] {
    const key = `${path}\0${arch}`
    let others = this.#configurations.get(key)
    if (others === undefined)
      this.#configurations.set(key, (others = readOtherConfigurations(this.#text(path), path, this.#files, arch)))
    return others
  }

  /** Projects that cannot name the file are not evaluated: a workspace may hold hundreds. */
  #mayList(project: string, path: string): boolean {
    const { folded, hidden } = this.#mentions(project)
    return hidden || folded.includes(fold(baseName(path)))
  }

  /** `hidden`: the names of some files come from elsewhere. */
  #mentions(project: string): { folded: string; hidden: boolean } {
    let mentions = this.#mentioned.get(project)
    if (mentions === undefined) {
      const folded = fold(this.#text(project))
      const hidden = /<cl\w+ include="[^"]*(\*|\$\()|\.vcxitems"/.test(folded)
      this.#mentioned.set(project, (mentions = { folded, hidden }))
    }
    return mentions
  }

  #vcxproj(path: string, arch: Architecture | undefined): Vcxproj {
    const key = `${path}\0${arch}`
    let project = this.#projects.get(key)
    if (project === undefined)
      this.#projects.set(key, (project = readVcxproj(this.#text(path), path, this.#files, arch)))
    return project
  }

  /** The one project that a static library is linked into, else the project itself. */
  #imageOf(project: Vcxproj, arch: Architecture | undefined): Vcxproj {
    if (!isLibraryProject(project)) return project
    const users = this.#index.projects
      .filter(file => this.#mentions(file).folded.includes(fold(baseName(project.path))))
      .map(file => this.#vcxproj(file, arch))
      .filter(user => !isLibraryProject(user) && user.references.some(path => fold(path) === fold(project.path)))
    return users.length === 1 ? users[0]! : project
  }

  #projectGroup(project: Vcxproj, arch: Architecture | undefined): BuildGroup {
    const members = project.sources.map(source => source.path)
    for (const reference of project.references) {
      const file = this.#index.projects.find(path => fold(path) === fold(reference))
      const other = file === undefined ? undefined : this.#vcxproj(file, arch)
      const isOurs = other !== undefined && isLibraryProject(other) && this.#imageOf(other, arch) === project
      if (isOurs) members.push(...other.sources.map(source => source.path))
    }
    const kind = isDriverProject(project) ? 'driver' : project.configurationType === '' ? undefined : 'other'
    return { id: project.path, name: project.name, kind, members: this.#present(members) }
  }

  #sourcesFile(path: string, arch: Architecture | undefined): Described | undefined {
    const listing: WdkSources[] = []
    for (const file of byDistance(this.#index.sourcesFiles, path)) {
      const sources = this.#wdkSources(file, arch)
      if (sources.sources.some(source => fold(source) === fold(path))) listing.push(sources)
    }
    const chosen = listing.find(isDriverSources) ?? listing[0]
    if (chosen === undefined) return undefined
    const { facts, dependencies, problems } = chosen
    return { description: chosen.path, facts, group: this.#sourcesGroup(chosen, arch), dependencies, problems }
  }

  #wdkSources(path: string, arch: Architecture | undefined): WdkSources {
    const key = `${path}\0${arch}`
    let sources = this.#sources.get(key)
    if (sources === undefined)
      this.#sources.set(key, (sources = readWdkSources(this.#text(path), path, this.#files, arch)))
    return sources
  }

  /** A library's sources belong to the one driver that is linked with it. */
  #sourcesGroup(sources: WdkSources, arch: Architecture | undefined): BuildGroup {
    const all = this.#index.sourcesFiles.map(path => this.#wdkSources(path, arch))
    const usersOf = (library: WdkSources) =>
      all.filter(
        user => !isLibrarySources(user) && user.libraries.some(path => fold(path) === fold(parent(library.path))),
      )
    const users = isLibrarySources(sources) ? usersOf(sources) : []
    const image = users.length === 1 ? users[0]! : sources
    const libraries = all.filter(
      other => isLibrarySources(other) && usersOf(other).length === 1 && usersOf(other)[0] === image,
    )
    const members = [image, ...libraries].flatMap(each => each.sources)
    const kind = isDriverSources(image) ? 'driver' : image.targetType === '' ? undefined : 'other'
    return { id: image.path, name: image.name, kind, members: this.#present(members) }
  }

  /** As the disk spells them; what is not there is left out. */
  #present(paths: readonly string[]): string[] {
    const there = paths.map(
      path => this.#index.sources.get(fold(path)) ?? find(this.#files, parent(path), baseName(path)),
    )
    return [...new Set(there.filter(path => path !== undefined))]
  }
}

function isBeside(path: string, other: string): boolean {
  return fold(parent(path)) === fold(parent(other))
}

/** A header of the project is read as its first C file is. */
function factsIn(project: Vcxproj, path: string): CompileFacts | undefined {
  const own = project.sources.find(source => fold(source.path) === fold(path))
  if (own !== undefined || isSource(path)) return own?.facts
  if (!project.headers.some(header => fold(header) === fold(path))) return undefined
  return (project.sources.find(source => source.facts.cplusplus === false) ?? project.sources[0])?.facts
}

function isDriverProject(project: Vcxproj): boolean {
  return /^driver$/i.test(project.configurationType)
}

function isLibraryProject(project: Vcxproj): boolean {
  return /^staticlibrary$/i.test(project.configurationType)
}

function isDriverSources({ targetType }: WdkSources): boolean {
  return targetType === 'DRIVER' || targetType === 'EXPORT_DRIVER'
}

function isLibrarySources({ targetType }: WdkSources): boolean {
  return targetType === 'DRIVER_LIBRARY' || targetType === 'LIBRARY'
}
