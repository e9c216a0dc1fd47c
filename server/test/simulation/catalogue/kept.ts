// Mistakes with what is kept, or believed to be there.
import { finalizer, type Mistakes, released, winner, wrongFinalizer } from './mistake.ts'

const list = 'static LIST_ENTRY Servers = { &Servers, &Servers };\n'
const insert = 'InsertTailList(&Servers, &server->Link);'
const walk = (mark: string) =>
  `PLIST_ENTRY link;\n    for (link = Servers.Flink; link != &Servers; link = link->Flink)${mark}\n        DbgPrint("%p", link);`
const look = (mark: string) =>
  `RxUnregisterMinirdr(MyDevice);\n    if (Cached.SrvCall != NULL)\n        Cached.SrvCall->Flags |= 0;${mark}\n    return;`
const resource = {
  beforeRegister: 'ExInitializeResourceLite(&Resource);',
  unload: 'RxUnregisterMinirdr(MyDevice);\n    ExDeleteResourceLite(&Resource);\n    return;',
}
/** What a control device would do for a user: RDBSS enters no critical region for it. */
const control = (enter: string, mark: string, leave: string) => `static ERESOURCE Resource;
/* @mrx
 * scenario "a control code"
 *   connect
 *   call MyControl() by user
 */
VOID MyControl(VOID)
{
    ${enter}ExAcquireResourceExclusiveLite(&Resource, TRUE);${mark}
    ExReleaseResourceLite(&Resource);
    ${leave}
}
`

export const kept: Mistakes = {
  'MRX009: Force is taken for an address': {
    finalize: finalizer(`${released}\n    if (*(PBOOLEAN)(ULONG_PTR)Force) // MRX009\n        DbgPrint("forced");`),
    twin: { finalize: finalizer(`${released}\n    if (Force)\n        DbgPrint("forced");`) },
  },
  'MRX019: a failure is to have the server finalized later': {
    winner: winner('server->Value = 1;'),
    finalize: wrongFinalizer(
      'MRX019',
      `if (server != NULL && server->Value != 0)\n        return STATUS_DEVICE_BUSY;\n    ${released}`,
    ),
    twin: { winner: winner('server->Value = 1;') },
  },
  'MRX021: a cached entry has the SRV_CALL': {
    declarations: 'static struct { PMRX_SRV_CALL SrvCall; } Cached;\n',
    winner: winner('Cached.SrvCall = SrvCall;'),
    unload: look(' // MRX021'),
    twin: {
      declarations: 'static struct { PMRX_SRV_CALL SrvCall; } Cached;\n',
      winner: winner('Cached.SrvCall = SrvCall;'),
      finalize: finalizer(`Cached.SrvCall = NULL;\n    ${released}`),
      unload: look(''),
    },
  },
  'MRX026: the reference count is written': {
    winner: winner('((PSRV_CALL)SrvCall)->NodeReferenceCount++; // MRX026'),
  },
  'MRX026: the reference count is changed': {
    winner: winner('InterlockedIncrement((PLONG)&((PSRV_CALL)SrvCall)->NodeReferenceCount); // MRX026'),
  },
  'MRX026: a field of RDBSS’s is written': {
    winner: winner('((PSRV_CALL)SrvCall)->Condition = Condition_Good; // MRX026'),
  },
  'MRX030: Context is the SRV_CALL itself': {
    winner:
      'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    SrvCall->Context = SrvCall;\n    return STATUS_SUCCESS;\n}\n',
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX030\n}\n',
  },
  'MRX031: RDBSS makes no extension of a SRV_CALL': {
    members: 'MyDispatch.MRxFlags |= RDBSS_MANAGE_SRV_CALL_EXTENSION; MyDispatch.MRxSrvCallSize = sizeof(SERVER);',
    winner:
      'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    ((PSERVER)SrvCall->Context)->Value = 1; // MRX031\n    return STATUS_SUCCESS;\n}\n',
  },
  'MRX036: the server stays on the list': {
    declarations: list,
    winner: winner(insert),
    unload: walk(' // MRX036'),
    twin: {
      declarations: list,
      winner: winner(insert),
      finalize: finalizer(
        'SrvCall->Context = NULL;\n    if (server != NULL) {\n        RemoveEntryList(&server->Link);\n        Free(server);\n    }',
      ),
    },
  },
  'MRX040: a control code takes a resource outside of a critical region': {
    scenario: 'own',
    ...resource,
    declarations: control('', ' // MRX040', ''),
    twin: { ...resource, declarations: control('KeEnterCriticalRegion();\n    ', '', 'KeLeaveCriticalRegion();') },
  },
}
