// Observed orders in which the mini-redirector itself calls RDBSS, or breaks a rule: the callbacks are the same up to there,
// and what it did is a violation here. The driver acts in MRxCreate, so that an open is its cue; what else happens to other
// SRV_CALLs than the one that was observed is left out.
import { describe, expect, test } from 'vitest'
import { type Observed, replay } from '../support/observed.ts'
import type { Parts } from '../support/simulated.ts'

/** What each open does, by number from 1; the SRV_CALL of the first connection is Kept, its V_NET_ROOT KeptRoot. */
function acting(acts: readonly string[], parts: Parts = {}): Parts {
  const cases = acts.map((act, i) => `    case ${i + 1}: ${act} break;\n`).join('')
  return {
    ...parts,
    declarations: `static PSRV_CALL Kept;
static PV_NET_ROOT KeptRoot;
static ULONG Opens;
${parts.declarations ?? ''}static NTSTATUS NTAPI ActingCreate(PRX_CONTEXT RxContext)
{
    PRX_PREFIX_TABLE table = RxContext->RxDeviceObject->pRxNetNameTable;
    UNREFERENCED_PARAMETER(table);
    switch (++Opens) {
${cases}    }
    return STATUS_ACCESS_DENIED;
}
`,
    members: `MyDispatch.MRxCreate = ActingCreate; ${parts.members ?? ''}`,
  }
}

const keep = 'Kept = (PSRV_CALL)RxContext->Create.pSrvCall; KeptRoot = (PV_NET_ROOT)RxContext->Create.pVNetRoot;'
const locked = (body: string) =>
  `RxAcquirePrefixTableLockExclusive(table, TRUE); ${body} RxReleasePrefixTableLock(table);`
const shared = (body: string) => `RxAcquirePrefixTableLockShared(table, TRUE); ${body} RxReleasePrefixTableLock(table);`

const answered = (
  status: string,
  result: string,
) => `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->Status = ${status};
    Context->SrvCalldownStructure->CallBack(Context);
    return ${result};
}
`
/** The first server is refused, and kept. */
const refusedOnce = `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    if (Kept == NULL)
        Kept = (PSRV_CALL)SrvCall;
    Context->Status = (PMRX_SRV_CALL)Kept == SrvCall ? STATUS_BAD_NETWORK_PATH : STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`
const finalizer = (body: string) => `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
    ${body}
    return STATUS_SUCCESS;
}
`
const takesLock = finalizer(
  'RxAcquirePrefixTableLockExclusive(MyDevice->pRxNetNameTable, TRUE); RxReleasePrefixTableLock(MyDevice->pRxNetNameTable);',
)
const allMembers = `
    MyDispatch.MRxCloseSrvOpen = MyCallDown; MyDispatch.MRxForceClosed = MyForceClosed;
    MyDispatch.MRxDeallocateForFobx = MyFobx; MyDispatch.MRxDeallocateForFcb = MyFcb;`
const allRoutines = `static NTSTATUS NTAPI MyCallDown(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
static NTSTATUS NTAPI MyForceClosed(PMRX_SRV_OPEN SrvOpen) { return STATUS_SUCCESS; }
static NTSTATUS NTAPI MyFobx(PMRX_FOBX Fobx) { return STATUS_SUCCESS; }
static NTSTATUS NTAPI MyFcb(PMRX_FCB Fcb) { return STATUS_SUCCESS; }
`

const connected = (process: 'user' | 'System', server = 'S1') => [
  `CreateSrvCall ${server} 3 none ${process}`,
  `SrvCallWinnerNotify ${server} 3 none ${process}`,
  `ExtractNetRootName ${server} 2 exclusive ${process}`,
  `CreateVNetRoot ${server} 2 none ${process}`,
]
const shareGone = (process: 'user' | 'System', references = 2) => [
  `FinalizeNetRoot S1 ${references} exclusive ${process}`,
  `FinalizeVNetRoot S1 ${references} exclusive ${process}`,
]
const onWorker = 'FinalizeSrvCall S1 2 none System'
const direct = 'FinalizeSrvCall S1 1 exclusive System'
const life = ['connect', 'close all', 'delete']
const systemLife = ['connect by system', 'close all by system', 'delete by system']
/** A second server, whose files are opened to act on the first one. */
const other = 'connect "\\\\other\\share" as other'

interface Acted extends Observed {
  readonly violations?: readonly string[]
}

const observed: readonly Acted[] = [
  {
    name: 'finconn_force_no_handle_system',
    does: 'The handle is closed, then RxFinalizeConnection(TRUE), in the system process.',
    parts: {},
    clauses: ['connect by system', 'close all by system', 'delete forced by system'],
    callbacks: [...connected('System'), ...shareGone('System'), direct],
  },
  {
    name: 'create_returns_success',
    does: 'MRxCreateSrvCall returns STATUS_SUCCESS instead of STATUS_PENDING.',
    parts: { create: answered('STATUS_SUCCESS', 'STATUS_SUCCESS') },
    clauses: ['connect'],
    callbacks: ['CreateSrvCall S1 3 none user'],
    violations: ['MRX057'],
  },
  {
    name: 'alloc_createnetroot_fails',
    does: 'Create-netroot context cannot be allocated, then a second connect.',
    parts: {},
    clauses: ['connect', 'connect', 'inject allocation by rdbss fails at 5'],
    callbacks: [...connected('user').slice(0, 3), ...shareGone('user'), ...connected('user', 'S2'), onWorker],
  },
  {
    name: 'teardown_dispatcher_inactive',
    does: 'Teardown from a user process, the dispatcher takes nothing.',
    parts: {},
    clauses: [...life, 'inject post by rdbss fails at 1'],
    callbacks: [...connected('user'), ...shareGone('user')],
  },
  {
    name: 'forced_with_refs_system',
    does: 'Forced with one more reference, then the users leave, in the system process.',
    parts: acting([`${keep} RxReferenceSrvCall(Kept);`]),
    clauses: [
      'connect by system',
      'open by system',
      'finalize forced by system',
      'close all by system',
      'delete by system',
    ],
    callbacks: [...connected('System'), 'FinalizeSrvCall S1 3 exclusive System', ...shareGone('System', 3)],
  },
  {
    name: 'forced_deref_before_worker',
    does: 'Forced, then the users leave before the worker runs.',
    parts: {},
    clauses: ['connect', 'finalize forced', 'close all', 'delete'],
    callbacks: [...connected('user'), ...shareGone('user', 3), onWorker],
  },
  {
    name: 'unforced_one_ref_system',
    does: 'RxFinalizeSrvCall not forced at one reference, in the system process.',
    parts: acting([locked('RxpUndoScavengerFinalizationMarking(Kept); RxFinalizeSrvCall(Kept, FALSE);')], {
      create: refusedOnce,
    }),
    clauses: ['connect by system', `${other} by system`, 'open on other by system'],
    callbacks: ['CreateSrvCall S1 3 none System', direct],
  },
  {
    name: 'lockfin_worker',
    does: 'MRxFinalizeSrvCall takes the netname table lock itself, worker path.',
    parts: { finalize: takesLock },
    clauses: life,
    callbacks: [...connected('user'), ...shareGone('user'), onWorker],
    violations: ['MRX022'],
  },
  {
    name: 'lockfin_direct',
    does: 'The same, direct path (recursive).',
    parts: { finalize: takesLock },
    clauses: systemLife,
    callbacks: [...connected('System'), ...shareGone('System'), direct],
    violations: ['MRX022'],
  },
  {
    name: 'deref_shared',
    does: 'Last dereference with LHS_SharedLockHeld.',
    parts: acting([`${keep} RxReferenceSrvCall(Kept);`, shared('RxDereferenceSrvCall(Kept, LHS_SharedLockHeld);')]),
    clauses: ['connect as first', 'open on first', 'disconnect first', other, 'open on other'],
    callbacks: [...connected('user'), ...shareGone('user', 3)],
  },
  {
    name: 'marked_two_refs_exclusive',
    does: 'A marked SRV_CALL is referenced, then dereferenced under the exclusive lock.',
    parts: acting([locked('RxReferenceSrvCall(Kept); RxDereferenceSrvCall(Kept, LHS_ExclusiveLockHeld);')], {
      create: refusedOnce,
    }),
    clauses: ['connect', other, 'open on other'],
    callbacks: ['CreateSrvCall S1 3 none user', onWorker],
  },
  {
    name: 'context2_left',
    does: 'Context2 set by the mini-redirector and left.',
    parts: { finalize: finalizer('SrvCall->Context2 = SrvCall;') },
    clauses: life,
    callbacks: [...connected('user'), ...shareGone('user'), onWorker],
    violations: ['MRX003'],
  },
  {
    name: 'managed_extension_left',
    does: 'RDBSS is to manage the extension, and Context is left set.',
    parts: {
      members: 'MyDispatch.MRxFlags |= RDBSS_MANAGE_SRV_CALL_EXTENSION;',
      winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    SrvCall->Context = &MyDispatch;\n    return STATUS_SUCCESS;\n}\n`,
      finalize: `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n`,
    },
    clauses: life,
    callbacks: [...connected('user'), ...shareGone('user'), onWorker],
  },
  {
    name: 'finconn_0xFF_nofiles',
    does: 'RxFinalizeConnection(0xFF) without files.',
    parts: acting([keep, 'RxFinalizeConnection(KeptRoot->NetRoot, KeptRoot, 0xff);']),
    clauses: ['connect as first', 'open on first', other, 'open on other', 'close all on first'],
    callbacks: [...connected('user'), ...shareGone('user'), onWorker],
  },
  {
    name: 'lookup_hits_failed_srvcall',
    does: 'Lookup hits a failed SRV_CALL in the outer lookup (C2), user process.',
    parts: { declarations: 'static PSRV_CALL Kept;\n', create: refusedOnce },
    clauses: ['connect', 'connect'],
    bareNames: true,
    callbacks: ['CreateSrvCall S1 3 none user', ...connected('user', 'S2'), onWorker],
  },
  {
    name: 'lookup_hits_good_srvcall',
    does: 'Lookup hits a good SRV_CALL in the outer lookup (C2).',
    parts: {},
    clauses: ['connect', 'connect'],
    bareNames: true,
    callbacks: [...connected('user'), 'ExtractNetRootName S1 3 exclusive user', 'CreateVNetRoot S1 3 none user'],
  },
  {
    name: 'spindown_from_finalizer',
    does: 'One item of the device is outstanding as seen from MRxFinalizeSrvCall on the worker.',
    parts: { finalize: finalizer('if (MyDevice->DispatcherContext.NumberOfWorkerThreads != 1) KeBugCheck(1);') },
    clauses: life,
    callbacks: [...connected('user'), ...shareGone('user'), onWorker],
  },
  {
    name: 'connid_fails',
    does: 'MRxGetConnectionId fails.',
    parts: {
      declarations:
        'static NTSTATUS NTAPI MyConnectionId(PRX_CONTEXT RxContext, PRX_CONNECTION_ID Id) { return STATUS_UNSUCCESSFUL; }\n',
      members: 'MyDispatch.MRxGetConnectionId = MyConnectionId;',
    },
    clauses: ['connect'],
    callbacks: connected('user'),
  },
]

const answeredLate = (status: string) => `static VOID NTAPI Worker(PVOID Parameter)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = Parameter;
    Context->Status = ${status};
    Context->SrvCalldownStructure->CallBack(Context);
}
NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    if (!NT_SUCCESS(RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, Context))) {
        Context->Status = STATUS_INSUFFICIENT_RESOURCES;
        Context->SrvCalldownStructure->CallBack(Context);
    }
    return STATUS_PENDING;
}
`
const winnerFails =
  'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    return STATUS_BAD_NETWORK_PATH;\n}\n'
const asked = 'CreateSrvCall S1 3 none user'
const told = 'SrvCallWinnerNotify S1 2 none System'

const claimed: readonly Observed[] = [
  {
    name: 'async_inline',
    does: 'Asynchronous request (prefix claim), CallBack inline.',
    parts: {},
    clauses: ['connect'],
    callbacks: [asked, told, 'ExtractNetRootName S1 3 exclusive System', 'CreateVNetRoot S1 3 none System'],
  },
  {
    name: 'async_worker_fails',
    does: 'Asynchronous, answered with an error from a worker.',
    parts: { create: answeredLate('STATUS_BAD_NETWORK_PATH') },
    clauses: ['connect'],
    callbacks: [asked],
  },
  {
    name: 'async_winner_fails',
    does: 'Asynchronous, MRxSrvCallWinnerNotify fails.',
    parts: { winner: winnerFails },
    clauses: ['connect'],
    callbacks: [asked, told],
  },
  {
    name: 'async_cancelled',
    does: 'Asynchronous, request cancelled before the answer.',
    parts: { create: answeredLate('STATUS_SUCCESS') },
    clauses: ['connect'],
    claims: 'cancelled',
    callbacks: [asked, told],
  },
  {
    name: 'async_create_post_fails',
    does: 'Asynchronous, RxDispatchToWorkerThread fails and the mini-redirector calls CallBack itself.',
    parts: { create: answeredLate('STATUS_SUCCESS') },
    clauses: ['connect', 'inject post fails'],
    callbacks: [asked],
  },
  {
    name: 'two_mrx_answers_error_then_claim',
    does: 'Asynchronous claim fails, then a second claim.',
    parts: { create: answered('STATUS_BAD_NETWORK_PATH', 'STATUS_PENDING') },
    clauses: ['connect', 'elapse 1 ms', 'connect'],
    callbacks: [asked, onWorker],
  },
]

const ofFirst = (callback: string) => callback.includes(' S1 ')

describe('observed orders, with what the mini-redirector does', () => {
  test.each(observed)('$name: $does', each => {
    const { callbacks, violations, unknown } = replay(each)
    const isAlone = !each.clauses.some(clause => clause.includes('other'))
    const seen = (isAlone ? callbacks : callbacks.filter(ofFirst)).filter(callback => !callback.startsWith('Create S'))
    expect([seen, violations, unknown]).toEqual([each.callbacks, each.violations ?? [], undefined])
  })

  test.each(claimed)('$name: $does', each => {
    expect(replay({ claims: true, ...each })).toEqual({ callbacks: each.callbacks, violations: [], unknown: undefined })
  })

  test('finconn_files_0xFF: RxFinalizeConnection(0xFF) with an open file, then cleanup, close', () => {
    const open = `${keep} RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen); return STATUS_SUCCESS;`
    const parts = acting([open, 'RxFinalizeConnection(KeptRoot->NetRoot, KeptRoot, 0xff);'], {
      declarations: allRoutines,
      members: allMembers,
    })
    const clauses = ['connect as first', 'open on first', other, 'open on other', 'close all on first']
    const { callbacks, violations } = replay({ name: '', does: '', parts, clauses, callbacks: [] })
    expect([callbacks.filter(ofFirst), violations]).toEqual([
      [
        ...connected('user'),
        'Create S1 2 none user',
        'CloseSrvOpen S1 2 none user',
        'DeallocateForFobx S1 2 none user',
        'ForceClosed S1 2 none user',
        'DeallocateForFcb S1 2 none user',
        ...shareGone('user'),
        onWorker,
      ],
      [],
    ])
  })
})
