// `simulate --format junit`: one test case a scenario and profile. What is unknown is skipped, with the reason.
import type { ScenarioReport, SimulatedViolation, SimulationReport } from '../protocol/simulate.ts'
import { escaped, type JunitOptions } from './junit.ts'

export function simulationJunit({ scenarios }: SimulationReport, { elapsedMs, shown }: JunitOptions): string {
  const count = (verdict: ScenarioReport['verdict']) => scenarios.filter(each => each.verdict === verdict).length
  const counts = `tests="${scenarios.length}" failures="${count('fail')}" errors="0" skipped="${count('unknown')}"`
  const time = (elapsedMs / 1000).toFixed(3)
  const cases = scenarios.map(each => testCase(each, shown)).join('')
  const suite = `  <testsuite name="mrx simulate" ${counts} time="${time}">\n${cases}  </testsuite>\n`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}</testsuites>\n`
}

function testCase(report: ScenarioReport, shown: (path: string) => string): string {
  const { scenario, profile, function: name, file, verdict, reason = '', violations } = report
  const head = `name="${escaped(`${scenario} (${profile})`)}" classname="${escaped(name)}" file="${escaped(shown(file))}"`
  const failures = violations.map(
    each => `<failure type="${each.code}" message="${escaped(each.message)}">${escaped(lineOf(each, shown))}</failure>`,
  )
  const inner = verdict === 'unknown' ? [`<skipped message="${escaped(reason)}"/>`] : failures
  if (inner.length === 0) return `    <testcase ${head}/>\n`
  return `    <testcase ${head}>\n${inner.map(each => `      ${each}\n`).join('')}    </testcase>\n`
}

function lineOf(violation: SimulatedViolation, shown: (path: string) => string): string {
  const { file, range, severity, message, code, name, thread, schedule } = violation
  const at = `${shown(file)}:${range.start.line + 1}:${range.start.character + 1}`
  return `${at}: ${severity}: ${message} [${code} ${name}] on ${thread}, --schedule ${schedule}`
}
