// Mistakes that rely on what RDBSS does not promise.
import { finalizer, locks, type Mistakes, released, winner, wrongFinalizer } from './mistake.ts'

/** Every NET_ROOT gets the server, or what `context` makes. */
const createVNetRoot = (context: string) => `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_NET_ROOT root = Context->pVNetRoot->pNetRoot;
    if (root->Context == NULL)
        root->Context = ${context};
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`
const finalizeNetRoot = (body: string) => `NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    ${body}
    return STATUS_SUCCESS;
}
`
const finalizeVNetRoot = (body: string) => `NTSTATUS NTAPI MyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    ${body}
    return STATUS_SUCCESS;
}
`
const freesRoot = finalizeNetRoot('PSERVER root = NetRoot->Context;\n    NetRoot->Context = NULL;\n    Free(root);')

/** Looks at a SRV_CALL that has failed. */
const look = (test: string) => `static PMRX_SRV_CALL Kept;
/* @mrx
 * scenario "a look at a server that failed"
 *   connect
 *   inject allocation fails at 1
 *   call MyLook()
 */
VOID MyLook(VOID)
{
    if (Kept != NULL && ${test})
        KeBugCheckEx(RDR_FILE_SYSTEM, 0, 0, 0, 0); // MRX062
}
`
const keeping = {
  create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Kept = SrvCall;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
  finalize: finalizer(`Kept = NULL;\n    ${released}`),
}

export const relied: Mistakes = {
  'MRX007: nothing is released by force': {
    finalize: wrongFinalizer('MRX007', `if (Force)\n        return STATUS_SUCCESS;\n    ${released}`),
  },
  'MRX007: the server is released without force alone': {
    finalize: finalizer('SrvCall->Context = NULL;\n    if (server != NULL && !Force)\n        Free(server);'),
    allocate: `static PSERVER Allocate(VOID)
{
    PSERVER server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*server), TAG); // MRX007
    if (server != NULL)
        RtlZeroMemory(server, sizeof(*server));
    return server;
}
`,
  },
  'MRX008: a share still has the server that was freed by force': {
    scenario: 'forced while a share is in use, by a user process',
    createVNetRoot: createVNetRoot('root->pSrvCall->Context'),
    finalizeNetRoot: finalizeNetRoot(
      'PSERVER server = NetRoot->Context;\n    if (server != NULL)\n        server->Value--; // MRX008',
    ),
    twin: {
      finalizeNetRoot: finalizeNetRoot(
        'PSERVER server = NetRoot->pSrvCall->Context;\n    if (server != NULL)\n        server->Value--;',
      ),
    },
  },
  'MRX010: *Force of a NET_ROOT': {
    finalizeNetRoot: finalizeNetRoot('if (*Force) // MRX010\n        DbgPrint("forced");'),
    twin: { finalizeNetRoot: finalizeNetRoot('if (Force != NULL && *Force)\n        DbgPrint("forced");') },
  },
  'MRX010: *Force of a V_NET_ROOT': {
    finalizeVNetRoot: finalizeVNetRoot('BOOLEAN forced = *Force; // MRX010\n    DbgPrint("%d", forced);'),
    twin: { finalizeVNetRoot: finalizeVNetRoot('DbgPrint("%d", Force != NULL && *Force);') },
  },
  'MRX054: the NET_ROOT is finalized before its V_NET_ROOT': {
    createVNetRoot: createVNetRoot('Allocate()'),
    finalizeNetRoot: freesRoot,
    finalizeVNetRoot: finalizeVNetRoot('((PSERVER)VNetRoot->pNetRoot->Context)->Value--; // MRX054'),
    twin: {
      createVNetRoot: createVNetRoot('Allocate()'),
      finalizeNetRoot: freesRoot,
      finalizeVNetRoot: finalizeVNetRoot(
        'if (VNetRoot->pNetRoot->Context != NULL)\n        ((PSERVER)VNetRoot->pNetRoot->Context)->Value--;',
      ),
    },
  },
  'MRX054: so is what a V_NET_ROOT has of it': {
    createVNetRoot: createVNetRoot('Allocate()').replace(
      'Context->NetRootStatus',
      'Context->pVNetRoot->Context = root->Context;\n    Context->NetRootStatus',
    ),
    finalizeNetRoot: freesRoot,
    finalizeVNetRoot: finalizeVNetRoot(
      'if (VNetRoot->Context != NULL)\n        ((PSERVER)VNetRoot->Context)->Value--; // MRX054',
    ),
  },
  'MRX062: a SRV_CALL waits for the scavenger': {
    scenario: 'own',
    ...keeping,
    declarations: look('NodeType(Kept) != RDBSS_NTC_SRVCALL'),
    twin: { ...keeping, declarations: look('(NodeType(Kept) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_SRVCALL') },
  },
  'MRX063: a server of the same name is taken for the old one': {
    // The old SRV_CALL has lost its name, and its server is not gone yet: the new one gets it too.
    scenario: 'a new open of the same server during teardown',
    ...locks,
    declarations: `${locks.declarations}static struct _SERVER *Current;\n`,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    ExAcquireFastMutex(&Mutex);
    if (Current == NULL)
        Current = Allocate();
    SrvCall->Context = Current;
    ExReleaseFastMutex(&Mutex);
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
    finalize: finalizer(`SrvCall->Context = NULL;
    ExAcquireFastMutex(&Mutex);
    Current = NULL;
    ExReleaseFastMutex(&Mutex);
    if (server != NULL)
        Free(server);`),
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX063\n}\n',
    twin: {
      ...locks,
      declarations: `${locks.declarations}static LIST_ENTRY Servers = { &Servers, &Servers };\n`,
      winner: winner(
        'ExAcquireFastMutex(&Mutex);\n    InsertTailList(&Servers, &server->Link);\n    ExReleaseFastMutex(&Mutex);',
      ),
      finalize: finalizer(`SrvCall->Context = NULL;
    if (server != NULL) {
        ExAcquireFastMutex(&Mutex);
        RemoveEntryList(&server->Link);
        ExReleaseFastMutex(&Mutex);
        Free(server);
    }`),
    },
  },
}
