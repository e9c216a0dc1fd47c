// What runs have shown, for the list of problems: each mistake once at its place, with the first run that shows it. What the
// rules have found at the same line is not told a second time.
import type { ScenarioReport, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'

export interface RunProblem extends Omit<SimulatedViolation, 'run'> {
  readonly scenario: string
  readonly profile: ScenarioReport['profile']
}

/** Of scenarios that fail. */
export function runProblems(reports: readonly ScenarioReport[]): RunProblem[] {
  const byPlace = new Map<string, RunProblem>()
  for (const { scenario, profile, verdict, violations } of reports) {
    if (verdict !== 'fail') continue
    for (const { run: _, ...violation } of violations) {
      const { code, file, range } = violation
      const key = `${code} ${file} ${range.start.line}:${range.start.character}`
      if (!byPlace.has(key))
        byPlace.set(key, { ...violation, scenario, profile, message: runMessage(violation.message, scenario) })
    }
  }
  return [...byPlace.values()]
}

function runMessage(message: string, scenario: string): string {
  return `${message} (seen in a run: ${scenario})`
}

/** A code and a line from 0: what two findings have in common that say the same. */
export function sameFinding(code: string, line: number): string {
  return `${code} ${line}`
}
