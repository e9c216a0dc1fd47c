// MRX033. A block with an ERESOURCE in it, freed without ExDeleteResourceLite.

import { storedBlocks } from './allocations.ts'
import { releasesIn } from './freedBlocks.ts'
import { leftInBlocks, leftReport } from './leftInBlocks.ts'
import { eachPlaceOnce } from './returns.ts'
import type { Rule } from './rule.ts'

export const resourceNotDeleted: Rule = {
  code: 'MRX033',
  questions: [releasesIn, storedBlocks],
  docs: {
    what: 'A block that is freed with an `ERESOURCE` in it that the driver initialises in such blocks, and that no way to the free deletes.',
    why: 'The system keeps all resources on one list. A resource that is freed without `ExDeleteResourceLite` stays on it: the next initialisation or deletion of any resource in the system writes to freed memory. With Driver Verifier that is a bug check at the free.',
    example: `
        typedef struct _ELM_SERVER { ERESOURCE Lock; ULONG State; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS ElmPrepare(PELM_SERVER Server)
        {
            return ExInitializeResourceLite(&Server->Lock);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX033
      +         ExDeleteResourceLite(&Server->Lock);
      +         RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exdeleteresourcelite'],
  },
  *check(context) {
    const left = leftInBlocks(context, ({ verb, as }) => verb === 'initializes' && as === 'resource', 'deletes')
    yield* eachPlaceOnce([...left].map(each => leftReport(each, told, 'it is initialised here')))
  },
}

function told(name: string): string {
  return `The resource '${name}' in this block is freed without ExDeleteResourceLite: it stays on the system's list of resources, which then leads into freed memory.`
}
