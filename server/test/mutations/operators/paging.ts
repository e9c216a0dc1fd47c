// Pageable code: what it must not do, and what says that it is pageable.
import type { Statement } from '../../../src/c/tree.ts'
import type { Operator } from '../operator.ts'
import type { FunctionSite } from '../site.ts'
import { inFrontOfAll } from './inserted.ts'

const spinLock =
  '{ extern KSPIN_LOCK MutantSpin; KIRQL MutantIrql; KeAcquireSpinLock(&MutantSpin, &MutantIrql); KeReleaseSpinLock(&MutantSpin, MutantIrql); }'

export const pagingOperators: readonly Operator[] = [
  {
    code: 'MRX042',
    mistake: 'a spin lock in pageable code',
    *mutants(driver) {
      for (const site of driver.functions) if (saysPaged(site) !== undefined) yield* inFrontOfAll(site, spinLock)
    },
  },
  {
    code: 'MRX043',
    mistake: 'PAGED_CODE() removed',
    *mutants(driver) {
      for (const site of driver.functions) {
        const statement = saysPaged(site)
        if (statement !== undefined) yield { place: site.place(statement), edits: [site.removed(statement)] }
      }
    },
  },
]

function saysPaged(site: FunctionSite): Statement | undefined {
  return site.definition.body.statements.find(statement => site.text(statement).startsWith('PAGED_CODE'))
}
