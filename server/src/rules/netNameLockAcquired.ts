// MRX022. MRxFinalizeSrvCall takes the netname table lock. On one way of its two the calling thread holds it already, and
// on the other one the driver's own locks are taken in the inverse order of all other callbacks (life cycle T6b, T7a).

import { macrosOf } from '../c/token.ts'
import { calledName } from '../flow/access.ts'
import type { CallPoint } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { callOf, type Found, foundBelow, ReachedPoints, reportAt } from './reached.ts'
import type { Report, Rule } from './rule.ts'

const acquiring = new ReachedPoints(
  callOf(
    'RxAcquirePrefixTableLockShared',
    'RxAcquirePrefixTableLockExclusive',
    'ExAcquireResourceSharedLite',
    'ExAcquireResourceExclusiveLite',
    'ExAcquireSharedStarveExclusive',
    'ExAcquireSharedWaitForExclusive',
  ),
)

export const netNameLockAcquired: Rule = {
  code: 'MRX022',
  questions: [acquiring.of],
  docs: {
    what: 'A finalizer acquires the netname table lock, `RxDeviceObject->pRxNetNameTable->TableLock`.',
    why: 'RDBSS calls `MRxFinalizeSrvCall` in two ways: directly, with this lock held exclusive by the same thread, or from a worker that holds none. A body that takes the lock after one of its own deadlocks with every callback that runs under the netname table lock and wants that own lock. `MRxFinalizeNetRoot` and `MRxFinalizeVNetRoot` always run with the lock held.',
    example: `
      - extern PRDBSS_DEVICE_OBJECT ElmDeviceObject;
      + extern FAST_MUTEX ElmServerMutex;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
      -     RxAcquirePrefixTableLockExclusive(ElmDeviceObject->pRxNetNameTable, TRUE); // MRX022
      +     ExAcquireFastMutex(&ElmServerMutex);
            SrvCall->Context = NULL;
      -     RxReleasePrefixTableLock(ElmDeviceObject->pRxNetNameTable);
      +     ExReleaseFastMutex(&ElmServerMutex);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ifs/connections-and-file-structure-locking',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
    ],
  },
  *check(context) {
    const members = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
    for (const found of foundBelow(context, members, acquiring, waitsForNetNameLock)) yield report(found)
  },
}

function waitsForNetNameLock({ values, own, state, inner }: Found<CallPoint>): boolean {
  const [lock, wait, ownLock, ownWait] = [values[0], values[1], own[0], own[1]]
  // With FALSE nobody waits, and nothing can deadlock.
  const tries =
    wait !== undefined && ownWait !== undefined && [state.nullness(wait), inner.nullness(ownWait)].includes('null')
  return !tries && [lock, ownLock].some(each => each !== undefined && (isNetNameLock(each) || isNetNameTable(each)))
}

function report(found: Found<CallPoint>): Report {
  const callback = found.callback.definition.symbol.name
  const { node } = found.point
  const name = macrosOf(node.first).find(each => each.startsWith('RxAcquire')) ?? calledName(node)
  const isDirect = found.member === 'MRxFinalizeSrvCall'
  const when = isDirect ? 'on one of its two ways' : 'always'
  return reportAt(
    found,
    `${name} takes the netname table lock, which RDBSS holds already when it calls '${callback}' (${when}): ${isDirect ? 'on the other one the order of locks is inverted and can deadlock' : 'it is needed for nothing here'}.`,
    isDirect ? {} : { severity: 'warning' },
  )
}

function isNetNameLock(lock: Value): boolean {
  if (lock.kind !== 'address' || lock.of.kind !== 'field' || lock.of.name !== 'TableLock') return false
  const table = lock.of.of
  return table.kind === 'pointee' && isNetNameTable(table.pointer)
}

function isNetNameTable(table: Value): boolean {
  return table.kind === 'initial' && table.of.kind === 'field' && table.of.name === 'pRxNetNameTable'
}
