// A driver that takes no connection, or opens no file, is asked why: which call failed in it, and where it got the status that
// it answers.
import { describe, expect, test } from 'vitest'
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

function scenariosOf(source: string, scenario: string, settings = '{}') {
  const files = memoryFiles({ [`${folder}/driver.c`]: source, [`${folder}/.mrxrc.json`]: settings })
  const engine = engineOver(files, { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 1_000, scenario }
  return simulatePaths(request, { engine, model, catalogue, now: () => 0, formats: () => noFormats }).scenarios
}

/** What is said behind "with nothing injected", with places as what is written there. */
function why(declarations: string, body: string, beforeRegister = '', more: Parts = {}): string {
  const source = driverWith({ declarations, createVNetRoot: answering(body), beforeRegister, ...more })
  const [first, second] = scenariosOf(source, 'last reference, dropped by a user process')
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

test('a driver that takes connections with extended attributes only', () => {
  const attributes = `PRX_CONTEXT context = Context->RxContext;
    PFILE_FULL_EA_INFORMATION ea = context->Create.EaBuffer;
    if (context->Create.EaLength == 0 || strcmp(ea->EaName, "Port") != 0)
        status = STATUS_BAD_NETWORK_PATH;
    else if (ea->EaValueLength != 4 || *(WCHAR UNALIGNED *)(ea->EaName + ea->EaNameLength + 1) != L'7')
        status = STATUS_INVALID_PARAMETER;`
  const asked = '; extended attributes that it asks for are given by "simulation.ea"'
  expect(why('', attributes)).toBe(`: the status is set at <status = STATUS_BAD_NETWORK_PATH;>${notNamed}${asked}`)
  const source = driverWith({ createVNetRoot: answering(attributes) })
  const outcome = (ea: object) => {
    const settings = JSON.stringify({ simulation: { ea } })
    const [first] = scenariosOf(source, 'last reference, dropped by a user process', settings)
    return `${first!.verdict} ${first!.reason ?? ''}`
  }
  expect(outcome({ Port: '70' })).toBe('pass ')
  expect(outcome({ Port: '81' })).toMatch(/^unknown the first connect fails with 0xC000000D.*no name that it takes/)
  expect(outcome({ Port: '81' })).not.toContain(asked)
  expect(outcome({ Pört: '70' })).toBe(
    'unknown the name "Pört" in "simulation.ea" is not ASCII; "simulation.eaNames" can be "utf-16"',
  )
})

describe('a driver that opens no file', () => {
  const creating = (answer: string) =>
    driverWith({
      declarations: `static LONG Tries;
NTSTATUS NTAPI MyCreate(PRX_CONTEXT RxContext);
static NTSTATUS Opened(PRX_CONTEXT RxContext)
{
    return ${answer};
}
NTSTATUS NTAPI MyOpen(PRX_CONTEXT RxContext)
{
    return Opened(RxContext);
}
`,
      members: 'MyDispatch.MRxCreate = MyOpen;',
    })
  const outcome = (source: string, scenario: string) => {
    const [first] = scenariosOf(source, scenario)
    return `${first!.verdict} ${first!.reason?.replace(/\w+\.c:\d+/, '<place>') ?? ''}`
  }
  const life = 'last reference, dropped by a user process'

  test('shows nothing of what an open file does', () =>
    expect(outcome(creating('STATUS_ACCESS_DENIED'), life)).toBe(
      `unknown each open fails with 0xC0000022 behind MRxCreate, with nothing injected: Opened returns STATUS_ACCESS_DENIED at <place>${answers('Opened')}`,
    ))

  test('is one without MRxCreate where it says that it has none', () => {
    expect(outcome(creating('STATUS_NOT_IMPLEMENTED'), life)).toBe('pass ')
    expect(outcome(creating('STATUS_NOT_SUPPORTED'), life)).toBe('pass ')
  })

  test('is fine where some open succeeds', () =>
    expect(outcome(creating('Tries++ == 0 ? STATUS_ACCESS_DENIED : MyCreate(RxContext)'), 'forced while a share')).toBe(
      'pass ',
    ))

  test('is fine in a scenario of the author', () => {
    const scenario = '/* @mrx\n * scenario "nobody may"\n *   connect\n *   open\n *   disconnect\n */\n'
    const source = creating('STATUS_ACCESS_DENIED').replace('NTSTATUS NTAPI MyFinalizeSrvCall', `${scenario}$&`)
    expect(outcome(source, 'nobody may')).toBe('pass ')
  })
})

test('with a stub for what is asked, the driver takes the connection', () => {
  const source = driverWith({
    declarations: `// @mrx stub Ask returns STATUS_SUCCESS\n\n${ask}`,
    createVNetRoot: answering('ULONG answer = 0;\n    status = Through(&answer);'),
  })
  const scenarios = scenariosOf(source, 'forced while a share')
  expect(new Set(scenarios.map(({ verdict }) => verdict))).toEqual(new Set(['pass']))
})

test('to connect behind a stop fails as it has to', () => {
  const verdictOf = (...steps: string[]) => {
    const annotation = ['/* @mrx', ' * scenario "mine"', ...steps.map(step => ` *   ${step}`), ' */'].join('\n')
    const [report] = scenariosOf(driverWith({ declarations: `${annotation}\nstatic LONG Own;\n` }), 'mine')
    return [report?.verdict, report?.reason]
  }
  expect(verdictOf('connect', 'stop', 'connect "\\\\other\\x"', 'unload')).toEqual(['pass', undefined])
  expect(verdictOf('stop', 'connect', 'unload')).toEqual(['unknown', expect.stringContaining('connect fails')])
  // The driver is not to blame for what an impossible order leads to.
  expect(verdictOf('connect', 'unload', 'unload')).toEqual(['unknown', expect.stringContaining("behind 'unload'")])
  expect(verdictOf('disconnect', 'unload')).toEqual(['unknown', expect.stringContaining('nothing is connected yet')])
})

describe('a driver that does not come up', () => {
  const starting = (status: string) =>
    `static NTSTATUS NTAPI MyStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)\n{\n    return ${status};\n}\n`
  const registered = { members: 'MyDispatch.MRxStart = MyStart;' }
  const reasonOf = (parts: Parts) => {
    const source = driverWith(parts)
    const [first] = scenariosOf(source, 'last reference, dropped by a user process')
    const lines = source.split('\n')
    const reason = first?.reason?.replaceAll(/driver\.c:(\d+)/g, (_, line) => `<${lines[Number(line) - 1]!.trim()}>`)
    return `${first?.verdict} ${reason}`
  }

  test('since MRxStart fails', () => {
    expect(reasonOf({ declarations: starting('STATUS_NOT_IMPLEMENTED'), ...registered })).toBe(
      'unknown the start fails with 0xC0000002 behind MRxStart, with nothing injected: MyStart returns STATUS_NOT_IMPLEMENTED at <return STATUS_NOT_IMPLEMENTED;>',
    )
    expect(reasonOf({ declarations: starting('STATUS_SUCCESS'), ...registered })).toBe('pass undefined')
  })

  test('since DriverEntry fails, and why', () => {
    const beforeRegister = 'status = Prepare();\n    if (!NT_SUCCESS(status))\n        return status;'
    const declarations = 'static NTSTATUS Prepare(VOID)\n{\n    return STATUS_NOT_IMPLEMENTED;\n}\n'
    expect(reasonOf({ declarations, beforeRegister })).toMatch(
      /^unknown DriverEntry fails with 0xC0000002, with nothing injected: Prepare returns STATUS_NOT_IMPLEMENTED at <return STATUS_NOT_IMPLEMENTED;>/,
    )
  })

  test('since DriverEntry ends before it registers anything', () =>
    expect(reasonOf({ beforeRegister: 'return STATUS_SUCCESS;' })).toBe(
      'unknown DriverEntry succeeds, and has registered no mini-redirector',
    ))
})
