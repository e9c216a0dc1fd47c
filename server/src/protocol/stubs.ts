// Routines without a body, as every face tells them: those that a verdict is unknown for, and the others together, for they
// are in nobody's way.
import type { MissingBody, ScenarioReport } from './simulate.ts'

export interface StubsByNeed {
  asked: MissingBody[]
  others: MissingBody[]
}

export function byNeed(
  stubs: readonly MissingBody[],
  scenarios: readonly Pick<ScenarioReport, 'reason'>[],
): StubsByNeed {
  const words = new Set(scenarios.flatMap(({ reason }) => reason?.match(/\w+/g) ?? []))
  const isAsked = (stub: MissingBody) => words.has(stub.function)
  return { asked: stubs.filter(isAsked), others: stubs.filter(stub => !isAsked(stub)) }
}
