// Where a debugged run stops: breakpoints of all kinds, both ways, and rules that it breaks.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { AdapterServer, type Client, lineOf } from '../../test/support/debugClient.ts'
import { driverWith } from '../../test/support/simulated.ts'
import { normalize } from '../project/paths.ts'

const server = new AdapterServer()
afterAll(() => server.stop(), 60_000)

const source = driverWith({
  createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    ULONG i, sum = 0;
    for (i = 0; i < 5; i++)
        sum += i;
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
})
const driver = server.file(source)
const at = (text: string) => lineOf(source, text)
const launched = async (more: object = {}) => (await server.client()).launched(driver, more)

async function setLines(client: Client, breakpoints: { line: number; [more: string]: unknown }[]) {
  return (await client.setBreakpointsRequest({ source: { path: driver }, breakpoints })).body.breakpoints
}

describe('breakpoints', () => {
  test('are verified where a statement is, and stop forward and backward', async () => {
    const client = await launched()
    const set = await setLines(client, [{ line: at('sum += i') }, { line: at('static PSERVER Allocate') }, { line: 1 }])
    expect(set).toMatchObject([
      { verified: true, line: at('sum += i'), source: { path: driver } },
      { verified: true, line: at('PSERVER server = ExAllocate') },
      { verified: false, message: 'no statement that the driver reaches is here' },
    ])
    expect(await client.begin()).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [set[1]!.id] })
    for (let i = 0; i < 5; i++) {
      expect(await client.move('continue')).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [set[0]!.id] })
      expect(await client.evaluated('i')).toMatchObject({ result: String(i) })
    }
    for (let i = 3; i >= 0; i--) {
      expect(await client.move('reverseContinue')).toMatchObject({ reason: 'breakpoint' })
      expect(await client.evaluated('i')).toMatchObject({ result: String(i) })
    }
    expect(await client.move('reverseContinue')).toMatchObject({ hitBreakpointIds: [set[1]!.id] })
    expect(await client.move('reverseContinue')).toMatchObject({ reason: 'entry' })
  })

  test('in a file whose name is written in another case', async () => {
    const client = await launched()
    const source = { path: driver.replace('driver.c', 'DRIVER.C') }
    const { breakpoints } = (await client.setBreakpointsRequest({ source, breakpoints: [{ line: at('sum += i') }] }))
      .body
    expect(breakpoints).toMatchObject([{ verified: true, source: { path: driver } }])
  })

  test('with conditions and counts', async () => {
    const client = await launched()
    const line = at('sum += i')
    await setLines(client, [{ line, condition: 'i == 3' }])
    await client.begin()
    expect(await client.evaluated('i')).toMatchObject({ result: '3' })
    expect(await client.move('continue')).toBe('terminated')
    const other = await launched()
    const [, wrong] = await setLines(other, [
      { line, hitCondition: '>= 4' },
      { line, hitCondition: 'often' },
    ])
    expect(wrong).toMatchObject({ verified: false, message: expect.stringContaining('"often" is no number of hits') })
    await other.begin()
    expect(await other.evaluated('i')).toMatchObject({ result: '3' })
    await other.move('continue')
    expect(await other.evaluated('i')).toMatchObject({ result: '4' })
    await other.move('reverseContinue')
    expect(await other.evaluated('i')).toMatchObject({ result: '3' })
    expect(await other.move('reverseContinue')).toMatchObject({ reason: 'entry' })
  })

  test('whose condition nobody can read stop and say so', async () => {
    const client = await launched()
    await setLines(client, [{ line: at('sum += i'), condition: 'j == 3' }])
    expect(await client.begin()).toMatchObject({ reason: 'breakpoint', text: "'j' is not declared" })
  })

  test('with a message log, and do not stop; a step ends all the same', async () => {
    const client = await launched()
    const line = at('sum += i')
    await setLines(client, [{ line, logMessage: 'i is {i}, {j}' }, { line: at('i = 0; i < 5') }])
    await client.begin()
    for (let i = 0; i < 2; i++) await client.move('next')
    expect(await client.where()).toBe(`MyCreateVNetRoot:${line}`)
    expect(client.output).toBe("i is 0, {'j' is not declared}\n")
    await client.move('reverseContinue')
    expect(await client.move('continue')).toBe('terminated')
    expect(client.output.split('\n').filter(each => each.startsWith('i is'))).toHaveLength(6)
  })

  test('of functions, and those that the driver does not reach', async () => {
    const client = await launched()
    const { breakpoints } = (
      await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'Free' }, { name: 'Nothing' }] })
    ).body
    expect(breakpoints).toMatchObject([{ verified: true, line: at('ExFreePoolWithTag(server') }, { verified: false }])
    expect(await client.begin()).toMatchObject({
      reason: 'function breakpoint',
      hitBreakpointIds: [breakpoints[0]!.id],
    })
  })

  test('in the model', async () => {
    const client = await launched({ stopOnEntry: true, function: 'MyFinalizeSrvCall' })
    await client.begin()
    const caller = (await client.frames()).find(({ source: { sourceReference } = {} }) => sourceReference)!
    await client.setBreakpointsRequest({ source: caller.source!, breakpoints: [{ line: caller.line }] })
    await client.move('reverseContinue')
    expect((await client.frames())[0]).toMatchObject({ name: caller.name, line: caller.line })
  })

  test('can stand where statements begin', async () => {
    const client = await launched()
    const line = at('for (i = 0')
    const { breakpoints } = (
      await client.customRequest('breakpointLocations', { source: { path: driver }, line, endLine: line + 1 })
    ).body
    const text = source.split('\n')
    const places = breakpoints.map((each: { line: number; column: number }) =>
      text[each.line - 1]!.slice(each.column - 1),
    )
    expect(places).toEqual(['i = 0; i < 5; i++)', 'i < 5; i++)', 'i++)', 'sum += i;'])
  })
})

describe('data breakpoints', () => {
  const inWinner = async () => {
    const client = await launched({ stopOnEntry: true, function: 'MyWinnerNotify' })
    await client.begin()
    const [frame] = await client.frames()
    const info = (await client.dataBreakpointInfoRequest({ name: 'SrvCall->Context', frameId: frame!.id })).body
    expect(info).toMatchObject({ description: 'SrvCall->Context', accessTypes: ['write'] })
    const set = await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: info.dataId! }] })
    expect(set.body.breakpoints).toMatchObject([{ verified: true }])
    return client
  }

  test('on SrvCall->Context stop at the lines that write it, both ways', async () => {
    const client = await inWinner()
    const set = `MyWinnerNotify:${at('SrvCall->Context = Allocate();')}`
    const cleared = `MyFinalizeSrvCall:${at('SrvCall->Context = NULL;')}`
    expect(await client.move('continue')).toMatchObject({
      reason: 'data breakpoint',
      text: expect.stringMatching(/^written in driver.c:\d+$/),
    })
    expect(await client.where()).toBe(set)
    expect(await client.evaluated('SrvCall->Context')).toMatchObject({ result: expect.stringContaining('pool 1 ') })
    expect(await client.move('continue')).toMatchObject({ reason: 'data breakpoint' })
    expect(await client.where()).toBe(cleared)
    expect(await client.evaluated('SrvCall->Context')).toMatchObject({ result: 'NULL' })
    expect(await client.move('reverseContinue')).toMatchObject({ reason: 'data breakpoint' })
    expect(await client.where()).toBe(set)
    await client.move('next')
    expect(await client.where()).toBe(`MyWinnerNotify:${at('return SrvCall->Context == NULL')}`)
  })

  test('with a condition', async () => {
    const client = await inWinner()
    const [frame] = await client.frames()
    const { dataId } = (await client.dataBreakpointInfoRequest({ name: 'SrvCall->Context', frameId: frame!.id })).body
    await client.setDataBreakpointsRequest({
      breakpoints: [{ dataId: dataId!, condition: 'SrvCall->Context == NULL' }],
    })
    await client.move('continue')
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${at('SrvCall->Context = NULL;')}`)
  })

  test('on a variable of a scope, and on what lies nowhere', async () => {
    const client = await launched({ stopOnEntry: true, function: 'MyCreateVNetRoot' })
    await client.begin()
    const [frame] = await client.frames()
    const { scopes } = (await client.scopesRequest({ frameId: frame!.id })).body
    const { variablesReference } = scopes.find(({ name }) => name === 'Locals')!
    const { dataId } = (await client.dataBreakpointInfoRequest({ name: 'sum', variablesReference })).body
    await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: dataId! }] })
    const lines = []
    for (let i = 0; i < 3; i++) {
      await client.move('continue')
      lines.push(await client.where())
    }
    expect(lines).toContain(`MyCreateVNetRoot:${at('sum += i')}`)
    const nowhere = await client.dataBreakpointInfoRequest({ name: 'sum + 1', frameId: (await client.frames())[0]!.id })
    expect(nowhere.body).toMatchObject({ dataId: null, description: expect.stringContaining('nowhere') })
    const wrong = await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: 'memory x' }] })
    expect(wrong.body.breakpoints).toMatchObject([{ verified: false, message: 'it names no data' }])
  })
})

describe('a broken rule', () => {
  const freed = driverWith({
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG);\n    server->Value = 1;\n}\n',
  })

  test('stops the run, with what it is and what becomes of it', async () => {
    const client = await (await server.client()).launched(server.file(freed))
    expect(await client.begin()).toMatchObject({ reason: 'exception', description: expect.stringMatching(/^MRX005: /) })
    expect(await client.where()).toBe(`Free:${lineOf(freed, 'server->Value = 1')}`)
    const { body } = await client.exceptionInfoRequest({ threadId: client.thread })
    expect(body).toMatchObject({ exceptionId: 'MRX005', breakMode: 'always', details: { fullTypeName: 'MRX005' } })
    expect(body.description).toMatch(
      /^worker-\d writes .*\(driver.c:\d+\)\n.* in driver.c:\d+\n(?:.*\n)*Bugcheck: none at the place/,
    )
    // First to where the statement begins.
    for (let i = 0; i < 2; i++) await client.move('stepBack')
    expect(await client.where()).toBe(`Free:${lineOf(freed, 'server->Value = 1') - 1}`)
    expect(await client.move('continue')).toMatchObject({ reason: 'exception' })
    expect(await client.move('continue')).toBe('terminated')
    expect(client.output).toMatch(/^The run ends: MRX005: /)
  })

  test('does not stop a run whose filter is off', async () => {
    const client = await (await server.client()).launched(server.file(freed))
    expect(await client.begin([])).toBe('terminated')
  })

  test('that shows at the end is a leak', async () => {
    const leaking = driverWith({ free: 'static VOID Free(PSERVER server)\n{\n}\n' })
    const client = await (await server.client()).launched(server.file(leaking))
    expect(await client.begin()).toMatchObject({ reason: 'exception', description: 'MRX207: leak' })
    expect((await client.exceptionInfoRequest({ threadId: client.thread })).body.description).toContain('never freed')
    expect(await client.where()).toBe(`Allocate:${lineOf(leaking, 'ExAllocatePoolWithTag')}`)
    expect(await client.scopes()).toMatchObject({ Locals: [], Parameters: [] })
    expect(await client.move('continue')).toBe('terminated')
  })

  test('of an example', async () => {
    const path = normalize(fileURLToPath(new URL('../../../examples/broken/shifted-initializer.c', import.meta.url)))
    const text = readFileSync(path, 'utf8')
    const client = await (await server.client()).launched(path)
    expect(await client.begin()).toMatchObject({ reason: 'exception', description: 'MRX015: callback-wrong-member' })
    const { description } = (await client.exceptionInfoRequest({ threadId: client.thread })).body
    expect(description).toMatch(/^[\w-]+: RDBSS calls /)
    const line = Number(/\(shifted-initializer.c:(\d+)\)/.exec(description!)?.[1])
    expect(text.split('\n')[line - 1]).toMatch(/^Tin\w+\(/)
    expect((await client.frames()).slice(0, 2)).toMatchObject([
      { line, source: { path } },
      { presentationHint: 'subtle' },
    ])
  })
})

test('what the simulator does not know stops the run, and says what it is', async () => {
  const foreign = driverWith({
    declarations: 'extern ULONG Elsewhere;\n',
    unload: 'if (Elsewhere == 1) return;',
  })
  const program = server.file(foreign)
  const client = await (await server.client()).launched(program)
  const why = expect.stringContaining('Elsewhere, which is defined nowhere')
  expect(await client.begin()).toMatchObject({ reason: 'exception', description: 'Unknown from here on', text: why })
  expect((await client.exceptionInfoRequest({ threadId: client.thread })).body).toMatchObject({
    exceptionId: 'unknown',
    description: why,
  })
  await client.move('stepBack')
  expect(await client.where()).toMatch(/^MyUnload:/)
  const other = await (await server.client()).launched(program)
  expect(await other.begin(['violation'])).toBe('terminated')
  expect(other.output).toMatch(/^The run ends: unknown: .*Elsewhere/)
})

describe('a scenario of the author', () => {
  const create = (expected: string) => `// @mrx scenario "created"
// @mrx given SrvCall->Context = NULL
// @mrx expect return == ${expected}
NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`

  test('is stepped both ways, and stops where an expectation fails', async () => {
    const wrong = driverWith({ create: create('STATUS_SUCCESS') })
    const client = await (await server.client()).launched(server.file(wrong), {
      scenario: 'created',
      stopOnEntry: true,
      function: 'MyCreateSrvCall',
    })
    await client.begin()
    const line = (text: string) => `MyCreateSrvCall:${lineOf(wrong, text)}`
    const forward = [await client.where()]
    for (let i = 0; i < 3; i++) {
      await client.move('next')
      forward.push(await client.where())
    }
    expect(forward).toEqual(
      ['Context->Recomm', 'Context->Status =', 'Context->SrvCalldown', 'return STATUS_PENDING'].map(line),
    )
    for (const place of [...forward].reverse().slice(1)) {
      await client.move('stepBack')
      expect(await client.where()).toBe(place)
    }
    const end = await client.move('continue')
    expect(end).toMatchObject({ reason: 'exception', description: expect.stringMatching(/^MRX105: /) })
    expect(await client.move('continue')).toBe('terminated')
  })

  test('that holds runs to its end', async () => {
    const right = driverWith({ create: create('STATUS_PENDING') })
    const client = await (await server.client()).launched(server.file(right), { scenario: 'created' })
    expect(await client.begin()).toBe('terminated')
    expect(client.output).toBe('The run ends: no rule is broken.\n')
  })
})

describe('requests that make no sense', () => {
  test('are answered, and the session goes on', async () => {
    const client = await launched({ stopOnEntry: true })
    await client.begin()
    const wrong: [string, object, string][] = [
      ['fly', {}, 'there is no request "fly"'],
      ['toString', {}, 'there is no request "toString"'],
      ['stackTrace', { threadId: 'one' }, '"threadId" has to be a number'],
      ['scopes', { frameId: 77 }, 'there is no such frame'],
      ['variables', { variablesReference: 77 }, 'there are no such variables'],
      ['evaluate', { expression: 5 }, '"expression" has to be a text'],
      ['setBreakpoints', { source: null, breakpoints: [] }, '"source" names no file'],
      ['setBreakpoints', { source: {}, breakpoints: [] }, '"source" names no file'],
      ['setBreakpoints', { source: { path: driver }, breakpoints: [{ line: 'x' }] }, '"line" has to be a number'],
      ['setBreakpoints', { source: { path: driver }, breakpoints: 3 }, '"breakpoints" has to be a list'],
      ['setFunctionBreakpoints', { breakpoints: [{}] }, '"name" has to be a text'],
      ['setExceptionBreakpoints', { filters: 3 }, '"filters" has to be a list'],
      ['exceptionInfo', { threadId: 1 }, 'no rule is broken here'],
    ]
    for (const [command, given, problem] of wrong)
      await expect(client.customRequest(command, given), command).rejects.toThrow(problem)
    expect((await client.stackTraceRequest({ threadId: 99 })).body.stackFrames).toEqual([])
    expect(await client.where()).toMatch(/^DriverEntry:/)
  })

  test('of a run that goes back', async () => {
    const long = driverWith({ unload: 'for (ULONG i = 0; i < 150000; i++) ;' })
    const client = await (await server.client()).launched(server.file(long), { stopOnEntry: true })
    await client.begin()
    await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'RxUnregisterMinirdr' }] })
    await client.move('continue')
    await client.customRequest('reverseContinue', { threadId: client.thread })
    await client.customRequest('pause', { threadId: client.thread })
    expect(await client.stopped()).toMatchObject({ reason: 'pause' })
    expect(await client.move('reverseContinue')).toMatchObject({ reason: 'entry' })
  })

  test('of a run that is going on', async () => {
    const long = driverWith({ unload: 'for (ULONG i = 0; i < 150000; i++) ;' })
    const client = await (await server.client()).launched(server.file(long), { stopOnEntry: true })
    await client.begin()
    await client.customRequest('continue', { threadId: client.thread })
    await expect(client.customRequest('stackTrace', { threadId: client.thread })).rejects.toThrow('the run is going on')
    await client.customRequest('pause', { threadId: client.thread })
    expect(await client.stopped()).toMatchObject({ reason: 'pause' })
    expect(await client.move('continue')).toBe('terminated')
  })
})
