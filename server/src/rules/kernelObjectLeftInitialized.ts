// MRX035. A block with a lookaside list, a file lock or a notify synchronisation object in it, freed without their deletion.

import { storedBlocks } from './allocations.ts'
import { releasesIn } from './freedBlocks.ts'
import { leftInBlocks, leftReport } from './leftInBlocks.ts'
import { eachPlaceOnce } from './returns.ts'
import type { Rule } from './rule.ts'

/** By kind: how messages call it, and what deletes it. */
const kinds: Readonly<Record<string, { readonly noun: string; readonly deletion: string }>> = {
  lookaside: {
    noun: 'lookaside list',
    deletion: 'its deletion: the blocks that it keeps leak, and it stays on the list of all lookaside lists',
  },
  'file-lock': { noun: 'file lock', deletion: 'FsRtlUninitializeFileLock: the lock records that it keeps leak' },
  'notify-sync': {
    noun: 'notify object',
    deletion: 'FsRtlNotifyUninitializeSync: the object that it has allocated leaks',
  },
}

export const kernelObjectLeftInitialized: Rule = {
  code: 'MRX035',
  questions: [releasesIn, storedBlocks],
  docs: {
    what: 'A block that is freed with a lookaside list, a `FILE_LOCK` or a `PNOTIFY_SYNC` in it that the driver initialises in such blocks, and that no way to the free deletes.',
    why: 'These objects own more than their own bytes. A lookaside list keeps free blocks and is linked into a list of the system, which leads into freed memory afterwards; file locks and notify objects have allocations of their own, which leak.',
    example: `
        typedef struct _ELM_SERVER { NPAGED_LOOKASIDE_LIST Requests; ULONG State; } ELM_SERVER, *PELM_SERVER;

        VOID ElmPrepare(PELM_SERVER Server)
        {
            ExInitializeNPagedLookasideList(&Server->Requests, NULL, NULL, 0, 64, 'qRlE', 0);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX035
      +         ExDeleteNPagedLookasideList(&Server->Requests);
      +         RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exdeletenpagedlookasidelist',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/nf-ntifs-_fsrtl_advanced_fcb_header-fsrtluninitializefilelock',
    ],
  },
  *check(context) {
    const left = leftInBlocks(
      context,
      ({ verb, as }) => verb === 'initializes' && Object.hasOwn(kinds, as ?? ''),
      'deletes',
    )
    yield* eachPlaceOnce(
      [...left].map(each => {
        const { noun, deletion } = kinds[each.use.as ?? '']!
        return leftReport(
          each,
          name => `The ${noun} '${name}' in this block is freed without ${deletion}.`,
          'it is initialised here',
        )
      }),
    )
  },
}
