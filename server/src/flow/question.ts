// What rules ask of every function of a driver. An answer is found while the function's states are at hand and kept with its
// analysis, so that states can go, and nobody asks again before the function or something that it calls is another one.
import type { DriverAnalysis } from './driverAnalysis.ts'
import type { FunctionAnalysis } from './functionAnalysis.ts'

export type Question<T = unknown> = (analysis: FunctionAnalysis, flow: DriverAnalysis) => T

/**
 * `answer` looks at the function and at what it calls, and at nothing else in the driver. Where something stands is said by
 * nodes: offsets move with the text in front of them.
 */
export function question<T>(answer: Question<T>): Question<T> {
  const ask: Question<T> = (analysis, flow) => analysis.remember(ask, () => answer(analysis, flow))
  return ask
}
