// The debug adapter on standard input and output.
import { resolve } from '../../project/paths.ts'
import type { SimulateEngine } from '../../protocol/simulate.ts'
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
  const { program, scenario, schedule, profile } = attributes
  const build = { paths: [resolve(cwd, program)], includePaths: [], defines: [] }
  const report = simulator.simulate({
    ...build,
    budgetMs,
    ...(scenario !== undefined && { scenario }),
    ...(schedule !== undefined && { schedule }),
    profile: profile ?? 'callback-page',
  })
  const told = report.scenarios.find(({ verdict }) => verdict === 'fail') ?? report.scenarios[0]
  const none = scenario === undefined ? 'no driver with mini-redirector code' : `no scenario "${scenario}"`
  if (report.lost !== undefined) return { problem: report.lost }
  if (told === undefined) return { problem: report.unusable[0] ?? `${program}: nothing to debug: ${none}` }
  return simulator.trace({
    ...build,
    file: told.file,
    scenario: told.scenario,
    profile: told.profile,
    schedule: schedule ?? told.schedule ?? undisturbed,
  })
}

export function serveDebugger(host: DebugHost): void {
  new TraceDebugSession(targetOver(host)).start(process.stdin, process.stdout)
}
