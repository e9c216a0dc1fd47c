// `simulate --format json`: the shape that scripts rely on. Fields are added, never renamed or taken away.
import type { RunStep, ScenarioReport, SimulatedViolation, SimulationReport } from '../protocol/simulate.ts'
import type { JsonOptions } from './json.ts'

export function simulationJson(report: SimulationReport, { elapsedMs, shown }: JsonOptions): string {
  return JSON.stringify(
    {
      version: 1,
      elapsedMs: Math.round(elapsedMs),
      scenarios: report.scenarios.map(each => scenario(each, shown)),
      findings: report.findings.map(each => ({ ...each, file: shown(each.file) })),
      ...(report.untriedMutants !== undefined && { untriedMutants: report.untriedMutants }),
      ...(report.mutants && { mutants: report.mutants.map(each => ({ ...each, file: shown(each.file) })) }),
      ...(report.proposals && { proposals: report.proposals.map(each => ({ ...each, file: shown(each.file) })) }),
      stubs: report.stubs,
      uncompiled: report.uncompiled.map(each => ({ ...each, file: shown(each.file) })),
    },
    undefined,
    2,
  )
}

function scenario(report: ScenarioReport, shown: JsonOptions['shown']) {
  const { expectations, violations, possible, explored, schedule, file, ...rest } = report
  return {
    file: shown(file),
    ...rest,
    expectations: expectations.map(each => ({ ...each, file: shown(each.file) })),
    violations: violations.map(each => violation(each, shown)),
    ...(schedule !== undefined && { schedule }),
    possible: possible.map(each => violation(each, shown)),
    explored,
  }
}

function violation({ related, run, file, ...rest }: SimulatedViolation, shown: JsonOptions['shown']) {
  const placed = <T extends { file?: string }>(each: T): T =>
    each.file === undefined ? each : { ...each, file: shown(each.file) }
  return { ...rest, file: shown(file), related: related.map(placed), run: run.map((step: RunStep) => placed(step)) }
}
