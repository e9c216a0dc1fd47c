// Mistakes of the catalogue that the life of a SRV_CALL shows: each in a driver that is right otherwise, found with its code
// at the line that is marked, and nothing else; without the mistake nothing is found.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, loaded, type Parts, placeText, run, violations } from '../support/simulated.ts'

const finalizer = (body: string) =>
  `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    PSERVER server = SrvCall->Context;\n${body}\n    return STATUS_SUCCESS;\n}\n`
/** The same, where what is wrong shows at the function. */
const wrongFinalizer = (code: string, body: string) =>
  finalizer(body).replace('BOOLEAN Force)', `BOOLEAN Force) // ${code}`)

const released = 'SrvCall->Context = NULL;\n    if (server != NULL)\n        Free(server);'

const worker = `static VOID NTAPI Worker(PVOID Parameter)
{
    PSERVER server = Parameter;
    Free(server);
}
`
const post = 'RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, server)'
const answered = (status: string) =>
  `Context->Status = ${status};\n    Context->SrvCalldownStructure->CallBack(Context);`
const creation = (body: string) =>
  `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)\n{\n    ${body}\n}\n`
const winner = (body: string, code = '') =>
  `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)${code}\n{\n    PSERVER server = Allocate();\n    SrvCall->Context = server;\n    if (server == NULL)\n        return STATUS_INSUFFICIENT_RESOURCES;\n    ${body}\n    return STATUS_SUCCESS;\n}\n`
const lock = 'static FAST_MUTEX Mutex;\nstatic KSPIN_LOCK SpinLock;\nstatic ERESOURCE Resource;\nstatic KEVENT Event;\n'
const locks = {
  declarations: lock,
  beforeRegister:
    'ExInitializeFastMutex(&Mutex); KeInitializeSpinLock(&SpinLock); KeInitializeEvent(&Event, NotificationEvent, FALSE);',
}

const mistakes: Readonly<Record<string, Parts>> = {
  'MRX001: the SRV_CALL is freed': { finalize: finalizer(`${released}\n    ExFreePool(SrvCall); // MRX001`) },
  'MRX002: Context is left': { finalize: wrongFinalizer('MRX002', 'if (server != NULL)\n        Free(server);') },
  'MRX003: Context2 is left': { finalize: wrongFinalizer('MRX003', `${released}\n    SrvCall->Context2 = SrvCall;`) },
  'MRX004: Context is not checked': {
    finalize: finalizer('SrvCall->Context = NULL;\n    server->Value = 1; // MRX004\n    Free(server);'),
  },
  'MRX005: Context is used after it was freed': {
    finalize: finalizer(`${released}\n    if (server != NULL)\n        server->Value = 1; // MRX005`),
  },
  'MRX006: Context is freed twice': {
    finalize: finalizer(`${released}\n    if (server != NULL)\n        ExFreePool(server); // MRX006`),
  },
  'MRX011: the callback has another type': {
    finalize:
      'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) // MRX011\n{\n    return STATUS_SUCCESS;\n}\n',
  },
  'MRX014: the finalizer is not registered': {
    members: 'MyDispatch.MRxFinalizeSrvCall = NULL;',
    table: ' // MRX014',
  },
  'MRX017: the table is on the stack': {
    beforeRegister:
      'MINIRDR_DISPATCH local = MyDispatch;\n    return RxRegisterMinirdr(&MyDevice, DriverObject, &local, 0, &name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0); // MRX017',
  },
  'MRX028: the domain name is freed': {
    winner: winner(
      '{ UNICODE_STRING domain = RTL_CONSTANT_STRING(L"domain"); RxSetSrvCallDomainName(SrvCall, &domain); }',
    ),
    finalize: finalizer(
      `${released}\n    if (SrvCall->pDomainName != NULL)\n        ExFreePool(SrvCall->pDomainName); // MRX028`,
    ),
  },
  'MRX032: an extension that RDBSS manages is freed': {
    members: 'MyDispatch.MRxFlags |= RDBSS_MANAGE_NET_ROOT_EXTENSION; MyDispatch.MRxNetRootSize = 16;',
    finalizeNetRoot:
      'NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)\n{\n    ExFreePool(NetRoot->Context); // MRX032\n    return STATUS_SUCCESS;\n}\n',
  },
  'MRX035: a lookaside list is not deleted': {
    declarations: 'static NPAGED_LOOKASIDE_LIST List;\n',
    beforeRegister: 'ExInitializeNPagedLookasideList(&List, NULL, NULL, 0, 16, TAG, 0);',
    unload: 'RxUnregisterMinirdr(MyDevice);\n    return;',
    unloadMark: ' // MRX035',
  },
  'MRX046: a handle of a user’s process is closed in another one': {
    winner: winner(
      '{\n    OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios;\n    InitializeObjectAttributes(&oa, NULL, 0, NULL, NULL);\n    server->Handle = NULL;\n    ZwOpenFile(&server->Handle, 0, &oa, &ios, 0, 0);\n    }',
    ),
    free: 'static VOID Free(PSERVER server)\n{\n    if (server->Handle != NULL)\n        ZwClose(server->Handle); // MRX046\n    ExFreePoolWithTag(server, TAG);\n}\n',
  },
  'MRX058: what waits for the winner is lost': {
    create: creation(
      'Context->RecommunicateContext = Allocate();\n    Context->Status = Context->RecommunicateContext == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;\n    Context->SrvCalldownStructure->CallBack(Context);\n    return STATUS_PENDING;',
    ),
    winner:
      'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    SrvCall->Context = Recommunicate;\n    return STATUS_SUCCESS;\n}\n',
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX058\n    if (server != NULL)\n        RtlZeroMemory(server, sizeof(*server));\n    return server;\n}\n',
  },
  'MRX016: the table has no type code': {
    beforeRegister: 'MyDispatch.NodeTypeCode = 0;\n    // the next line is wrong\n',
  },
  'MRX018: STATUS_PENDING': { finalize: wrongFinalizer('MRX018', `${released}\n    return STATUS_PENDING;`) },
  'MRX020: a worker uses the SRV_CALL': {
    declarations:
      'static VOID NTAPI Later(PVOID Parameter)\n{\n    LARGE_INTEGER wait;\n    wait.QuadPart = -10000;\n    KeDelayExecutionThread(KernelMode, FALSE, &wait);\n    ((PMRX_SRV_CALL)Parameter)->Flags |= 0; // MRX020\n}\n',
    finalize: finalizer(`${released}\n    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Later, SrvCall);`),
  },
  'MRX022: the netname table lock in the finalizer': {
    finalize: finalizer(
      `${released}\n    RxAcquirePrefixTableLockExclusive(MyDevice->pRxNetNameTable, TRUE); // MRX022\n    RxReleasePrefixTableLock(MyDevice->pRxNetNameTable);`,
    ),
  },
  'MRX023: a wait for somebody who needs the netname table lock': {
    ...locks,
    declarations: `${lock}static VOID NTAPI Other(PVOID Context)\n{\n    KeEnterCriticalRegion();\n    RxAcquirePrefixTableLockShared(MyDevice->pRxNetNameTable, TRUE);\n    RxReleasePrefixTableLock(MyDevice->pRxNetNameTable);\n    KeLeaveCriticalRegion();\n    KeSetEvent(&Event, 0, FALSE);\n}\n`,
    finalize: finalizer(
      `${released}\n    KeResetEvent(&Event);\n    if (NT_SUCCESS(RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Other, NULL)))\n        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // MRX023`,
    ),
  },
  'MRX024: RxFinalizeSrvCall inside of the finalizer': {
    finalize: finalizer(`${released}\n    RxFinalizeSrvCall((PSRV_CALL)SrvCall, TRUE); // MRX024`),
  },
  'MRX025: a reference inside of the finalizer': {
    finalize: finalizer(`${released}\n    RxReferenceSrvCall((PSRV_CALL)SrvCall); // MRX025`),
  },
  'MRX027: the name is freed': {
    finalize: finalizer(`${released}\n    ExFreePool(SrvCall->pSrvCallName->Buffer); // MRX027`),
  },
  'MRX029: flags are overwritten': { finalize: wrongFinalizer('MRX029', `${released}\n    SrvCall->Flags = 0;`) },
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
  'MRX048: a wait without end': {
    ...locks,
    finalize: finalizer(
      `${released}\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // MRX048`,
    ),
  },
  'MRX049: waiting for the worker that one is': {
    finalize: finalizer(`${released}\n    RxSpinDownMRxDispatcher(MyDevice); // MRX049`),
  },
  'MRX052: the tag is another one': {
    free: "static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, 'rehT'); // MRX052\n}\n",
  },
  'MRX055: Context of the SRV_CALL in the NET_ROOT finalizer': {
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
  'MRX006: a server of the same name is taken for the old one': {
    // The old SRV_CALL has lost its name, and its server is not gone yet: the new one gets it too.
    ...locks,
    declarations: `${lock}static struct _SERVER *Current;\n`,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    ExAcquireFastMutex(&Mutex);\n    if (Current == NULL)\n        Current = Allocate();\n    SrvCall->Context = Current;\n    ExReleaseFastMutex(&Mutex);\n    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;\n}\n`,
    finalize: finalizer(
      'SrvCall->Context = NULL;\n    ExAcquireFastMutex(&Mutex);\n    Current = NULL;\n    ExReleaseFastMutex(&Mutex);\n    if (server != NULL)\n        Free(server);',
    ),
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX006\n}\n',
  },
  'MRX201: a null pointer elsewhere': { unload: '*(volatile LONG *)NULL = 1; // MRX201' },
  'MRX207: a block is lost': {
    winner: winner('').replace(
      'PSERVER server = Allocate();',
      'PSERVER server = Allocate();\n    PVOID lost = ExAllocatePoolWithTag(NonPagedPool, 8, TAG); // MRX207',
    ),
  },
  'MRX211: a mutex is taken twice': {
    ...locks,
    finalize: finalizer(
      `${released}\n    ExAcquireFastMutex(&Mutex);\n    ExAcquireFastMutex(&Mutex); // MRX211\n    ExReleaseFastMutex(&Mutex);`,
    ),
  },
  'MRX213: a resource that is not initialised': {
    ...locks,
    finalize: finalizer(`${released}\n    ExAcquireResourceExclusiveLite(&Resource, TRUE); // MRX213`),
  },
  'MRX214: a wait at DISPATCH_LEVEL': {
    ...locks,
    finalize: finalizer(
      `${released}\n    KfRaiseIrql(DISPATCH_LEVEL);\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // MRX214`,
    ),
  },
  'MRX050: a worker is relied on': {
    declarations: 'typedef struct _SERVER *PSERVER_;\n',
    finalize: `${worker}${finalizer(`SrvCall->Context = NULL;\n    if (server != NULL)\n        ${post};`)}`,
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX050\n    return server;\n}\n',
  },
  'MRX051: the teardown needs memory': {
    finalize: finalizer(
      'PVOID note = ExAllocatePoolWithTag(NonPagedPool, 8, TAG);\n    SrvCall->Context = NULL;\n    if (note == NULL)\n        return STATUS_INSUFFICIENT_RESOURCES;\n    ExFreePoolWithTag(note, TAG);\n    if (server != NULL)\n        Free(server);',
    ),
    allocate:
      'static PSERVER Allocate(VOID)\n{\n    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX051\n    return server;\n}\n',
  },
}

/** Mistakes that only these scenarios show. */
const others: Readonly<Record<string, string>> = {
  'MRX006: a server': 'a new open of the same server during teardown',
  MRX046: 'last reference, dropped by a user process',
  MRX050: 'posting fails',
  MRX051: 'each allocation fails once',
  MRX058: 'MRxSrvCallWinnerNotify is never called',
  MRX055: 'forced while a share is in use, by a user process',
}

describe('mistakes', () => {
  test('MRX217: a loop without end', () => {
    const source = driverWith({ finalize: finalizer(`${released}\n    for (;;) Force = Force; // MRX217`) })
    const { violations: found } = run(loaded(source), ['connect', 'disconnect'], { limit: 3e5 })
    expect(found.map(rule => `${rule.code} ${placeText(rule)}`)).toEqual(expected(source))
  })

  test('the driver that they are put into is right', () => {
    expect(violations(driverWith({}))).toEqual([])
  })

  test.each(Object.entries(mistakes))('%s', (name, parts) => {
    const source = driverWith(parts)
    const marked = expected(source)
    const other = Object.entries(others).find(([start]) => name.startsWith(start))?.[1]
    const found = violations(source, other === undefined ? undefined : [other])
    if (name.startsWith('MRX016')) expect(found).toEqual([expect.stringMatching(/^MRX016 driver\.c:\d+$/)])
    else expect([marked.length > 0, found]).toEqual([true, marked])
  })
})
