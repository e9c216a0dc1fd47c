// A scenario: what happens in which order, and what goes wrong. Built-in and annotated scenarios are the same thing; the
// built-in ones are written in the language of annotations too.
import type { ExploreClause, InjectClause, Occurrence, Process, StepClause } from '../annotations/clause.ts'
import { parseClause } from '../annotations/clauseParser.ts'
import type { AnnotatedScenario } from './expectations/collect.ts'
import { isolationLives } from './expectations/isolation.ts'
import type { ExtendedAttributes } from './extendedAttributes.ts'

export const profiles = ['callback-page', 'function-page'] as const
/** Which of two documented readings of the process test before MRxFinalizeSrvCall counts. */
export type Profile = (typeof profiles)[number]

/** Calls that fail: those whose name, as a choice has it, matches. */
export interface FaultPattern {
  matches(name: string): boolean
  readonly at: Occurrence
  /** Which of the injected values; 1 without it. */
  readonly option?: number
}

export interface Scenario {
  readonly name: string
  readonly steps: readonly StepClause[]
  readonly faults: readonly FaultPattern[]
  /** Undefined: it is built in. */
  readonly annotated?: AnnotatedScenario | undefined
  /** Undefined: those that are asked for. */
  readonly profile?: Profile | undefined
  /** Who makes steps that do not say it; a user without it. */
  readonly process?: Process | undefined
  /** Which runs are made; without it all orders up to the usual bound. */
  readonly exploration?: ExploreClause['how'] | undefined
  /** What a step connects to that names nothing; the usual share without it. */
  readonly share?: string | undefined
  /** What each connection brings. */
  readonly attributes?: ExtendedAttributes | undefined
  /** Something is set before the first step. */
  readonly isGiven?: boolean
}

export interface ScenarioText {
  readonly name: string
  /** Clauses, without `@mrx`, and steps that the language has no form for. */
  readonly clauses: readonly (string | StepClause)[]
  readonly faults?: readonly FaultPattern[]
}

/** Of texts that are right: those of the product. */
export function scenarioOf({ name, clauses, faults = [] }: ScenarioText): Scenario {
  const parsed = clauses.map(text => {
    if (typeof text !== 'string') return text
    const { clause, problem } = parseClause(text)
    if (clause === undefined) throw new Error(`${text}: ${problem?.message}`)
    return clause
  })
  return {
    name,
    steps: parsed.filter(clause => clause.kind === 'step'),
    faults: [...parsed.filter(clause => clause.kind === 'inject').map(patternOf), ...faults],
    exploration: parsed.find(clause => clause.kind === 'explore')?.how,
  }
}

const defaultLife = ['connect', 'open', 'close', 'disconnect']

/** One life for each way in which RDBSS comes to the callback that is called alone. */
export function livesOf(scenario: Scenario): readonly Scenario[] {
  const { annotated, name } = scenario
  if (annotated?.isIsolated !== true) return [scenario]
  return isolationLives(annotated).map(clauses => ({ ...scenario, steps: scenarioOf({ name, clauses }).steps }))
}

/** What people look for it by: whose process drops references, whether by force, whether calls fail. */
export function circumstancesOf({ steps, faults, process }: Pick<Scenario, 'steps' | 'faults' | 'process'>) {
  const own = steps.map(({ step }) => step)
  const isSystem = process === 'system' || own.some(step => 'by' in step && step.by === 'system')
  return {
    caller: isSystem ? ('system' as const) : ('user' as const),
    forced: own.some(step => 'forced' in step && step.forced),
    injects: faults.length > 0,
  }
}

/** What an author has written. `asked`: profiles, which count where it says none. */
export function scenarioOfAnnotation(annotated: AnnotatedScenario, asked?: Profile | 'both'): Scenario {
  const { name, steps, injections, given } = annotated
  const own = steps.map(({ clause }) => clause)
  const settings = given.flatMap(({ clause }) => clause.settings)
  const profile =
    settings.find(setting => setting.kind === 'profile')?.profile ?? (asked === undefined ? 'callback-page' : undefined)
  return {
    name,
    steps: own.length > 0 ? own : scenarioOf({ name, clauses: defaultLife }).steps,
    faults: injections.map(({ clause }, i) => {
      const sameRoutine = (each: InjectClause) => routineOf(each) !== undefined && routineOf(each) === routineOf(clause)
      return {
        ...patternOf(clause),
        option: injections.slice(0, i).filter(each => sameRoutine(each.clause)).length + 1,
      }
    }),
    annotated,
    profile,
    exploration: annotated.explore.at(-1)?.clause.how,
    process: settings.find(setting => setting.kind === 'process')?.process,
    isGiven:
      settings.some(({ kind }) => kind === 'value' || kind === 'irql' || kind === 'refs') && !annotated.isIsolated,
  }
}

export function patternOf({ fault }: InjectClause): FaultPattern {
  const own = fault.kind === 'routine' ? `call of ${fault.routine.name}` : fault.kind
  const name = fault.kind !== 'routine' && fault.byRdbss ? `${own} by rdbss` : own
  return { matches: each => each === name, at: fault.at }
}

function routineOf({ fault }: InjectClause): string | undefined {
  return fault.kind === 'routine' ? fault.routine.name : undefined
}

/** Those of that name, else those whose names contain the text. */
export function selectedScenarios(all: readonly Scenario[], text: string | undefined): readonly Scenario[] {
  if (text === undefined) return all
  const exact = all.filter(({ name }) => name === text)
  return exact.length > 0 ? exact : all.filter(({ name }) => name.includes(text))
}
