// What a routine of the driver may not leave behind on a thread that goes on to serve others, or ends.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, loaded, placeText, run } from '../support/simulated.ts'

/** Whoever connects makes `begin` run Routine, which does this. */
function ending(begin: string, code: string, body: string): string {
  return driverWith({
    declarations: `static FAST_MUTEX Mutex;
static KSPIN_LOCK SpinLock;
static WORK_QUEUE_ITEM Item;
static KAPC_STATE Apc;
static KDPC Dpc;
static KEVENT Event;
static VOID NTAPI Routine(PVOID Context) // ${code}
{
    ${body}
}
static VOID NTAPI Deferred(PKDPC TheDpc, PVOID Context, PVOID First, PVOID Second)
{
    Routine(Context);
}
`,
    createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    HANDLE thread;
    ${begin}
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
    beforeRegister:
      'ExInitializeFastMutex(&Mutex); KeInitializeSpinLock(&SpinLock); KeInitializeEvent(&Event, SynchronizationEvent, FALSE);',
  })
}

const begins = {
  'a worker of RDBSS': 'RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Routine, PsGetCurrentProcess());',
  'a work item':
    'ExInitializeWorkItem(&Item, Routine, PsGetCurrentProcess()); ExQueueWorkItem(&Item, DelayedWorkQueue);',
  'a system thread': `if (NT_SUCCESS(PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Routine, PsGetCurrentProcess())))
        ZwClose(thread);`,
}
const left = {
  'MRX041 ': 'KfRaiseIrql(APC_LEVEL);',
  'MRX039 ': 'ExAcquireFastMutex(&Mutex); KeLowerIrql(PASSIVE_LEVEL);',
  'MRX213 ': 'KeEnterCriticalRegion();',
  'MRX213  ': 'KeEnterGuardedRegion();',
  'MRX218 ': 'KeStackAttachProcess(Context, &Apc);',
  'MRX218  ': 'KeSetEvent(&Event, 0, TRUE);',
}

/** As `expected` has them; without an unload, which would have to wait for what was begun. */
function found(source: string): string[] {
  const { violations, unknown } = run(loaded(source), ['connect', 'disconnect'])
  return [...violations.map(rule => `${rule.code} ${placeText(rule)}`), ...(unknown === undefined ? [] : [unknown])]
}

describe.each(Object.entries(begins))('%s', (_, begin) => {
  test.each(Object.entries(left))('%s%s', (code, body) => {
    const source = ending(begin, code.trim(), body)
    expect(found(source)).toEqual(expected(source))
  })

  test('nothing is left', () => {
    const nothing = `KeEnterCriticalRegion(); KeLeaveCriticalRegion();
    KeSetEvent(&Event, 0, TRUE); KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);`
    expect(found(ending(begin, '', nothing))).toEqual([])
  })
})

describe('DriverEntry and the unload routine', () => {
  const held = {
    'MRX039 ': 'KeWaitForSingleObject(&Mutant, Executive, KernelMode, FALSE, NULL);',
    'MRX039  ': 'KeAcquireGuardedMutex(&Guarded);',
    'MRX041 ': 'KfRaiseIrql(APC_LEVEL);',
    'MRX213 ': 'FsRtlEnterFileSystem();',
  }
  /** The code as the line of the routine, and what it does in front of its end. */
  const source = (code: string, { entry = '', unload = '' }: { entry?: string; unload?: string }) => {
    const text = driverWith({
      declarations: 'static KMUTEX Mutant;\nstatic KGUARDED_MUTEX Guarded;\n',
      beforeRegister: 'KeInitializeMutex(&Mutant, 0); KeInitializeGuardedMutex(&Guarded);',
      unload: `RxUnregisterMinirdr(MyDevice); ${unload} return;`,
      unloadMark: unload === '' ? '' : ` // ${code}`,
    })
    return entry === ''
      ? text
      : text
          .replace('PUNICODE_STRING RegistryPath)', `PUNICODE_STRING RegistryPath) // ${code}`)
          .replace(/return status;\n}\n$/, `${entry} return status;\n}\n`)
  }
  const said = (text: string) => {
    const { violations, unknown } = run(loaded(text), ['unload'])
    return [...violations.map(rule => `${rule.code} ${placeText(rule)}`), ...(unknown === undefined ? [] : [unknown])]
  }

  test.each(Object.entries(held))('%s%s', (code, body) => {
    for (const text of [source(code.trim(), { entry: body }), source(code.trim(), { unload: body })])
      expect(said(text)).toEqual(expected(text))
  })

  test('nothing is left', () => {
    const nothing = 'KeAcquireGuardedMutex(&Guarded); KeReleaseGuardedMutex(&Guarded);'
    expect(said(source('', { entry: nothing, unload: nothing }))).toEqual([])
  })
})

describe('a DPC', () => {
  const begin = 'KeInitializeDpc(&Dpc, Deferred, NULL); KeInsertQueueDpc(&Dpc, NULL, NULL);'
  const placed = (code: string, body: string) =>
    ending(begin, '', body).replace('PVOID Second)', `PVOID Second) // ${code}`)

  test('returns at DISPATCH_LEVEL, without a lock', () => {
    for (const source of [
      placed('MRX041', 'KeLowerIrql(PASSIVE_LEVEL);'),
      placed('MRX039', 'KeAcquireSpinLockAtDpcLevel(&SpinLock);'),
      placed('', 'KeAcquireSpinLockAtDpcLevel(&SpinLock); KeReleaseSpinLockFromDpcLevel(&SpinLock);'),
    ])
      expect(found(source)).toEqual(expected(source))
  })
})

test('a work item does not impersonate behind its end', () => {
  const body = `SECURITY_SUBJECT_CONTEXT subject; SECURITY_CLIENT_CONTEXT client;
    SECURITY_QUALITY_OF_SERVICE qos = { sizeof(qos), SecurityImpersonation, SECURITY_STATIC_TRACKING, FALSE };
    SeCaptureSubjectContext(&subject);
    if (NT_SUCCESS(SeCreateClientSecurityFromSubjectContext(&subject, &qos, FALSE, &client)))
        SeImpersonateClientEx(&client, NULL);`
  const source = ending(begins['a work item'], 'MRX218', body)
  expect(found(source)).toEqual(expected(source))
  const reverted = ending(begins['a work item'], '', `${body}\n    PsRevertToSelf();`)
  expect(found(reverted)).toEqual([])
})

test('a callback that has promised to wait does so', () => {
  const source = ending('KeSetEvent(&Event, 0, TRUE);', '', '').replace(
    'MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)',
    'MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context) // MRX218',
  )
  expect(found(source)).toEqual(expected(source))
})

describe('a routine that returns no value is what is told, and not who asked RDBSS or the system', () => {
  const told = (source: string, clauses: readonly string[]) => {
    const { violations, unknown } = run(loaded(source), clauses)
    const shown = violations.map(rule => `${rule.code} ${placeText(rule)}`)
    return { shown, messages: violations.map(({ message }) => message), unknown }
  }

  test('while the driver unregisters itself', () => {
    const source = driverWith({
      finalize:
        'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) // MRX205\n{\n    Free(SrvCall->Context);\n    SrvCall->Context = NULL;\n}\n',
    })
    const messages = ['RDBSS uses the value of MyFinalizeSrvCall, which returned none']
    expect(told(source, ['connect', 'unload'])).toEqual({ shown: expected(source), messages, unknown: undefined })
    expect(told(source, ['connect', 'disconnect'])).toMatchObject({ shown: expected(source), messages })
  })

  test('DriverEntry', () => {
    const whole = driverWith({})
    const at = whole.lastIndexOf('return ')
    const cut = whole.slice(0, at) + whole.slice(whole.indexOf(';', at))
    const source = cut.replace(/^(NTSTATUS NTAPI DriverEntry\(.*)$/m, '$1 // MRX205')
    const messages = ['the system uses the value of DriverEntry, which returned none']
    expect(told(source, ['connect'])).toEqual({ shown: expected(source), messages, unknown: undefined })
  })
})
