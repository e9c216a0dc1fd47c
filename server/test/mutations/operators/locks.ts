// Locks, critical regions and levels that are not given back, or not entered.
import type { Call, Statement } from '../../../src/c/tree.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import { calledBy, type FunctionSite } from '../site.ts'
import { perhaps, reachedFrom } from './inserted.ts'

const finalizers = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
const keptLevel = {
  MRX041: 'a fast mutex that is kept keeps the IRQL raised',
  MRX042: 'pageable code is called with the spin lock, then',
  MRX044: 'a service is called with the lock, then',
}
const leftEarly = {
  ...keptLevel,
  MRX002: 'Context is not cleared yet',
  MRX057: 'the creation is not completed yet',
  MRX021: 'the back pointer is still there',
}

const acquires = /^(?:ExAcquire(?:FastMutex|Resource\w+)|KeAcquireSpinLock\w*|KeAcquireGuardedMutex)$/
const releases = /^(?:ExRelease(?:FastMutex|Resource\w+)|KeReleaseSpinLock\w*|KeReleaseGuardedMutex)$/

export const lockOperators: readonly Operator[] = [
  {
    code: 'MRX039',
    mistake: 'the release removed',
    companions: keptLevel,
    *mutants(driver) {
      for (const { site, call } of callsIn(driver, releases))
        yield { place: site.place(call), edits: [site.removed(site.statementOf(call))] }
    },
  },
  {
    code: 'MRX039',
    mistake: 'an early return under the lock',
    companions: leftEarly,
    *mutants(driver) {
      for (const { site, call } of callsIn(driver, releases)) {
        const siblings = site.siblings(site.statementOf(call))
        const release = siblings.indexOf(site.statementOf(call))
        const acquire = siblings.slice(0, release).findLastIndex(each => isCall(each, acquires))
        for (const statement of siblings.slice(acquire + 1, release + 1))
          if (acquire >= 0) yield earlyReturn(site, statement)
      }
    },
  },
  {
    code: 'MRX040',
    mistake: 'the critical region not entered',
    *mutants(driver) {
      for (const site of reachedFrom(driver, ['MRxFinalizeSrvCall'])) {
        const enters = site.calls('KeEnterCriticalRegion', 'FsRtlEnterFileSystem')
        for (const call of enters) yield { place: site.place(call), edits: [site.removed(site.statementOf(call))] }
      }
    },
  },
  {
    code: 'MRX040',
    mistake: 'a resource taken in front of everything else',
    *mutants(driver) {
      const text =
        '{ extern ERESOURCE MutantLock; ExAcquireResourceExclusiveLite(&MutantLock, TRUE); ExReleaseResourceLite(&MutantLock); }'
      for (const site of driver.implementing('MRxFinalizeSrvCall')) {
        const first = site.definition.body.statements.find(({ kind }) => kind !== 'declaration-statement')
        if (first !== undefined) yield { place: site.place(first), edits: site.before(first, text) }
      }
    },
  },
  {
    code: 'MRX041',
    mistake: 'raised in front of a return',
    *mutants(driver) {
      const text = '{ KIRQL MutantIrql; KeRaiseIrql(APC_LEVEL, &MutantIrql); }'
      for (const site of driver.implementing(...finalizers))
        for (const statement of site.returns())
          yield { place: site.place(statement), edits: site.before(statement, text) }
    },
  },
  {
    code: 'MRX041',
    mistake: 'the IRQL not restored',
    *mutants(driver) {
      for (const { site, call } of callsIn(driver, /^KeLowerIrql$/))
        yield { place: site.place(call), edits: [site.removed(site.statementOf(call))] }
    },
  },
]

function* callsIn(driver: CorrectDriver, names: RegExp): Iterable<{ site: FunctionSite; call: Call }> {
  for (const site of driver.functions.filter(each => driver.isUsed(each)))
    for (const call of site.nodes('call'))
      if (names.test(calledBy(call)) && site.statementOf(call).kind === 'expression-statement') yield { site, call }
}

function isCall(statement: Statement, names: RegExp): boolean {
  if (statement.kind !== 'expression-statement') return false
  const { expression } = statement
  return expression.kind === 'call' && names.test(calledBy(expression))
}

/** As one of the function's own returns. */
function earlyReturn(site: FunctionSite, statement: Statement): Mutant {
  const [first] = site.returns()
  return {
    place: site.place(statement),
    edits: site.before(statement, perhaps(first === undefined ? 'return;' : site.text(first))),
  }
}
