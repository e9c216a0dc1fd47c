// The annotations of a driver as what the simulation runs and judges: clauses that hold in every run, scenarios, stubs.
import type { Annotation } from '../../annotations/annotations.ts'
import type {
  Clause,
  ExploreClause,
  GivenClause,
  InjectClause,
  Property,
  StepClause,
  StubClause,
} from '../../annotations/clause.ts'
import { printClause } from '../../annotations/print.ts'
import { sectionsOf } from '../../annotations/standing.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { Site } from '../../machine/fault.ts'
import { clauseSite, type Expectation, type Home, homeOf } from './expectation.ts'

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
}

export interface DriverAnnotations {
  /** They hold in every run that reaches them. */
  readonly contracts: readonly Expectation[]
  readonly scenarios: readonly AnnotatedScenario[]
  readonly stubs: readonly Placed<StubClause>[]
}

export const noAnnotations: DriverAnnotations = { contracts: [], scenarios: [], stubs: [] }

export function collected(units: readonly AnnotatedUnit[]): DriverAnnotations {
  const seen = new Set<Annotation>()
  const contracts: Expectation[] = []
  const scenarios: AnnotatedScenario[] = []
  const stubs: Placed<StubClause>[] = []
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
      for (const { scenario, clauses } of own) scenarios.push(scenarioOf(placed(scenario), clauses.map(placed)))
    }
  return { contracts, scenarios, stubs }
}

function placing(annotation: Annotation, home: Home) {
  return <C extends Clause>(clause: C): Placed<C> => ({ clause, site: clauseSite(annotation, clause), home })
}

function scenarioOf(
  { clause, site, home }: Placed<Clause & { kind: 'scenario' }>,
  clauses: readonly Placed<Clause>[],
): AnnotatedScenario {
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
    expectations: of('expect').map(each => expectationOf(each, false)),
  }
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
  }
}

function windowOf({ kind }: Property, home: Home, isContract: boolean): Expectation['window'] {
  const isOfRun = kind === 'event' || kind === 'never' || kind === 'order' || kind === 'no'
  return home.function !== undefined && (isContract || !isOfRun) ? 'call' : 'run'
}
