// What the panel is told of scenarios, and which runs of them can be looked at: names, labels, the quick pick to compare with.
import type { SimulateParams, TraceParams } from '../../../server/src/protocol/requests.ts'
import type { ScenarioReport, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { type TracedRun, undisturbed } from '../../../server/src/protocol/trace.ts'
import type { FromPanel, PanelRun, PanelScenario } from '../../webview/messages.ts'
import { scenarioKey } from './verdicts.ts'

/** Of the server, as the dials are: what they leave to the settings is not said, for scenarios may say it themselves. */
export function askedRuns({
  profile,
  preemptions,
}: Extract<FromPanel, { type: 'run' }>): Pick<SimulateParams, 'profile' | 'preemptions'> {
  return { ...(profile !== undefined && { profile }), ...(preemptions !== undefined && { preemptions }) }
}

export function panelScenario(report: ScenarioReport): PanelScenario {
  const { scenario, profile, builtin, caller, forced, injects, verdict, reason, violations, possible, explored } =
    report
  const [first] = violations.length > 0 ? violations : possible
  return {
    key: scenarioKey(report),
    name: scenario,
    profile,
    builtin,
    caller,
    forced,
    injects,
    verdict,
    ...(reason !== undefined && { reason }),
    ...(verdict === 'fail' && first && { violation: panelViolation(first) }),
    others: Math.max(0, violations.length - 1),
    traces: tracesOf([...violations, ...possible]),
    runs: explored.runs,
    complete: explored.complete,
  }
}

/** The run of each violation, and the one in which nobody interferes. */
function tracesOf(violations: readonly SimulatedViolation[]): PanelRun[] {
  const runs = new Map<string, string>()
  for (const violation of violations) {
    const { code, place } = panelViolation(violation)
    if (!runs.has(violation.schedule)) runs.set(violation.schedule, `${code}, ${place}`)
  }
  if (!runs.has(undisturbed)) runs.set(undisturbed, 'nobody interferes')
  return [...runs].map(([schedule, label]) => ({ schedule, label }))
}

/** An item of a quick pick. */
export interface Comparable {
  readonly label: string
  readonly description?: string
  readonly name: string
  /** Undefined: a file. */
  readonly run?: Omit<TraceParams, 'uri'>
}

const verdictIcons = { fail: '$(error)', pass: '$(pass)', unknown: '$(question)' }

/** What a run can be compared with, for a quick pick. */
export function comparable(
  reports: readonly ScenarioReport[],
  run: Pick<TracedRun, 'scenario' | 'profile' | 'schedule'>,
): Comparable[] {
  const own: Comparable = {
    label: '$(run) The same scenario, when nobody interferes',
    name: 'nobody interferes',
    run: { scenario: run.scenario, profile: run.profile, schedule: undisturbed },
  }
  const others = reports.map(
    ({ scenario, profile, verdict, schedule = undisturbed }): Comparable => ({
      label: `${verdictIcons[verdict]} ${scenario}`,
      description: profile,
      name: scenario,
      run: { scenario, profile, schedule },
    }),
  )
  const isSame = (a: Comparable['run'], b: Comparable['run']) =>
    a !== undefined && b !== undefined && runKey(a) === runKey(b)
  const all = [own, ...others.filter(each => !isSame(each.run, own.run))]
  return [...all.filter(each => !isSame(each.run, run)), { label: '$(folder-opened) A trace file…', name: '' }]
}

function panelViolation({ code, name, message, file, range, thread }: SimulatedViolation) {
  return { code, name, message, place: `${file.slice(file.lastIndexOf('/') + 1)}:${range.start.line + 1}`, thread }
}

/** Names the run of a scenario that is shown. */
export function runKey(report: Pick<ScenarioReport, 'scenario' | 'profile' | 'schedule'>): string {
  return `${scenarioKey(report)} ${report.schedule ?? undisturbed}`
}
