// MRX002. SrvCall->Context that is not NULL when MRxFinalizeSrvCall returns, in a driver that stores to it, or behind the free
// of what it holds: the store may not be written yet. Returns that skip the cleanup because of Force or of a failed
// allocation are told by MRX007 and MRX051.

import type { Alternative } from '../flow/alternative.ts'
import { isCertain } from '../flow/state.ts'
import { placeOf } from '../project/places.ts'
import { firstStore, isLeft, leftReport } from './fieldLeft.ts'
import { type Finalizer, failedAllocation, finalizersOf, skippingForce } from './finalizerExits.ts'
import { isManaged } from './managedExtensions.ts'
import { eachPlaceOnce } from './returns.ts'
import type { Remark, Rule } from './rule.ts'

const why =
  'RDBSS frees the SRV_CALL after this call and asserts that nothing is attached to it; until then others find a stale pointer.'

export const contextNotCleared: Rule = {
  code: 'MRX002',
  docs: {
    what: 'A return of `MRxFinalizeSrvCall` on which `SrvCall->Context` is not NULL, in a driver that stores to this field or frees what it holds. Nothing is said where RDBSS manages the extension, or where the field may have been cleared by a function that cannot be seen.',
    why: 'The callback runs once for a SRV_CALL. RDBSS frees the block afterwards and asserts that Context is NULL; a checked build stops there. After a forced finalization the SRV_CALL lives on, and every other callback finds the pointer to what was freed.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
        {
            UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
            SrvCall->Context = RecommunicateContext;
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     PVOID Server = SrvCall->Context;
      +
            UNREFERENCED_PARAMETER(Force);
      -     if (SrvCall->Context != NULL)
      +     SrvCall->Context = NULL;
      +     if (Server != NULL)
      -         RxFreePool(SrvCall->Context);
      +         RxFreePool(Server);
      -     return STATUS_SUCCESS; // MRX002
      +     return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'Observed in a public implementation of RDBSS: the assertion when a SRV_CALL is freed',
    ],
  },
  *check(context) {
    const store = firstStore(context, 'Context')
    if (isManaged(context, '_MRX_SRV_CALL_') !== false) return
    for (const finalizer of finalizersOf(context, 'MRxFinalizeSrvCall')) {
      const { analysis } = finalizer
      const skipping = skippingForce(finalizer)
      const left = finalizer.exits
        .filter(
          exit =>
            isLeft(analysis, exit.state, 'Context') &&
            (skipping === undefined || exit.force === !skipping) &&
            failedAllocation(finalizer, exit) === undefined,
        )
        .map(({ state }) => state)
      yield* eachPlaceOnce(
        left.flatMap(state => {
          const evidence = store ?? freedHere(finalizer, state)
          return evidence ? leftReport(analysis, state, { field: 'Context', evidence, why }, left, context) : []
        }),
      )
    }
  },
}

/** What the field still holds was freed on this way: somebody stores to it, wherever that is. */
function freedHere({ context, field }: Finalizer, exit: Alternative): Remark | undefined {
  const freed = exit.held(field) === context ? exit.freed(context) : undefined
  if (!isCertain(freed)) return undefined
  return { place: placeOf(freed.call.first, freed.call.last), message: 'what it holds is freed here' }
}
