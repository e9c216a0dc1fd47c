// Mistakes with a SRV_CALL and its Context.
import { finalizer, lock, locks, type Mistakes, released, winner, wrongFinalizer } from './mistake.ts'

export const srvCalls: Mistakes = {
  'MRX001: the SRV_CALL is freed': { finalize: finalizer(`${released}\n    ExFreePool(SrvCall); // MRX001`) },
  'MRX002: Context is left': { finalize: wrongFinalizer('MRX002', 'if (server != NULL)\n        Free(server);') },
  'MRX003: Context2 is left': { finalize: wrongFinalizer('MRX003', `${released}\n    SrvCall->Context2 = SrvCall;`) },
  'MRX004: Context is not checked': {
    scenario: 'a failed server is left to the scavenger',
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
  'MRX011: the callback returns nothing': {
    finalize: finalizer(released)
      .replace(
        'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)',
        'VOID NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) // MRX011',
      )
      .replace('return STATUS_SUCCESS;', ''),
    members: 'MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)MyFinalizeSrvCall;',
  },
  'MRX013: the callback takes nothing off the stack': {
    arch: 'x86',
    finalize: finalizer(released)
      .replace('NTSTATUS NTAPI', 'NTSTATUS __cdecl')
      .replace('BOOLEAN Force)', 'BOOLEAN Force) // MRX013'),
    members: 'MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)MyFinalizeSrvCall;',
  },
  'MRX015: two finalizers are swapped': {
    finalizeNetRoot:
      'NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n',
    finalizeVNetRoot:
      'NTSTATUS NTAPI MyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force) // MRX015\n{\n    return STATUS_SUCCESS;\n}\n',
    members:
      'MyDispatch.MRxFinalizeNetRoot = (PMRX_FINALIZE_NET_ROOT_CALLDOWN)MyFinalizeVNetRoot; MyDispatch.MRxFinalizeVNetRoot = (PMRX_FINALIZE_V_NET_ROOT_CALLDOWN)MyFinalizeNetRoot;',
  },
  'MRX014: the finalizer is not registered': {
    members: 'MyDispatch.MRxFinalizeSrvCall = NULL;',
    table: ' // MRX014',
  },
  'MRX016: the table has no type code': {
    beforeRegister: 'MyDispatch.NodeTypeCode = 0;',
    table: ' // MRX016',
  },
  'MRX017: the table is on the stack': {
    beforeRegister:
      'MINIRDR_DISPATCH local = MyDispatch;\n    return RxRegisterMinirdr(&MyDevice, DriverObject, &local, 0, &name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0); // MRX017',
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
    scenario: 'last reference, dropped by the system process',
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
  'MRX028: the domain name is freed': {
    winner: winner(
      '{ UNICODE_STRING domain = RTL_CONSTANT_STRING(L"domain"); RxSetSrvCallDomainName(SrvCall, &domain); }',
    ),
    finalize: finalizer(
      `${released}\n    if (SrvCall->pDomainName != NULL)\n        ExFreePool(SrvCall->pDomainName); // MRX028`,
    ),
  },
  'MRX029: flags are overwritten': { finalize: wrongFinalizer('MRX029', `${released}\n    SrvCall->Flags = 0;`) },
  'MRX032: an extension that RDBSS manages is freed': {
    members: 'MyDispatch.MRxFlags |= RDBSS_MANAGE_NET_ROOT_EXTENSION; MyDispatch.MRxNetRootSize = 16;',
    finalizeNetRoot:
      'NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)\n{\n    ExFreePool(NetRoot->Context); // MRX032\n    return STATUS_SUCCESS;\n}\n',
  },
}
