// MRX003. SrvCall->Context2 that is not NULL when MRxFinalizeSrvCall returns, in a driver that stores to it.
import { implementationsOf } from './callbackFlow.ts'
import { firstStore, isLeft, leftReport } from './fieldLeft.ts'
import { eachPlaceOnce, usualExits } from './returns.ts'
import type { Rule } from './rule.ts'

const why = 'RDBSS asserts that it is NULL when it frees the SRV_CALL, whoever manages the extension.'

export const context2NotCleared: Rule = {
  code: 'MRX003',
  docs: {
    what: 'A return of `MRxFinalizeSrvCall` on which `SrvCall->Context2` is not NULL, in a driver that stores to this field.',
    why: 'RDBSS asserts that Context2 is NULL when it frees the SRV_CALL, even where it manages the extension that Context points to. What the field still points to is lost.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
        {
            UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
            SrvCall->Context2 = RecommunicateContext;
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      +     SrvCall->Context2 = NULL;
      -     return STATUS_SUCCESS; // MRX003
      +     return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['Observed in a public implementation of RDBSS: the assertion when a SRV_CALL is freed'],
  },
  *check(context) {
    const store = firstStore(context, 'Context2')
    if (store === undefined) return
    for (const analysis of implementationsOf(context, 'MRxFinalizeSrvCall')) {
      if (analysis.unknown !== undefined) continue
      const left = usualExits(analysis).filter(exit => isLeft(analysis, exit, 'Context2'))
      yield* eachPlaceOnce(
        left.map(exit => leftReport(analysis, exit, { field: 'Context2', evidence: store, why }, left, context)),
      )
    }
  },
}
