// Expectations that a driver could have: what its functions' members, SAL and names suggest, as far as runs bear it out. The
// candidates are put in front of the functions, the driver lives its usual lives and, as long as there is time, the others, and
// what held in every call that was seen is proposed. Nothing is written into the driver's files.
import { unitAnnotations } from '../annotations/annotations.ts'
import { functionOf, isVoid, pointerOf, typedefNames } from '../c/predicates.ts'
import { vanishedName, writtenAt } from '../c/token.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { placeOf } from '../project/places.ts'
import { declarationsOf } from '../project/unitFacts.ts'
import type { Proposal, SimulateRequest } from '../protocol/simulate.ts'
import type { Budget } from '../simulation/budget.ts'
import { scavengedLife, usualLives } from '../simulation/builtinScenarios.ts'
import { membersOf } from './callbackList.ts'
import { proposedExpectations } from './clauseActions.ts'
import type { CheckedDriver } from './drivers.ts'
import { DriverSimulator, type SimulationContext } from './simulate.ts'

/** What is lived in any case: two ends, and one in which each allocation fails. */
const lives: readonly string[] = [...usualLives, scavengedLife]

/** Candidates for a function, and where the comment with them begins when all those before it are there. */
interface Group {
  readonly definition: FunctionDefinition
  readonly path: string
  readonly line: number
  readonly clauses: readonly string[]
}

export function proposals(
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
): Proposal[] {
  const { texts, drivers } = context.engine
  const groups = driver.paths.flatMap(path => groupsIn(path, driver, context))
  const open = new Set(texts.openDocuments)
  const before = new Map([...new Set(groups.map(({ path }) => path))].map(path => [path, texts.read(path)!]))
  // Where the functions are is asked before the texts change.
  const places = groups.map(({ definition }) => context.engine.findings.range(placeOf(definition.symbol.token)))
  try {
    for (const [path, text] of before) {
      const own = groups.filter(each => each.path === path)
      texts.setDocument(path, withClauses(text, own))
    }
    const [annotated] = drivers.with(driver.paths[0]!)
    const held = annotated === undefined ? new Set<string>() : heldIn(annotated, request, context, budget)
    return groups.flatMap(({ path, definition, line, clauses }, i) => {
      const own = clauses.filter((_, k) => held.has(`${path}:${line + 1 + k}`))
      const { name } = definition.symbol
      return own.length === 0 ? [] : [{ file: path, function: name, range: places[i]!, clauses: own }]
    })
  } finally {
    for (const [path, text] of before) texts.setDocument(path, open.has(path) ? text : undefined)
  }
}

/** `path:line` of the clauses that held wherever they were reached, and were. */
function heldIn(
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
): Set<string> {
  const own = { ...context, loaded: new WeakMap() }
  const held = new Set<string>()
  const broken = new Set<string>()
  const others = new DriverSimulator(driver, request, own).listed().filter(({ builtin }) => builtin)
  for (const scenario of new Set([...lives, ...others.map(({ name }) => name)])) {
    if (!lives.includes(scenario) && budget.isOver()) break
    const { scenarios } = new DriverSimulator(driver, { ...request, scenario }, own).simulate(budget)
    for (const { file, range, verdict } of scenarios.flatMap(({ expectations }) => expectations)) {
      const at = `${file}:${range.start.line}`
      if (verdict === 'pass') held.add(at)
      if (verdict === 'fail') broken.add(at)
    }
  }
  return new Set([...held].filter(at => !broken.has(at)))
}

/** Each group directly in front of its function. */
function withClauses(text: string, groups: readonly Group[]): string {
  const lines = text.split('\n')
  for (const { line, clauses } of groups) lines.splice(line, 0, '/* @mrx', ...clauses.map(each => ` * ${each}`), ' */')
  return lines.join('\n')
}

// ---- Candidates ------------------------------------------------------------------------------------------------

function groupsIn(path: string, driver: CheckedDriver, { engine }: SimulationContext): Group[] {
  const unit = engine.units.unit(path)
  if (unit === undefined) return []
  const annotated = new Set(
    unitAnnotations(unit).flatMap(({ attachment }) => (attachment.kind === 'function' ? [attachment.symbol.name] : [])),
  )
  const definitions = unit.chunks.flatMap(({ declarations }) =>
    declarations.flatMap(each => (each.kind === 'function-definition' ? [each] : [])),
  )
  let added = 0
  return definitions.flatMap(definition => {
    const { symbol, first } = definition
    if (annotated.has(symbol.name) || writtenAt(first).origin.file !== path) return []
    const clauses = candidateClauses(definition, membersIn(driver, symbol.name))
    const line = engine.findings.range(placeOf(first)).start.line + added
    if (clauses.length > 0) added += clauses.length + 2
    return clauses.length === 0 ? [] : [{ definition, path, line, clauses }]
  })
}

function membersIn({ callbacks }: CheckedDriver, name: string): string[] {
  return callbacks?.implementations.filter(each => each.name === name).flatMap(membersOf) ?? []
}

/** Before anybody asks whether they hold. */
export function candidateClauses(definition: FunctionDefinition, members: readonly string[]): string[] {
  const clauses = [...proposedExpectations(definition, members), ...ofSal(definition), ...ofName(definition)]
  return [...new Set(clauses)]
}

/** What SAL says and the simulator does not count as a clause anyway. */
function ofSal({ symbol }: FunctionDefinition): string[] {
  const said = new Set(declarationsOf(symbol).flatMap(({ annotations }) => annotations.map(each => vanishedName(each))))
  const own = said.has('_Ret_notnull_') || said.has('_Ret_valid_') ? ['expect return != NULL'] : []
  return said.has('_IRQL_requires_same_') ? own : [...own, 'expect irql == old(irql)']
}

/** A verb says what becomes of the first argument, a type what the result can be. */
function ofName({ symbol: { name, type }, parameters: [first] }: FunctionDefinition): string[] {
  const returns = functionOf(type)?.returns
  const isPointer = first?.name !== undefined && pointerOf(first.type) !== undefined
  const frees = isPointer && /(?:^|[a-z\d])(?:Free|Destroy|Delete)(?:[A-Z]|$)/.test(name)
  return [...(frees ? [`expect free ${first.name}`] : []), ...ofResult(returns)]
}

function ofResult(returns: Type | undefined): string[] {
  if (returns === undefined || isVoid(returns)) return []
  if (pointerOf(returns) !== undefined) return ['expect return != NULL']
  const names = typedefNames(returns)
  if (names.includes('NTSTATUS')) return ['expect return == STATUS_SUCCESS']
  return names.includes('BOOLEAN') ? ['expect return in { TRUE, FALSE }'] : []
}
