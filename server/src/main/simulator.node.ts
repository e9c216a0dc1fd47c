// The simulator over the engine of this machine. It stands apart from the engine, so that the language server does not carry
// what only the command line needs.
import type { OpenProgram } from '../debugging/launch.ts'
import { Knowledge } from '../knowledge/pages.ts'
import { kernelFormats } from '../knowledge/valueFormats.ts'
import { BundledHeaders } from '../project/bundledHeaders.ts'
import { precompiledHeaders } from '../project/precompiledHeaders.ts'
import type { SimulateEngine, SimulateRequest } from '../protocol/simulate.ts'
import type { LanguageService } from '../services/languageService.ts'
import { mutants } from '../services/mutants.ts'
import { proposals } from '../services/proposals.ts'
import { type SimulationContext, simulatePaths, traceRun } from '../services/simulate.ts'
import { Simulations } from '../services/simulations.ts'
import { Model } from '../simulation/model.ts'
import { type Engine, toldOf } from './engine.node.ts'
import { ThreadCrew } from './simulation/crew.ts'
import { withBudget } from './simulation/requestBudget.ts'

/** `now`: milliseconds, for the budget. `helper`: the script of a second thread for a request with many scenarios. */
export function simulateEngine(engine: Engine, now: () => number, helper?: string): SimulateEngine {
  const shared = sharedBy(engine, now)
  return {
    simulate: request => {
      const isOne = request.scenario !== undefined || request.schedule !== undefined
      const { engine: analysis, configurations } = engine.analysisFor(request)
      const limited = withBudget(request, path => configurations.settings(path))
      const crew = helper === undefined || isOne ? undefined : new ThreadCrew(helper, limited)
      const report = simulatePaths(
        limited,
        { ...shared, engine: analysis },
        {
          mutate: request.mutants === true ? mutants : undefined,
          propose: request.proposals === true ? proposals : undefined,
          crew,
        },
      )
      const lost = crew?.lost()
      if (lost !== undefined) process.stderr.write(`mrx: the second thread was lost, which takes longer: ${lost}\n`)
      crew?.stop()
      return { ...report, ...toldOf(configurations, report) }
    },
    trace: request => traceRun(request, { ...shared, engine: engine.analysisFor(request).engine }),
  }
}

/** For the second thread of a request. */
export function contextOver(engine: Engine, request: SimulateRequest, now: () => number): SimulationContext {
  return { ...sharedBy(engine, now), engine: engine.analysisFor(request).engine }
}

/** For an editor: documents and settings are the service's. */
export function simulationsOver(
  engine: Engine,
  now: () => number,
): { service: LanguageService; simulations: Simulations } {
  const { service, ...own } = runnable(engine)
  return { service, simulations: new Simulations({ ...sharedBy(engine, now), ...own }) }
}

/** A service whose drivers are for running. */
function runnable(engine: Engine): { service: LanguageService } & Pick<SimulationContext, 'engine' | 'readFolders'> {
  const { service, analysis } = engine.workspace(() => undefined)
  // Runs need all bodies: a driver that is read a second time is another one, and would be compiled again.
  analysis.units.bodiesMayWait = false
  const readFolders = () => {
    for (let left = 1; left > 0; ) {
      const { done, total } = service.index(Number.POSITIVE_INFINITY)
      left = total - done
    }
  }
  return { service, engine: analysis, readFolders }
}

/** For a debugger: each time a program is read anew; the model is kept. */
export function programsOver(engine: Engine, now: () => number): OpenProgram {
  let shared: Omit<SimulationContext, 'engine'> | undefined
  return ({ program, workspace }) => {
    engine.files.invalidate()
    shared ??= sharedBy(engine, now)
    if (workspace === undefined) {
      const request = { paths: [program], includePaths: [], defines: [] }
      return { ...shared, engine: engine.analysisFor(request).engine }
    }
    const { service, ...own } = runnable(engine)
    service.setFolders(workspace.folders)
    // What is malformed in them the language server has told.
    service.configure(workspace.settings, workspace.ofFolders)
    return { ...shared, ...own }
  }
}

function sharedBy({ library, catalogue, precompiled }: Engine, now: () => number): Omit<SimulationContext, 'engine'> {
  const model = new Model(library, precompiledHeaders(precompiled, new BundledHeaders(library)))
  return { model, catalogue, now, formats: () => kernelFormats(Knowledge.of(library)) }
}
