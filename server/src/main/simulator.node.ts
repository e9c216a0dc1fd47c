// The simulator over the engine of this machine. It stands apart from the engine, so that the language server does not carry
// what only the command line needs.
import { Knowledge } from '../knowledge/pages.ts'
import { kernelFormats } from '../knowledge/valueFormats.ts'
import { BundledHeaders } from '../project/bundledHeaders.ts'
import { precompiledHeaders } from '../project/precompiledHeaders.ts'
import type { SimulateEngine } from '../protocol/simulate.ts'
import { simulatePaths, traceRun } from '../services/simulate.ts'
import { Model } from '../simulation/model.ts'
import type { Engine } from './engine.node.ts'

/** `now`: milliseconds, for the budget. */
export function simulateEngine(engine: Engine, now: () => number): SimulateEngine {
  const { library, catalogue, precompiled } = engine
  const model = new Model(library, precompiledHeaders(precompiled, new BundledHeaders(library)))
  const formats = () => kernelFormats(Knowledge.of(library))
  return {
    simulate: request => {
      const { engine: analysis, configurations } = engine.analysisFor(request)
      const report = simulatePaths(request, { engine: analysis, model, catalogue, now, formats })
      return { ...report, unusable: [...report.unusable, ...configurations.problems] }
    },
    trace: request => {
      const { engine: analysis } = engine.analysisFor(request)
      return traceRun(request, { engine: analysis, model, catalogue, now, formats })
    },
  }
}
