// The drivers of a workspace and what the rules say of each. Everything is kept until a unit that it depends on changes:
// an edit costs the facts of one declaration and the rules of one driver.
import { AnalysisCache, DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { EffectsTable } from '../knowledge/effects.ts'
import { type DriverCallbacks, driverCallbacks } from '../project/callbacks.ts'
import { type Driver, driversOf } from '../project/drivers.ts'
import type { SourceTexts } from '../project/sourceTexts.ts'
import { type UnitFacts, unitFacts } from '../project/unitFacts.ts'
import type { Units } from '../project/units.ts'
import { rules } from '../rules/index.ts'
import type { Report } from '../rules/rule.ts'

export interface RuleReport extends Report {
  readonly code: string
}

export interface CheckedDriver {
  /** Names the state: equal versions, equal contents. */
  readonly version: string
  /** Source files, those that the driver was grouped from. */
  readonly paths: readonly string[]
  /** Undefined: no unit of it knows the dispatch table. */
  readonly callbacks: DriverCallbacks | undefined
  readonly reports: readonly RuleReport[]
  /** Rules that threw, with the error: our bugs, to be logged. */
  readonly broken: readonly { readonly code: string; readonly error: unknown }[]
}

interface KnownFacts {
  readonly version: number
  readonly facts: UnitFacts
  /** The names that decide which units make a driver. */
  readonly names: string
}

/** A driver by its paths, before its units are read. */
interface Group extends Pick<Driver, 'hasEntry' | 'namedOutside'> {
  readonly paths: readonly string[]
}

export class Drivers {
  readonly #texts: SourceTexts
  readonly #units: Units
  readonly #groupOf: (path: string) => string | undefined
  readonly #sources = new Set<string>()
  readonly #facts = new Map<string, KnownFacts>()
  readonly #checked = new Map<string, CheckedDriver>()
  readonly #effects: EffectsTable
  /** By driver: analyses of functions that later versions take over. */
  readonly #analyses = new Map<string, AnalysisCache>()
  #groups: readonly Group[] | undefined

  constructor(
    texts: SourceTexts,
    units: Units,
    effects: EffectsTable,
    groupOf: (path: string) => string | undefined = () => undefined,
  ) {
    this.#texts = texts
    this.#units = units
    this.#effects = effects
    this.#groupOf = groupOf
  }

  /** Source files that may belong to a driver. */
  get sources(): ReadonlySet<string> {
    return this.#sources
  }

  add(path: string): void {
    if (this.#sources.has(path)) return
    this.#sources.add(path)
    this.#groups = undefined
  }

  remove(path: string): void {
    if (!this.#sources.delete(path)) return
    this.#facts.delete(path)
    this.#groups = undefined
  }

  /** Settings or project files changed: units are made anew. */
  forgetAll(): void {
    this.#facts.clear()
    this.#checked.clear()
    this.#analyses.clear()
    this.#groups = undefined
  }

  /** Reads the file into the index, if that has not been done. */
  index(path: string): void {
    this.#factsOf(path)
  }

  /** All drivers, each as it is now. */
  all(): CheckedDriver[] {
    return this.#grouped().map(group => this.#check(group))
  }

  /** Drivers that read `path`, as a source file or as a header. */
  with(path: string): CheckedDriver[] {
    const groups = this.#grouped()
    const own = groups.filter(({ paths }) => paths.includes(path))
    if (own.length > 0) return own.map(group => this.#check(group))
    const includers = new Set(this.#units.includersOf(path))
    return groups.filter(({ paths }) => paths.some(each => includers.has(each))).map(group => this.#check(group))
  }

  #factsOf(path: string): KnownFacts | undefined {
    const version = this.#units.version(path)
    const known = this.#facts.get(path)
    if (known?.version === version && version > 0) return known
    const unit = this.#units.unit(path)
    if (unit === undefined) {
      this.#facts.delete(path)
      return undefined
    }
    const facts = unitFacts(unit)
    const fresh = { version, facts, names: namesOf(facts) }
    this.#facts.set(path, fresh)
    if (known?.names !== fresh.names) this.#groups = undefined
    return fresh
  }

  #grouped(): readonly Group[] {
    const facts: UnitFacts[] = []
    for (const path of this.#sources) {
      const known = this.#factsOf(path)
      if (known !== undefined) facts.push(known.facts)
    }
    this.#groups ??= driversOf(facts, this.#groupOf).map(({ units, hasEntry, namedOutside }) => ({
      paths: units.map(({ path }) => path),
      hasEntry,
      namedOutside,
    }))
    return this.#groups
  }

  #check({ paths, hasEntry, namedOutside }: Group): CheckedDriver {
    const known = paths.flatMap(path => this.#factsOf(path) ?? [])
    const states = known.map(({ facts, version: own }) => `${facts.path}:${own}`)
    const version = [...states, ...[...namedOutside].sort()].join('\n')
    const key = paths[0] ?? ''
    const before = this.#checked.get(key)
    if (before?.version === version) return before
    const units = known.map(({ facts }) => facts)
    const callbacks = driverCallbacks({ units, hasEntry, namedOutside })
    const checked = { version, paths, callbacks, ...this.#applyRules(callbacks, key) }
    this.#checked.set(key, checked)
    return checked
  }

  #analysisOf(driver: Driver, key: string): DriverAnalysis {
    let cache = this.#analyses.get(key)
    if (cache === undefined) this.#analyses.set(key, (cache = new AnalysisCache()))
    return new DriverAnalysis(driver, this.#effects, cache)
  }

  #applyRules(callbacks: DriverCallbacks | undefined, key: string): Pick<CheckedDriver, 'reports' | 'broken'> {
    const reports: RuleReport[] = []
    const broken: { code: string; error: unknown }[] = []
    if (callbacks === undefined) return { reports, broken }
    const context = {
      callbacks,
      flow: this.#analysisOf(callbacks.driver, key),
      text: (path: string) => this.#texts.read(path) ?? '',
      configuration: (path: string) => this.#units.configuration(path),
    }
    for (const rule of rules) {
      try {
        for (const report of rule.check(context)) reports.push({ ...report, code: rule.code })
      } catch (error) {
        broken.push({ code: rule.code, error })
      }
    }
    return { reports, broken }
  }
}

function namesOf({ defines, mentions }: UnitFacts): string {
  return `${[...defines].sort().join(' ')}\n${[...mentions].sort().join(' ')}`
}
