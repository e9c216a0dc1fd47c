// `mrx simulate`: the drivers in some files and folders through their scenarios, read once.
import { type Token, writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import { bugcheckForecast, bugcheckText } from '../knowledge/bugchecks.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import type { Coverage } from '../machine/coverage.ts'
import type { ValueFormats } from '../machine/debug/valueNames.ts'
import type { Site } from '../machine/fault.ts'
import type { Settings } from '../project/mrxrc.ts'
import { baseName, isWithin } from '../project/paths.ts'
import { placeOf } from '../project/places.ts'
import { unitFacts } from '../project/unitFacts.ts'
import type { RelatedPlace } from '../protocol/finding.ts'
import type { WatchResult } from '../protocol/requests.ts'
import type {
  CoveredFile,
  ListedScenario,
  Mutant,
  Profile,
  Proposal,
  RunStep,
  SavedScenario,
  ScenarioReport,
  ScenarioToSave,
  SimulatedExpectation,
  SimulatedViolation,
  SimulateRequest,
  SimulationFinding,
  SimulationReport,
  SweptCall,
  TraceRequest,
} from '../protocol/simulate.ts'
import type { Trace } from '../protocol/trace.ts'
import { type Budget, timeBudget } from '../simulation/budget.ts'
import { builtinScenariosFor, timedRoutines } from '../simulation/builtinScenarios.ts'
import { noSchedule, parseSchedule } from '../simulation/choices.ts'
import { restoreTo, type SystemSnapshot, snapshotOf } from '../simulation/driverProgram.ts'
import { type AnnotatedUnit, collected, type DriverAnnotations } from '../simulation/expectations/collect.ts'
import type { Home } from '../simulation/expectations/expectation.ts'
import type { ExpectationVerdict } from '../simulation/expectations/verdicts.ts'
import type { Judgement, Violation } from '../simulation/judge.ts'
import { type Model, originOf } from '../simulation/model.ts'
import type { Run } from '../simulation/run.ts'
import {
  circumstancesOf,
  livesOf,
  profiles,
  type Scenario,
  scenarioOfAnnotation,
  selectedScenarios,
} from '../simulation/scenario.ts'
import type { BrokenRule } from '../simulation/scheduler.ts'
import { type Loading, loadDriver, type ScenarioJudgement, simulate } from '../simulation/simulate.ts'
import { type FoundCallback, neededMembers } from '../simulation/standIns.ts'
import { sweep } from '../simulation/sweep.ts'
import { type Recording, type RecordRequest, record } from '../simulation/tracing/record.ts'
import { type Decision, withoutAllowed } from './allowedViolations.ts'
import { annotationName, annotationSyntax, HeaderAnnotations } from './annotationReports.ts'
import { canRun, subjectOf } from './callbackList.ts'
import { addSources } from './check.ts'
import { coveredFiles, watched } from './coverage.ts'
import type { CheckedDriver } from './drivers.ts'
import type { AnalysisEngine } from './engine.ts'
import { sweptCall } from './failureSweep.ts'
import { reasonWithoutEntry, withoutEntry } from './noEntry.ts'
import { Refusals } from './refusals.ts'
import { sentence, traceOf } from './runTrace.ts'
import { savedScenario, withoutClause } from './savedScenario.ts'
import { expectationUnreached, givenVacuous } from './simulatedRules.ts'
import { isAllowed } from './suppression.ts'

export interface SimulationContext {
  readonly engine: AnalysisEngine
  readonly model: Model
  readonly catalogue: Catalogue
  /** Milliseconds. */
  readonly now: () => number
  /** How values read in traces. */
  readonly formats: () => ValueFormats
  /** Drivers that were loaded, for those who come again; they go with what is known of the driver. */
  readonly loaded?: WeakMap<CheckedDriver, LoadedOnce>
  /** Drivers are loaded so that they note what is executed. */
  readonly isCovered?: boolean
  /** Makes known what lies in the folders of a workspace. */
  readonly readFolders?: () => void
}

export interface LoadedOnce {
  readonly loading: Loading
  readonly annotations: DriverAnnotations
  /** Undefined: it cannot run. */
  readonly start: SystemSnapshot | undefined
  readonly coverage: Coverage | undefined
}

/** Of two threads with the same request, each goes through all scenarios in the same order and judges those that it takes. */
export interface Crew {
  /** Whether the next scenario is this thread's. */
  takes(): boolean
  /** What the other thread made of the next driver, when it is done; those that are missing are this thread's after all. */
  others(): readonly (ScenarioPart | undefined)[]
}

/** What one scenario in one profile adds to a report, as JSON-safe data. */
export interface ScenarioPart {
  readonly scenario: ScenarioReport
  /** No call is as the scenario gives it. */
  readonly vacuous?: SimulationFinding
  /** Indices of the contracts that it reaches. */
  readonly reached: readonly number[]
  /** It was run, and nothing cut its runs short. */
  readonly isWhole: boolean
}

interface SimulatedParts {
  /** Undefined: not taken. */
  readonly parts: readonly (ScenarioPart | undefined)[]
  readonly stubs: SimulationReport['stubs']
}

type Mutate = (
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
) => Generator<Mutant, number>

/** Of one driver: what is behind them is mostly their consequence. */
const mostUncompiled = 20

/** What the clauses of a driver could be. */
export type Propose = (
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
) => Proposal[]

interface Extras {
  /** For who asks whether the clauses bite. */
  readonly mutate?: Mutate | undefined
  /** For who has none. */
  readonly propose?: Propose | undefined
  /** Takes a part of the work. */
  readonly crew?: Crew | undefined
}

export function simulatePaths(
  request: SimulateRequest,
  context: SimulationContext,
  { mutate, propose, crew }: Extras = {},
): SimulationReport {
  const { unusable, passedOver, budget, drivers } = prepared(request, context)
  const report: SimulationReport = { scenarios: [], findings: [], stubs: [], uncompiled: [], unusable, passedOver }
  if (request.schedule !== undefined && parseSchedule(request.schedule) === undefined)
    report.lost = noSchedule(request.schedule)
  for (const [i, driver] of drivers.entries()) {
    const own = budget.share(drivers.length - i, 1)
    const simulated = new DriverSimulator(driver, request, context).simulate(own, crew)
    report.scenarios.push(...simulated.scenarios)
    report.findings.push(...simulated.findings)
    report.stubs.push(...simulated.stubs)
    report.uncompiled.push(...simulated.uncompiled)
    if (propose !== undefined) (report.proposals ??= []).push(...propose(driver, request, context, budget))
    if (mutate !== undefined) addMutants(report, mutate(driver, request, context, budget))
  }
  if (report.scenarios.length === 0 && drivers.length > 0)
    report.names = [...new Set(drivers.flatMap(driver => new DriverSimulator(driver, request, context).allNames))]
  return { ...report, incomplete: withoutEntry(report.scenarios, drivers, request, context.engine) }
}

function addMutants(report: SimulationReport, mutants: ReturnType<Mutate>): void {
  report.mutants ??= []
  let next = mutants.next()
  for (; next.done !== true; next = mutants.next()) report.mutants.push(next.value)
  report.untriedMutants = (report.untriedMutants ?? 0) + next.value
}

/** The other thread of a crew; `told`: what became of the scenarios of each driver. */
export function helpSimulate(
  request: SimulateRequest,
  context: SimulationContext,
  takes: () => boolean,
  told: (parts: SimulatedParts['parts']) => void,
): void {
  const { budget, drivers } = prepared(request, context)
  for (const [i, driver] of drivers.entries())
    told(new DriverSimulator(driver, request, context).parts(budget.share(drivers.length - i, 1), takes).parts)
}

function prepared(request: SimulateRequest, { engine, now }: SimulationContext) {
  const budget = timeBudget(now, now() + (request.budgetMs ?? Number.POSITIVE_INFINITY))
  const { unusable, passedOver } = addSources(request, engine)
  // Rules have no say here.
  engine.drivers.declarationsFirst = true
  const isAsked = (file: string) => request.paths.some(path => file === path || isWithin(file, path))
  const asked = engine.drivers.all().filter(each => each.callbacks !== undefined && each.paths.some(isAsked))
  const able = asked.filter(canRun)
  // Beside a driver, a file that none reaches has no life of its own; alone, it is told why it has none.
  return { budget, unusable, passedOver, drivers: able.length > 0 ? able : asked }
}

export function traceRun(request: TraceRequest, context: SimulationContext): Trace | { readonly problem: string } {
  const { engine } = context
  addSources(request, engine)
  engine.drivers.declarationsFirst = true
  const driver = engine.drivers.all().find(({ paths, callbacks }) => callbacks && paths.includes(request.file))
  if (driver === undefined) return { problem: `${request.file}: no driver with mini-redirector code` }
  return new DriverSimulator(driver, { ...request, budgetMs: 0 }, context).trace(request)
}

export class DriverSimulator {
  readonly #driver: CheckedDriver
  readonly #request: SimulateRequest
  readonly #context: SimulationContext
  readonly #units: readonly TranslationUnit[]
  readonly #annotated: readonly AnnotatedUnit[]
  readonly annotations: DriverAnnotations

  constructor(driver: CheckedDriver, request: SimulateRequest, context: SimulationContext) {
    this.#driver = driver
    this.#request = request
    this.#context = context
    this.#units = driver.paths.flatMap(path => context.engine.units.unit(path) ?? [])
    const { texts, units } = context.engine
    const headers = new HeaderAnnotations({ text: path => texts.read(path), changes: () => units.headerChanges })
    this.#annotated = this.#units.map(unit => ({ unit, annotations: headers.around(unit) }))
    const { stubs } = this.#settings
    this.annotations = context.loaded?.get(driver)?.annotations ?? collected(this.#annotated, stubs)
  }

  get #settings(): Settings {
    return this.#context.engine.configurations.settings(this.#driver.paths[0]!)
  }

  /** As `both`, which is usual, settings say nothing of the scenarios of annotations. */
  get #profile(): Profile | 'both' | undefined {
    const { profile } = this.#settings
    return this.#request.profile ?? (profile === 'both' ? undefined : profile)
  }

  /** Those of scenarios that name none. */
  get profiles(): readonly Profile[] {
    const profile = this.#profile ?? 'both'
    return profile === 'both' ? profiles : [profile]
  }

  simulate(budget: Budget, crew?: Crew): Pick<SimulationReport, 'scenarios' | 'findings' | 'stubs' | 'uncompiled'> {
    const { parts: own, stubs } = this.parts(budget, crew && (() => crew.takes()))
    const others = crew?.others() ?? []
    const together = own.map((part, i) => part ?? others[i])
    let next = 0
    const missing = together.includes(undefined)
      ? this.parts(budget, () => together[next++] === undefined).parts
      : together
    const parts = together.map((part, i) => part ?? missing[i]!)
    return {
      scenarios: parts.map(({ scenario }) => scenario),
      findings: this.#findings(parts),
      stubs,
      uncompiled: this.#uncompiled(),
    }
  }

  /** `takes`: asked for each scenario in each profile, in their order; without it all are taken. */
  parts(budget: Budget, takes?: () => boolean): SimulatedParts {
    const { schedule } = this.#request
    const loading = this.load()
    const refusals = new Refusals(loading, this.#context.engine.findings)
    const { judgements, missing } = simulate(loading, {
      scenarios: this.scenarios(),
      profiles: this.profiles,
      schedule: schedule === undefined ? undefined : parseSchedule(schedule),
      preemptions: this.#request.preemptions ?? this.#settings.simulation?.preemptions,
      budget,
      takes,
    })
    return {
      parts: judgements.map(judgement => judgement && this.#part({ ...judgement, reason: refusals.reason(judgement) })),
      stubs: missing.map(({ name, callers }) => ({ function: name, callers })),
    }
  }

  #part(judgement: ScenarioJudgement): ScenarioPart {
    const { vacuous, scenario, expectations, explored, verdict } = judgement
    const found =
      vacuous &&
      this.#finding(givenVacuous, vacuous.site, `No call is like this: ${vacuous.message}`, scenario.annotated?.home)
    return {
      scenario: this.#scenario(judgement),
      ...(found !== undefined && { vacuous: found }),
      reached: expectations.map(({ expectation }) => this.annotations.contracts.indexOf(expectation)),
      isWhole: explored.runs > 0 && verdict !== 'fail',
    }
  }

  /** What the front end could not make sense of; a function without such a place can run. */
  #uncompiled(): RelatedPlace[] {
    const places = new Map<string, RelatedPlace>()
    for (const { message, token } of this.#units.flatMap(({ problems }) => problems)) {
      if (places.size === mostUncompiled) break
      const { file, start } = placeOf(token)
      // Units that read the same header have the same problem.
      const key = `${file}\0${start}\0${message}`
      if (!places.has(key)) places.set(key, this.#related({ first: token, last: token, function: '' }, message))
    }
    return [...places.values()]
  }

  /** Those that are asked for. */
  scenarios(): readonly Scenario[] {
    return selectedScenarios(this.#all(), this.#request.scenario)
  }

  get allNames(): string[] {
    return this.#all().map(({ name }) => name)
  }

  listed(): ListedScenario[] {
    return this.scenarios().map(scenario => {
      const { name, annotated } = scenario
      const range = annotated && this.#placed(annotated.site).range
      return { name, builtin: annotated === undefined, ...this.subject(scenario), ...(range && { range }) }
    })
  }

  /** The built-in ones, then those of annotations. */
  #all(): readonly Scenario[] {
    const { connect = [], builtinScenarios = true, ea = {}, eaNames } = this.#settings.simulation ?? {}
    const annotated = this.annotations.scenarios.map(each => scenarioOfAnnotation(each, this.#profile))
    const all = [
      ...(builtinScenarios ? builtinScenariosFor(connect, this.#isTimed) : []),
      ...annotated.map(each => ({ ...each, share: connect[0] })),
    ]
    return Object.keys(ea).length === 0 ? all : all.map(each => ({ ...each, attributes: { ea, eaNames } }))
  }

  /** Does it have something of its own to do when time passes? */
  get #isTimed(): boolean {
    return this.#units.map(unitFacts).some(({ mentions }) => timedRoutines.some(name => mentions.has(name)))
  }

  /** One run, step by step. */
  trace(request: TraceRequest): Trace | { readonly problem: string } {
    const made = this.#recorded(request)
    if ('problem' in made) return made
    const { scenario: name, profile, schedule } = request
    const subject = { ...this.subject(made.scenario), scenario: name, profile, schedule }
    return traceOf(made.recording, subject, this.#context.catalogue)
  }

  /** Expressions over one run. */
  watch(request: TraceRequest, expressions: readonly string[]): WatchResult | { readonly problem: string } {
    const made = this.#recorded(request, expressions)
    if ('problem' in made) return made
    const { trace, watched } = made.recording
    return { steps: trace.steps.length, watches: watched }
  }

  #recorded(
    { scenario: name, profile, schedule: text }: TraceRequest,
    watches: readonly string[] = [],
  ): { scenario: Scenario; recording: Recording } | { readonly problem: string } {
    const schedule = parseSchedule(text)
    if (schedule === undefined) return { problem: noSchedule(text) }
    const loading = this.load()
    const scenario = this.#all().find(each => each.name === name)
    if (scenario === undefined) return { problem: `no scenario "${name}"` }
    if ('problem' in loading) return loading
    const recording = this.#record(loading, scenario, { profile, schedule, watches })
    if (recording === undefined) return { problem: 'the code no longer offers the choices of this schedule' }
    return { scenario, recording }
  }

  /** What its runs have executed; undefined: nobody asked. */
  covered(): CoveredFile[] | undefined {
    const { loaded, engine } = this.#context
    const coverage = loaded?.get(this.#driver)?.coverage
    return coverage && coveredFiles(coverage, this.#units, engine.findings)
  }

  /** What the failure of each call leads to. Undefined: the driver cannot run. */
  *sweep(profile: Profile): Generator<undefined, SweptCall[] | undefined> {
    const loading = this.load()
    if ('problem' in loading) return undefined
    const { system } = loading
    const swept = yield* sweep(system, snapshotOf(system), { scenarios: this.#all(), profile })
    const { findings } = this.#context.engine
    const isAllowed = (rule: BrokenRule) => this.#isAllowed(rule)
    return swept.map(each => sweptCall(each, { profile, findings, isAllowed }))
  }

  /** A run of it, as a scenario of annotations. */
  save(run: ScenarioToSave): SavedScenario | { readonly problem: string } {
    if (parseSchedule(run.schedule) === undefined) return { problem: noSchedule(run.schedule) }
    const all = this.#all()
    const scenario = all.find(each => each.name === run.scenario)
    if (scenario === undefined) return { problem: `no scenario "${run.scenario}"` }
    const without = withoutClause(scenario)
    if (without !== undefined) return { problem: `"${scenario.name}" has a step without a clause: ${without}` }
    const names = new Set(all.map(each => each.name))
    const { engine } = this.#context
    const context = { engine, units: this.#units, annotated: this.#annotated, names, subject: this.subject(scenario) }
    return savedScenario(scenario, run, context)
  }

  /** Of the life in which the run shows something, where there are several. Undefined: none offers its choices. */
  #record(
    { system }: Exclude<Loading, { problem: string }>,
    scenario: Scenario,
    named: Pick<RecordRequest, 'profile' | 'schedule' | 'watches'>,
  ): Recording | undefined {
    const { engine, model, formats } = this.#context
    const read = (path: string) => (originOf(path) === 'driver' ? engine.texts.read(path) : model.text(path))
    const start = snapshotOf(system)
    const recordings = livesOf(scenario)
      .map(life => record(system, start, { ...named, scenario: life, read, formats: formats() }))
      .filter(({ isFollowed }) => isFollowed)
    return recordings.find(({ violationStep }) => violationStep !== undefined) ?? recordings[0]
  }

  /** As it stands before its first run. */
  load(): Loading {
    const { engine, model, loaded } = this.#context
    const known = loaded?.get(this.#driver)
    if (known?.start !== undefined && !('problem' in known.loading)) restoreTo(known.loading.system, known.start)
    if (known !== undefined) return known.loading
    const { defines } = engine.units.configuration(this.#driver.paths[0]!)
    const { annotations } = this
    const allows = (code: string, site: Site) => this.#isAllowed({ code, site })
    const callbacks = this.#callbacks()
    const loading = loadDriver({ units: this.#units, defines, callbacks, annotations, allows }, model)
    const system = 'problem' in loading ? undefined : loading.system
    const coverage = system && this.#context.isCovered === true ? watched(system) : undefined
    loaded?.set(this.#driver, { loading, annotations, start: system && snapshotOf(system), coverage })
    return loading
  }

  #scenario(judgement: Judgement): ScenarioReport {
    const { scenario, profile, explored } = judgement
    const { runs, states, preemptions, isComplete } = explored
    const shown = judgement.violations.filter(({ rule }) => !this.#isAllowed(rule))
    const violations = shown.map(violation => this.#violation(violation))
    const { verdict, reason } = this.#verdict(withoutAllowed(judgement, shown))
    const [first] = violations
    return {
      ...this.subject(scenario),
      scenario: scenario.name,
      builtin: scenario.annotated === undefined,
      ...circumstancesOf(scenario),
      profile,
      verdict,
      ...(reason !== undefined && { reason }),
      expectations: judgement.expectations.map(each => this.#expectation(each)),
      violations,
      possible: judgement.possible.map(violation => this.#violation(violation)),
      ...(first !== undefined && { schedule: first.schedule }),
      explored: { runs, states, preemptions, complete: isComplete },
    }
  }

  /** What was not understood may hide anything: such a driver never passes. */
  #verdict({ verdict, reason, reasonAt }: Decision): Pick<Judgement, 'verdict' | 'reason'> {
    const unread = this.#units.find(unit => unit.problems.length > 0)
    const missing = verdict === 'pass' ? this.#missing() : undefined
    if (missing !== undefined) return { verdict: 'unknown', reason: `${missing} is not here` }
    const told = reason && reasonWithoutEntry(reason, this.#driver)
    if (verdict === 'fail' || unread === undefined)
      return { verdict, reason: reasonAt && told ? this.#withPlace(reasonAt.first, told) : told }
    const { message, token } = unread.problems[0]!
    return { verdict: 'unknown', reason: this.#withPlace(token, message) }
  }

  #withPlace(token: Token, message: string): string {
    const line = this.#context.engine.findings.range(placeOf(token)).start.line + 1
    return `${baseName(writtenAt(token).origin.file)}:${line}: ${message}`
  }

  /** Of the rest of a driver that is not in the sources; undefined: it is all here. */
  #missing(): string | undefined {
    const { driver } = this.#driver.callbacks!
    if (driver.hasEntry) return undefined
    const found = this.#callbacks()
    return neededMembers.find(needed => !found.some(({ member }) => member === needed)) ?? 'DriverEntry'
  }

  /** By the strongest sign of which member each one implements. */
  #callbacks(): FoundCallback[] {
    return this.#driver.callbacks!.implementations.flatMap(
      ({ registrations, declaredAs, namedAs, symbol, definition, unit }) => {
        const [member] = [
          ...registrations.map(each => each.member),
          ...declaredAs,
          ...(namedAs === undefined ? [] : [namedAs]),
        ]
        if (member === undefined || member.isArray || definition === undefined) return []
        return [{ member: member.name, symbol, definition, semantics: unit.semantics }]
      },
    )
  }

  /** The function that an annotation belongs to, else whose life it is. */
  subject({ annotated }: Scenario): { file: string; function: string } {
    const life = subjectOf(this.#driver)
    if (annotated === undefined) return life
    return { file: annotated.site.first.origin.file, function: annotated.home.function?.symbol.name ?? life.function }
  }

  #isAllowed({ code, site }: Pick<BrokenRule, 'code' | 'site'>): boolean {
    if (site === undefined) return false
    const report = { code, place: placeOf(site.first, site.last), function: site.function }
    return this.#annotated.some(({ annotations }) => isAllowed(report, annotations))
  }

  // ---- What the annotations themselves are ---------------------------------------------------------------------

  #findings(parts: readonly ScenarioPart[]): SimulationFinding[] {
    const given = parts.flatMap(({ vacuous }) => vacuous ?? [])
    const vacuous = new Map(given.map(each => [JSON.stringify(each.range), each])).values()
    return [...this.#unread(), ...vacuous, ...this.#unreached(parts)]
  }

  /** Clauses that are none, and names that nothing has: what they were to say is not judged. */
  #unread(): SimulationFinding[] {
    const { findings } = this.#context.engine
    return this.#driver.reports.flatMap(report => {
      if (report.code !== annotationSyntax && report.code !== annotationName) return []
      const finding = findings.finding(report)
      if (finding === undefined) return []
      const { related, fixes, path, ...told } = finding
      return [told]
    })
  }

  /** Only where every scenario was run, to its end. */
  #unreached(parts: readonly ScenarioPart[]): SimulationFinding[] {
    const { scenario, schedule } = this.#request
    const isWhole = parts.length > 0 && parts.every(part => part.isWhole)
    if (scenario !== undefined || schedule !== undefined || !isWhole) return []
    const reached = new Set(parts.flatMap(part => part.reached))
    return this.annotations.contracts
      .filter((each, i) => !reached.has(i) && each.isWritten)
      .filter(({ site }) => !this.#isAllowed({ code: expectationUnreached, site }))
      .map(({ text, site, home }) => this.#finding(expectationUnreached, site, `No scenario reaches '${text}'`, home))
  }

  #finding(code: string, site: Site, message: string, home: Home | undefined): SimulationFinding {
    const { catalogue } = this.#context
    const own = home?.function?.symbol.name
    return {
      code,
      name: catalogue.entry(code)?.name ?? code,
      severity: catalogue.severity(code),
      message,
      ...this.#placed(site),
      ...(own !== undefined && { function: own }),
    }
  }

  #expectation({ expectation: { text, site }, verdict, message }: ExpectationVerdict): SimulatedExpectation {
    return { text, ...this.#placed(site), verdict, ...(message !== undefined && { message }) }
  }

  #violation({ rule, run }: Violation): SimulatedViolation {
    const { code, message, site, stack, history, lane, irql = 0 } = rule
    const bugcheck = bugcheckForecast(code, { lane, irql })
    const { catalogue } = this.#context
    const calls = stack.filter(each => each !== site && originOf(writtenAt(each.first).origin.file) === 'driver')
    const related = [
      ...calls.map(each => this.#related(each, `called here, in ${each.function}`)),
      ...history.flatMap(({ what, site: where }) => (where === undefined ? [] : [this.#related(where, what)])),
    ]
    return {
      code,
      name: catalogue.entry(code)?.name ?? code,
      severity: catalogue.severity(code),
      message: sentence(message, site!),
      ...this.#placed(site!),
      thread: lane,
      ...(bugcheck && { bugcheck: bugcheckText(bugcheck) }),
      related: related.filter(({ file }) => originOf(file) === 'driver'),
      schedule: run.schedule,
      run: this.#steps(run),
    }
  }

  #steps({ trace }: Run): RunStep[] {
    return trace.map(({ lane, text, site }) => ({ lane, text, ...(site !== undefined && this.#placed(site)) }))
  }

  #related(site: Site, message: string): RelatedPlace {
    return { ...this.#placed(site), message }
  }

  #placed({ first, last }: Site): Pick<RelatedPlace, 'file' | 'range'> {
    const place = placeOf(first, last)
    return { file: place.file, range: this.#context.engine.findings.range(place) }
  }
}
