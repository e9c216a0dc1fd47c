// Mistakes that are one statement too much: it is put in front of every statement of the functions where it is wrong.
import { descendantsOf } from '../../../src/c/walk.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import { calledBy, type FunctionSite } from '../site.ts'

export interface Insertion extends Omit<Operator, 'mutants'> {
  readonly members: readonly string[]
  /** Also where the callbacks call, if `text` needs nothing of the callback's own. */
  readonly reached?: boolean
  /** Undefined: it does not fit into the function. */
  readonly text: (site: FunctionSite, driver: CorrectDriver) => string | undefined
}

export function insertion({ members, reached = false, text, ...rest }: Insertion): Operator {
  return {
    ...rest,
    *mutants(driver) {
      const sites = reached ? reachedFrom(driver, members) : driver.implementing(...members)
      for (const site of sites) {
        const statement = text(site, driver)
        if (statement !== undefined) yield* inFrontOfAll(site, statement)
      }
    },
  }
}

export function* inFrontOfAll(site: FunctionSite, text: string): Iterable<Mutant> {
  for (const statement of site.statements()) yield { place: site.place(statement), edits: site.before(statement, text) }
}

/** The callbacks, and the driver's functions that they call directly. */
export function reachedFrom(driver: CorrectDriver, members: readonly string[]): FunctionSite[] {
  const reached = new Set(driver.implementing(...members))
  for (const site of reached)
    for (const node of descendantsOf(site.definition.body))
      if (node.kind === 'call')
        for (const other of driver.functions) if (other.name === calledBy(node)) reached.add(other)
  return [...reached]
}

/** Of what waits. */
export const underSpinLock = { MRX044: 'it stands where a spin lock is held' }

/** Nobody knows what it is. */
export function perhaps(then: string): string {
  return `{ extern BOOLEAN MutantChance; if (MutantChance) ${then} }`
}
