// How each file is compiled and judged: the editor's settings or the command line, over the nearest `.mrxrc.json`.
import { targets } from '../c/environment.ts'
import { none } from '../text/compact.ts'
import { type AppliedSettings, BuildConfigurations } from './buildConfiguration.ts'
import type { FileProblem } from './compileFacts.ts'
import { type Files, find, unreadableTexts } from './files.ts'
import {
  checkSettings,
  type Problem,
  readSettings,
  type Settings,
  type SettingsChecks,
  settingsFileName,
} from './mrxrc.ts'
import { baseName, isWithin, parent, relative } from './paths.ts'
import { patternMatcher } from './patterns.ts'
import type { UnitConfiguration } from './units.ts'

/** How files are compiled, judged and grouped. */
export interface Configurations {
  unit(path: string): UnitConfiguration
  settings(path: string): Settings
  /** Names the project that lists the file. */
  groupOf(path: string): string | undefined
  /** The sources of the project that lists the file, it among them; none: no project does. */
  membersOf(path: string): readonly string[]
  /** The build file of the source's folder that lists others and, beyond doubt, not this one. */
  leftOutBy(path: string): string | undefined
  /** An include that is on no search path, found in the workspace. */
  findElsewhere(name: string, from: string): string | undefined
  isExcluded(path: string): boolean
}

/** What a command line says beside the paths. */
export interface Overrides {
  readonly paths?: readonly string[]
  readonly includePaths?: readonly string[]
  readonly defines?: readonly string[]
  readonly config?: string
  readonly arch?: 'x64' | 'x86' | 'arm64'
}

/** What an editor says for single folders, by their paths: each whole, in place of what it says for all. */
export type FolderSettings = Readonly<Record<string, unknown>>

interface SettingsFile {
  readonly path: string
  readonly settings: Settings
  readonly problems: readonly string[]
}

export class WorkspaceConfigurations implements Configurations {
  readonly #files: Files
  readonly #checks: SettingsChecks
  readonly #overrides: Overrides
  readonly #byFolder = new Map<string, SettingsFile | undefined>()
  #editor: Settings = {}
  #ofFolders: ReadonlyMap<string, Settings> = new Map()
  #folders: readonly string[] = []
  #build: BuildConfigurations

  constructor(files: Files, checks: SettingsChecks, overrides: Overrides = {}) {
    this.#files = files
    this.#checks = checks
    this.#overrides = overrides
    this.#build = this.#newBuild()
  }

  /** The editor's settings and folders; malformed parts come back as messages. */
  apply(settings: unknown, folders: readonly string[], ofFolders: FolderSettings = {}): readonly string[] {
    const checked = checkSettings(settings, this.#checks)
    const own = Object.entries(ofFolders).map(([folder, each]) => ({ folder, ...checkSettings(each, this.#checks) }))
    this.#editor = checked.settings
    this.#ofFolders = new Map(own.map(each => [each.folder, each.settings]))
    this.#folders = folders
    this.#byFolder.clear()
    this.#build = this.#newBuild()
    return [...new Set([checked, ...own].flatMap(({ problems }) => problems))]
  }

  /** True: a configuration file is among them. */
  invalidate(paths: readonly string[]): boolean {
    const settings = paths.some(path => baseName(path) === settingsFileName)
    if (settings) this.#byFolder.clear()
    if (settings) this.#build.settingsChanged()
    return this.#build.filesChanged(paths) || settings
  }

  /** What is wrong in the settings files that were read, and in descriptions of builds of no use, one line each. */
  get problems(): string[] {
    const settings = [...this.#byFolder.values()].flatMap(file => file?.problems ?? [])
    return [...new Set([...settings, ...this.#placed(this.#build.unusable)])]
  }

  /** What descriptions of builds need and is not there, where the rest of them is used, one line each. */
  get incomplete(): string[] {
    return this.#placed(this.#build.incomplete)
  }

  /** Which of several builds of the same sources is judged, a line for each description. */
  get otherBuilds(): string[] {
    return this.#placed(this.#build.otherBuilds)
  }

  #placed(problems: Iterable<FileProblem>): string[] {
    return [...problems].map(each => placed(each.file, this.#files.read(each.file) ?? '', each))
  }

  /** Key by key what the nearest file says, else the editor; of rules and of simulation each by itself. */
  settings(path: string): Settings {
    const own = this.#fileFor(path)?.settings
    const editor = this.#editorFor(path)
    return {
      ...editor,
      ...own,
      rules: { ...editor.rules, ...own?.rules },
      simulation: { ...editor.simulation, ...own?.simulation },
    }
  }

  unit(path: string): UnitConfiguration {
    const build = this.#build.of(path)
    const { convention, said } = build.defaultCallingConvention
    return {
      target: targets[build.arch],
      cplusplus: build.cplusplus,
      defines: build.defines,
      undefines: build.undefines,
      forcedIncludes: build.forcedIncludes,
      includePaths: { quoted: build.quotedIncludePaths, all: build.includePaths },
      pack: build.pack,
      defaultConvention: said === undefined ? undefined : convention,
    }
  }

  groupOf(path: string): string | undefined {
    return this.#build.of(path).group?.id
  }

  membersOf(path: string): readonly string[] {
    return this.#build.of(path).group?.members ?? none
  }

  leftOutBy(path: string): string | undefined {
    return this.#build.of(path).leftOutBy
  }

  findElsewhere(name: string, from: string): string | undefined {
    return this.#build.findInclude(name, from)
  }

  /** Strongest first: the command line, the nearest settings file, the editor. */
  #settingsOf(path: string): AppliedSettings[] {
    const { includePaths = [], defines = [], arch } = this.#overrides
    const own: Settings = { includePaths, defines, ...(arch !== undefined && { arch }) }
    const file = this.#fileFor(path)
    return [
      { settings: own, folder: parent(path) },
      ...(file === undefined ? [] : [{ settings: file.settings, folder: parent(file.path), file: file.path }]),
      { settings: this.#editorFor(path), folder: this.#folderOf(path) },
    ]
  }

  #newBuild(): BuildConfigurations {
    return new BuildConfigurations({
      files: this.#files,
      folders: this.#folders,
      named: this.#overrides.paths ?? [],
      settingsOf: path => this.#settingsOf(path),
    })
  }

  /** Patterns are seen from the folder of whoever gives them: the settings file, or the workspace. */
  isExcluded(path: string): boolean {
    const file = this.#fileFor(path)
    const own = file?.settings.exclude
    const exclude = own ?? this.#editorFor(path).exclude ?? []
    if (exclude.length === 0) return false
    const inside = relative(own === undefined ? this.#folderOf(path) : parent(file!.path), path)
    const matches = patternMatcher(exclude)
    const names = inside.split('/')
    // What is in an excluded folder is excluded with it.
    const above = names.map((_, i) => names.slice(0, i + 1).join('/'))
    return above.some(each => matches(each) || matches(`${each}/`))
  }

  #editorFor(path: string): Settings {
    return this.#ofFolders.get(this.#folderOf(path)) ?? this.#editor
  }

  /** Of the workspace, the innermost one. */
  #folderOf(path: string): string {
    const around = this.#folders.filter(folder => isWithin(path, folder))
    return around.sort((a, b) => b.length - a.length)[0] ?? parent(path)
  }

  #fileFor(path: string): SettingsFile | undefined {
    const { config } = this.#overrides
    return config === undefined ? this.#upwards(parent(path)) : this.#read(config)
  }

  #upwards(folder: string): SettingsFile | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder)
    const here = find(this.#files, folder, settingsFileName)
    const above = parent(folder)
    const isRoot = above === folder || above === '' || this.#folders.includes(folder)
    const found = here !== undefined ? this.#read(here) : isRoot ? undefined : this.#upwards(above)
    this.#byFolder.set(folder, found)
    return found
  }

  #read(path: string): SettingsFile {
    const known = this.#byFolder.get(path)
    if (known !== undefined) return known
    const file = this.#settingsFile(path)
    this.#byFolder.set(path, file)
    return file
  }

  #settingsFile(path: string): SettingsFile {
    const text = this.#files.read(path)
    if (text === undefined) {
      const reason = this.#files.reason?.(path) ?? 'failed'
      return { path, settings: {}, problems: [`${path}: ${unreadableTexts[reason]}`] }
    }
    const elsewhere = path === this.#overrides.config
    const { settings, problems } = readSettings(text, { ...this.#checks, elsewhere })
    return { path, settings, problems: problems.map(problem => placed(path, text, problem)) }
  }
}

function placed(path: string, text: string, { message, start }: Problem): string {
  return `${path}:${text.slice(0, start).split('\n').length}: ${message}`
}
