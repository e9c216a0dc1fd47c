// The debug adapter on standard input and output.
import { resolve } from '../../project/paths.ts'
import type { ScenarioReport, SimulateEngine } from '../../protocol/simulate.ts'
import type { Trace } from '../../protocol/trace.ts'
import { type DebugTarget, type LaunchAttributes, TraceDebugSession } from './adapter.ts'

const undisturbed = '1:'
/** For finding the run that fails. */
const budgetMs = 10_000

export interface DebugHost {
  readonly cwd: string
  readonly simulator: () => SimulateEngine
  readonly modelText: (path: string) => string | undefined
}

export function targetOver({ cwd, simulator, modelText }: DebugHost): DebugTarget {
  return { modelText, trace: attributes => traceOf(attributes, cwd, simulator()) }
}

/** That of the schedule; without one the run that fails first, else the first run as nobody interferes. */
function traceOf(attributes: LaunchAttributes, cwd: string, simulator: SimulateEngine): Trace | { problem: string } {
  const { program, scenario, schedule, profile = 'callback-page' } = attributes
  const build = { paths: [resolve(cwd, program)], includePaths: [], defines: [] }
  const named = { ...build, profile, ...(scenario !== undefined && { scenario }) }
  const traced = ({ file, ...told }: ScenarioReport, by: string) =>
    simulator.trace({ ...build, file, scenario: told.scenario, profile: told.profile, schedule: by })
  // Without time for a run: what there is.
  const listed = simulator.simulate({ ...named, budgetMs: 0, ...(schedule !== undefined && { schedule }) })
  const [first] = listed.scenarios
  if (listed.lost !== undefined) return { problem: listed.lost }
  if (first === undefined) {
    const none = scenario === undefined ? 'no driver with mini-redirector code' : `no scenario "${scenario}"`
    return { problem: listed.unusable[0] ?? `${program}: nothing to debug: ${none}` }
  }
  const plain = traced(first, schedule ?? undisturbed)
  if (schedule !== undefined || 'problem' in plain || plain.run.verdict === 'fail') return plain
  const { scenarios } = simulator.simulate({ ...named, budgetMs })
  const failing = scenarios.find(({ verdict }) => verdict === 'fail')
  return failing === undefined ? plain : traced(failing, failing.schedule ?? undisturbed)
}

export function serveDebugger(host: DebugHost): void {
  new TraceDebugSession(targetOver(host)).start(process.stdin, process.stdout)
}
