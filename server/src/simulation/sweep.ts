// The failure sweep: each call of the driver that can fail, failing once, alone, in an order in which nobody interferes. What
// comes of it belongs to the place of the call. The exploration tries such runs in all orders and tells the scenario; here
// each call has an answer of its own.

import type { Site } from '../machine/fault.ts'
import type { Machine } from '../machine/machine.ts'
import { Op, width } from '../machine/opcodes.ts'
import { type Choice, ScheduledChoices } from './choices.ts'
import type { LoadedDriver, SystemSnapshot } from './driverProgram.ts'
import { originOfSite } from './kernel/callers.ts'
import { type Run, runScenario } from './run.ts'
import { livesOf, type Profile, type Scenario } from './scenario.ts'
import type { BrokenRule } from './scheduler.ts'

export interface SweptCall {
  readonly site: Site
  /** Empty: no scenario reaches the call. */
  readonly outcomes: readonly SweptOutcome[]
}

export interface SweptOutcome {
  readonly scenario: Scenario
  readonly schedule: string
  /** What the failure leads to; undefined: the driver survives it, or nobody knows. */
  readonly rule: BrokenRule | undefined
  /** Why nobody knows. */
  readonly unknown: string | undefined
}

export interface SweepRequest {
  /** Those in which calls fail once each count. */
  readonly scenarios: readonly Scenario[]
  readonly profile: Profile
}

/** By the places of calls; it stands between any two runs. */
export function* sweep(
  system: LoadedDriver,
  start: SystemSnapshot,
  { scenarios, profile }: SweepRequest,
): Generator<undefined, SweptCall[]> {
  const outcomes = new Map<Site, SweptOutcome[]>()
  const run = (scenario: Scenario, choices: ScheduledChoices) =>
    runScenario(system, start, { scenario, profile, choices })
  for (const scenario of scenarios.flatMap(livesOf)) {
    const offered = new OfferedFailures(scenario)
    if (!offered.isAny) continue
    const undisturbed = run(scenario, offered)
    for (const index of offered.indices) {
      yield
      const failing = run(scenario, new ScheduledChoices(new Map([[index, 1]])))
      const site = failing.trace.find(({ text }) => text.startsWith('fails '))?.site
      if (site === undefined) continue
      const outcome = { scenario, schedule: failing.schedule, ...outcomeOf(failing, undisturbed) }
      outcomes.set(site, [...(outcomes.get(site) ?? []), outcome])
    }
  }
  const reached = [...outcomes].map(([site, each]) => ({ site, outcomes: each }))
  return [...reached, ...unreached(system.machine, new Set(outcomes.keys()))]
}

/** Notes which calls of the driver could have failed. */
class OfferedFailures extends ScheduledChoices {
  readonly indices: number[] = []
  readonly #faults: Scenario['faults']
  #next = 0

  constructor({ faults }: Scenario) {
    super()
    this.#faults = faults.filter(({ at }) => at === 'each')
  }

  get isAny(): boolean {
    return this.#faults.length > 0
  }

  override choose(choice: Choice): number {
    const index = this.#next++
    const isDrivers = !choice.name.endsWith(' by rdbss')
    if (isDrivers && this.#faults.some(({ matches }) => matches(choice.name))) this.indices.push(index)
    return super.choose(choice)
  }
}

/** What would have happened anyway is not what the failure does. */
function outcomeOf(failing: Run, undisturbed: Run): Pick<SweptOutcome, 'rule' | 'unknown'> {
  const rules = [...failing.violations, ...failing.possible]
  const anywayAt = new Set([...undisturbed.violations, ...undisturbed.possible].map(placeKey))
  const isAnyway = (rule: BrokenRule) => anywayAt.has(placeKey(rule))
  const rule = failing.violations.find(each => !isAnyway(each))
  if (rule !== undefined) return { rule, unknown: undefined }
  const [anyway] = rules.filter(isAnyway)
  const unknown = anyway === undefined ? failing.unknown : `${anyway.code} is there without the failure, too`
  return { rule, unknown }
}

function placeKey({ code, site }: BrokenRule): string {
  return `${code} ${site?.first.origin.file} ${site?.first.start}`
}

// ---- Calls that no scenario reaches ----------------------------------------------------------------------------

/** The driver's calls of routines of the kernel that can fail. */
function unreached(machine: Machine, reached: ReadonlySet<Site>): SweptCall[] {
  const fallible = fallibleRoutines(machine)
  const sites = machine.functions.flatMap(({ code }) => {
    if (code === undefined) return []
    return code.sites.filter(
      (site, i) =>
        code.instructions[i * width] === Op.Call &&
        fallible.has(code.instructions[i * width + 2]!) &&
        originOfSite(site) === 'driver',
    )
  })
  return [...new Set(sites)].filter(site => !reached.has(site)).map(site => ({ site, outcomes: [] }))
}

/** The numbers of the model's functions that ask whether they fail, themselves or by a helper. */
function fallibleRoutines({ functions, program }: Machine): ReadonlySet<number> {
  const asks = new Set(['KxFails', 'KxFailsForCaller'].flatMap(name => program.functions.get(name) ?? []))
  const found = new Set(asks)
  for (let helpers = 0; helpers < 2; helpers++) {
    const before = new Set(found)
    for (const [number, { code }] of functions.entries()) {
      const [first] = code?.sites ?? []
      if (code === undefined || first === undefined || originOfSite(first) !== 'kernel') continue
      for (let pc = 0; pc < code.instructions.length; pc += width)
        if (code.instructions[pc] === Op.Call && before.has(code.instructions[pc + 2]!)) found.add(number)
    }
  }
  return found
}
