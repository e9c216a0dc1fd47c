// MRX024. A finalizer that starts another finalization: RDBSS is in the midst of this one, holds the netname table lock on
// one of its two ways, and frees what the inner call finalizes while the outer one still uses it.
import { calledName } from '../flow/access.ts'
import { callOf, foundBelow, ReachedPoints, reportAt } from './reached.ts'
import type { Rule } from './rule.ts'

const finalizing = new ReachedPoints(
  callOf(
    'RxFinalizeSrvCall',
    'RxFinalizeNetRoot',
    'RxFinalizeVNetRoot',
    'RxFinalizeConnection',
    'RxForceFinalizeAllVNetRoots',
  ),
)

export const recursiveFinalize: Rule = {
  code: 'MRX024',
  questions: [finalizing.of],
  docs: {
    what: 'A finalizer calls `RxFinalizeSrvCall`, `RxFinalizeNetRoot` or another routine that finalizes RDBSS objects.',
    why: 'RDBSS called the finalizer from within such a routine. A second one re-enters it: flags and counts of the object are in between, and what the inner call frees is used by the outer one when it goes on. Mini-redirectors do not finalize objects themselves; they drop references and RDBSS does the rest.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     RxFinalizeSrvCall((PSRV_CALL)SrvCall, Force); // MRX024
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizesrvcall',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizenetroot',
    ],
  },
  *check(context) {
    const members = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
    for (const found of foundBelow(context, members, finalizing)) {
      const callback = found.callback.definition.symbol.name
      yield reportAt(
        found,
        `${calledName(found.point.node)} starts a finalization within the one that called '${callback}': it frees what RDBSS still uses when '${callback}' returns.`,
      )
    }
  },
}
