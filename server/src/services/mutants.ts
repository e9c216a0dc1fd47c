// Do the expectations bite? Small mistakes are put into the functions that have clauses, one at a time, and the scenarios of
// the annotations run again: a mutant that breaks no clause is one that nobody would notice.

import type { Statement } from '../c/tree.ts'
import { childrenOf, isExpression, type TreeNode } from '../c/walk.ts'
import type { Place } from '../project/places.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import type { Mutant, SimulateRequest } from '../protocol/simulate.ts'
import type { Budget } from '../simulation/budget.ts'
import type { CheckedDriver } from './drivers.ts'
import { DriverSimulator, type SimulationContext } from './simulate.ts'

interface Mutation {
  readonly function: string
  readonly place: Place
  readonly change: string
  readonly newText: string
}

/** One after the other, until the time is over; returns how many are left. */
export function* mutants(
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
): Generator<Mutant, number> {
  const { engine } = context
  const all = mutationsOf(driver, request, context)
  for (const [i, { function: name, place, change, newText }] of all.entries()) {
    if (budget.isOver()) return all.length - i
    const range = engine.findings.range(place)
    const text = engine.texts.read(place.file)!
    const wasOpen = [...engine.texts.openDocuments].includes(place.file)
    try {
      engine.texts.setDocument(place.file, text.slice(0, place.start) + newText + text.slice(place.end))
      const [changed] = engine.drivers.with(driver.paths[0]!)
      const caught = changed === undefined ? {} : caughtIn(changed, request, context, budget)
      // Nobody knows what the rest of the time would have shown.
      if (caught.caughtBy === undefined && budget.isOver()) return all.length - i
      yield { file: place.file, function: name, range, change, ...caught }
    } finally {
      engine.texts.setDocument(place.file, wasOpen ? text : undefined)
    }
  }
  return 0
}

/**
 * The first clause that a scenario breaks; else what is found without clauses. Clauses of a function hold in every life, so a
 * mutant that the short ones do not show goes through all of them.
 */
function caughtIn(
  driver: CheckedDriver,
  request: SimulateRequest,
  context: SimulationContext,
  budget: Budget,
): Pick<Mutant, 'caughtBy' | 'violation'> {
  const own = { ...context, loaded: new WeakMap() }
  const all = new DriverSimulator(driver, request, own).listed()
  const namesOf = (builtin: boolean) => all.filter(each => each.builtin === builtin).map(({ name }) => name)
  let violation: string | undefined
  for (const scenario of [...namesOf(false), ...namesOf(true)]) {
    const { scenarios } = new DriverSimulator(driver, { ...request, scenario }, own).simulate(budget)
    const broken = scenarios.flatMap(each => each.expectations).find(({ verdict }) => verdict === 'fail')
    if (broken !== undefined) return { caughtBy: broken.text }
    violation ??= scenarios.flatMap(each => each.violations)[0]?.code
  }
  return violation === undefined ? {} : { violation }
}

function mutationsOf(driver: CheckedDriver, request: SimulateRequest, context: SimulationContext): Mutation[] {
  const { contracts, scenarios } = new DriverSimulator(driver, request, context).annotations
  const names = new Set([...contracts, ...scenarios].flatMap(({ home }) => home.function?.symbol.name ?? []))
  const { engine } = context
  return driver.paths.flatMap(path => {
    const declarations = engine.units.unit(path)?.chunks.flatMap(chunk => chunk.declarations) ?? []
    return declarations.flatMap(declaration => {
      if (declaration.kind !== 'function-definition' || !names.has(declaration.symbol.name)) return []
      const text = (node: TreeNode) => {
        const { file, start, end } = placeOf(node.first, node.last)
        return (engine.texts.read(file) ?? '').slice(start, end)
      }
      return mutationsIn(declaration.body, text).map(each => ({ ...each, function: declaration.symbol.name }))
    })
  })
}

function mutationsIn(node: TreeNode, text: (node: TreeNode) => string): Omit<Mutation, 'function'>[] {
  const below = childrenOf(node).flatMap(child => (isExpression(child) ? [] : mutationsIn(child, text)))
  const own = isExpression(node) ? undefined : mutationOf(node as Statement, text)
  return own === undefined ? below : [own, ...below]
}

function mutationOf(node: Statement, text: (node: TreeNode) => string): Omit<Mutation, 'function'> | undefined {
  if (!isWrittenOut(node.first, node.last)) return undefined
  switch (node.kind) {
    case 'expression-statement':
      return { place: placeOf(node.first, node.last), change: `without '${oneLine(text(node))}'`, newText: ';' }
    case 'if': {
      const test = text(node.test)
      return {
        place: placeOf(node.test.first, node.test.last),
        change: `if (!(${oneLine(test)}))`,
        newText: `!(${test})`,
      }
    }
    case 'return': {
      const value = node.value === undefined ? '' : text(node.value)
      const other = /^STATUS_(?:SUCCESS|PENDING)$/.test(value) ? 'STATUS_UNSUCCESSFUL' : undefined
      if (node.value === undefined || other === undefined) return undefined
      return { place: placeOf(node.value.first, node.value.last), change: `return ${other}`, newText: other }
    }
  }
  return undefined
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
