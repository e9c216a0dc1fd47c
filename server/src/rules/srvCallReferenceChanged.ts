// MRX025. A finalizer counts references of the object that is being finalized. Its count is at 1 or 2 by then and belongs
// to the finalization (observed): one reference less frees it early, one more keeps an object that no lookup finds.

import { macrosOf } from '../c/token.ts'
import { calledName } from '../flow/access.ts'
import type { CallPoint } from '../flow/graph.ts'
import { callOf, type Found, foundBelow, ReachedPoints, reportAt } from './reached.ts'
import type { Rule } from './rule.ts'

const dereferencing = ['RxDereference', 'RxDereferenceSrvCall', 'RxDereferenceNetRoot', 'RxDereferenceVNetRoot']
const referencing = [
  'RxReference',
  'RxReferenceSrvCall',
  'RxReferenceSrvCallAtDpc',
  'RxReferenceNetRoot',
  'RxReferenceVNetRoot',
]

const objects: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'SRV_CALL',
  MRxFinalizeNetRoot: 'NET_ROOT',
  MRxFinalizeVNetRoot: 'V_NET_ROOT',
}

const counting = new ReachedPoints(callOf(...dereferencing, ...referencing))

export const srvCallReferenceChanged: Rule = {
  code: 'MRX025',
  questions: [counting.of],
  docs: {
    what: 'A finalizer references or dereferences the object that RDBSS is finalizing.',
    why: 'The name is out of the table and the references that are left, one or two, are those of the finalization itself. `RxDereferenceSrvCall` takes one of these: the object is freed while RDBSS still works on it. `RxReferenceSrvCall` brings an object back that nobody can find any more, and that RDBSS frees in spite of the count or never.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     RxDereferenceSrvCall((PSRV_CALL)SrvCall, LHS_LockNotHeld); // MRX025
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxdereference',
      'https://learn.microsoft.com/windows-hardware/drivers/ifs/connection-and-file-structure-management',
    ],
  },
  *check(context) {
    for (const found of foundBelow(context, Object.keys(objects), counting, isOfDying)) yield report(found)
  },
}

function isOfDying({ values, callback }: Found): boolean {
  return values[0] !== undefined && values[0] === callback.entryValue(0)
}

function report(found: Found<CallPoint>) {
  const { node } = found.point
  const called = calledName(node)!
  // RxDereferenceSrvCall and its like are macros.
  const name = macrosOf(node.first).find(each => /^RxD?e?[rR]eference/.test(each)) ?? called
  const object = `this ${objects[found.member]}`
  return reportAt(
    found,
    dereferencing.includes(called)
      ? `${name} takes a reference that the finalization of ${object} needs: it is freed while RDBSS still uses it.`
      : `${name} holds on to ${object}, which RDBSS has taken out of its tables and frees after this callback.`,
  )
}
