import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles, expectInDriver } = testsOf('MRX048')
const clear = 'SrvCall->Context = NULL;'

describe('a wait in a finalizer', () => {
  test('without timeout', () => {
    const [finding] = expectIn(`    PSERVER s = SrvCall->Context; ${clear}
    if (s != NULL) KeWaitForSingleObject(&s->Done, 0, 0, FALSE, NULL);
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048 'KeWaitForSingleObject' has no timeout
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })
  test('with a timeout that is NULL on some way', () =>
    void expectIn(`    LARGE_INTEGER limit; PLARGE_INTEGER timeout = NULL; PSERVER s = SrvCall->Context; ${clear}
    if (Force) { limit.QuadPart = -1; timeout = &limit; }
    if (s) KeWaitForSingleObject(&s->Done, 0, 0, FALSE, timeout);
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048
    return STATUS_SUCCESS;`))
  test('that a user may end, in a helper of another file', () => {
    const [finding] = expectInFiles(
      `    PSERVER s = SrvCall->Context; ${clear} if (s) Drain(s); return STATUS_SUCCESS;`,
      'VOID Drain(PSERVER s);\n',
      {
        'drain.c': `VOID Drain(PSERVER s) {
    LARGE_INTEGER limit; limit.QuadPart = -1;
    KeWaitForSingleObject(&s->Done, 0, 1, FALSE, &limit);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048 an APC ends it early
}
`,
      },
    )
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is called here'])
  })
  test('in a loop, alertable, in the finalizer of a net root', () =>
    void expectInDriver(`
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) {
    LARGE_INTEGER limit; PSERVER s = NetRoot->Context; limit.QuadPart = -1;
    while (s != NULL && KeWaitForSingleObject(&s->Done, 0, 0, TRUE, &limit) != 0) s->References = 0;
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048
    return STATUS_SUCCESS;
}
void Fill(void) { MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot; }
`))
})

describe('an event that something outside sets', () => {
  test('in a completion routine, through a helper', () =>
    void expectIn(
      `    PSERVER s = SrvCall->Context; ${clear}
    if (s) KeWaitForSingleObject(&s->Done, 0, 0, FALSE, NULL);
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048
    return STATUS_SUCCESS;`,
      `VOID IoSetCompletionRoutine(PVOID Irp, PVOID Routine, PVOID Context, BOOLEAN, BOOLEAN, BOOLEAN);
static VOID Finish(PSERVER s) { KeSetEvent(&s->Done, 0, FALSE); }
static NTSTATUS NTAPI Completed(PVOID Device, PVOID Irp, PVOID Context) { Finish(Context); return 0; }
VOID Send(PSERVER s, PVOID Irp) { IoSetCompletionRoutine(Irp, Completed, s, TRUE, TRUE, TRUE); }
`,
    ))
  test('in a handler of a table', () =>
    void expectIn(
      `    KeWaitForSingleObject(&Answered, 0, 0, FALSE, NULL);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048
    ${clear} return STATUS_SUCCESS;`,
      `KEVENT Answered;
static VOID Received(PVOID Data) { KeSetEvent(&Answered, 0, FALSE); }
struct { VOID (*Receive)(PVOID); } Handlers = { Received };
`,
    ))
})

describe('no finding', () => {
  test('for an event that only the driver itself sets', () => {
    isClean(
      `PSERVER s = SrvCall->Context; ${clear} if (s) { Leave(s); KeWaitForSingleObject(&s->Done, 0, 0, FALSE, NULL); } return STATUS_SUCCESS;`,
      `static VOID Leave(PSERVER s) { if (InterlockedDecrement(&s->References) == 0) KeSetEvent(&s->Done, 0, FALSE); }
static VOID NTAPI Echo(PVOID Context) { Leave(Context); }
VOID Post(PSERVER s) { if (RxDispatchToWorkerThread(NULL, 1, Echo, s) != 0) Leave(s); }
`,
    )
    isClean(
      `KEVENT done; WORK work; KeInitializeEvent(&done, 0, FALSE); work.Done = &done; ${clear}
    if (RxDispatchToWorkerThread(NULL, 1, Run, &work) == 0) KeWaitForSingleObject(&done, 0, 0, FALSE, NULL);
    return STATUS_SUCCESS;`,
      `typedef struct _WORK { PKEVENT Done; } WORK;
static VOID NTAPI Run(PVOID Context) { KeSetEvent(((WORK *)Context)->Done, 0, FALSE); }
`,
    )
  })
  test('for a timer, and for a thread by its handle', () =>
    isClean(
      `PSERVER s = SrvCall->Context; ${clear} if (s) { KeWaitForSingleObject(&s->Timer, 0, 0, FALSE, NULL); ZwWaitForSingleObject(s->Session, FALSE, NULL); } return STATUS_SUCCESS;`,
      `NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout);
static VOID NTAPI Loop(PVOID Context) { }
VOID Begin(PSERVER s) { PsCreateSystemThread(&s->Session, 0, NULL, NULL, NULL, Loop, s); }
`,
    ))
  test('with a timeout', () => {
    isClean(
      `LARGE_INTEGER limit = { -1 }; PSERVER s = SrvCall->Context; ${clear} if (s) KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &limit); return STATUS_SUCCESS;`,
    )
    isClean(
      `PSERVER s = SrvCall->Context; ${clear} if (s) Wait(s, &Limit); return STATUS_SUCCESS;`,
      'static LARGE_INTEGER Limit = { -1 }; static NTSTATUS Wait(PSERVER s, PLARGE_INTEGER limit) { return KeWaitForSingleObject(&s->Done, 0, 0, FALSE, limit); }\n',
    )
  })
  test('for a mutex', () => isClean(`${clear} KeWaitForMutexObject(NULL, 0, 0, FALSE, NULL); return STATUS_SUCCESS;`))
  test('for the end of a thread', () =>
    isClean(
      `PSERVER s = SrvCall->Context; ${clear} if (s && s->Name) KeWaitForSingleObject(s->Name, 0, 0, FALSE, NULL); return STATUS_SUCCESS;`,
      `typedef struct _OBJECT_TYPE *POBJECT_TYPE; extern POBJECT_TYPE *PsThreadType;
NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, ULONG Access, POBJECT_TYPE Type, UCHAR Mode, PVOID *Object, PVOID Information);
VOID Started(PSERVER s, HANDLE h) { ObReferenceObjectByHandle(h, 0, *PsThreadType, 0, &s->Name, NULL); }
`,
    ))
  test('for an IRP that was cancelled', () =>
    isClean(
      `PSERVER s = SrvCall->Context; ${clear} if (s) End(s, s->Name); return STATUS_SUCCESS;`,
      `BOOLEAN IoCancelIrp(PVOID Irp);
static VOID End(PSERVER s, PVOID irp) { IoCancelIrp(irp); KeWaitForSingleObject(&s->Done, 0, 0, FALSE, NULL); }
`,
    ))
  test('but in front of that', () =>
    void expectIn(
      `    PSERVER s = SrvCall->Context; ${clear}
    if (s == NULL) return STATUS_SUCCESS;
    KeWaitForSingleObject(&s->Done, 0, 0, FALSE, NULL);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX048
    IoCancelIrp(s->Name);
    return STATUS_SUCCESS;`,
      'BOOLEAN IoCancelIrp(PVOID Irp);\n',
    ))
  test('in a callback that a user waits for', () =>
    isClean(
      `${clear} return STATUS_SUCCESS;`,
      `NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) { KEVENT e; KeInitializeEvent(&e, 0, FALSE); return KeWaitForSingleObject(&e, 0, 1, TRUE, NULL); }
void More(void) { MyDispatch.MRxFlush = MyFlush; }
`,
    ))
})
