// Providers of trace events: they are registered once, and unregistered.
import { describe, expect, test } from 'vitest'
import { driverWith, holdsWith, loaded, run } from '../support/simulated.ts'

const declared = `#include <evntprov.h>
#include <TraceLoggingProvider.h>
TRACELOGGING_DEFINE_PROVIDER(Events, "My", (0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8, 0x9, 0xa, 0xb));
static const GUID Guid = { 1 };
static const EVENT_DESCRIPTOR Event = { 1 };
static REGHANDLE Handle;
static NTSTATUS Register(VOID) { return EtwRegister(&Guid, NULL, NULL, &Handle); }
static NTSTATUS Write(VOID) { return EtwWrite(Handle, &Event, NULL, 0, NULL); }
`

test('what is written goes nowhere, and a handle of nothing is none', () => {
  expect(
    holdsWith(
      declared,
      '',
      'Write() == STATUS_INVALID_HANDLE && EtwUnregister(Handle) == STATUS_INVALID_HANDLE && Register() == STATUS_SUCCESS',
      '!EtwEventEnabled(Handle, &Event) && !EtwProviderEnabled(Handle, 0, 0) && Write() == STATUS_SUCCESS',
      'EtwWriteEx(Handle, &Event, 0, 0, NULL, NULL, 0, NULL) == 0 && EtwWriteString(Handle, 0, 0, NULL, L"a") == 0',
      'EtwUnregister(Handle) == STATUS_SUCCESS',
      '(TraceLoggingUnregister(Events), TraceLoggingRegister(Events) == STATUS_SUCCESS)',
      '(TraceLoggingWrite(Events, "Begins", TraceLoggingLevel(4), TraceLoggingUInt32(Handle != 0, "a")), !TraceLoggingProviderEnabled(Events, 0, 0))',
      '(TraceLoggingUnregister(Events), TraceLoggingRegisterEx(Events, NULL, NULL) == STATUS_SUCCESS)',
      '(TraceLoggingUnregister(Events), TRUE)',
    ),
  ).toEqual([])
})

describe('what is wrong', () => {
  const left = 'MRX207 A provider of trace events that is registered here is never unregistered'
  test.each([
    ['Register();', left],
    ['TraceLoggingRegister(Events);', left],
    ['Register(); EtwUnregister(Handle); Write();', 'MRX202'],
    ['Register(); EtwUnregister(Handle); EtwUnregister(Handle);', 'MRX203'],
    ['TraceLoggingRegister(Events); TraceLoggingRegister(Events);', 'MRX218 calls TraceLoggingRegister for a provider'],
    ['KfRaiseIrql(APC_LEVEL); Register();', 'MRX044 calls EtwRegister at IRQL 1'],
  ])('%s', (body, what) => {
    const source = driverWith({ declarations: declared, beforeRegister: `{ ${body} }` })
    const { violations } = run(loaded(source), ['connect', 'disconnect', 'unload'])
    expect(violations.map(({ code, message }) => `${code} ${message}`)[0]).toContain(what)
  })
})
