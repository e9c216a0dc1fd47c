// The drivers of a workspace and what the rules say of each. Everything is kept until a unit that it depends on changes:
// an edit costs the facts of one declaration and the rules of one driver.
import { AnalysisCache, DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import type { EffectsTable } from '../knowledge/effects.ts'
import { type DriverCallbacks, driverCallbacks } from '../project/callbacks.ts'
import { type Driver, driversOf, type UnitNames } from '../project/drivers.ts'
import type { Settings } from '../project/mrxrc.ts'
import { parent } from '../project/paths.ts'
import type { SourceTexts } from '../project/sourceTexts.ts'
import { type UnitFacts, unitFacts } from '../project/unitFacts.ts'
import type { Units } from '../project/units.ts'
import { lifeCycleOf } from '../rules/callbackFlow.ts'
import { ownSources } from '../rules/functions.ts'
import { rules } from '../rules/index.ts'
import type { Report, Rule, RuleContext } from '../rules/rule.ts'
import { type AnnotatedUnit, annotationName, annotationReports, HeaderAnnotations } from './annotationReports.ts'
import { levelOf } from './findings.ts'
import { movedReports } from './movedReports.ts'
import { limitCodes, readingLimits } from './readingLimits.ts'
import { suppressed } from './suppression.ts'

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
  /** What the rules about bodies found, and the texts that they looked at. */
  readonly bodies: BodyReports
  /** Rules that threw, with the error: our bugs, to be logged. */
  readonly broken: readonly { readonly code: string; readonly error: unknown }[]
}

interface BodyReports {
  readonly reports: readonly RuleReport[]
  readonly texts: ReadonlyMap<string, string>
}

interface KnownFacts extends AnnotatedUnit {
  readonly version: number
  readonly limits: readonly RuleReport[]
  /** The names that decide which units make a driver. */
  readonly names: string
}

/** What is kept of a source whose driver nobody looks at. */
interface RestingFacts extends Pick<KnownFacts, 'version' | 'names'> {
  readonly facts: UnitNames
}

/** What is left to be done for a driver. */
interface Unfinished {
  /** Files with bodies to be read; there is nothing to follow before that. */
  readonly unread: readonly string[]
  /** Follows the bodies, a function at a time. */
  readonly work: Iterator<void>
}

/** A driver by its paths, before its units are read. */
interface Group extends Pick<Driver, 'hasEntry' | 'namedOutside'> {
  readonly paths: readonly string[]
}

export interface DriversOptions {
  readonly texts: SourceTexts
  readonly units: Units
  readonly catalogue: Catalogue
  readonly effects: EffectsTable
  /** Does a routine have a page, so that its name is known where nothing declares it? */
  readonly hasPage: (name: string) => boolean
  /** Names the project that lists the file. */
  readonly groupOf: (path: string) => string | undefined
  readonly settings: (path: string) => Settings
}

const fewSources = 40

export class Drivers {
  readonly #options: DriversOptions
  readonly #units: Units
  readonly #headerAnnotations: HeaderAnnotations
  readonly #sources = new Set<string>()
  readonly #facts = new Map<string, KnownFacts>()
  readonly #resting = new Map<string, RestingFacts>()
  readonly #checked = new Map<string, CheckedDriver>()
  /** By driver: analyses of functions that later versions take over. */
  readonly #analyses = new Map<string, AnalysisCache>()
  /**
   * Answers at once with what declarations show and what was last known of bodies; these are followed again when `finish`
   * says that there is time.
   */
  declarationsFirst = false
  /** Called behind each function whose body is followed. */
  betweenFunctions: () => void = () => undefined
  /** Drivers whose bodies have not been followed in their present state. */
  readonly #unfinished = new Map<string, Unfinished>()
  readonly #due = new Set<string>()
  /** How many sources did not rest when that was last asked. */
  #awake = 0
  #groups: readonly Group[] | undefined
  /** By source file. */
  readonly #groupsOf = new Map<string, Group[]>()
  /** When the groups were last right, and each driver: while nothing changes, nothing is asked for its state. */
  #groupedAt = -1
  readonly #checkedAt = new WeakMap<CheckedDriver, number>()
  /** Of the sources. */
  #changes = 0

  constructor(options: DriversOptions) {
    this.#options = options
    this.#units = options.units
    this.#headerAnnotations = new HeaderAnnotations({
      text: path => options.texts.read(path),
      changes: () => options.units.headerChanges,
    })
  }

  /** Source files that may belong to a driver. */
  get sources(): ReadonlySet<string> {
    return this.#sources
  }

  add(path: string): void {
    if (this.#sources.has(path)) return
    this.#sources.add(path)
    this.#changes++
    this.#groups = undefined
  }

  remove(path: string): void {
    if (!this.#sources.delete(path)) return
    this.#facts.delete(path)
    this.#resting.delete(path)
    this.#changes++
    this.#groups = undefined
  }

  /** Settings or project files changed: units are made anew. */
  forgetAll(): void {
    this.#facts.clear()
    this.#resting.clear()
    this.#checked.clear()
    this.#analyses.clear()
    this.#unfinished.clear()
    this.#groups = undefined
  }

  /** Reads the file into the index, if that has not been done. */
  index(path: string): void {
    this.#namesOf(path)
  }

  /**
   * Where many sources have been read, keeps only the names of those whose drivers read no open file, until somebody asks
   * for such a driver. A few are kept as they are: reading them again would take longer than anybody likes to wait. So are
   * those beside an open file, which belong to its driver once the rest of it has been read.
   */
  rest(open: Iterable<string>, few = fewSources): void {
    // While most of what was read is looked at, it is not worth the time to look for the rest.
    if (this.#facts.size <= Math.max(few, 2 * this.#awake)) return
    const files = new Set(open)
    const folders = new Set([...files].map(parent))
    const isLookedAt = (path: string) =>
      folders.has(parent(path)) || [...this.#units.included(path)].some(header => files.has(header))
    const units = [...this.#facts.values(), ...this.#resting.values()].map(({ facts }) => facts)
    const awake = new Set<string>()
    for (const driver of driversOf<UnitNames>(units, this.#options.groupOf))
      if (driver.units.some(({ path }) => isLookedAt(path))) for (const { path } of driver.units) awake.add(path)
    const resting = [...this.#facts.entries()].filter(([path]) => !awake.has(path))
    for (const [path, { version, names, facts }] of resting) {
      const { defines, mentions } = facts
      this.#resting.set(path, { version, names, facts: { path, defines, mentions } })
      this.#facts.delete(path)
    }
    this.#units.rest(resting.map(([path]) => path))
    for (const [key, { paths }] of this.#checked) {
      if (paths.every(path => awake.has(path))) continue
      this.#checked.delete(key)
      this.#analyses.delete(key)
      this.#unfinished.delete(key)
    }
    this.#awake = this.#facts.size
  }

  /** All drivers, each as it is now. */
  all(): CheckedDriver[] {
    return this.#grouped().map(group => this.#check(group))
  }

  /** Drivers that read `path`, as a source file or as a header. */
  with(path: string): CheckedDriver[] {
    const groups = this.#grouped()
    const own = this.#groupsOf.get(path)
    if (own !== undefined) return own.map(group => this.#check(group))
    const including = new Set(this.#units.includersOf(path).flatMap(each => this.#groupsOf.get(each) ?? []))
    return groups.filter(group => including.has(group)).map(group => this.#check(group))
  }

  #factsOf(path: string): KnownFacts | undefined {
    const version = this.#units.version(path)
    const known = this.#facts.get(path)
    if (known?.version === version && version > 0) return known
    const names = (known ?? this.#resting.get(path))?.names
    this.#resting.delete(path)
    const unit = this.#units.outline(path)
    if (unit === undefined) {
      this.#facts.delete(path)
      return undefined
    }
    const facts = unitFacts(unit)
    const annotations = this.#headerAnnotations.around(unit)
    const limits = readingLimits(unit)
    const fresh = { version, facts, annotations, complete: limits.length === 0, limits, names: namesOf(facts) }
    this.#facts.set(path, fresh)
    if (names !== fresh.names) this.#groups = undefined
    return fresh
  }

  #namesOf(path: string): UnitNames | undefined {
    const resting = this.#resting.get(path)
    return resting?.version === this.#units.version(path) ? resting.facts : this.#factsOf(path)?.facts
  }

  /** What the sources define and mention. */
  names(): UnitNames[] {
    return [...this.#sources].flatMap(path => this.#namesOf(path) ?? [])
  }

  /** Another number: something that drivers depend on may be another one. */
  get #state(): number {
    return this.#changes + this.#units.changes + this.#options.texts.changes
  }

  #grouped(): readonly Group[] {
    const state = this.#state
    if (this.#groups !== undefined && this.#groupedAt === state) return this.#groups
    const units = this.names()
    this.#groups ??= this.#regrouped(units)
    this.#groupedAt = state
    return this.#groups
  }

  #regrouped(units: readonly UnitNames[]): readonly Group[] {
    const groups = driversOf(units, this.#options.groupOf).map(({ units, hasEntry, namedOutside }) => ({
      paths: units.map(({ path }) => path),
      hasEntry,
      namedOutside,
    }))
    this.#groupsOf.clear()
    for (const group of groups)
      for (const path of group.paths) {
        const own = this.#groupsOf.get(path)
        if (own === undefined) this.#groupsOf.set(path, [group])
        else own.push(group)
      }
    return groups
  }

  #check(group: Group): CheckedDriver {
    const state = this.#state
    const key = group.paths[0] ?? ''
    const before = this.#checked.get(key)
    if (before !== undefined && this.#checkedAt.get(before) === state && !this.#due.has(key)) return before
    const checked = this.#checkedAnew(group, key, before)
    this.#checkedAt.set(checked, state)
    return checked
  }

  #checkedAnew(
    { paths, hasEntry, namedOutside }: Group,
    key: string,
    before: CheckedDriver | undefined,
  ): CheckedDriver {
    const known = paths.flatMap(path => this.#factsOf(path) ?? [])
    const states = known.map(({ facts, version: own }) => `${facts.path}:${own}`)
    const version = [...states, ...[...namedOutside].sort()].join('\n')
    if (before?.version === version) return before
    const provisional = `${version}\n(declarations)`
    if (before?.version === provisional && !this.#due.has(key)) return before
    const units = known.map(({ facts }) => facts)
    const unread = units.filter(({ unit }) => !unit.isComplete).map(({ path }) => path)
    const isFollowed = this.#due.delete(key) && unread.length === 0
    const isProvisional = this.declarationsFirst && !isFollowed
    const callbacks = driverCallbacks({ units, hasEntry, namedOutside })
    const context = callbacks && this.#contextOf(callbacks, key)
    const canBeAsked = (rule: Rule) =>
      isAboutDeclarations(rule) && (unread.length === 0 || rule.needsEveryBody !== true)
    const applied = isProvisional ? rules.filter(canBeAsked) : rules
    const work = context === undefined ? nothingToFollow : followed(context)
    if (isProvisional) this.#unfinished.set(key, { unread, work })
    else this.#unfinished.delete(key)
    const { reports, broken } = context === undefined ? nothing : this.#applyRules(applied, context)
    const bodies = isProvisional ? this.#movedBodies(before, paths) : this.#bodiesIn(reports)
    const said = isProvisional ? [...reports, ...bodies.reports] : reports
    const isSound = ({ code }: Rule) => !broken.some(each => each.code === code)
    const judged = this.#judged(said, known, callbacks === undefined ? [] : applied.filter(isSound))
    const checked = {
      version: isProvisional ? provisional : version,
      paths,
      callbacks,
      reports: judged,
      bodies,
      broken,
    }
    this.#checked.set(key, checked)
    return checked
  }

  /**
   * Follows bodies for so many milliseconds. `done`: all of them have been, and what is asked from now on tells so; `nothing`:
   * that was so before.
   */
  finish(budgetMs: number): 'nothing' | 'more' | 'done' {
    if (this.#unfinished.size === 0) return 'nothing'
    const until = performance.now() + budgetMs
    const isOver = () => performance.now() >= until
    for (const [key, { unread, work }] of this.#unfinished) {
      if (!unread.every(path => this.#units.complete(path, isOver))) return 'more'
      while (unread.length === 0 && work.next().done !== true) if (isOver()) return 'more'
      this.#unfinished.delete(key)
      if (unread.length === 0) this.#due.add(key)
      // With all bodies the driver is another one: it is what is followed next.
      for (const path of unread) this.with(path)
    }
    return 'done'
  }

  #bodiesIn(reports: readonly RuleReport[]): BodyReports {
    const codes = new Set(rules.filter(isAboutDeclarations).map(({ code }) => code))
    const found = reports.filter(({ code }) => !codes.has(code))
    const files = found.flatMap(({ place, related, path = [], fixes }) => {
      const places = [...related, ...path, ...fixes.flatMap(({ edits }) => edits)].map(part => part.place)
      return [place, ...places].map(({ file }) => file)
    })
    return { reports: found, texts: new Map(files.map(file => [file, this.#text(file)])) }
  }

  /** As they were found before, in this driver or in one that had its files. */
  #movedBodies(before: CheckedDriver | undefined, paths: readonly string[]): BodyReports {
    const shared = () => [...this.#checked.values()].find(driver => driver.paths.some(path => paths.includes(path)))
    const bodies = (before ?? shared())?.bodies
    if (bodies === undefined) return { reports: [], texts: new Map() }
    const reports = movedReports(
      bodies.reports,
      file => bodies.texts.get(file) ?? this.#text(file),
      file => this.#text(file),
    )
    return { reports, texts: new Map([...bodies.texts.keys()].map(file => [file, this.#text(file)])) }
  }

  #text(file: string): string {
    return this.#options.texts.read(file) ?? ''
  }

  /** With what is said beside the rules that were applied, and without what is allowed. */
  #judged(
    reports: readonly RuleReport[],
    units: readonly KnownFacts[],
    applied: readonly Rule[],
  ): readonly RuleReport[] {
    const { catalogue, hasPage, settings } = this.#options
    const limits = units.flatMap(unit => unit.limits)
    const annotations = [...new Set(units.flatMap(unit => unit.annotations))]
    if (annotations.length === 0) return [...reports, ...limits]
    const looked = new Set([...applied.map(({ code }) => code), ...limitCodes, annotationName])
    const isChecked = (code: string, file: string) =>
      looked.has(code) && levelOf(settings(file), code, catalogue.entry(code)?.name ?? code) !== 'off'
    const own = annotationReports(units, catalogue, hasPage)
    return suppressed([...reports, ...limits, ...own], annotations, isChecked)
  }

  #applyRules(applied: readonly Rule[], context: RuleContext): Pick<CheckedDriver, 'reports' | 'broken'> {
    const reports: RuleReport[] = []
    const broken: { code: string; error: unknown }[] = []
    if (applied === rules) for (const work = followed(context); work.next().done !== true; ) this.betweenFunctions()
    for (const rule of applied) {
      try {
        for (const report of rule.check(context)) reports.push({ ...report, code: rule.code })
      } catch (error) {
        broken.push({ code: rule.code, error })
      }
    }
    context.flow.releasePoints()
    return { reports, broken }
  }

  #contextOf(callbacks: DriverCallbacks, key: string): RuleContext {
    let cache = this.#analyses.get(key)
    if (cache === undefined) this.#analyses.set(key, (cache = new AnalysisCache()))
    return {
      callbacks,
      flow: new DriverAnalysis(callbacks.driver, this.#options.effects, cache),
      text: path => this.#text(path),
      configuration: path => this.#units.configuration(path),
    }
  }
}

const nothing = { reports: [], broken: [] }
const nothingToFollow: Iterator<void> = [][Symbol.iterator]()

const questions = new Set(rules.flatMap(rule => rule.questions ?? []))

/** Asks of every function what rules will ask, a function at a time. */
function followed(context: RuleContext): Iterator<void> {
  return context.flow.follow(ownSources(context), questions, lifeCycleOf(context))[Symbol.iterator]()
}

function isAboutDeclarations({ isAboutDeclarations }: Rule): boolean {
  return isAboutDeclarations === true
}

function namesOf({ defines, mentions }: UnitFacts): string {
  return `${[...defines].sort().join(' ')}\n${[...mentions].sort().join(' ')}`
}
