// `mrx simulate`: the drivers in some files and folders through their scenarios, read once.
import { writtenAt } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import type { ValueFormats } from '../machine/debug/valueNames.ts'
import type { Site } from '../machine/fault.ts'
import { isWithin } from '../project/paths.ts'
import { placeOf } from '../project/places.ts'
import type { RelatedPlace } from '../protocol/finding.ts'
import type {
  RunStep,
  ScenarioReport,
  SimulatedViolation,
  SimulateRequest,
  SimulationReport,
  TraceRequest,
} from '../protocol/simulate.ts'
import type { Trace } from '../protocol/trace.ts'
import { builtinScenarios } from '../simulation/builtinScenarios.ts'
import { parseSchedule } from '../simulation/choices.ts'
import { restoreTo, type SystemSnapshot, snapshotOf } from '../simulation/driverProgram.ts'
import type { Judgement, Violation } from '../simulation/judge.ts'
import { type Model, originOf } from '../simulation/model.ts'
import type { Run } from '../simulation/run.ts'
import { profiles, type Scenario } from '../simulation/scenario.ts'
import { type Loading, loadDriver, simulate } from '../simulation/simulate.ts'
import { type FoundCallback, neededMembers } from '../simulation/standIns.ts'
import { record } from '../simulation/tracing/record.ts'
import { addSources } from './check.ts'
import type { CheckedDriver } from './drivers.ts'
import type { AnalysisEngine } from './engine.ts'
import { sentence, traceOf } from './runTrace.ts'

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
}

export interface LoadedOnce {
  readonly loading: Loading
  /** Undefined: it cannot run. */
  readonly start: SystemSnapshot | undefined
}

export function simulatePaths(request: SimulateRequest, context: SimulationContext): SimulationReport {
  const { engine, now } = context
  const end = now() + request.budgetMs
  const unusable = addSources(request, engine)
  // Rules have no say here.
  engine.drivers.declarationsFirst = true
  const isAsked = (file: string) => request.paths.some(path => file === path || isWithin(file, path))
  const report: SimulationReport = { scenarios: [], stubs: [], unusable }
  if (request.schedule !== undefined && parseSchedule(request.schedule) === undefined)
    report.lost = `${request.schedule} is no schedule`
  for (const driver of engine.drivers.all()) {
    if (driver.callbacks === undefined || !driver.paths.some(isAsked)) continue
    const simulated = new DriverSimulator(driver, request, context).simulate(() => now() >= end)
    report.scenarios.push(...simulated.scenarios)
    report.stubs.push(...simulated.stubs)
  }
  return report
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

  constructor(driver: CheckedDriver, request: SimulateRequest, context: SimulationContext) {
    this.#driver = driver
    this.#request = request
    this.#context = context
    this.#units = driver.paths.flatMap(path => context.engine.units.unit(path) ?? [])
  }

  simulate(isOver: () => boolean): Pick<SimulationReport, 'scenarios' | 'stubs'> {
    const loading = this.load()
    const { profile = 'both', schedule } = this.#request
    const { judgements, missing } = simulate(loading, {
      scenarios: selectedScenarios(this.#request.scenario),
      profiles: profile === 'both' ? profiles : [profile],
      schedule: schedule === undefined ? undefined : parseSchedule(schedule),
      isOver,
    })
    return {
      scenarios: judgements.map(judgement => this.#scenario(judgement)),
      stubs: missing.map(({ name, callers }) => ({ function: name, callers })),
    }
  }

  /** One run, step by step. */
  trace({ scenario: name, profile, schedule: text }: TraceRequest): Trace | { readonly problem: string } {
    const { engine, model, formats, catalogue } = this.#context
    const scenario = builtinScenarios.find(each => each.name === name)
    const schedule = parseSchedule(text)
    if (scenario === undefined) return { problem: `no scenario "${name}"` }
    if (schedule === undefined) return { problem: `${text} is no schedule` }
    const loading = this.load()
    if ('problem' in loading) return loading
    const { system } = loading
    const read = (path: string) => (originOf(path) === 'driver' ? engine.texts.read(path) : model.text(path))
    const recording = record(system, snapshotOf(system), { scenario, profile, schedule, read, formats: formats() })
    if (!recording.isFollowed) return { problem: 'the code no longer offers the choices of this schedule' }
    return traceOf(recording, { ...this.subject(), scenario: name, profile, schedule: text }, catalogue)
  }

  /** As it stands before its first run. */
  load(): Loading {
    const { loaded } = this.#context
    const known = loaded?.get(this.#driver)
    if (known?.start !== undefined && !('problem' in known.loading)) restoreTo(known.loading.system, known.start)
    if (known !== undefined) return known.loading
    const { engine, model } = this.#context
    const { defines } = engine.units.configuration(this.#driver.paths[0]!)
    const loading = loadDriver({ units: this.#units, defines, callbacks: this.#callbacks() }, model)
    loaded?.set(this.#driver, { loading, start: 'problem' in loading ? undefined : snapshotOf(loading.system) })
    return loading
  }

  #scenario(judgement: Judgement): ScenarioReport {
    const { scenario, profile, explored } = judgement
    const { runs, states, preemptions, isComplete } = explored
    const violations = judgement.violations.map(violation => this.#violation(violation))
    const { verdict, reason } = this.#verdict(judgement)
    const [first] = violations
    return {
      ...this.subject(),
      scenario: scenario.name,
      builtin: true,
      profile,
      verdict,
      ...(reason !== undefined && { reason }),
      violations,
      possible: judgement.possible.map(violation => this.#violation(violation)),
      ...(first !== undefined && { schedule: first.schedule }),
      explored: { runs, states, preemptions, complete: isComplete },
    }
  }

  /** What was not understood may hide anything: such a driver never passes. */
  #verdict({ verdict, reason }: Judgement): Pick<Judgement, 'verdict' | 'reason'> {
    const unread = this.#units.find(unit => unit.problems.length > 0)
    const missing = verdict === 'pass' ? this.#missing() : undefined
    if (missing !== undefined) return { verdict: 'unknown', reason: `${missing} is not here` }
    if (verdict === 'fail' || unread === undefined) return { verdict, reason }
    const { message, token } = unread.problems[0]!
    const line = this.#context.engine.findings.range(placeOf(token)).start.line + 1
    return { verdict: 'unknown', reason: `${writtenAt(token).origin.file}:${line}: ${message}` }
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

  /** Whose life it is: the finalizer of SRV_CALLs where there is one. */
  subject(): { file: string; function: string } {
    const all = this.#driver.callbacks?.implementations ?? []
    const isFinalizer = ({ name }: { name: string }) => name === 'MRxFinalizeSrvCall'
    const finalizer = all.find(
      ({ registrations, declaredAs, namedAs }) =>
        registrations.some(({ member }) => isFinalizer(member)) ||
        declaredAs.some(isFinalizer) ||
        (namedAs !== undefined && isFinalizer(namedAs)),
    )
    return { file: finalizer?.unit.path ?? this.#driver.paths[0]!, function: finalizer?.name ?? 'DriverEntry' }
  }

  #violation({ rule, run }: Violation): SimulatedViolation {
    const { code, message, site, stack, history, lane } = rule
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

/** The exact name, else every name that contains the text. */
export function selectedScenarios(text: string | undefined): readonly Scenario[] {
  if (text === undefined) return builtinScenarios
  const exact = builtinScenarios.filter(({ name }) => name === text)
  return exact.length > 0 ? exact : builtinScenarios.filter(({ name }) => name.includes(text))
}
