// The annotations of a driver as what the simulation runs and judges: clauses that hold in every run, scenarios, stubs.
import type { Annotation } from '../../annotations/annotations.ts'
import {
  type Clause,
  type ExploreClause,
  type Expr,
  expressionsOf,
  type GivenClause,
  type InjectClause,
  type Property,
  partsOf,
  type StepClause,
  type StubClause,
} from '../../annotations/clause.ts'
import { parseStub } from '../../annotations/clauseParser.ts'
import { printClause } from '../../annotations/print.ts'
import { outOfOrder, sectionsOf } from '../../annotations/standing.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { Site } from '../../machine/fault.ts'
import type { Reached } from '../../machine/program.ts'
import { clauseSite, type Expectation, expressionsIn, type Home, homeOf, namesCall } from './expectation.ts'
import { salExpectations } from './sal.ts'

export interface AnnotatedUnit {
  readonly unit: TranslationUnit
  /** Of the file and of the headers that it reads. */
  readonly annotations: readonly Annotation[]
}

/** A clause with the place that it was written at. */
export interface Placed<C extends Clause> {
  readonly clause: C
  readonly site: Site
  readonly home: Home
}

export interface AnnotatedScenario {
  readonly name: string
  readonly site: Site
  readonly home: Home
  readonly steps: readonly Placed<StepClause>[]
  readonly given: readonly Placed<GivenClause>[]
  readonly injections: readonly Placed<InjectClause>[]
  readonly stubs: readonly Placed<StubClause>[]
  readonly explore: readonly Placed<ExploreClause>[]
  readonly expectations: readonly Expectation[]
  /** The callback is called alone, on what these say. */
  readonly isIsolated: boolean
  /** What is wrong with a clause of it: without that clause it would be another scenario. */
  readonly problem: string | undefined
}

export interface DriverAnnotations {
  /** They hold in every run that reaches them. */
  readonly contracts: readonly Expectation[]
  readonly scenarios: readonly AnnotatedScenario[]
  readonly stubs: readonly Placed<StubClause>[]
}

export const noAnnotations: DriverAnnotations = { contracts: [], scenarios: [], stubs: [] }

/** `stubs`: texts of the configuration. */
export function collected(units: readonly AnnotatedUnit[], configured: readonly string[] = []): DriverAnnotations {
  const seen = new Set<Annotation>()
  const contracts: Expectation[] = []
  const scenarios: AnnotatedScenario[] = []
  const stubs: Placed<StubClause>[] = configured.flatMap(text => configuredStub(text, units) ?? [])
  for (const { unit, annotations } of units)
    for (const annotation of annotations) {
      if (seen.has(annotation)) continue
      seen.add(annotation)
      const home = homeOf(annotation, unit)
      const { contract, scenarios: own } = sectionsOf(annotation)
      const placed = placing(annotation, home)
      contracts.push(
        ...contract.flatMap(clause => (clause.kind === 'expect' ? [expectationOf(placed(clause), true)] : [])),
      )
      stubs.push(...contract.flatMap(clause => (clause.kind === 'stub' ? [placed(clause)] : [])))
      for (const [i, { scenario, clauses }] of own.entries()) {
        const problem = problemBetween(annotation, scenario, own[i + 1]?.scenario) ?? outOfOrder(clauses)[0]?.message
        scenarios.push({ ...scenarioOf(placed(scenario), clauses.map(placed)), problem })
      }
    }
  contracts.push(...units.flatMap(({ unit }) => salExpectations(unit)))
  return { contracts, scenarios, stubs }
}

/** `next`: the scenario behind it, in the same group of comments. */
function problemBetween({ problems }: Annotation, { start }: Clause, next: Clause | undefined): string | undefined {
  const end = next?.start ?? Number.POSITIVE_INFINITY
  return problems.find(each => start <= each.start && each.start < end)?.message
}

/** Its names mean what they mean where the routine is declared. */
function configuredStub(text: string, units: readonly AnnotatedUnit[]): Placed<StubClause> | undefined {
  const { clause } = parseStub(text)
  if (clause?.kind !== 'stub') return undefined
  const { name } = clause.routine
  const unit = (units.find(each => each.unit.tables.symbols.has(name)) ?? units[0])?.unit
  if (unit === undefined) return undefined
  const origin = { file: '<configuration>', base: 0 }
  return { clause, site: clauseSite({ origin }, clause), home: { unit, function: undefined, point: undefined } }
}

/** What clauses name and the program may not use: functions to call, objects to look at. */
export function namedSymbols({ contracts, scenarios }: DriverAnnotations): Reached[] {
  const found: Reached[] = []
  const add = (name: string, { unit }: Home) => {
    const symbol = unit.tables.symbols.get(name)
    const isThere =
      symbol?.kind === 'function' ||
      (symbol?.kind === 'object' && symbol.storage !== 'extern' && unit.semantics.sizeOf(symbol.type) !== undefined)
    if (symbol !== undefined && isThere) found.push({ symbol, semantics: unit.semantics })
  }
  const addAll = (expr: Expr, home: Home) => {
    if (expr.kind === 'name') add(expr.name, home)
    if (expr.kind === 'call') add(expr.callee.name, home)
    for (const part of partsOf(expr)) addAll(part, home)
  }
  const ofExpectations = [...contracts, ...scenarios.flatMap(each => each.expectations)]
  for (const { property, when, home } of ofExpectations)
    for (const expr of [...expressionsIn(property), ...(when === undefined ? [] : [when])]) addAll(expr, home)
  for (const { clause, home } of scenarios.flatMap(({ steps, given }) => [...steps, ...given])) {
    if (clause.kind === 'step' && clause.step.kind === 'call') add(clause.step.routine.name, home)
    for (const expr of expressionsOf(clause)) addAll(expr, home)
  }
  return found
}

function placing(annotation: Annotation, home: Home) {
  return <C extends Clause>(clause: C): Placed<C> => ({ clause, site: clauseSite(annotation, clause), home })
}

function scenarioOf(
  { clause, site, home }: Placed<Clause & { kind: 'scenario' }>,
  clauses: readonly Placed<Clause>[],
): Omit<AnnotatedScenario, 'problem'> {
  const of = <K extends Clause['kind']>(kind: K) =>
    clauses.filter((each): each is Placed<Clause & { kind: K }> => each.clause.kind === kind)
  return {
    name: clause.name.value,
    site,
    home,
    steps: of('step'),
    given: of('given'),
    injections: of('inject'),
    stubs: of('stub'),
    explore: of('explore'),
    expectations: [...of('expect').map(each => expectationOf(each, false)), ...of('step').flatMap(checkOf)],
    isIsolated: of('step').length === 0 && givesParameters(of('given')),
  }
}

function givesParameters(given: readonly Placed<GivenClause>[]): boolean {
  return given.some(({ clause, home }) => {
    const own = home.function
    return own !== undefined && expressionsOf(clause).some(expr => namesCall(expr, own))
  })
}

/** `check` is judged when the steps in front of it are done. */
function checkOf({ clause, site, home }: Placed<StepClause>): Expectation[] {
  if (clause.step.kind !== 'check') return []
  const property: Property = { kind: 'expression', condition: clause.step.condition }
  const { unit } = home
  const ofFile = { unit, function: undefined, point: undefined }
  const text = printClause(clause)
  return [
    {
      property,
      when: undefined,
      only: undefined,
      text,
      site,
      home: ofFile,
      window: 'step',
      isContract: false,
      isWritten: true,
    },
  ]
}

function expectationOf({ clause, site, home }: Placed<Clause & { kind: 'expect' }>, isContract: boolean): Expectation {
  const { property, when, scenario } = clause
  const only = scenario?.value
  return {
    property,
    when,
    only,
    text: printClause(clause),
    site,
    home,
    window: windowOf(property, home, isContract),
    isContract,
    isWritten: true,
  }
}

function windowOf({ kind }: Property, home: Home, isContract: boolean): Expectation['window'] {
  const isOfRun = kind === 'event' || kind === 'never' || kind === 'order' || kind === 'no'
  return home.function !== undefined && (isContract || !isOfRun) ? 'call' : 'run'
}
