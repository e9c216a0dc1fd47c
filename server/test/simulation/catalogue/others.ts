// Mistakes with the other objects of RDBSS, and in creations.
import { answered, creation, finalizer, lock, locks, type Mistakes, winner } from './mistake.ts'

export const others: Mistakes = {
  'MRX055: Context of the SRV_CALL in the NET_ROOT finalizer': {
    scenario: 'forced while a share is in use, by a user process',
    finalizeNetRoot:
      'NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)\n{\n    ((PSERVER)NetRoot->pSrvCall->Context)->Value = 1; // MRX055\n    return STATUS_SUCCESS;\n}\n',
  },
  'MRX056: the callback context is kept': {
    winner: winner('server->Pointer = Kept;'),
    declarations: 'static PMRX_SRVCALL_CALLBACK_CONTEXT Kept;\n',
    create: creation(`Kept = Context;\n    ${answered('STATUS_SUCCESS')}\n    return STATUS_PENDING;`),
    finalize: finalizer(
      'SrvCall->Context = NULL;\n    if (server != NULL) {\n        ((PMRX_SRVCALL_CALLBACK_CONTEXT)server->Pointer)->Status = 0; // MRX056\n        Free(server);\n    }',
    ),
  },
  'MRX057: a creation is answered twice': {
    create: creation(
      `${answered('STATUS_SUCCESS')}\n    Context->SrvCalldownStructure->CallBack(Context); // MRX057\n    return STATUS_PENDING;`,
    ),
  },
  'MRX057: a creation is never answered': {
    create: creation('return STATUS_PENDING;').replace('Context)', 'Context) // MRX057'),
  },
  'MRX057: a creation is answered at once': {
    create: creation(`${answered('STATUS_SUCCESS')}\n    return STATUS_SUCCESS;`).replace(
      'Context)',
      'Context) // MRX057',
    ),
  },
  'MRX058: what waits for the winner is lost': {
    scenario: 'MRxSrvCallWinnerNotify is never called',
    create: creation(
      'Context->RecommunicateContext = Allocate();\n    Context->Status = Context->RecommunicateContext == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;\n    Context->SrvCalldownStructure->CallBack(Context);\n    return STATUS_PENDING;',
    ),
    winner:
      'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    SrvCall->Context = Recommunicate;\n    return STATUS_SUCCESS;\n}\n',
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX058\n    if (server != NULL)\n        RtlZeroMemory(server, sizeof(*server));\n    return server;\n}\n',
  },
  'MRX059: a success code of WinnerNotify': {
    winner: winner('return STATUS_TIMEOUT;', ' // MRX059'),
  },
  'MRX060: a thread runs on': {
    ...locks,
    declarations: `${lock}static VOID NTAPI Echo(PVOID Context) // MRX060\n{\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);\n    PsTerminateSystemThread(STATUS_SUCCESS);\n}\n`,
    winner: winner(
      '{ HANDLE thread; if (NT_SUCCESS(PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Echo, NULL))) ZwClose(thread); }',
    ),
  },
}
