// `mrx simulate PATH…`: drivers in files and folders through their scenarios.
import type { Profile, SimulateRequest, SimulationReport } from '../../protocol/simulate.ts'
import { simulationJson } from '../../report/simulationJson.ts'
import { simulationText } from '../../report/simulationText.ts'
import { requestOf } from './check.ts'
import { exitCodes, type Host, UsageError } from './host.ts'
import type { AnalysisOptions, PlainFormat } from './options.ts'
import { shownPath } from './output.ts'

export interface SimulateOptions extends AnalysisOptions {
  scenario?: string
  schedule?: string
  profile?: Profile | 'both'
  /** Seconds. */
  budget: number
  format: PlainFormat
  quiet: boolean
  color: boolean
}

export function simulate(paths: readonly string[], options: SimulateOptions, host: Host): number {
  const started = host.now()
  const report = host.simulator().simulate(simulateRequest(paths, options, host))
  if (report.lost !== undefined) throw new UsageError(report.lost)
  if (report.scenarios.length === 0 && report.unusable.length === 0)
    throw new UsageError(`${paths[0]}: nothing to simulate: ${nothing(options)}`)
  host.out(print(report, options, host, host.now() - started))
  for (const line of report.unusable) host.err(`mrx: ${line}\n`)
  return report.unusable.length > 0 ? exitCodes.unusable : exitCodeOf(report)
}

function simulateRequest(paths: readonly string[], options: SimulateOptions, host: Host): SimulateRequest {
  const { scenario, schedule, profile, budget } = options
  return {
    ...requestOf(paths, options, host),
    ...(scenario !== undefined && { scenario }),
    ...(schedule !== undefined && { schedule }),
    ...(profile !== undefined && { profile }),
    budgetMs: budget * 1000,
  }
}

function nothing({ scenario }: SimulateOptions): string {
  return scenario === undefined ? 'no driver with mini-redirector code' : `no scenario "${scenario}"`
}

function exitCodeOf({ scenarios }: SimulationReport): number {
  const serious = scenarios.some(({ violations }) =>
    violations.some(({ severity }) => severity === 'error' || severity === 'warning'),
  )
  if (serious) return exitCodes.findings
  return scenarios.some(({ verdict }) => verdict === 'unknown') ? exitCodes.unknown : exitCodes.clean
}

function print(report: SimulationReport, options: SimulateOptions, host: Host, elapsedMs: number): string {
  const shown = (path: string) => shownPath(host.cwd, path)
  if (options.format === 'json') return `${simulationJson(report, { elapsedMs, shown })}\n`
  const { quiet } = options
  return simulationText(report, {
    color: host.color && options.color,
    quiet,
    shown,
    read: path => host.files.read(path),
  })
}
