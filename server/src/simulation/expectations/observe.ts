// Which clauses a run of a scenario is held against, and the observation of one run.
import type { LoadedDriver } from '../driverProgram.ts'
import type { Scenario } from '../scenario.ts'
import type { Expectation } from './expectation.ts'
import type { Vacuous } from './lives.ts'
import { Observation } from './observation.ts'
import { type Asked, type Plan, planOf } from './plan.ts'

/** Those that hold in every run come first. */
export function expectationsOf({ annotations }: LoadedDriver, { name, annotated }: Scenario): readonly Expectation[] {
  const all = [...annotations.contracts, ...(annotated?.expectations ?? [])]
  return all.filter(({ only }) => only === undefined || only === name)
}

const plans = new WeakMap<LoadedDriver, WeakMap<Scenario, Plan>>()

function planFor(system: LoadedDriver, scenario: Scenario): Plan {
  let own = plans.get(system)
  if (own === undefined) plans.set(system, (own = new WeakMap()))
  let plan = own.get(scenario)
  if (plan === undefined) own.set(scenario, (plan = planOf(system.machine.program, askedBy(system, scenario))))
  return plan
}

function askedBy(system: LoadedDriver, scenario: Scenario): Asked {
  const { annotated } = scenario
  return {
    expectations: expectationsOf(system, scenario),
    injections: annotated?.injections ?? [],
    // Those of the scenario come after those of the driver, and count.
    scenario: annotated,
    stubs: [...system.annotations.stubs, ...(annotated?.stubs ?? [])],
  }
}

/** Of a callback that is called alone: why no run of the life called it as it is given; undefined: some did. */
export function missedBy(system: LoadedDriver, scenario: Scenario): Vacuous | 'never reached' | undefined {
  const { isolated, given } = planFor(system, scenario)
  if (scenario.annotated?.isIsolated !== true) return given.refused
  if (given.isMet) return undefined
  return isolated === undefined ? 'never reached' : (given.refused ?? 'never reached')
}

/** What is run meanwhile is watched. */
export function observed<T>(system: LoadedDriver, scenario: Scenario, run: () => T): T {
  const end = observe(system, scenario)
  try {
    return run()
  } finally {
    end()
  }
}

/** What is run from now on is watched, where somebody asks anything of it, until the answer is called. */
export function observe(system: LoadedDriver, scenario: Scenario): () => void {
  const plan = planFor(system, scenario)
  const isAsked = plan.expectations.length > 0 || plan.replaced.size > 0 || plan.scenario !== undefined
  if (!isAsked) return () => undefined
  const observation = new Observation(system, plan)
  system.observation = observation
  return () => {
    observation.end()
    system.observation = undefined
  }
}
