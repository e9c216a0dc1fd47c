// The order of callbacks that was seen when another implementation of RDBSS ran, replayed on the model: which callback, of
// which SRV_CALL, with how many references, the netname table lock and the process. What the model does otherwise on
// purpose is not here (facts: section E).
import { describe, expect, test } from 'vitest'
import { type Observed, replay } from '../support/observed.ts'

const answer = (status: string) => `Context->Status = ${status};\n    Context->SrvCalldownStructure->CallBack(Context);`
const creation = (body: string, declarations = '') => `${declarations}
NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    ${body}
    return STATUS_PENDING;
}
`
const posting = (status: string) =>
  creation(
    `if (!NT_SUCCESS(RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, Context))) {
        ${answer('STATUS_INSUFFICIENT_RESOURCES')}
    }`,
    `static VOID NTAPI Worker(PVOID Parameter)\n{\n    PMRX_SRVCALL_CALLBACK_CONTEXT Context = Parameter;\n    ${answer(status)}\n}\n`,
  )
const onWorker = posting('STATUS_SUCCESS')
const refusedOnWorker = posting('STATUS_BAD_NETWORK_PATH')
const refused = creation(answer('STATUS_BAD_NETWORK_PATH'))
const refusedOnce = creation(answer('Count++ == 0 ? STATUS_BAD_NETWORK_PATH : STATUS_SUCCESS'), 'static ULONG Count;')
const winner = (body: string) =>
  `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    ${body}\n}\n`
const winnerFails = winner('return STATUS_BAD_NETWORK_PATH;')
const nothingKept = winner('return STATUS_SUCCESS;')
const shareRefused = `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_BAD_NETWORK_NAME;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`
const finalizerFails = `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
    return STATUS_UNSUCCESSFUL;
}
`

const observed: readonly Observed[] = [
  {
    name: 'normal_user',
    does: 'User process: tree connection, close, delete-connection (not forced). Worker path of the finalizer.',
    parts: {},
    clauses: ['connect', 'close all', 'delete'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'connect_user_teardown_system',
    does: 'Connected by a user process, torn down by a system thread: the process of the last dereference decides.',
    parts: {},
    clauses: ['connect', 'close all by system', 'delete by system'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive System',
      'FinalizeVNetRoot S1 2 exclusive System',
      'FinalizeSrvCall S1 1 exclusive System',
    ],
  },
  {
    name: 'create_on_worker',
    does: 'MRxCreateSrvCall posts to a worker with RxDispatchToWorkerThread and answers from there.',
    parts: { create: onWorker },
    clauses: ['connect', 'close all', 'delete'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'finconn_then_close_system',
    does: 'The same from the system process.',
    parts: {},
    clauses: ['connect by system', 'delete by system', 'close all by system'],
    callbacks: [
      'CreateSrvCall S1 3 none System',
      'SrvCallWinnerNotify S1 3 none System',
      'ExtractNetRootName S1 2 exclusive System',
      'CreateVNetRoot S1 2 none System',
      'FinalizeNetRoot S1 2 exclusive System',
      'FinalizeVNetRoot S1 2 exclusive System',
      'FinalizeSrvCall S1 1 exclusive System',
    ],
  },
  {
    name: 'finconn_force_open_handle',
    does: 'RxFinalizeConnection(TRUE) while the tree connection handle is open, then the close.',
    parts: {},
    clauses: ['connect', 'delete forced', 'close all'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'finconn_force_system',
    does: 'The same from the system process.',
    parts: {},
    clauses: ['connect by system', 'close all by system', 'delete forced by system'],
    callbacks: [
      'CreateSrvCall S1 3 none System',
      'SrvCallWinnerNotify S1 3 none System',
      'ExtractNetRootName S1 2 exclusive System',
      'CreateVNetRoot S1 2 none System',
      'FinalizeNetRoot S1 2 exclusive System',
      'FinalizeVNetRoot S1 2 exclusive System',
      'FinalizeSrvCall S1 1 exclusive System',
    ],
  },
  {
    name: 'two_servers',
    does: 'Two servers, both torn down, both work items pending together.',
    parts: {},
    clauses: [
      'connect "\\\\one\\share" as one',
      'connect "\\\\two\\share" as two',
      'close all on one',
      'close all on two',
      'delete one',
      'delete two',
    ],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeNetRoot S2 2 exclusive user',
      'FinalizeVNetRoot S2 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
      'FinalizeSrvCall S2 2 none System',
    ],
  },
  {
    name: 'same_share_twice',
    does: 'Same user, same share twice, name without trailing path.',
    parts: {},
    clauses: ['connect as one', 'connect as two', 'close all on two', 'disconnect one'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'ExtractNetRootName S1 3 exclusive user',
      'CreateVNetRoot S1 3 none user',
      'FinalizeNetRoot S1 3 exclusive user',
      'FinalizeVNetRoot S1 3 exclusive user',
    ],
  },
  {
    name: 'create_fails',
    does: 'CallBack with an error, inline.',
    parts: { create: refused },
    clauses: ['connect'],
    callbacks: ['CreateSrvCall S1 3 none user'],
  },
  {
    name: 'create_fails_reconnect',
    does: 'Failed construction, then a second connect.',
    parts: { create: refused },
    clauses: ['connect', 'connect'],
    callbacks: ['CreateSrvCall S1 3 none user', 'FinalizeSrvCall S1 2 none System'],
  },
  {
    name: 'create_fails_reconnect_system',
    does: 'The same from the system process.',
    parts: { create: refused },
    clauses: ['connect by system', 'connect by system'],
    callbacks: ['CreateSrvCall S1 3 none System', 'FinalizeSrvCall S1 1 exclusive System'],
  },
  {
    name: 'create_fails_three_connects',
    does: 'Failed construction, then two more connects.',
    parts: { create: refusedOnce },
    clauses: ['connect', 'connect', 'connect'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'winner_fails',
    does: 'MRxSrvCallWinnerNotify fails.',
    parts: { winner: winnerFails },
    clauses: ['connect'],
    callbacks: ['CreateSrvCall S1 3 none user', 'SrvCallWinnerNotify S1 3 none user'],
  },
  {
    name: 'finalize_null',
    does: 'MRxFinalizeSrvCall member NULL, worker path.',
    parts: { winner: nothingKept, members: 'MyDispatch.MRxFinalizeSrvCall = NULL;' },
    clauses: ['connect', 'close all', 'delete'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
    ],
  },
  {
    name: 'finalize_all_null_system',
    does: 'All three finalizer members NULL, direct path.',
    parts: {
      winner: nothingKept,
      members:
        'MyDispatch.MRxFinalizeSrvCall = NULL; MyDispatch.MRxFinalizeNetRoot = NULL; MyDispatch.MRxFinalizeVNetRoot = NULL;',
    },
    clauses: ['connect by system', 'close all by system', 'delete by system'],
    callbacks: [
      'CreateSrvCall S1 3 none System',
      'SrvCallWinnerNotify S1 3 none System',
      'ExtractNetRootName S1 2 exclusive System',
      'CreateVNetRoot S1 2 none System',
    ],
  },
  {
    name: 'create_post_fails',
    does: 'RxDispatchToWorkerThread fails inside MRxCreateSrvCall; the mini-redirector calls CallBack itself.',
    parts: { create: onWorker },
    clauses: ['connect', 'inject post fails'],
    callbacks: ['CreateSrvCall S1 3 none user'],
  },
  {
    name: 'netroot_create_fails',
    does: 'MRxCreateVNetRoot refuses both.',
    parts: { createVNetRoot: shareRefused },
    clauses: ['connect'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'sync_late',
    does: 'Synchronous request, CallBack later from another thread.',
    parts: { create: onWorker },
    clauses: ['connect'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
    ],
  },
  {
    name: 'teardown_dispatch_fails',
    does: 'Teardown from a user process, work item cannot be allocated; then a new connect.',
    parts: {},
    clauses: ['connect', 'close all', 'delete', 'connect', 'inject post by rdbss fails at 1'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
    ],
  },
  {
    name: 'forced_then_reconnect',
    postedFirst: true,
    does: 'Forced while connected, then two new connects.',
    parts: {},
    clauses: ['connect', 'finalize forced', 'connect "\\\\server\\b"', 'connect "\\\\server\\c"'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeSrvCall S1 3 none System',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
      'ExtractNetRootName S2 3 exclusive user',
      'CreateVNetRoot S2 3 none user',
    ],
  },
  {
    name: 'unforced_with_refs',
    does: 'RxFinalizeSrvCall not forced with references left.',
    parts: {},
    clauses: ['connect', 'finalize'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
    ],
  },
  {
    name: 'reconnect_T5_T7a',
    does: 'New connect to the same server between T5 and T7a.',
    parts: {},
    clauses: ['connect', 'close all', 'delete', 'connect'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'open_blocked_T6b',
    does: 'Another connect while MRxFinalizeSrvCall runs directly on a system thread.',
    parts: {},
    clauses: ['connect by system', 'disconnect by system', 'connect'],
    callbacks: [
      'CreateSrvCall S1 3 none System',
      'SrvCallWinnerNotify S1 3 none System',
      'ExtractNetRootName S1 2 exclusive System',
      'CreateVNetRoot S1 2 none System',
      'FinalizeNetRoot S1 2 exclusive System',
      'FinalizeVNetRoot S1 2 exclusive System',
      'FinalizeSrvCall S1 1 exclusive System',
      'CreateSrvCall S2 3 none user',
      'SrvCallWinnerNotify S2 3 none user',
      'ExtractNetRootName S2 2 exclusive user',
      'CreateVNetRoot S2 2 none user',
    ],
  },
  {
    name: 'waiter_ok',
    does: 'Second connect waits for the SRV_CALL InTransition, success.',
    parts: { create: onWorker },
    clauses: ['thread a: connect "\\\\server\\a"', 'thread b: connect "\\\\server\\b"'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 4 none user',
      'ExtractNetRootName S1 3 exclusive user',
      'CreateVNetRoot S1 3 none user',
      'ExtractNetRootName S1 3 exclusive user',
      'CreateVNetRoot S1 3 none user',
    ],
  },
  {
    name: 'waiter_create_fails',
    does: 'Waiter, construction fails.',
    parts: { create: refusedOnWorker },
    clauses: ['thread a: connect "\\\\server\\a"', 'thread b: connect "\\\\server\\b"'],
    callbacks: ['CreateSrvCall S1 3 none user', 'FinalizeSrvCall S1 2 none System'],
  },
  {
    name: 'finalize_returns_error',
    does: 'MRxFinalizeSrvCall returns an error.',
    parts: { finalize: finalizerFails },
    clauses: ['connect', 'close all', 'delete'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'finconn_files_noforce',
    does: 'RxFinalizeConnection(FALSE) with an open file.',
    parts: {},
    clauses: ['connect', 'open', 'delete'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'Create S1 2 none user',
    ],
  },
  {
    name: 'finconn_twice',
    does: 'RxFinalizeConnection(FALSE) twice, then the close.',
    parts: {},
    clauses: ['connect', 'delete', 'delete', 'close all'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeNetRoot S1 2 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
  {
    name: 'forced_then_use',
    postedFirst: true,
    does: 'Forced while connected, then a file is opened on the old connection.',
    parts: {},
    clauses: ['connect', 'finalize forced', 'open'],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'FinalizeSrvCall S1 3 none System',
      'Create S1 2 none user',
    ],
  },
  {
    name: 'close_then_worker_between',
    does: 'Two shares, both forced while open, then closed.',
    parts: {},
    clauses: [
      'connect "\\\\server\\a" as one',
      'connect "\\\\server\\b" as two',
      'delete one forced',
      'delete two forced',
      'close all on one',
      'close all on two',
    ],
    callbacks: [
      'CreateSrvCall S1 3 none user',
      'SrvCallWinnerNotify S1 3 none user',
      'ExtractNetRootName S1 2 exclusive user',
      'CreateVNetRoot S1 2 none user',
      'ExtractNetRootName S1 3 exclusive user',
      'CreateVNetRoot S1 3 none user',
      'FinalizeNetRoot S1 3 exclusive user',
      'FinalizeNetRoot S1 3 exclusive user',
      'FinalizeVNetRoot S1 3 exclusive user',
      'FinalizeVNetRoot S1 2 exclusive user',
      'FinalizeSrvCall S1 2 none System',
    ],
  },
]

describe('observed orders', () => {
  test.each(observed)('$name: $does', each => {
    expect(replay(each)).toEqual({ callbacks: each.callbacks, violations: [], unknown: undefined })
  })
})
