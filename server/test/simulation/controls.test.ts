// Start and stop as programs of a driver ask for them: by control codes to its device.
import { describe, expect, test } from 'vitest'
import type { Sources } from '../support/driver.ts'
import { driverWith, loaded, run } from '../support/simulated.ts'

const members = `MyDispatch.MRxStart = MyStart;
    MyDispatch.MRxStop = MyStop;
    MyDispatch.MRxDevFcbXXXControlFile = MyControl;`

/** A driver that starts only when its program has asked for it, with this control routine. */
const controlled = (control: string, more: { start?: string; unload?: string } = {}) =>
  driverWith({
    declarations: `#define IOCTL_MY_START CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, 1, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_MY_STOP CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, 2, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define FSCTL_MY_START CTL_CODE(0x8bad, 3, METHOD_NEITHER, FILE_ANY_ACCESS)
static LONG State;
static PVOID Table;
NTSTATUS NTAPI MyStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    ${more.start ?? 'return InterlockedCompareExchange(&State, 2, 1) == 1 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;'}
}
NTSTATUS NTAPI MyStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    return STATUS_SUCCESS;
}
${control}`,
    members,
    unload: more.unload ?? '',
  })

const life = ['connect', 'disconnect', 'unload']
const outcome = (sources: Sources) => {
  const { violations, unknown, trace } = run(loaded(sources), life)
  const said = trace.map(({ text }) => text).filter(text => /^call MRx(DevFcb|Start|Stop)/.test(text))
  return {
    said: said.map(text => /MRx\w+/.exec(text)![0]),
    problems: [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown ? [unknown] : [])],
  }
}
const asAsked = {
  said: ['MRxDevFcbXXXControlFile', 'MRxStart', 'MRxDevFcbXXXControlFile', 'MRxStop'],
  problems: [],
}

const prepares = 'Table = ExAllocatePoolWithTag(PagedPool, 8, TAG); if (Table == NULL) return STATUS_NO_MEMORY;'
const frees = 'ExFreePoolWithTag(Table, TAG);'

const classic = (start: string, stop: string) => `NTSTATUS NTAPI MyControl(PRX_CONTEXT RxContext)
{
    switch (RxContext->MajorFunction) {
    case IRP_MJ_DEVICE_CONTROL:
        switch (RxContext->LowIoContext.ParamsFor.IoCtl.IoControlCode) {
        case IOCTL_MY_START:
            ${start}
            switch (State) {
            case 0:
                InterlockedCompareExchange(&State, 1, 0);
            case 1:
                return RxStartMinirdr(RxContext, &RxContext->PostRequest);
            }
            return STATUS_SUCCESS;
        case IOCTL_MY_STOP:
            ${stop}
            return RxStopMinirdr(RxContext, &RxContext->PostRequest);
        }
    }
    return STATUS_INVALID_DEVICE_REQUEST;
}
`

describe('a driver that starts at a control code', () => {
  test('is started and stopped by it', () => {
    expect(outcome(controlled(classic('', '')))).toEqual(asAsked)
  })

  test('has what it prepares there, and takes it back where it stops', () => {
    expect(outcome(controlled(classic(prepares, frees)))).toEqual(asAsked)
    const { problems } = outcome(controlled(classic(prepares, '')))
    expect(problems).toEqual([expect.stringMatching(/^MRX207 .*never freed/)])
  })

  test('through a helper, by comparisons, as a request to the file system', () => {
    const control = `static NTSTATUS Begin(PRX_CONTEXT RxContext)
{
    State = 1;
    return RxStartMinirdr(RxContext, &RxContext->PostRequest);
}
NTSTATUS NTAPI MyControl(PRX_CONTEXT RxContext)
{
    ULONG code = RxContext->LowIoContext.ParamsFor.FsCtl.FsControlCode;
    if (RxContext->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL) {
        if (FSCTL_MY_START == (code))
            return Begin(RxContext);
    }
    return STATUS_INVALID_DEVICE_REQUEST;
}
`
    expect(outcome(controlled(control))).toEqual({
      said: ['MRxDevFcbXXXControlFile', 'MRxStart', 'MRxStop'],
      problems: [],
    })
  })

  test('and takes it back when it fails is not stopped by the same code', () => {
    const takesBack = `State = 1;
            if (RxStartMinirdr(RxContext, &RxContext->PostRequest) != STATUS_SUCCESS)
                RxStopMinirdr(RxContext, &RxContext->PostRequest);
            return STATUS_SUCCESS;`
    expect(outcome(controlled(classic(takesBack, '')))).toEqual(asAsked)
    const afterAnError = takesBack.replace('!= STATUS_SUCCESS', '== STATUS_INSUFFICIENT_RESOURCES')
    expect(outcome(controlled(classic(`${prepares} ${afterAnError}`, frees)))).toEqual(asAsked)
    expect(outcome(controlled(classic(`${prepares} ${takesBack}`, frees)))).toEqual(asAsked)
    const neverStops = classic(takesBack, 'return STATUS_SUCCESS;')
    expect(outcome(controlled(neverStops))).toEqual(asAsked)
  })

  test('is found in a file that the source includes', () => {
    const source = controlled(classic('', ''))
    const at = source.indexOf('NTSTATUS NTAPI MyControl')
    const end = source.indexOf('NTSTATUS NTAPI', at + 1)
    const sources = {
      'driver.c': `${source.slice(0, at)}#include "control.h"\n${source.slice(end)}`,
      'control.h': source.slice(at, end),
    }
    expect(outcome(sources)).toEqual(asAsked)
  })

  test('sees the device of RDBSS, the code in its request, and no file', () => {
    const looks = `if (NodeType(RxContext->pFcb) != RDBSS_NTC_DEVICE_FCB || RxContext->pFobx != NULL ||
                RxContext->CurrentIrpSp->Parameters.DeviceIoControl.IoControlCode != IOCTL_MY_START ||
                RxContext->CurrentIrpSp->FileObject->FsContext != RxContext->pFcb)
                KeBugCheck(1);`
    expect(outcome(controlled(classic(looks, '')))).toEqual(asAsked)
  })

  test('and wants more than the bare request is started without it', () => {
    const wants = 'if (RxContext->LowIoContext.ParamsFor.IoCtl.InputBufferLength < 4) return STATUS_INVALID_PARAMETER;'
    expect(outcome(controlled(classic(wants, wants), { start: 'return STATUS_SUCCESS;' }))).toEqual({
      said: ['MRxDevFcbXXXControlFile', 'MRxStart', 'MRxDevFcbXXXControlFile', 'MRxStop'],
      problems: [],
    })
  })

  test('without such a code, or without a routine for it, is started by RDBSS', () => {
    const none = 'NTSTATUS NTAPI MyControl(PRX_CONTEXT RxContext)\n{\n    return STATUS_INVALID_DEVICE_REQUEST;\n}\n'
    const direct = { said: ['MRxStart', 'MRxStop'], problems: [] }
    expect(outcome(controlled(none, { start: 'return STATUS_SUCCESS;' }))).toEqual(direct)
    const unregistered = controlled(classic('', ''), { start: 'return STATUS_SUCCESS;' })
    expect(outcome(unregistered.replace(/MyDispatch.MRxDevFcbXXXControlFile = MyControl;/, ''))).toEqual(direct)
  })
})
