// What is open, or referenced, and how it ends: what is left when the driver is gone is told by what it is, where it began.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, type Parts, placeText, run } from '../support/simulated.ts'
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
