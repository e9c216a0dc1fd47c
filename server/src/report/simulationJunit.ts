// `simulate --format junit`: one test case a scenario and profile. What is unknown is skipped, with the reason. What is wrong
// with annotations, and what could not be used, are cases of their own: a build is not green where the exit status is not 0.
import type { ScenarioReport, SimulatedViolation, SimulationFinding, SimulationReport } from '../protocol/simulate.ts'
import { errorCase, escaped, type JunitOptions } from './junit.ts'

export function simulationJunit(report: SimulationReport, { elapsedMs, shown }: JunitOptions): string {
  const { scenarios, findings, unusable } = report
  const count = (verdict: ScenarioReport['verdict']) => scenarios.filter(each => each.verdict === verdict).length
  const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning')
  const tests = scenarios.length + serious.length + unusable.length
  const failures = count('fail') + serious.length
  const counts = `tests="${tests}" failures="${failures}" errors="${unusable.length}" skipped="${count('unknown')}"`
  const time = (elapsedMs / 1000).toFixed(3)
  const cases = [
    ...scenarios.map(each => testCase(each, shown)),
    ...serious.map(each => findingCase(each, shown)),
    ...unusable.map(errorCase),
  ].join('')
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

function findingCase(finding: SimulationFinding, shown: (path: string) => string): string {
  const { file, range, severity, message, code, name, function: inside } = finding
  const at = `${shown(file)}:${range.start.line + 1}:${range.start.character + 1}`
  const head = `name="${escaped(`${code} ${name}, ${at}`)}" classname="${escaped(inside ?? 'mrx')}" file="${escaped(shown(file))}"`
  const text = `${at}: ${severity}: ${message} [${code} ${name}]`
  const failure = `<failure type="${code}" message="${escaped(message)}">${escaped(text)}</failure>`
  return `    <testcase ${head}>\n      ${failure}\n    </testcase>\n`
}

function lineOf(violation: SimulatedViolation, shown: (path: string) => string): string {
  const { file, range, severity, message, code, name, thread, schedule } = violation
  const at = `${shown(file)}:${range.start.line + 1}:${range.start.character + 1}`
  return `${at}: ${severity}: ${message} [${code} ${name}] on ${thread}, --schedule ${schedule}`
}
