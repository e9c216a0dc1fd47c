// Mistakes with what the kernel has.
import { finalizer, locks, type Mistakes, post, released, winner, worker, wrongFinalizer } from './mistake.ts'

export const kernel: Mistakes = {
  'MRX033: an ERESOURCE is not deleted': {
    winner: winner('ExInitializeResourceLite(&server->Lock);'),
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX033\n}\n',
  },
  'MRX034: a timer is set': {
    winner: winner(
      'KeInitializeTimer(&server->Timer);\n    { LARGE_INTEGER due; due.QuadPart = -10000000; KeSetTimer(&server->Timer, due, NULL); }',
    ),
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX034\n}\n',
  },
  'MRX035: a lookaside list is not deleted': {
    declarations: 'static NPAGED_LOOKASIDE_LIST List;\n',
    beforeRegister: 'ExInitializeNPagedLookasideList(&List, NULL, NULL, 0, 16, TAG, 0);',
    unload: 'RxUnregisterMinirdr(MyDevice);\n    return;',
    unloadMark: ' // MRX035',
  },
  'MRX037: a file is not closed': {
    winner: winner(
      '{\n    OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios;\n    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);\n    ZwOpenFile(&server->Handle, 0, &oa, &ios, 0, 0); // MRX037\n    }',
    ),
  },
  'MRX039: a lock is not released': {
    ...locks,
    finalize: wrongFinalizer('MRX039', `KeAcquireSpinLockRaiseToDpc(&SpinLock); KeLowerIrql(0);\n    ${released}`),
  },
  'MRX041: the IRQL is not restored': {
    ...locks,
    finalize: wrongFinalizer('MRX041', `${released}\n    KfRaiseIrql(APC_LEVEL);`),
  },
  'MRX042: paged pool under a spin lock': {
    ...locks,
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(PagedPool, sizeof(*server), TAG);\n    if (server != NULL)\n        server->Value = 0;\n    return server;\n}\n',
    finalize: finalizer(
      `SrvCall->Context = NULL;\n    if (server != NULL) {\n        KIRQL irql = KeAcquireSpinLockRaiseToDpc(&SpinLock);\n        server->Value = 1; // MRX042\n        KeReleaseSpinLock(&SpinLock, irql);\n        Free(server);\n    }`,
    ),
  },
  'MRX044: ZwClose at APC_LEVEL': {
    ...locks,
    finalize: finalizer(
      `${released}\n    ExAcquireFastMutex(&Mutex);\n    ZwClose(NULL); // MRX044\n    ExReleaseFastMutex(&Mutex);`,
    ),
  },
  'MRX046: a handle of a user’s process is closed in another one': {
    winner: winner(
      '{\n    OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios;\n    InitializeObjectAttributes(&oa, NULL, 0, NULL, NULL);\n    server->Handle = NULL;\n    ZwOpenFile(&server->Handle, 0, &oa, &ios, 0, 0);\n    }',
    ),
    free: 'static VOID Free(PSERVER server)\n{\n    if (server->Handle != NULL)\n        ZwClose(server->Handle); // MRX046\n    ExFreePoolWithTag(server, TAG);\n}\n',
  },
  'MRX048: a wait without end': {
    ...locks,
    finalize: finalizer(
      `${released}\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // MRX048`,
    ),
  },
  'MRX049: waiting for the worker that one is': {
    finalize: finalizer(`${released}\n    RxSpinDownMRxDispatcher(MyDevice); // MRX049`),
  },
  'MRX050: a worker is relied on': {
    scenario: 'posting fails',
    declarations: 'typedef struct _SERVER *PSERVER_;\n',
    finalize: `${worker}${finalizer(`SrvCall->Context = NULL;\n    if (server != NULL)\n        ${post};`)}`,
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX050\n    return server;\n}\n',
  },
  'MRX051: the teardown needs memory': {
    scenario: 'each allocation fails once',
    finalize: finalizer(
      'PVOID note = ExAllocatePoolWithTag(NonPagedPool, 8, TAG);\n    SrvCall->Context = NULL;\n    if (note == NULL)\n        return STATUS_INSUFFICIENT_RESOURCES;\n    ExFreePoolWithTag(note, TAG);\n    if (server != NULL)\n        Free(server);',
    ),
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX051\n    return server;\n}\n',
  },
  'MRX052: the tag is another one': {
    free: "static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, 'rehT'); // MRX052\n}\n",
  },
}
