// How the life of a SRV_CALL begins: what creation answers, what it keeps, what the winner returns.
import type { Call } from '../../../src/c/tree.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import type { FunctionSite } from '../site.ts'
import { insertion, reachedFrom } from './inserted.ts'

const creators = ['MRxCreateSrvCall', 'MRxCreateVNetRoot']

export const creationOperators: readonly Operator[] = [
  {
    code: 'MRX057',
    mistake: 'STATUS_SUCCESS in place of STATUS_PENDING',
    *mutants(driver) {
      yield* returning(driver.implementing(...creators), 'STATUS_PENDING', 'STATUS_SUCCESS')
    },
  },
  completion('the callback never called', (site, call) => [site.removed(site.statementOf(call))]),
  completion('the callback called twice', (site, call) => {
    const statement = site.statementOf(call)
    return site.after(statement, site.text(statement))
  }),
  {
    code: 'MRX059',
    mistake: 'a success code that is not STATUS_SUCCESS',
    *mutants(driver) {
      yield* returning(driver.implementing('MRxSrvCallWinnerNotify'), 'STATUS_SUCCESS', 'STATUS_ALERTED')
    },
  },
  insertion({
    code: 'MRX056',
    mistake: 'the callback context kept in Context',
    companions: { MRX002: 'nothing else had set Context', MRX003: 'nothing else had set Context' },
    members: ['MRxCreateSrvCall'],
    text: site => `${site.parameter(0)}->Context = ${site.parameter(1)};`,
  }),
  insertion({
    code: 'MRX056',
    mistake: 'the creation context kept in Context',
    companions: { MRX003: 'nothing else had set Context' },
    members: ['MRxCreateVNetRoot'],
    text: site => `${site.parameter(0)}->pVNetRoot->Context = ${site.parameter(0)};`,
  }),
  {
    code: 'MRX030',
    mistake: 'the SRV_CALL itself in Context',
    *mutants(driver) {
      // Where the finalizer counts references down, the block is freed by a count that is none.
      if (!driver.implementing('MRxFinalizeSrvCall').some(freesContext)) return
      for (const site of driver.implementing('MRxSrvCallWinnerNotify'))
        for (const node of site.nodes('assignment'))
          if (site.text(node.target) === `${site.parameter(0)}->Context`)
            yield { place: site.place(node), edits: [site.replaced(node.value, site.parameter(0))] }
    },
  },
]

function* returning(sites: readonly FunctionSite[], right: string, wrong: string): Iterable<Mutant> {
  for (const site of sites)
    for (const { value } of site.returns())
      if (value !== undefined && site.text(value) === right)
        yield { place: site.place(value), edits: [site.replaced(value, wrong)] }
}

function completion(mistake: string, edits: (site: FunctionSite, call: Call) => Mutant['edits']): Operator {
  return {
    code: 'MRX057',
    mistake,
    *mutants(driver) {
      for (const { site, call } of completions(driver)) yield { place: site.place(call), edits: edits(site, call) }
    },
  }
}

/** Calls through `CallBack` of the calldown structure or `Callback` of the creation context. */
function* completions(driver: CorrectDriver): Iterable<{ site: FunctionSite; call: Call }> {
  for (const site of reachedFrom(driver, creators))
    for (const call of site.nodes('call'))
      if (call.callee.kind === 'member' && /^CallBack$/i.test(call.callee.name)) yield { site, call }
}

function freesContext(site: FunctionSite): boolean {
  return site.calls('RxFreePool', 'ExFreePool', 'ExFreePoolWithTag').length > 0
}
