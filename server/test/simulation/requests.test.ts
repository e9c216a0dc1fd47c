// What a mini-redirector asks RDBSS of a request: its end, its cancellation, its file; and the log.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, run } from '../support/simulated.ts'

const holds = (condition: string) => `if (!(${condition})) KeBugCheck(1);`

/** What is said of a driver that does this in MRxCreate. */
function created(...statements: string[]): string[] {
  const source = driverWith({
    declarations: `static ULONG Ends;
static NTSTATUS NTAPI Ended(PRX_CONTEXT RxContext)
{
    Ends++;
    return STATUS_ACCESS_DENIED;
}
static NTSTATUS NTAPI Cancelled(PRX_CONTEXT RxContext)
{
    return STATUS_SUCCESS;
}
static NTSTATUS NTAPI ActingCreate(PRX_CONTEXT RxContext)
{
    PRX_CONTEXT own = RxCreateRxContext(NULL, RxContext->RxDeviceObject, 0);
    KIRQL irql;
    if (own == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ${statements.join('\n    ')}
    RxDereferenceAndDeleteRxContext(own);
    return STATUS_ACCESS_DENIED;
}
`,
    members: 'MyDispatch.MRxCreate = ActingCreate;',
  })
  const { violations, unknown } = run(loaded(source), ['connect', 'open', 'disconnect'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

const raised = (statement: string) => `irql = KeRaiseIrqlToDpcLevel(); ${statement} KeLowerIrql(irql);`

describe('the end of low I/O', () => {
  test('wakes who waits for a synchronous request, from a DPC too', () => {
    const end = 'if (RxLowIoCompletion(own) != STATUS_MORE_PROCESSING_REQUIRED) KeBugCheck(1);'
    const wait = 'KeWaitForSingleObject(&own->SyncEvent, Executive, KernelMode, FALSE, NULL);'
    expect(created(end, wait)).toEqual([])
    expect(created(raised(end), wait)).toEqual([])
  })

  test('is that of RDBSS for an asynchronous one', () => {
    const begun = 'SetFlag(own->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION); own->LowIoContext.CompletionRoutine = Ended;'
    expect(created(begun, holds('RxLowIoCompletion(own) == STATUS_ACCESS_DENIED && Ends == 1'))).toEqual([])
    expect(created(begun, raised('RxLowIoCompletion(own);'))[0]).toContain('posted to a worker')
    const never = 'SetFlag(own->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION);'
    expect(created(never, 'RxLowIoCompletion(own);')[0]).toContain('that RDBSS did not begin')
  })
})

test('who is to be called when a request is cancelled', () => {
  expect(
    created(
      holds('RxSetMinirdrCancelRoutine(own, Cancelled) == STATUS_SUCCESS && own->MRxCancelRoutine == Cancelled'),
      holds('RxSetMinirdrCancelRoutine(own, NULL) == STATUS_SUCCESS && own->MRxCancelRoutine == NULL'),
      'SetFlag(own->Flags, RX_CONTEXT_FLAG_CANCELLED);',
      holds('RxSetMinirdrCancelRoutine(own, Cancelled) == STATUS_CANCELLED && own->MRxCancelRoutine == NULL'),
    ),
  ).toEqual([])
  expect(created(raised('RxSetMinirdrCancelRoutine(own, NULL);'))[0]).toContain('MRX212')
})

test('what a file is, by the options of its open', () => {
  const options = (value: string, is: string) => [
    `own->Create.NtCreateParameters.CreateOptions = ${value};`,
    holds(`RxInferFileType(own) == ${is}`),
  ]
  expect(
    created(
      ...options('FILE_DIRECTORY_FILE | FILE_WRITE_THROUGH', 'FileTypeDirectory'),
      ...options('FILE_NON_DIRECTORY_FILE', 'FileTypeFile'),
      ...options('0', 'FileTypeNotYetKnown'),
    ),
  ).toEqual([])
})

test('the size of a file; nobody has locked a part of it, and nothing is left open for later', () => {
  expect(
    created(
      'LONGLONG size; PVOID handle = NULL; LARGE_INTEGER offset, range; BOOLEAN exclusive;',
      'PFCB fcb = (PFCB)RxContext->pFcb;',
      'fcb->Header.FileSize.QuadPart = 0x123456789;',
      `RxGetFileSizeWithLock(fcb, &size); ${holds('size == 0x123456789')}`,
      holds('!RxLockEnumerator(RxContext->pRelevantSrvOpen, &handle, &offset, &range, &exclusive)'),
      'RxPurgeAllFobxs(MyDevice); RxScavengeAllFobxs(MyDevice);',
    ),
  ).toEqual([])
})

test('the lock of a file with its request, and the buffer of one', () => {
  const buffers = [
    'IRP irp = { 0 }; CHAR buffer[4];',
    `irp.AssociatedIrp.SystemBuffer = buffer; ${holds('RxMapSystemBuffer(own, &irp) == buffer')}`,
    'irp.MdlAddress = IoAllocateMdl(buffer + 1, 3, FALSE, FALSE, NULL);',
    'if (irp.MdlAddress == NULL) return STATUS_INSUFFICIENT_RESOURCES;',
    `MmBuildMdlForNonPagedPool(irp.MdlAddress); ${holds('RxMapSystemBuffer(own, &irp) == buffer + 1')}`,
    'IoFreeMdl(irp.MdlAddress);',
  ]
  const acquire = `${holds('RxAcquireSharedFcbResourceInMRxEx(RxContext, RxContext->pFcb) == STATUS_SUCCESS')}`
  expect(created(...buffers, acquire, 'RxReleaseFcbResourceInMRx(RxContext->pFcb);')).toEqual([])
  const release = (thread: string) => `RxReleaseFcbResourceForThreadInMRx(RxContext, RxContext->pFcb, ${thread});`
  expect(created(acquire, release('ExGetCurrentResourceThread()'))).toEqual([])
  expect(created(release('ExGetCurrentResourceThread()'))[0]).toContain('MRX213')
  expect(created(acquire)[0]).toContain('MRX039')
})

test('a device that came late, and where mailslots broadcast to', () => {
  expect(
    created(
      'UNICODE_STRING domain = RTL_CONSTANT_STRING(L"D");',
      'MyDevice->DeviceObject.Flags |= DO_DEVICE_INITIALIZING; RxMakeLateDeviceAvailable(MyDevice);',
      holds('(MyDevice->DeviceObject.Flags & DO_DEVICE_INITIALIZING) == 0'),
      holds('RxSetDomainForMailslotBroadcast(&domain) == STATUS_SUCCESS'),
    ),
  ).toEqual([])
})

test('the log', () => {
  const log = 'RxLogFailure(MyDevice, NULL, 1, STATUS_UNSUCCESSFUL);'
  expect(created(log)).toEqual([])
  expect(created(raised(log))).toEqual(['MRX212 calls RxLogEvent at IRQL 2, which allows at most 1'])
})
