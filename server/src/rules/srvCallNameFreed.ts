// MRX027. The name of a SRV_CALL, or of a NET_ROOT, is freed: structure and text lie inside the object's own block (RDBSS
// allocates object, extension and name as one, observed), so what is freed is no block at all.
import { reportAt } from './reached.ts'
import type { Rule } from './rule.ts'
import { freedStrings, stringReleases } from './strings.ts'

export const srvCallNameFreed: Rule = {
  code: 'MRX027',
  questions: [stringReleases.of],
  docs: {
    what: '`pSrvCallName` or `pNetRootName`, or the text behind it, is freed.',
    why: 'RDBSS allocates the object and its name as one block. The pointer leads into the middle of it: the pool manager finds no header there, and the system stops with BAD_POOL_CALLER, or the pool is damaged.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
      +     DbgPrint("elm: %wZ is gone\\n", SrvCall->pSrvCallName);
            SrvCall->Context = NULL;
      -     RxFreePool(SrvCall->pSrvCallName->Buffer); // MRX027
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ifs/the-srv-call-structure'],
  },
  *check(context) {
    for (const found of freedStrings(context, ['_MRX_SRV_CALL_.pSrvCallName', '_MRX_NET_ROOT_.pNetRootName'])) {
      const object = found.field === 'pSrvCallName' ? 'SRV_CALL' : 'NET_ROOT'
      yield reportAt(
        found,
        `${found.field} lies inside the block of its ${object}: it is no allocation of its own, and RDBSS frees it with the ${object}.`,
      )
    }
  },
}
