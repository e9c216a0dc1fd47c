import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX034')
const start = 'VOID Start(PSERVER s, LARGE_INTEGER t) { KeSetTimer(&s->Timer, t, &s->Dpc); }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('a block that is freed with something live in it', () => {
  test('a timer that nobody stops', () => {
    const [finding] = expectIn(
      `    ${taken}
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 'Timer' in it may be set
    return STATUS_SUCCESS;`,
      start,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is started here'])
  })
  test('a timer whose DPC may run', () =>
    void expectIn(
      `    ${taken} PSERVER t = s;
    KeCancelTimer(&t->Timer);
    if (t->Name) ExFreePool(t->Name);
    ExFreePool(t);
    ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
    return STATUS_SUCCESS;`,
      start,
    ))
  test('a timer that may expire behind the flush', () =>
    void expectIn(
      `    ${taken}
    KeFlushQueuedDpcs();
    KeCancelTimer(&s->Timer);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
    return STATUS_SUCCESS;`,
      start,
    ))
  test('a timer that may expire behind the flush of a helper', () =>
    void expectIn(
      `    ${taken}
    Stop(s);
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
    return STATUS_SUCCESS;`,
      `${start}static VOID Stop(PSERVER s) { KeFlushQueuedDpcs(); KeCancelTimer(&s->Timer); }\n`,
    ))
  test('a timer whose DPC may run, in a helper that begins with a macro of a header', () =>
    void expectIn(
      `    ${taken} Release(s); return STATUS_SUCCESS;`,
      `${start}NTAPI VOID Release(PSERVER s) { KeCancelTimer(&s->Timer); ExFreePool(s); }
                                                          ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
`,
    ))
  test('a DPC, in a helper of another file', () =>
    void expectInFiles(
      `    ${taken} Free(s); return STATUS_SUCCESS;`,
      'VOID Fire(PSERVER s) { KeInsertQueueDpc(&s->Dpc, NULL, NULL); }\nVOID Free(PSERVER s);\n',
      {
        'server.c': `VOID Free(PSERVER s) {
    while (coin()) s->References = 0;
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 'Dpc'
}
`,
      },
    ))
  test('a work item that was queued', () =>
    void expectIn(
      `    ${taken}
    ExQueueWorkItem(&s->Work, 1);
    if (Force) ExFreePool(s);
               ^^^^^^^^^^^^^ MRX034 the work item 'Work' in it is queued
    return STATUS_SUCCESS;`,
    ))
})

/** A block with a work item of its own, and everything else that may be left in it. */
const own =
  'typedef struct _ELM_OWN { WORK_QUEUE_ITEM Work; PVOID Self; ERESOURCE Lock; LIST_ENTRY Link; KTIMER Timer; KDPC Dpc; KEVENT Done; } ELM_OWN;\nVOID NTAPI Run(PVOID Context);\nLIST_ENTRY Owns;\nVOID Start(ELM_OWN *o, LARGE_INTEGER t) { ExInitializeResourceLite(&o->Lock); InsertHeadList(&Owns, &o->Link); KeSetTimer(&o->Timer, t, &o->Dpc); }\n'
const owned = '    ELM_OWN *o = SrvCall->Context; SrvCall->Context = NULL; if (o == NULL) return STATUS_SUCCESS;'

describe('a block that holds its own address', () => {
  test.each([
    ['ExInitializeWorkItem(&o->Work, Run, o);'],
    ['o->Work.WorkerRoutine = Run; o->Work.Parameter = &o->Work; o->Work.List.Flink = NULL;'],
  ])(
    'its work item was queued: %s',
    prepared =>
      void expectFindings(
        withCallback(
          'MRxFinalizeSrvCall',
          `${owned}
    ${prepared}
    ExQueueWorkItem(&o->Work, DelayedWorkQueue);
    ExFreePool(o);
    ^^^^^^^^^^^^^ MRX034 the work item 'Work' in it is queued
    return STATUS_SUCCESS;`,
          own,
        ),
        { ...bundled, only: 'MRX034' },
      ),
  )

  test.each([
    ['MRX033', "'Lock'"],
    ['MRX034', "'Timer'"],
    ['MRX036', "'Link'"],
  ])('nobody else knows it: %s', (only, name) => {
    const at = (use: string) =>
      withCallback(
        'MRxFinalizeSrvCall',
        `${owned}
    KeCancelTimer(&o->Timer);
    ${use}
    ExFreePool(o);
    ^^^^^^^^^^^^^ ${only} ${name}
    return STATUS_SUCCESS;`,
        `${own}static PVOID Last;\n`,
      )
    const clean = (use: string) => expectClean(at(use).replace(/\n.*\^.*\n/, '\n'), { ...bundled, only })
    expectFindings(at('o->Self = o;'), { ...bundled, only })
    clean('o->Self = o; Last = o;')
    clean(
      'ExInitializeWorkItem(&o->Work, Run, o); if (ExQueueWorkItem(&o->Work, DelayedWorkQueue), Force) KeWaitForSingleObject(&o->Done, 0, 0, 0, NULL);',
    )
  })

  test('handed to a worker with it, it is neither kept nor forgotten', () => {
    const finalizer = withCallback(
      'MRxFinalizeSrvCall',
      `${owned}
    if (Force) { ExInitializeWorkItem(&o->Work, Run, o); ExQueueWorkItem(&o->Work, DelayedWorkQueue); return STATUS_SUCCESS; }
    ExFreePool(o);
    return STATUS_SUCCESS;`,
      own.slice(0, own.indexOf('VOID Start')),
    )
    expectClean(finalizer, bundled)
  })
})

describe('a timer that the block has a pointer to', () => {
  const own =
    'typedef struct _ELM_ECHO { PEX_TIMER Timer; ULONG Count; } ELM_ECHO;\nVOID Echo(PEX_TIMER Timer, PVOID Context);\n'
  const start =
    'BOOLEAN Start(ELM_ECHO *e) { e->Timer = ExAllocateTimer(Echo, e, 0); if (e->Timer == NULL) return FALSE; ExSetTimer(e->Timer, -1000, 1000, NULL); return TRUE; }\n'
  const take = '    ELM_ECHO *e = SrvCall->Context; SrvCall->Context = NULL; if (e == NULL) return STATUS_SUCCESS;'
  const at = (body: string, more = start) =>
    withCallback('MRxFinalizeSrvCall', `${take}\n${body}\n    return STATUS_SUCCESS;`, own + more)
  const options = { ...bundled, only: 'MRX034' }

  test('nothing deletes it', () => {
    expectFindings(
      at("    ExFreePool(e);\n    ^^^^^^^^^^^^^ MRX034 the timer that 'Timer' points to may be set"),
      options,
    )
    expectFindings(
      at(
        '    if (e->Timer != NULL) e->Count = 0;\n    Drop(e);',
        `${start}static VOID Drop(ELM_ECHO *e) { ExFreePool(e); }
                                ^^^^^^^^^^^^^ MRX034\n`,
      ),
      options,
    )
  })

  test.each([
    ['deleted', '    ExDeleteTimer(e->Timer, TRUE, TRUE, NULL); ExFreePool(e);', start],
    [
      'deleted by a helper',
      '    Stop(e); ExFreePool(e);',
      `${start}static VOID Stop(ELM_ECHO *e) { PEX_TIMER t = e->Timer; if (t) ExDeleteTimer(t, TRUE, TRUE, NULL); }\n`,
    ],
    [
      'deleted elsewhere',
      '    ExFreePool(e);',
      `${start}VOID Disconnect(ELM_ECHO *e) { ExDeleteTimer(e->Timer, TRUE, TRUE, NULL); e->Timer = NULL; }\n`,
    ],
    ['a timer of somebody else', '    ExFreePool(e);', 'VOID Set(PEX_TIMER t) { ExSetTimer(t, 1, 0, NULL); }\n'],
    [
      'one that blocks share',
      '    ExFreePool(e);',
      'static PEX_TIMER Shared; VOID Set(ELM_ECHO *e) { e->Timer = Shared; ExSetTimer(e->Timer, 1, 0, NULL); }\n',
    ],
    ['there is none', '    if (e->Timer == NULL) ExFreePool(e);', start],
    [
      'a new one that could not be made',
      '',
      `${start}ELM_ECHO *New(VOID) { ELM_ECHO *e = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *e, 1); if (e != NULL && !Start(e)) { ExFreePool(e); e = NULL; } return e; }\n`,
    ],
    [
      'the callback frees it',
      '',
      `${start}VOID Echo(PEX_TIMER Timer, PVOID Context) { ELM_ECHO *e = Context; ExFreePool(e); }\n`,
    ],
  ])('no finding: %s', (_, body, more) => expectClean(at(body, more), options))
})

describe('a block that a worker was given', () => {
  const worker = 'static VOID NTAPI Run(PVOID Context) { ELM_POSTED *p = Context; p->Count++; }\n'
  const posted = (more: string) =>
    `typedef struct _ELM_POSTED { PIO_WORKITEM Item; LONG Count; KEVENT Done; } ELM_POSTED;\n${more}`
  const take = '    ELM_POSTED *p = SrvCall->Context; SrvCall->Context = NULL; if (p == NULL) return STATUS_SUCCESS;'
  const at = (body: string, more = worker) =>
    withCallback('MRxFinalizeSrvCall', `${take}\n${body}\n    return STATUS_SUCCESS;`, posted(more))
  const options = { ...bundled, only: 'MRX034' }
  const post = 'RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, Run, p)'

  test.each([
    [`${post};`, worker],
    [`if (NT_SUCCESS(${post})) DbgPrint("posted");`, worker],
    [`NTSTATUS status = ${post}; if (status != STATUS_SUCCESS) DbgPrint("%x", status);`, worker],
    [`${post};`, 'static VOID NTAPI Run(PVOID Context) { ExFreePool(Context); }\n'],
    [
      'IoQueueWorkItem(p->Item, Run, DelayedWorkQueue, p);',
      'static VOID Run(PDEVICE_OBJECT Device, PVOID Context) { ((ELM_POSTED *)Context)->Count--; }\n',
    ],
    [
      'Post(p);',
      `${worker}static VOID Post(ELM_POSTED *p) { RxDispatchToWorkerThread(NULL, DelayedWorkQueue, Run, p); }\n`,
    ],
    ['HANDLE h; PsCreateSystemThread(&h, 0, NULL, NULL, NULL, Run, p);', worker],
  ])('%s', (given, more) => {
    const [finding] = expectFindings(
      at(
        `    ${given}
    ExFreePool(p);
    ^^^^^^^^^^^^^ MRX034 a routine that was posted with it may still run`,
        more,
      ),
      options,
    )
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is given away here'])
  })

  test.each([
    ['what could not be posted', `if (!NT_SUCCESS(${post})) ExFreePool(p);`, worker],
    [
      'what could not be posted, by an error code',
      `NTSTATUS s = ${post}; if (s == STATUS_SUCCESS) return s; ExFreePool(p);`,
      worker,
    ],
    ['a wait', `${post}; KeWaitForSingleObject(&p->Done, Executive, KernelMode, FALSE, NULL); ExFreePool(p);`, worker],
    [
      'a count',
      `InterlockedIncrement(&p->Count); ${post}; if (InterlockedDecrement(&p->Count) == 0) ExFreePool(p);`,
      worker,
    ],
    [
      'a count in a helper',
      `${post}; Put(p);`,
      `${worker}static VOID Put(ELM_POSTED *p) { if (--p->Count == 0) ExFreePool(p); }\n`,
    ],
    ['another way', `if (Force) ${post}; else ExFreePool(p);`, worker],
    [
      'the helper says so',
      `if (Post(p) < 0) ExFreePool(p);`,
      `${worker}static NTSTATUS Post(ELM_POSTED *p) { return RxDispatchToWorkerThread(NULL, DelayedWorkQueue, Run, p); }\n`,
    ],
    [
      'a routine that does not look',
      `${post}; ExFreePool(p);`,
      'static VOID NTAPI Run(PVOID Context) { DbgPrint("%p", Context); }\n',
    ],
    [
      'a timer that is taken back',
      `RxPostOneShotTimerRequest(SrvCall->RxDeviceObject, &Work, Run, p, Due); RxCancelTimerRequest(SrvCall->RxDeviceObject, Run, p); ExFreePool(p);`,
      `${worker}static RX_WORK_ITEM Work; static LARGE_INTEGER Due;\n`,
    ],
    [
      'another block',
      `ELM_POSTED *q = ExAllocatePool2(POOL_FLAG_PAGED, sizeof *q, 1); if (q) { RxDispatchToWorkerThread(NULL, DelayedWorkQueue, Run, q); } ExFreePool(p);`,
      worker,
    ],
  ])('no finding: %s', (_, body, more) => expectClean(at(`    ${body}`, more), options))
})

describe('no finding', () => {
  test('cancelled, and waited for', () => {
    isClean(`${taken} KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); ExFreePool(s); return STATUS_SUCCESS;`, start)
    isClean(
      `${taken} if (!KeCancelTimer(&s->Timer)) { LARGE_INTEGER l = { -1 }; KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &l); } ExFreePool(s); return STATUS_SUCCESS;`,
      start,
    )
    isClean(
      `${taken} Stop(s); ExFreePool(s); return STATUS_SUCCESS;`,
      `${start}static VOID Stop(PSERVER s) { KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); }\n`,
    )
  })
  test('flushed, cancelled, and waited for in a way that no rule knows', () => {
    const flushed = `${taken} KeFlushQueuedDpcs(); KeCancelTimer(&s->Timer);`
    isClean(`${flushed} KeFlushQueuedDpcs(); ExFreePool(s); return STATUS_SUCCESS;`, start)
    isClean(`${flushed} Wait(s); ExFreePool(s); return STATUS_SUCCESS;`, `${start}VOID Wait(PSERVER s);\n`)
    isClean(
      `${taken} Stop(s, Force); ExFreePool(s); return STATUS_SUCCESS;`,
      `${start}static VOID Stop(PSERVER s, BOOLEAN f) { KeFlushQueuedDpcs(); KeCancelTimer(&s->Timer); if (f) KeFlushQueuedDpcs(); }\n`,
    )
    const done = 'LARGE_INTEGER l = { -1 }; KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &l);'
    isClean(`${taken} ${done} KeCancelTimer(&s->Timer); ExFreePool(s); return STATUS_SUCCESS;`, start)
  })
  test('whose result says that nothing runs', () =>
    isClean(`${taken} if (KeCancelTimer(&s->Timer)) ExFreePool(s); return STATUS_SUCCESS;`, start))
  test('stopped earlier, by another function', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      `${start}VOID Disconnect(PSERVER s) { KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); }\n`,
    ))
  test('without a DPC, cancelled', () =>
    isClean(
      `${taken} KeCancelTimer(&s->Timer); ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Start(PSERVER s, LARGE_INTEGER t) { KeSetTimer(&s->Timer, t, NULL); }\n',
    ))
  test('freed by the DPC that ran last, or behind a wait for it', () => {
    isClean(
      'return STATUS_SUCCESS;',
      `${start}static VOID Tick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) { PSERVER s = Context; ExFreePool(s); }
VOID Arm(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`,
    )
    isClean(
      `LARGE_INTEGER l = { -1 }; ${taken} KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &l); ExFreePool(s); return STATUS_SUCCESS;`,
      start,
    )
  })
  test('never started', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Prepare(PSERVER s) { KeInitializeTimer(&s->Timer); }\n',
    ))
  test('a work item that frees its own block', () =>
    isClean(
      `${taken} ExQueueWorkItem(&s->Work, 1); return STATUS_SUCCESS;`,
      'VOID Routine(PVOID Context) { PSERVER s = Context; ExFreePool(s); }\n',
    ))
  test('a work item that could not be queued', () =>
    isClean(
      `${taken} if (RxPostToWorkerThread(NULL, 1, &s->Work, Routine, s) != STATUS_SUCCESS) ExFreePool(s); return STATUS_SUCCESS;`,
      'NTSTATUS RxPostToWorkerThread(PVOID Device, ULONG Queue, PWORK_QUEUE_ITEM Item, VOID (*Routine)(PVOID), PVOID Context);\nVOID Routine(PVOID Context) { ExFreePool(Context); }\n',
    ))
})
