// `mrx simulate PATH…`: drivers in files and folders through their scenarios.

import { parent, resolve } from '../../project/paths.ts'
import type { CheckReport } from '../../protocol/check.ts'
import type {
  Profile,
  ScenarioReport,
  SimulateEngine,
  SimulateRequest,
  SimulationReport,
} from '../../protocol/simulate.ts'
import { undisturbed } from '../../protocol/trace.ts'
import { simulationJson } from '../../report/simulationJson.ts'
import { simulationJunit } from '../../report/simulationJunit.ts'
import { simulationText } from '../../report/simulationText.ts'
import { nearest } from '../../text/spelling.ts'
import { requestOf, tellIncomplete, tellPassedOver } from './check.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { AnalysisOptions, Format } from './options.ts'
import { print as printFindings, shownPath } from './output.ts'

export interface SimulateOptions extends AnalysisOptions {
  scenario?: string
  schedule?: string
  profile?: Profile | 'both'
  /** Seconds. */
  budget?: number
  /** Whether the clauses bite is asked too. */
  mutants?: boolean
  /** Clauses are proposed. */
  propose?: boolean
  /** The file to write it to. */
  trace?: string
  format: Format
  quiet: boolean
  color: boolean
}

export function simulate(paths: readonly string[], options: SimulateOptions, host: Host): number {
  const started = host.now()
  requirePlaces(options, host)
  const simulator = host.simulator()
  const report = simulator.simulate(simulateRequest(paths, options, host))
  tellPassedOver(report.passedOver, host)
  if (report.lost !== undefined)
    throw new UsageError(`${report.lost}: --schedule takes what a run is shown with, as 1:4=1`)
  if (report.scenarios.length === 0 && report.unusable.length === 0)
    throw new UsageError(`${paths[0]}: nothing to simulate: ${nothing(options, report)}`)
  host.out(print(report, options, host, host.now() - started))
  if (options.trace !== undefined) writeTrace(options.trace, report, { paths, options, host, simulator })
  tellIncomplete(report.incomplete, host)
  for (const line of report.unusable) host.err(`mrx: ${line}\n`)
  return report.unusable.length > 0 ? exitCodes.unusable : exitCodeOf(report)
}

/** Who waits for minutes is not told afterwards that there is no place for what was asked for. */
function requirePlaces({ mutants, propose, format, trace }: SimulateOptions, { cwd, files }: Host): void {
  const asked = mutants === true ? '--mutants' : propose === true ? '--propose' : undefined
  if (asked !== undefined && format !== 'text' && format !== 'json')
    throw new UsageError(`${asked}: --format ${format} has no place for it; text and json have`)
  if (trace === undefined) return
  const path = resolve(cwd, trace)
  if (trace === '' || files.reason?.(path) === 'folder') throw new UsageError(`cannot write "${trace}": it is a folder`)
  if (files.reason?.(parent(path)) === 'missing') throw new UsageError(`cannot write ${trace}: there is no such folder`)
}

interface Simulation {
  readonly paths: readonly string[]
  readonly options: SimulateOptions
  readonly host: Host
  readonly simulator: SimulateEngine
}

/** Of the run that shows the first violation; where nothing fails, of the first scenario as nobody interferes. */
function writeTrace(
  file: string,
  { scenarios }: SimulationReport,
  { paths, options, host, simulator }: Simulation,
): void {
  const told = scenarios.find(({ verdict }) => verdict === 'fail') ?? scenarios[0]
  if (told === undefined) return
  const { file: driver, scenario, profile, schedule = options.schedule ?? undisturbed } = told
  const trace = simulator.trace({ ...requestOf(paths, options, host), file: driver, scenario, profile, schedule })
  if ('problem' in trace) throw new UsageError(trace.problem)
  const problem = host.write(resolve(host.cwd, file), `${JSON.stringify(trace)}\n`)
  if (problem !== undefined) throw new UsageError(`cannot write ${file}: ${problem}`)
}

function simulateRequest(paths: readonly string[], options: SimulateOptions, host: Host): SimulateRequest {
  const { scenario, schedule, profile, budget } = options
  return {
    ...requestOf(paths, options, host),
    ...(scenario !== undefined && { scenario }),
    ...(schedule !== undefined && { schedule }),
    ...(profile !== undefined && { profile }),
    ...(budget !== undefined && { budgetMs: budget * 1000 }),
    ...(options.mutants === true && { mutants: true }),
    ...(options.propose === true && { proposals: true }),
  }
}

function nothing({ scenario }: SimulateOptions, { names }: SimulationReport): string {
  if (names === undefined) return 'no driver with mini-redirector code'
  if (scenario === undefined || names.length === 0)
    return 'no scenario: settings leave out the built-in ones, and no annotation has one'
  const meant = nearest(scenario, names) ?? names.find(name => name.toLowerCase().includes(scenario.toLowerCase()))
  const hint =
    meant === undefined ? `there are ${names.map(name => `"${name}"`).join(', ')}` : `did you mean "${meant}"?`
  return `no scenario "${scenario}"; ${hint}`
}

function exitCodeOf({ scenarios, findings }: SimulationReport): number {
  const all = [...findings, ...scenarios.flatMap(({ violations }) => violations)]
  const serious = all.some(({ severity }) => severity === 'error' || severity === 'warning')
  if (serious) return exitCodes.findings
  return scenarios.some(({ verdict }) => verdict === 'unknown') ? exitCodes.unknown : exitCodes.clean
}

function print(report: SimulationReport, options: SimulateOptions, host: Host, elapsedMs: number): string {
  const shown = (path: string) => shownPath(host.cwd, path)
  const { format, quiet } = options
  if (format === 'json') return `${simulationJson(report, { elapsedMs, shown })}\n`
  if (format === 'junit') return simulationJunit(report, { elapsedMs, shown })
  if (format !== 'text') return printFindings(findingsOf(report), options, host, elapsedMs)
  return simulationText(report, {
    color: host.color && options.color,
    quiet,
    shown,
    read: path => host.files.read(path),
  })
}

/** What all scenarios show, each place and code once, for formats of findings. */
function findingsOf({ scenarios, findings: own, unusable, incomplete = [] }: SimulationReport): CheckReport {
  const shown = scenarios.flatMap(({ violations, function: name }) =>
    violations.map(({ file, code, name: rule, severity, message, range, related }) => {
      const finding = { file, code, name: rule, severity, message, range, related, function: name, fixes: [] }
      return [JSON.stringify([file, code, range]), finding] as const
    }),
  )
  const files = [...new Set(scenarios.map(({ file }) => file))]
  return {
    files,
    findings: [
      ...new Map(shown).values(),
      ...own.map(each => ({ ...each, function: each.function, related: [], fixes: [] })),
    ],
    unusable,
    incomplete,
    unknown: unknownIn(scenarios),
  }
}

/** A line for each reason. */
function unknownIn(scenarios: readonly ScenarioReport[]): string[] {
  const names = new Map<string, Set<string>>()
  for (const { verdict, scenario, reason = '' } of scenarios)
    if (verdict === 'unknown') names.set(reason, (names.get(reason) ?? new Set()).add(scenario))
  return [...names].map(([reason, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${others.length} other${others.length === 1 ? '' : 's'}`
    return `unknown: ${reason} (in "${first}"${more})`
  })
}
