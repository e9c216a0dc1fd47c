// MRX001. A callback frees the RDBSS object that it was given. RDBSS frees the block itself when the callback has returned:
// a double free, and a use after free in between.
import type { CallPoint } from '../flow/graph.ts'
import { type Found, foundBelow, releases, reportAt } from './reached.ts'
import type { Rule } from './rule.ts'

/** The member, what its first parameter is. */
const objects: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'SRV_CALL',
  MRxCreateSrvCall: 'SRV_CALL',
  MRxSrvCallWinnerNotify: 'SRV_CALL',
  MRxFinalizeNetRoot: 'NET_ROOT',
  MRxFinalizeVNetRoot: 'V_NET_ROOT',
  MRxUpdateNetRootState: 'NET_ROOT',
  MRxDeallocateForFcb: 'FCB',
  MRxDeallocateForFobx: 'FOBX',
  MRxForceClosed: 'SRV_OPEN',
}

/** Fields that lead from one RDBSS object to another. */
const links: Readonly<Record<string, string>> = {
  '_MRX_NET_ROOT_.pSrvCall': 'SRV_CALL',
  '_MRX_V_NET_ROOT_.pNetRoot': 'NET_ROOT',
}

export const srvCallFreed: Rule = {
  code: 'MRX001',
  questions: [releases.of],
  docs: {
    what: 'A callback frees the `SRV_CALL`, or another RDBSS object, that RDBSS gave to it.',
    why: 'The finalizers clean up what the driver attached to the object. The block itself belongs to RDBSS, which goes on using it when the callback returns and then frees it: a double free, and a use after free before that.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     PVOID Server = SrvCall->Context;
      +
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     RxFreePool(SrvCall); // MRX001
      +     if (Server != NULL) {
      +         RxFreePool(Server);
      +     }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ifs/the-srv-call-structure'],
  },
  *check(context) {
    for (const found of foundBelow(context, Object.keys(objects), releases, isFreed)) {
      const callback = found.callback.definition.symbol.name
      const object = objectOf(found)
      yield reportAt(
        found,
        `This frees the ${object} that RDBSS passed to '${callback}'. RDBSS frees it itself afterwards: free only what the driver attached to it.`,
      )
    }
  },
}

function isFreed(found: Found<CallPoint>): boolean {
  return objectOf(found) !== undefined && found.state.nullness(found.values[0]!) !== 'null'
}

function objectOf({ values, member, callback }: Found<CallPoint>): string | undefined {
  const value = values[0]!
  if (value === callback.entryValue(0)) return objects[member]
  return value.kind === 'initial' && value.of.kind === 'field' ? links[value.of.label] : undefined
}
