// MRX049. A finalizer waits for RDBSS's workers, and it may run in one of them: a worker is counted until its routine has
// returned (observed), so the wait never ends.
import { calledName } from '../flow/access.ts'
import { callOf, foundBelow, ReachedPoints, reportAt } from './reached.ts'
import type { Rule } from './rule.ts'

const waiting = new ReachedPoints(
  callOf('RxSpinDownMRxDispatcher', 'RxStopMinirdr', 'RxUnregisterMinirdr', 'RxpUnregisterMinirdr'),
)

export const selfWaitOnDispatcher: Rule = {
  code: 'MRX049',
  questions: [waiting.of],
  docs: {
    what: '`RxSpinDownMRxDispatcher`, `RxStopMinirdr` or `RxUnregisterMinirdr` is called in a finalizer.',
    why: 'These routines wait until no work item of the mini-redirector is left. `MRxFinalizeSrvCall` runs as such a work item when the last reference goes in a user process, and it counts as outstanding until it returns: it waits for itself, for ever.',
    example: `
        extern PRDBSS_DEVICE_OBJECT ElmDeviceObject;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     RxSpinDownMRxDispatcher(ElmDeviceObject); // MRX049
            return STATUS_SUCCESS;
      + }
      +
      + VOID NTAPI ElmUnload(PDRIVER_OBJECT DriverObject)
      + {
      +     RxUnregisterMinirdr(ElmDeviceObject);
      +     RxUnload(DriverObject);
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/rxworkq/nf-rxworkq-rxspindownmrxdispatcher',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nf-mrx-rxstopminirdr',
    ],
  },
  *check(context) {
    const members = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
    for (const found of foundBelow(context, members, waiting)) {
      const callback = found.callback.definition.symbol.name
      yield reportAt(
        found,
        `${calledName(found.point.node)} waits until every work item of the driver has returned, and '${callback}' may run as one: it waits for itself.`,
      )
    }
  },
}
