// What may stand where (MRX101 too): in a body only what is true at a point, in front of the first scenario only what holds
// in all of them, in a file's groups nothing of a function; and the codes that can be allowed.
import { functionOf } from '../c/predicates.ts'
import { canonical } from '../c/types.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { nearest } from '../text/spelling.ts'
import type { Annotation } from './annotations.ts'
import type { Attachment } from './attachment.ts'
import type { AllowClause, Clause, Expr, ScenarioClause, Span, Step } from './clause.ts'
import { expressionsOf, partsOf } from './clause.ts'
import type { ClauseProblem } from './clauseReader.ts'
import { parametersOf } from './scope.ts'

/** Clauses in front of the first scenario, which hold in all, and the scenarios with theirs. */
export interface Sections {
  readonly contract: readonly Clause[]
  readonly scenarios: readonly { readonly scenario: ScenarioClause; readonly clauses: readonly Clause[] }[]
}

export function sectionsOf({ clauses }: Annotation): Sections {
  const contract: Clause[] = []
  const scenarios: { scenario: ScenarioClause; clauses: Clause[] }[] = []
  for (const clause of clauses) {
    if (clause.kind === 'scenario') scenarios.push({ scenario: clause, clauses: [] })
    else (scenarios.at(-1)?.clauses ?? contract).push(clause)
  }
  return { contract, scenarios }
}

/** The tool's words about annotations are not silenced by annotations. */
export const notAllowed: readonly string[] = ['MRX101', 'MRX104']

const known = new WeakMap<Annotation, readonly ClauseProblem[]>()

export function standingProblems(annotation: Annotation, catalogue: Catalogue): readonly ClauseProblem[] {
  let problems = known.get(annotation)
  if (problems === undefined) known.set(annotation, (problems = problemsIn(annotation, catalogue)))
  return problems
}

function problemsIn(annotation: Annotation, catalogue: Catalogue): ClauseProblem[] {
  const { clauses, attachment } = annotation
  const problems = clauses.flatMap(clause => (clause.kind === 'allow' ? (codeProblem(clause, catalogue) ?? []) : []))
  problems.push(...needsResult(clauses, attachment))
  if (attachment.kind === 'point' || attachment.kind === 'item')
    return [...problems, ...clauses.flatMap(clause => misplacedInBody(clause, attachment.kind === 'point') ?? [])]
  const { contract, scenarios } = sectionsOf(annotation)
  problems.push(...contract.flatMap(clause => needsScenario(clause) ?? []))
  for (const { clauses: own } of scenarios) problems.push(...givenBesideSteps(own, attachment), ...outOfOrder(own))
  if (attachment.kind === 'file') problems.push(...contract.flatMap(needsFunction))
  return problems
}

function misplacedInBody(clause: Clause, inBody: boolean): ClauseProblem | undefined {
  if (clause.kind === 'allow' || (clause.kind === 'expect' && inBody)) return undefined
  const may = inBody ? "'expect' and 'allow'" : "'allow'"
  return problem(`'${wordOf(clause)}' cannot stand here: inside of a declaration only ${may} can.`, firstWord(clause))
}

function needsScenario(clause: Clause): ClauseProblem | undefined {
  if (clause.kind === 'expect' || clause.kind === 'stub' || clause.kind === 'allow') return undefined
  const word = wordOf(clause)
  return problem(`'${word}' belongs to a scenario: begin one with 'scenario "…"' in front of it.`, firstWord(clause))
}

/** With steps RDBSS hands over the parameters: they, and the references of what they point to, cannot be given. */
function givenBesideSteps(clauses: readonly Clause[], attachment: Attachment): ClauseProblem[] {
  if (attachment.kind !== 'function' || !clauses.some(({ kind }) => kind === 'step')) return []
  const parameters = parametersOf(attachment.symbol, attachment.definition)
  const settings = clauses.flatMap(clause => (clause.kind === 'given' ? clause.settings : []))
  return settings.flatMap(setting => {
    const target = setting.kind === 'value' ? setting.target : setting.kind === 'refs' ? setting.object : undefined
    const name = target && baseOf(target)
    if (name === undefined || !parameters.has(name.name)) return []
    return problem(`'${name.name}' can be given only without steps: here RDBSS hands it over.`, name)
  })
}

/** Steps that nothing is there for: behind 'unload', or for a connection in front of the first one. */
export function outOfOrder(clauses: readonly Clause[]): ClauseProblem[] {
  const steps = clauses.filter(clause => clause.kind === 'step')
  const unloaded = steps.findIndex(({ step }) => step.kind === 'unload')
  const behind = unloaded < 0 ? [] : steps.slice(unloaded + 1).filter(({ step }) => !mayFollow.has(step.kind))
  // Threads run at the same time: any of them may be the one that connects.
  const connected = steps.findIndex(({ step, thread }) => step.kind === 'connect' || thread !== undefined)
  const before = steps.slice(0, connected < 0 ? steps.length : connected).filter(({ step }) => isOnConnection(step))
  return [
    ...before.map(clause =>
      problem(`'${clause.step.kind}' has no connection here: nothing is connected yet.`, firstWord(clause)),
    ),
    ...behind.map(clause =>
      problem(`'${wordOf(clause)}' cannot stand behind 'unload': the driver is gone.`, firstWord(clause)),
    ),
  ]
}

const mayFollow: ReadonlySet<string> = new Set(['check', 'elapse', 'due'])

/** One of a name that nothing has is told as such. */
function isOnConnection(step: Step): boolean {
  if (step.kind === 'open' || step.kind === 'close') return step.on === undefined
  return (
    (step.kind === 'delete' || step.kind === 'disconnect' || step.kind === 'finalize') && step.connection === undefined
  )
}

/** `SrvCall` of `*SrvCall->Context`. */
function baseOf(expr: Expr): (Expr & { kind: 'name' }) | undefined {
  if (expr.kind === 'name') return expr
  const [inner] = partsOf(expr)
  return inner === undefined ? undefined : baseOf(inner)
}

/** `return` and `old` speak of one call of a function. */
function needsFunction(clause: Clause): ClauseProblem[] {
  return expressionsOf(clause).flatMap(expr =>
    ofFunction(expr).map(part => {
      const word = part.kind === 'query' ? 'old' : 'return'
      return problem(`'${word}' means nothing here: the annotation belongs to no function.`, part)
    }),
  )
}

/** `return` is what the function returns. */
function needsResult(clauses: readonly Clause[], attachment: Attachment): ClauseProblem[] {
  const symbol =
    attachment.kind === 'function'
      ? attachment.symbol
      : attachment.kind === 'point'
        ? attachment.function.symbol
        : undefined
  const returns = symbol && functionOf(symbol.type)?.returns
  if (symbol === undefined || returns === undefined || canonical(returns).kind !== 'void') return []
  return clauses.flatMap(clause =>
    resultsIn(clause).map(span => problem(`'return' means nothing here: '${symbol.name}' returns nothing.`, span)),
  )
}

function resultsIn(clause: Clause): Span[] {
  const results = expressionsOf(clause).flatMap(ofFunction)
  const spans: Span[] = results.filter(({ kind }) => kind === 'pseudo')
  return clause.kind === 'expect' && clause.property.kind === 'return-in' ? [...spans, firstWord(clause)] : spans
}

function ofFunction(expr: Expr): Expr[] {
  const own = (expr.kind === 'pseudo' && expr.name === 'return') || (expr.kind === 'query' && expr.query === 'old')
  return [...(own ? [expr] : []), ...partsOf(expr).flatMap(ofFunction)]
}

function codeProblem({ code }: AllowClause, catalogue: Catalogue): ClauseProblem | undefined {
  if (notAllowed.includes(code.name)) return problem(`${code.name} cannot be allowed: correct the annotation.`, code)
  if (catalogue.entry(code.name) !== undefined) return undefined
  const meant = nearest(
    code.name,
    catalogue.entries.map(entry => entry.code),
  )
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`
  return problem(`Unknown code '${code.name}'${hint || '.'}`, code, meant)
}

function wordOf(clause: Clause): string {
  return clause.kind !== 'step' ? clause.kind : clause.thread !== undefined ? 'thread' : clause.step.kind
}

function firstWord(clause: Clause): Span {
  return { start: clause.start, end: clause.start + wordOf(clause).length }
}

function problem(message: string, { start, end }: Span, replacement?: string): ClauseProblem {
  return { message, replacement, words: [], start, end }
}
