// How each file is compiled and judged: the editor's settings or the command line, over the nearest `.mrxrc.json`.
import picomatch from 'picomatch'
import { targets } from '../c/environment.ts'
import { type Files, find } from './files.ts'
import { checkSettings, readSettings, type Settings, settingsFileName } from './mrxrc.ts'
import { baseName, extension, isWithin, parent, relative, resolve } from './paths.ts'
import type { UnitConfiguration } from './units.ts'

/** How files are compiled, judged and grouped. */
export interface Configurations {
  unit(path: string): UnitConfiguration
  settings(path: string): Settings
  /** Names the project that lists the file. */
  groupOf(path: string): string | undefined
  /** An include that is on no search path, found in the workspace. */
  findElsewhere(name: string, from: string): string | undefined
  isExcluded(path: string): boolean
}

/** What a command line says beside the paths. */
export interface Overrides {
  readonly includePaths?: readonly string[]
  readonly defines?: readonly string[]
  readonly config?: string
  readonly arch?: 'x64' | 'x86' | 'arm64'
}

interface SettingsFile {
  readonly path: string
  readonly settings: Settings
  readonly problems: readonly string[]
}

export class WorkspaceConfigurations implements Configurations {
  readonly #files: Files
  readonly #ruleKeys: readonly string[]
  readonly #overrides: Overrides
  readonly #byFolder = new Map<string, SettingsFile | undefined>()
  #editor: Settings = {}
  #folders: readonly string[] = []

  constructor(files: Files, ruleKeys: readonly string[], overrides: Overrides = {}) {
    this.#files = files
    this.#ruleKeys = ruleKeys
    this.#overrides = overrides
  }

  /** The editor's settings and folders; malformed parts come back as messages. */
  apply(settings: unknown, folders: readonly string[]): readonly string[] {
    const checked = checkSettings(settings, this.#ruleKeys)
    this.#editor = checked.settings
    this.#folders = folders
    this.#byFolder.clear()
    return checked.problems
  }

  /** True: a configuration file is among them. */
  invalidate(paths: readonly string[]): boolean {
    if (!paths.some(path => baseName(path) === settingsFileName)) return false
    this.#byFolder.clear()
    return true
  }

  /** What is wrong in the settings files that were read, one line each. */
  get problems(): string[] {
    return [...new Set([...this.#byFolder.values()].flatMap(file => file?.problems ?? []))]
  }

  settings(path: string): Settings {
    return { ...this.#editor, ...this.#fileFor(path)?.settings }
  }

  unit(path: string): UnitConfiguration {
    const { includePaths = [], defines = [], arch } = this.#overrides
    const settings = this.settings(path)
    const folder = parent(this.#fileFor(path)?.path ?? path)
    return {
      target: targets[arch ?? settings.arch ?? 'x64'],
      cplusplus: /^\.(cpp|cxx|cc|hpp|hxx)$/i.test(extension(path)),
      defines: [...(settings.defines ?? []), ...defines],
      includePaths: [...includePaths, ...(settings.includePaths ?? []).map(each => resolve(folder, each))],
      defaultConvention: settings.defaultCallingConvention ?? 'stdcall',
    }
  }

  /** A project that `.mrxrc.json` lists under `drivers`. */
  groupOf(path: string): string | undefined {
    const file = this.#fileFor(path)
    if (file === undefined) return undefined
    const inside = relative(parent(file.path), path)
    for (const [name, patterns] of Object.entries(file.settings.drivers ?? {})) {
      if (picomatch.isMatch(inside, [...patterns])) return `${file.path}#${name}`
    }
    return undefined
  }

  findElsewhere(): string | undefined {
    return undefined
  }

  isExcluded(path: string): boolean {
    const { exclude = [] } = this.settings(path)
    if (exclude.length === 0) return false
    const root =
      parent(this.#fileFor(path)?.path ?? '') || this.#folders.find(folder => isWithin(path, folder)) || parent(path)
    const inside = relative(root, path)
    return picomatch.isMatch(inside, [...exclude]) || picomatch.isMatch(`${inside}/`, [...exclude])
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
    const text = this.#files.read(path)
    const { settings, problems } =
      text === undefined ? { settings: {}, problems: [] } : readSettings(text, this.#ruleKeys)
    const lines = problems.map(
      ({ message, start }) => `${path}:${(text ?? '').slice(0, start).split('\n').length}: ${message}`,
    )
    const file = { path, settings, problems: lines }
    this.#byFolder.set(path, file)
    return file
  }
}
