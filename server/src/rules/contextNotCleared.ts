// MRX002. SrvCall->Context that is not NULL when MRxFinalizeSrvCall returns, in a driver that stores to it. Returns that skip
// the cleanup because of Force or of a failed allocation are told by MRX007 and MRX051.

import { firstStore, isLeft, leftReport } from './fieldLeft.ts'
import { failedAllocation, finalizersOf, skippingForce } from './finalizerExits.ts'
import { isManaged } from './managedExtensions.ts'
import { eachPlaceOnce } from './returns.ts'
import type { Rule } from './rule.ts'

const why =
  'RDBSS frees the SRV_CALL after this call and asserts that nothing is attached to it; until then others find a stale pointer.'

export const contextNotCleared: Rule = {
  code: 'MRX002',
  docs: {
    what: 'A return of `MRxFinalizeSrvCall` on which `SrvCall->Context` is not NULL, in a driver that stores to this field. Nothing is said where RDBSS manages the extension, or where the field may have been cleared by a function that cannot be seen.',
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
    if (store === undefined || isManaged(context, '_MRX_SRV_CALL_') !== false) return
    for (const finalizer of finalizersOf(context, 'MRxFinalizeSrvCall')) {
      const { analysis } = finalizer
      const skipping = skippingForce(finalizer)
      const left = finalizer.exits.filter(
        exit =>
          isLeft(analysis, exit.state, 'Context') &&
          (skipping === undefined || exit.force === !skipping) &&
          failedAllocation(finalizer, exit) === undefined,
      )
      yield* eachPlaceOnce(
        left.map(({ state }) => leftReport(analysis, state, { field: 'Context', store, why }, context)),
      )
    }
  },
}
