// The life of a SRV_CALL, row by row (facts: lifecycle.md, as corrected by observed.md): in each callback the driver itself
// asks what holds there. A condition that does not hold stops the run; that each was asked is seen in the trace.
import { describe, expect, test } from 'vitest'
import { ScheduledChoices } from '../../src/simulation/choices.ts'
import { driverWith, loaded, type Parts, run } from '../support/simulated.ts'

const own = `static PSRV_CALL Own(PVOID SrvCall)
{
    return (PSRV_CALL)SrvCall;
}
static BOOLEAN LockIs(BOOLEAN Exclusive, BOOLEAN Shared)
{
    BOOLEAN exclusive = ExIsResourceAcquiredExclusiveLite(&MyDevice->pRxNetNameTable->TableLock);
    BOOLEAN any = (BOOLEAN)(ExIsResourceAcquiredSharedLite(&MyDevice->pRxNetNameTable->TableLock) != 0);
    return (BOOLEAN)(exclusive == Exclusive && any == (Exclusive || Shared));
}
static BOOLEAN InSystem(VOID)
{
    return (BOOLEAN)(IoGetCurrentProcess() == RxGetRDBSSProcess());
}
static PETHREAD Requester;
`
const free = 'LockIs(FALSE, FALSE)'
const exclusive = 'LockIs(TRUE, FALSE)'
const passive = 'KeGetCurrentIrql() == PASSIVE_LEVEL'
const asked = (...conditions: string[]) => conditions.map(each => `if (!(${each})) KeBugCheck(1);\n    `).join('')

const create = (
  ...conditions: string[]
) => `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Requester = PsGetCurrentThread();
    ${asked(...conditions)}Context->RecommunicateContext = &MyDispatch;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`
const refused = create().replace('STATUS_SUCCESS', 'STATUS_BAD_NETWORK_PATH')
const winner = (
  ...conditions: string[]
) => `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    ${asked(...conditions)}SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`
const vNetRoot = (...conditions: string[]) => `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT VNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    PMRX_SRV_CALL SrvCall = VNetRoot->pNetRoot->pSrvCall;
    ${asked(...conditions)}Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`
const netRootGone = (...conditions: string[]) => `static BOOLEAN NetRootFirst;
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    ${asked(...conditions)}NetRootFirst = TRUE;
    return STATUS_SUCCESS;
}
`
const vNetRootGone = (
  ...conditions: string[]
) => `NTSTATUS NTAPI MyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    ${asked(...conditions)}return STATUS_SUCCESS;
}
`
const srvCallGone = (...conditions: string[]) => `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    ${asked(...conditions)}SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
    return STATUS_SUCCESS;
}
`

const life = ['connect', 'close all', 'delete']
const systemLife = ['connect by system', 'close all by system', 'delete by system']
const count = (references: number) => `Own(SrvCall)->NodeReferenceCount == ${references}`

interface Row {
  readonly row: string
  readonly parts: Parts
  readonly clauses?: readonly string[]
  /** Called, so that the conditions were asked. */
  readonly calls: readonly string[]
  readonly never?: readonly string[]
}

const rows: readonly Row[] = [
  {
    row: 'C1: MRxGetConnectionId comes first, on the thread of the request, without the lock',
    parts: {
      declarations: `${own}static BOOLEAN Asked;\nstatic NTSTATUS NTAPI MyId(PRX_CONTEXT RxContext, PRX_CONNECTION_ID Id)\n{\n    ${asked(free, '!InSystem()', 'KeGetCurrentIrql() <= APC_LEVEL')}Asked = TRUE;\n    return STATUS_SUCCESS;\n}\n`,
      members: 'MyDispatch.MRxGetConnectionId = MyId;',
      create: create('Asked'),
    },
    clauses: ['connect'],
    calls: ['MRxGetConnectionId', 'MRxCreateSrvCall'],
  },
  {
    row: 'C4: without memory for the SRV_CALL nobody is asked',
    parts: {},
    clauses: ['connect', 'inject allocation by rdbss fails at 1'],
    calls: [],
    never: ['MRxCreateSrvCall', 'MRxFinalizeSrvCall'],
  },
  {
    row: 'C5, C6, C7: three references, in transition, Context NULL, the lock free, the status preset',
    parts: {
      declarations: own,
      create: create(
        count(3),
        'Own(SrvCall)->Condition == Condition_InTransition',
        'SrvCall->Context == NULL',
        free,
        '!InSystem()',
        passive,
        'Context->Status == STATUS_BAD_NETWORK_PATH',
      ),
    },
    clauses: ['connect'],
    calls: ['MRxCreateSrvCall'],
  },
  {
    row: 'C6: without memory for the calldown the creation is never asked for, and the finalizer comes all the same',
    parts: { declarations: own, finalize: srvCallGone('SrvCall->Context == NULL', count(1), exclusive, 'InSystem()') },
    clauses: ['connect', 'elapse 15 s', 'inject allocation by rdbss fails at 2'],
    calls: ['MRxFinalizeSrvCall'],
    never: ['MRxCreateSrvCall'],
  },
  {
    row: 'C8, C9: the status is the SRV_CALL’s, the winner is told on the thread of the request',
    parts: {
      declarations: own,
      create: create(),
      winner: winner(
        'Winner',
        'Recommunicate == &MyDispatch',
        'Own(SrvCall)->Status == STATUS_SUCCESS',
        'Requester == PsGetCurrentThread()',
        count(3),
        free,
        passive,
      ),
    },
    clauses: ['connect'],
    calls: ['MRxSrvCallWinnerNotify'],
  },
  {
    row: 'C10: good, and two references with those who use it; then one for each share',
    parts: {
      declarations: own,
      createVNetRoot: vNetRoot('Own(SrvCall)->Condition == Condition_Good', count(2), free, '!InSystem()'),
    },
    clauses: ['connect'],
    calls: ['MRxCreateVNetRoot'],
  },
  {
    row: 'C10: a failure leaves a bad SRV_CALL to the scavenger, which finalizes it in the system process',
    parts: {
      declarations: own,
      create: refused,
      finalize: srvCallGone('Own(SrvCall)->Condition == Condition_Bad', 'SrvCall->Context == NULL', 'InSystem()'),
    },
    clauses: ['connect', 'elapse 15 s'],
    calls: ['MRxFinalizeSrvCall'],
    never: ['MRxSrvCallWinnerNotify'],
  },
  {
    row: 'section 2: steady state, one reference of the table and one for each NET_ROOT',
    parts: { declarations: own, finalizeNetRoot: netRootGone(`Own(NetRoot->pSrvCall)->NodeReferenceCount == 3`) },
    clauses: ['connect "\\\\server\\a" as one', 'connect "\\\\server\\b" as two', 'disconnect one'],
    calls: ['MRxFinalizeNetRoot'],
  },
  {
    row: 'T1, T2, T3: NET_ROOT, then V_NET_ROOT, under the exclusive lock, with Force NULL; then the SRV_CALL',
    parts: {
      declarations: own,
      finalizeNetRoot: netRootGone('Force == NULL', exclusive, '!InSystem()', 'KeGetCurrentIrql() <= APC_LEVEL'),
      finalizeVNetRoot: vNetRootGone('Force == NULL', exclusive, 'NetRootFirst'),
      finalize: srvCallGone(),
    },
    clauses: life,
    calls: ['MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot', 'MRxFinalizeSrvCall'],
  },
  {
    row: 'T4, T5: on the ordinary path too Force is TRUE, and the name is gone',
    parts: {
      declarations: own,
      finalize: srvCallGone(
        'Force',
        'Own(SrvCall)->UpperFinalizationDone',
        'FlagOn(SrvCall->Flags, SRVCALL_FLAG_FORCE_FINALIZED)',
        'Own(SrvCall)->PrefixEntry.MemberQLinks.Flink == NULL',
      ),
    },
    clauses: life,
    calls: ['MRxFinalizeSrvCall'],
  },
  {
    row: 'T6a, T7a: from a user process a worker of the system process calls, with two references and no lock',
    parts: {
      declarations: own,
      create: create(),
      finalize: srvCallGone('InSystem()', passive, free, count(2), 'Requester != PsGetCurrentThread()'),
    },
    clauses: life,
    calls: ['MRxFinalizeSrvCall'],
  },
  {
    row: 'T6b: in the system process the last dereference calls itself, with one reference and the lock exclusive',
    parts: {
      declarations: own,
      create: create(),
      finalize: srvCallGone('InSystem()', exclusive, count(1), 'Requester == PsGetCurrentThread()'),
    },
    clauses: systemLife,
    calls: ['MRxFinalizeSrvCall'],
  },
  {
    row: 'section 5: a forced finalization leaves Context NULL to those who follow',
    parts: {
      declarations: own,
      finalizeNetRoot: netRootGone('NetRoot->pSrvCall->Context == NULL'),
      finalizeVNetRoot: vNetRootGone('VNetRoot->pNetRoot->pSrvCall->Context == NULL'),
    },
    clauses: ['connect', 'finalize forced', 'elapse 1 ms', 'close all', 'delete'],
    calls: ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot'],
  },
]

describe('rows', () => {
  test.each(rows)('$row', ({ parts, clauses = life, calls, never = [] }) => {
    const fault = /^inject (allocation by rdbss) fails at (\d)$/.exec(clauses.at(-1)!)
    const injected = fault && { matches: (name: string) => name === fault[1], at: Number(fault[2]) }
    const choices = injected === null ? new ScheduledChoices() : new ScheduledChoices(undefined, injected)
    const { trace, violations, unknown } = run(loaded(driverWith(parts)), clauses, { choices })
    expect([violations.map(({ message }) => message), unknown]).toEqual([[], undefined])
    const called = trace.flatMap(({ text }) => (text.startsWith('call ') ? [text.split(' ')[1]!] : []))
    expect(called).toEqual(expect.arrayContaining([...calls]))
    expect(called.filter(name => never.includes(name))).toEqual([])
  })

  test('a condition that does not hold is seen', () => {
    const parts = { declarations: own, finalize: srvCallGone(count(7)) }
    expect(run(loaded(driverWith(parts)), life).violations.map(({ code }) => code)).toEqual(['MRX218'])
  })

  test('T8: the SRV_CALL is freed when the finalizer has returned, and once', () => {
    const { trace } = run(loaded(driverWith({})), life)
    const texts = trace.map(({ text }) => text)
    expect(texts.filter(text => text === 'free S1')).toHaveLength(1)
    expect(texts.indexOf('free S1')).toBeGreaterThan(texts.indexOf('return MRxFinalizeSrvCall'))
    expect(texts.indexOf('return MRxFinalizeSrvCall')).toBeGreaterThan(0)
  })
})
