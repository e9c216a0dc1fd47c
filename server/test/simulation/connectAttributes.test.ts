// Extended attributes of a connection, as a driver sees them.
import { expect, test } from 'vitest'
import { type ExtendedAttributes, eaList } from '../../src/simulation/extendedAttributes.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, loaded, placeText, run } from '../support/simulated.ts'

/** `body` sees the `ea` of the connection and its `length`; what it sets `status` to is the answer. */
function driverThat(body: string, declarations = ''): string {
  return driverWith({
    declarations,
    createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PFILE_FULL_EA_INFORMATION ea = Context->RxContext->Create.EaBuffer;
    ULONG length = Context->RxContext->Create.EaLength, at;
    PIO_STACK_LOCATION stack = Context->RxContext->CurrentIrpSp;
    NTSTATUS status = STATUS_SUCCESS;
    ${body}
    Context->NetRootStatus = Context->VirtualNetRootStatus = status;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
  })
}

function outcome(body: string, attributes: ExtendedAttributes, declarations = ''): string[] {
  const scenario = { ...scenarioOf({ name: 'test', clauses: ['connect', 'open', 'disconnect', 'unload'] }), attributes }
  const { violations, unknown, trace } = run(loaded(driverThat(body, declarations)), [], { scenario })
  const failed = trace.flatMap(({ text }) => (text.startsWith('connect fails') ? [text] : []))
  const broken = violations.map(rule => `${rule.code} ${placeText(rule).startsWith('driver.c')}`)
  return [...(unknown === undefined ? [] : [unknown]), ...failed, ...broken]
}

const valid = 'status = IoCheckEaBufferValidity(ea, length, &at);'

test('none without the setting', () => {
  const body = 'if (ea != NULL || length != 0 || stack->Parameters.Create.EaLength != 0) status = STATUS_UNSUCCESSFUL;'
  expect(outcome(body, {})).toEqual([])
})

test('a list that the kernel finds right, in both ways to write names', () => {
  const ea = { User: 'someone', Empty: '', D: 'näme' }
  expect(outcome(valid, { ea })).toEqual([])
  expect(outcome(valid, { ea, eaNames: 'utf-16' })).toEqual([])
  expect(outcome(`length -= 2; ${valid}`, { ea })).toEqual(['connect fails with 0x80000014'])
})

test('names, values and where the next one lies', () => {
  const body = `PFILE_FULL_EA_INFORMATION next = (PFILE_FULL_EA_INFORMATION)((PUCHAR)ea + ea->NextEntryOffset);
    if (length != stack->Parameters.Create.EaLength || ea->EaNameLength != 4 || strcmp(ea->EaName, "User") != 0)
        status = STATUS_UNSUCCESSFUL;
    if (ea->EaValueLength != 4 || RtlCompareMemory(ea->EaName + 5, L"me", 4) != 4 || ea->NextEntryOffset != 20)
        status = STATUS_UNSUCCESSFUL;
    if (next->NextEntryOffset != 0 || next->EaValueLength != 0 || next->EaName[0] != 'x')
        status = STATUS_UNSUCCESSFUL;`
  expect(outcome(body, { ea: { User: 'me', x: '' } })).toEqual([])
})

test('a name of two-byte characters ends with two bytes', () => {
  const body = `if (ea->EaNameLength != 8 || RtlCompareMemory(ea->EaName, L"User", 10) != 10)
        status = STATUS_UNSUCCESSFUL;
    if (RtlCompareMemory(ea->EaName + 10, L"me", ea->EaValueLength) != 4)
        status = STATUS_UNSUCCESSFUL;`
  expect(outcome(body, { ea: { User: 'me' }, eaNames: 'utf-16' })).toEqual([])
})

test('what lies behind the list is none of the driver', () => {
  const body = 'if (((PUCHAR)ea)[length] == 0) status = STATUS_UNSUCCESSFUL;'
  expect(outcome(body, { ea: { User: 'me' } })).toEqual(['MRX204 true'])
})

test('the list is gone with the request', () => {
  const keep = 'static PFILE_FULL_EA_INFORMATION Kept;\n'
  const body = 'if (Kept != NULL && Kept->Flags != 0) status = STATUS_UNSUCCESSFUL; Kept = ea;'
  const scenario = {
    ...scenarioOf({ name: 'test', clauses: ['connect', 'disconnect', 'connect', 'disconnect', 'unload'] }),
    attributes: { ea: { User: 'me' } },
  }
  const { violations } = run(loaded(driverThat(body, keep)), [], { scenario })
  expect(violations.map(({ code }) => code)).toEqual(['MRX056'])
})

test.each([
  [{ '': 'x' }, 'ansi', 'the name "" in "simulation.ea" is none of an extended attribute'],
  [{ 'a\0b': 'x' }, 'utf-16', 'the name "a\0b" in "simulation.ea" is none of an extended attribute'],
  [{ ä: 'x' }, 'ansi', 'the name "ä" in "simulation.ea" is not ASCII; "simulation.eaNames" can be "utf-16"'],
  [{ ['n'.repeat(256)]: '' }, 'ansi', /is longer than 255 bytes$/],
  [{ ['n'.repeat(128)]: '' }, 'utf-16', /is longer than 255 bytes$/],
  [{ n: 'v'.repeat(32768) }, 'ansi', 'the value of "n" in "simulation.ea" is too long'],
] as const)('what is no list: %#', (ea, eaNames, problem) => {
  const list = eaList({ ea, eaNames })
  expect('problem' in list ? list.problem : '').toMatch(problem)
})
