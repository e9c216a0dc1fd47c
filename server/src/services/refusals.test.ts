// A driver that takes no connection is asked why: which call failed in it, and where it got the status that it answers.
import { expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { driverWith, type Parts } from '../../test/support/simulated.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import { Model } from '../simulation/model.ts'
import { simulatePaths } from './simulate.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)
const notNamed = '; if \\\\server\\share is no name that it takes, "simulation.connect" in the settings says another'

/** MRxCreateVNetRoot, with `body` to set `status`. */
function answering(body: string): string {
  return `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    NTSTATUS status = STATUS_SUCCESS;
    ${body}
    Context->NetRootStatus = Context->VirtualNetRootStatus = status;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`
}

/** What is said behind "with nothing injected", with places as what is written there. */
function why(declarations: string, body: string, beforeRegister = '', more: Parts = {}): string {
  const source = driverWith({ declarations, createVNetRoot: answering(body), beforeRegister, ...more })
  const engine = engineOver(memoryFiles({ [`${folder}/driver.c`]: source }), { library })
  const scenario = 'last reference, dropped by a user process'
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 1_000, scenario }
  const context = { engine, model, catalogue, now: () => 0, formats: () => noFormats }
  const [first, second] = simulatePaths(request, context).scenarios
  expect([first?.verdict, second?.reason]).toEqual(['unknown', first?.reason])
  const lines = source.split('\n')
  const reason = first!.reason!.replaceAll(/driver\.c:(\d+)/g, (_, line) => `<${lines[Number(line) - 1]!.trim()}>`)
  return reason.slice(reason.indexOf('injected') + 'injected'.length)
}

const ask = `static NTSTATUS Ask(PULONG Answer)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    if (*Answer == 0)
        return STATUS_DEVICE_NOT_READY;
    return status;
}
static NTSTATUS Through(PULONG Answer)
{
    NTSTATUS status = Ask(Answer);
    return status;
}
`
const answers = (name: string) => `; if it asks a service, "@mrx stub ${name} returns STATUS_SUCCESS" answers for that`

test('the innermost call that failed, and where its status became another one', () =>
  expect(
    why(ask, 'ULONG answer = 0;\n    if (!NT_SUCCESS(Through(&answer)))\n        status = STATUS_BAD_NETWORK_PATH;'),
  ).toBe(
    `: Ask returns STATUS_DEVICE_NOT_READY at <return STATUS_DEVICE_NOT_READY;>, and the status is set at <status = STATUS_BAD_NETWORK_PATH;>${answers('Ask')}${notNamed}`,
  ))

test('a status that is handed on is told once', () =>
  expect(why(ask, 'ULONG answer = 0;\n    status = Through(&answer);')).toBe(
    `: Ask returns STATUS_DEVICE_NOT_READY at <return STATUS_DEVICE_NOT_READY;>${answers('Ask')}${notNamed}`,
  ))

test('what the driver decides by itself', () =>
  expect(why('', 'if (Context->pVNetRoot != NULL)\n        status = STATUS_BAD_NETWORK_NAME;')).toBe(
    `: the status is set at <status = STATUS_BAD_NETWORK_NAME;>${notNamed}`,
  ))

test('a routine of the kernel that failed, at its call', () =>
  expect(
    why(
      '',
      'ULONG Value;\n    UNICODE_STRING text = RTL_CONSTANT_STRING(L"7");\n    status = RtlUnicodeStringToInteger(&text, 99, &Value);',
    ),
  ).toBe(
    `: RtlUnicodeStringToInteger returns STATUS_INVALID_PARAMETER at <status = RtlUnicodeStringToInteger(&text, 99, &Value);>${notNamed}`,
  ))

test('what failed before, when the driver was loaded, has nothing to do with it', () =>
  expect(
    why(
      ask,
      'status = STATUS_BAD_NETWORK_NAME;',
      '{ ULONG answer = 0; if (Ask(&answer) == 0) return STATUS_UNSUCCESSFUL; }',
    ),
  ).toBe(`: the status is set at <status = STATUS_BAD_NETWORK_NAME;>${notNamed}`))

test('a callback that RDBSS asks is not to be stubbed', () => {
  const winner =
    'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)\n{\n    return STATUS_BAD_NETWORK_PATH;\n}\n'
  expect(why('', '', '', { winner })).toBe(
    `: MyWinnerNotify returns STATUS_BAD_NETWORK_PATH at <return STATUS_BAD_NETWORK_PATH;>${notNamed}`,
  )
})

test('with a stub for what is asked, the driver takes the connection', () => {
  const source = driverWith({
    declarations: `// @mrx stub Ask returns STATUS_SUCCESS\n\n${ask}`,
    createVNetRoot: answering('ULONG answer = 0;\n    status = Through(&answer);'),
  })
  const engine = engineOver(memoryFiles({ [`${folder}/driver.c`]: source }), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 1_000, scenario: 'forced while a share' }
  const { scenarios } = simulatePaths(request, { engine, model, catalogue, now: () => 0, formats: () => noFormats })
  expect(new Set(scenarios.map(({ verdict }) => verdict))).toEqual(new Set(['pass']))
})
