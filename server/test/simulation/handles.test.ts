// What is open, or referenced, and how it ends: what is left when the driver is gone is told by what it is, where it began.
import { describe, expect, test } from 'vitest'
import { driverWith, holdsWith, loaded, type Parts, placeText, run } from '../support/simulated.ts'
import { winner } from './catalogue/mistake.ts'

/** Of a life of the driver that ends with its image; what is not known says why. */
function shown(parts: Parts): string[] {
  const { violations, unknown } = run(loaded(driverWith(parts)), ['connect', 'disconnect', 'unload'])
  const all = violations.map(rule => `${rule.code} ${placeText(rule)} ${rule.message}`)
  return unknown === undefined ? all : [...all, unknown]
}

/** `what` is said of the marked line. */
function saysAtMark(parts: Parts, code: string, what: string): void {
  const line = driverWith(parts)
    .split('\n')
    .findIndex(each => each.includes('// here'))
  expect(shown(parts)).toEqual([`${code} driver.c:${line + 1} ${what}`])
}

const opening =
  'OBJECT_ATTRIBUTES oa; HANDLE handle; InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);'

describe('a handle that is never closed', () => {
  test.each([
    ['ZwOpenKey(&handle, KEY_READ, &oa);', 'MRX207', 'A key that is opened here is never closed'],
    ['ZwCreateKey(&handle, KEY_READ, &oa, 0, NULL, 0, NULL);', 'MRX207', 'A key that is opened here is never closed'],
    [
      'ZwCreateSection(&handle, 0, &oa, NULL, PAGE_READWRITE, SEC_COMMIT, NULL);',
      'MRX207',
      'A section that is created here is never closed',
    ],
    [
      'IO_STATUS_BLOCK ios; ZwOpenFile(&handle, 0, &oa, &ios, 0, 0);',
      'MRX037',
      'A file that is opened here is never closed',
    ],
    [
      'FsRtlRegisterUncProvider(&handle, NULL, FALSE);',
      'MRX207',
      'A provider of names that is registered here is never deregistered',
    ],
  ])('%s', (open, code, what) => {
    saysAtMark({ beforeRegister: `{ ${opening} ${open} // here\n }` }, code, what)
    expect(shown({ beforeRegister: `{ ${opening} ${open} ZwClose(handle); }` })).toEqual([])
  })
})

const thread = `static HANDLE Handle; static PVOID Thread; static KEVENT Event;
static VOID NTAPI Run(PVOID context) { PsTerminateSystemThread(STATUS_SUCCESS); }
static VOID NTAPI RunAndReturn(PVOID context) { }
static VOID Start(PKSTART_ROUTINE routine) {
    OBJECT_ATTRIBUTES oa; InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    PsCreateSystemThread(&Handle, 0, &oa, NULL, NULL, routine, NULL); // started
}
static VOID Reference(VOID) { ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *PsThreadType, KernelMode, &Thread, NULL); } // referenced
static VOID Wait(VOID) { ZwWaitForSingleObject(Handle, FALSE, NULL); }
static VOID WaitForThread(VOID) { KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL); }
`
/** What the driver does with its thread, from beginning to end. */
const once = (body: string) => ({ declarations: thread, beforeRegister: body })

describe('a thread', () => {
  test.each(['Start(Run); Wait();', 'Start(RunAndReturn); Reference(); WaitForThread(); ObDereferenceObject(Thread);'])(
    'whose handle is never closed: %s',
    body => {
      saysAtMark(
        { ...once(body), declarations: thread.replace('// started', '// here') },
        'MRX207',
        'The handle of a thread that is created here is never closed',
      )
    },
  )

  test.each([
    'Start(Run); Reference(); WaitForThread(); ZwClose(Handle);',
    'Start(Run); Wait(); Reference(); ObReferenceObject(Thread); ZwClose(Handle); ObDereferenceObject(Thread);',
  ])('that stays referenced: %s', body => {
    saysAtMark(
      { ...once(body), declarations: thread.replace('// referenced', '// here') },
      'MRX207',
      'A thread is referenced here, and not dereferenced as often',
    )
  })

  test.each([
    'Start(Run); Wait(); Reference(); ObDereferenceObject(Thread);\nObDereferenceObject(Thread); // here\nZwClose(Handle);',
    'Start(Run); Reference(); WaitForThread(); ObDereferenceObject(Thread); ZwClose(Handle);\nObDereferenceObject(Thread); // here\n',
  ])('that is dereferenced too often: %s', body => {
    saysAtMark(once(body), 'MRX218', 'calls ObDereferenceObject with a thread that it has no reference to')
  })

  test.each([
    ['is waited for', once('Start(Run); Wait(); ZwClose(Handle);')],
    [
      'runs when its handle is closed',
      { ...once('Start(Run); Reference(); ZwClose(Handle);'), unload: 'WaitForThread(); ObDereferenceObject(Thread);' },
    ],
    [
      'is referenced more than once',
      once(
        'Start(Run); Reference(); Reference(); ZwClose(Handle); ObDereferenceObject(Thread); WaitForThread(); ObDereferenceObject(Thread);',
      ),
    ],
    [
      'has ended when it is referenced',
      once('Start(RunAndReturn); Wait(); Reference(); ZwClose(Handle); ObDereferenceObject(Thread);'),
    ],
    [
      'references itself',
      {
        declarations: thread.replace('{ }', '{ Thread = KeGetCurrentThread(); ObReferenceObject(Thread); }'),
        beforeRegister: 'Start(RunAndReturn); Wait(); ZwClose(Handle);',
        unload: 'ObDereferenceObject(Thread);',
      },
    ],
    [
      'is a worker, and kept',
      {
        declarations: `${thread}static WORK_QUEUE_ITEM Item;\nstatic VOID NTAPI Work(PVOID context) { Thread = KeGetCurrentThread(); ObReferenceObject(Thread); KeSetEvent(&Event, 0, FALSE); }\n`,
        beforeRegister:
          'KeInitializeEvent(&Event, NotificationEvent, FALSE); ExInitializeWorkItem(&Item, Work, NULL); ExQueueWorkItem(&Item, DelayedWorkQueue); KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);',
        unload: 'ObDereferenceObject(Thread);',
      },
    ],
    [
      'is the caller’s, and kept beyond the call',
      {
        declarations: thread,
        winner: winner('Thread = PsGetCurrentThread(); ObReferenceObject(Thread);'),
        unload: 'ObDereferenceObject(Thread);',
      },
    ],
  ])('that %s is right', (_, parts) => expect(shown(parts)).toEqual([]))
})

const event = `static HANDLE Handle, Second; static PKEVENT Event; static PVOID Referenced; static LONG Old;
static LARGE_INTEGER Now;
static UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\\\BaseNamedObjects\\\\Mine");
static OBJECT_ATTRIBUTES Unnamed, Named, OpenIf;
static VOID Prepare(VOID)
{
    InitializeObjectAttributes(&Unnamed, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    InitializeObjectAttributes(&Named, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
    InitializeObjectAttributes(&OpenIf, &Name, OBJ_KERNEL_HANDLE | OBJ_OPENIF, NULL, NULL);
}
static NTSTATUS Create(EVENT_TYPE type) { return ZwCreateEvent(&Handle, EVENT_ALL_ACCESS, &Unnamed, type, FALSE); } // created
static BOOLEAN NTAPI Poll(VOID) { return ZwWaitForSingleObject(Handle, FALSE, &Now) == STATUS_SUCCESS; }
static NTSTATUS Reference(POBJECT_TYPE type) { return ObReferenceObjectByHandle(Handle, SYNCHRONIZE, type, KernelMode, &Referenced, NULL); } // referenced
static VOID NTAPI Sets(PVOID context) { ZwSetEvent(Handle, NULL); }
`
const asked = (...conditions: string[]) => holdsWith(event, 'Prepare();', ...conditions, 'ZwClose(Handle) == 0')

describe('an event with a handle', () => {
  test.each(['NotificationEvent', 'SynchronizationEvent'])('is set, waited for and reset: %s', type => {
    expect(
      asked(
        `Create(${type}) == STATUS_SUCCESS && !Poll()`,
        'ZwSetEvent(Handle, &Old) == STATUS_SUCCESS && Old == 0 && ZwSetEvent(Handle, &Old) == STATUS_SUCCESS && Old == 1',
        `Poll() && Poll() == ${type === 'NotificationEvent' ? 'TRUE' : 'FALSE'}`,
        'ZwSetEvent(Handle, NULL) == STATUS_SUCCESS && ZwResetEvent(Handle, &Old) == STATUS_SUCCESS && Old == 1 && !Poll()',
        'ZwSetEvent(Handle, NULL) == STATUS_SUCCESS && ZwClearEvent(Handle) == STATUS_SUCCESS && !Poll()',
      ),
    ).toEqual([])
  })

  test('is found by its name, and is another one when nothing leads to it any more', () => {
    expect(
      asked(
        'ZwCreateEvent(&Second, 0, &Named, NotificationEvent, FALSE) == STATUS_SUCCESS',
        'ZwCreateEvent(&Handle, 0, &Named, NotificationEvent, FALSE) == STATUS_OBJECT_NAME_COLLISION',
        'ZwCreateEvent(&Handle, 0, &OpenIf, NotificationEvent, FALSE) == STATUS_OBJECT_NAME_EXISTS && ZwClose(Handle) == 0',
        'ZwOpenEvent(&Handle, 0, &Named) == STATUS_SUCCESS && ZwSetEvent(Second, NULL) == STATUS_SUCCESS && Poll()',
        'ZwClose(Handle) == 0 && ZwClose(Second) == 0',
        '(Event = IoCreateSynchronizationEvent(&Name, &Handle)) != NULL && KeReadStateEvent(Event) == 1 && Poll() && !Poll()',
        'IoCreateNotificationEvent(&Name, &Second) == Event && ZwClose(Second) == 0',
      ),
    ).toEqual([])
    expect(asked('ZwOpenEvent(&Handle, 0, &Named) == STATUS_SUCCESS')).toEqual([
      'not supported: events that others than the driver create',
    ])
  })

  test('has a pointer, if its type is the one that is asked for', () => {
    expect(
      asked(
        'Create(NotificationEvent) == STATUS_SUCCESS && Reference(*ExEventObjectType) == STATUS_SUCCESS',
        '(KeSetEvent(Referenced, 0, FALSE), Poll()) && ObOpenObjectByPointer(Referenced, OBJ_KERNEL_HANDLE, NULL, 0, *ExEventObjectType, KernelMode, &Second) == 0',
        'ZwResetEvent(Second, &Old) == 0 && Old == 1 && ZwClose(Second) == 0 && (ObDereferenceObject(Referenced), TRUE)',
        'Reference(*PsThreadType) == STATUS_OBJECT_TYPE_MISMATCH && Reference(*IoFileObjectType) == STATUS_OBJECT_TYPE_MISMATCH',
        'Reference(NULL) == STATUS_SUCCESS && (ObDereferenceObject(Referenced), TRUE)',
      ),
    ).toEqual([])
  })

  test('tells the end of a request, and so does the file', () => {
    const read =
      'IO_STATUS_BLOCK ios; HANDLE file; CHAR bytes[4]; Prepare(); Create(NotificationEvent); ZwOpenFile(&file, 0, &Unnamed, &ios, 0, 0);'
    expect(
      holdsWith(
        event,
        read,
        'ZwReadFile(file, Handle, NULL, NULL, &ios, bytes, 4, NULL, NULL) == STATUS_SUCCESS && Poll()',
        'ZwWaitForSingleObject(file, FALSE, NULL) == STATUS_SUCCESS && ZwSetEvent(file, NULL) == STATUS_OBJECT_TYPE_MISMATCH',
        'ZwQueryInformationFile(Handle, &ios, bytes, 4, FileEaInformation) == STATUS_OBJECT_TYPE_MISMATCH',
        'ZwClose(file) == 0 && ZwClose(Handle) == 0',
      ),
    ).toEqual([])
    expect(holdsWith(event, read, 'ZwWaitForSingleObject(file, FALSE, NULL) == 0')).toEqual([
      'not supported: waits for a file without a request',
    ])
  })

  test.each([
    ['is waited for by its creator', 'ZwWaitForSingleObject(Handle, FALSE, NULL); ZwClose(Handle);'],
    [
      'keeps what it is without a handle',
      'Reference(NULL); ZwWaitForSingleObject(Handle, FALSE, NULL); ZwClose(Handle); KeClearEvent(Referenced); ObDereferenceObject(Referenced);',
    ],
  ])('that is set by another thread %s', (_, body) => {
    const started = `Prepare(); Create(NotificationEvent); { HANDLE thread;
    if (NT_SUCCESS(PsCreateSystemThread(&thread, 0, &Unnamed, NULL, NULL, Sets, NULL))) { ZwWaitForSingleObject(thread, FALSE, NULL); ZwClose(thread); ${body} } else ZwClose(Handle); }`
    expect(shown({ declarations: event, beforeRegister: started })).toEqual([])
  })

  test.each([
    ['Create(NotificationEvent);', '// created', 'MRX207', 'An event that is opened here is never closed'],
    [
      'Create(NotificationEvent); Reference(NULL); ZwClose(Handle);',
      '// referenced',
      'MRX207',
      'An event is referenced here, and not dereferenced as often',
    ],
  ])('leaves something: %s', (body, mark, code, what) => {
    saysAtMark({ declarations: event.replace(mark, '// here'), beforeRegister: `Prepare(); ${body}` }, code, what)
  })

  test('misuse', () => {
    const said = (body: string) => shown({ declarations: event, beforeRegister: `Prepare(); ${body}` })[0]
    expect(said('Event = IoCreateNotificationEvent(&Name, &Handle); ZwClose(Handle); KeClearEvent(Event);')).toContain(
      'MRX202',
    )
    expect(said('Event = IoCreateNotificationEvent(&Name, &Handle); ObDereferenceObject(Event);')).toContain(
      'MRX218 driver.c',
    )
    expect(said('Create(NotificationEvent); ZwClose(Handle); ZwSetEvent(Handle, NULL);')).toContain(
      'calls ZwSetEvent with a handle that is not open',
    )
    expect(said('Create(NotificationEvent); ZwWaitForSingleObject(Handle, FALSE, NULL);')).toContain('MRX211')
    expect(said('KIRQL irql = KfRaiseIrql(APC_LEVEL); Create(NotificationEvent); KeLowerIrql(irql);')).toContain(
      'MRX044',
    )
  })
})

test('the file of a user is referenced, and dereferenced', () => {
  const create = `static NTSTATUS NTAPI OwnCreate(PRX_CONTEXT RxContext)
{
    ObReferenceObject(RxContext->CurrentIrpSp->FileObject);
    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    ObDereferenceObject(RxContext->CurrentIrpSp->FileObject);
    return RxContext->pFobx == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`
  const source = driverWith({ declarations: create, members: 'MyDispatch.MRxCreate = OwnCreate;' })
  const { violations, unknown } = run(loaded(source), ['connect', 'open', 'close', 'disconnect', 'unload'])
  expect([violations, unknown]).toEqual([[], undefined])
})
