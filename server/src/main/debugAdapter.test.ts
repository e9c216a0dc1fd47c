// The debug adapter from outside, request by request: a driver in a file, and a client that behaves as an editor does.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { AdapterServer, type Client, lineOf } from '../../test/support/debugClient.ts'
import { driverWith } from '../../test/support/simulated.ts'

const server = new AdapterServer()
afterAll(() => server.stop())

const source = driverWith({})
const driver = server.file(source)
const finalize = lineOf(source, 'PSERVER server = SrvCall->Context;')

/** In front of the first statement of the finalizer. */
async function inFinalizer(more: object = {}, program = driver): Promise<Client> {
  const client = await (await server.client()).launched(program, more)
  await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'MyFinalizeSrvCall' }] })
  expect(await client.begin()).toMatchObject({ reason: 'function breakpoint' })
  return client
}

describe('launch', () => {
  test('of what cannot be run says why', async () => {
    const client = await server.client()
    const noCallbacks = server.file('int main(void) { return 0; }\n')
    const problems: [object, RegExp][] = [
      [{}, /^"program" is missing/],
      [{ program: 7 }, /^"program" has to be a text$/],
      [{ program: 'nowhere.c' }, /\/nowhere.c: /],
      [{ program: '/nowhere/driver.c' }, /^\/nowhere\/driver.c: /],
      [{ program: noCallbacks }, /no driver with mini-redirector code$/],
      [
        { program: driver, scenario: 'last referense, dropped by a user process' },
        /did you mean "last reference, dropped by a user process"\?$/,
      ],
      [{ program: driver, scenario: 'last reference' }, /^"last reference" is a part of several scenarios: /],
      [{ program: driver, schedule: '2:x' }, /^"2:x" is no schedule$/],
      [{ program: driver, schedule: '1:9000=1' }, /^the code no longer offers the choices of this schedule$/],
      [{ program: driver, profile: 'both' }, /^there is no profile "both"; there are: callback-page, function-page$/],
      [{ program: driver, function: 'Nothing', stopOnEntry: true }, /^the driver has no function "Nothing"/],
      [{ program: driver, stopOnEntry: 'yes' }, /^"stopOnEntry" has to be true or false$/],
      [{ program: driver, documents: ['a.c'] }, /^"documents" has to be texts by path$/],
      [{ program: driver, documents: { 'a.c': 7 } }, /^"documents" has to be texts by path$/],
      [{ program: driver, workspace: { folders: 'a' } }, /^"workspace" has to have folders and settings$/],
    ]
    await client.initializeRequest()
    for (const [given, problem] of problems)
      await expect(client.customRequest('launch', given), JSON.stringify(given)).rejects.toThrow(problem)
    await expect(client.attachRequest({})).rejects.toThrow('nothing to attach to')
    await expect(client.continueRequest({ threadId: 1 })).rejects.toThrow('nothing has been launched')
  })

  test('stops on entry, or in the function that is named', async () => {
    const client = await (await server.client()).launched(driver, { stopOnEntry: true })
    expect(await client.begin()).toMatchObject({ reason: 'entry', allThreadsStopped: true })
    expect(await client.where()).toBe(`DriverEntry:${lineOf(source, 'UNICODE_STRING name =')}`)
    const other = await (await server.client()).launched(driver, { stopOnEntry: true, function: 'MyFinalizeSrvCall' })
    await other.begin()
    expect(await other.where()).toBe(`MyFinalizeSrvCall:${finalize}`)
  })

  test('of what an editor has not saved', async () => {
    const edited = source.replace('PSERVER server = SrvCall->Context;', '\n\n    PSERVER server = SrvCall->Context;')
    const client = await inFinalizer({ documents: { [driver]: edited } })
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${finalize + 2}`)
    const unsaved = '/nowhere/new.c'
    const other = await inFinalizer({ documents: { [unsaved]: edited } }, unsaved)
    expect(await other.where()).toBe(`MyFinalizeSrvCall:${finalize + 2}`)
  })

  test('of a driver in other folders of the workspace, by the settings of the editor', async () => {
    const root = mkdtempSync(join(tmpdir(), 'mrx-debug-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const [folder, other] = [join(root, 'core'), join(root, 'net')]
    for (const each of [folder, other]) mkdirSync(each)
    const own = join(folder, 'driver.c')
    const declared = source.replace('#include <rx.h>', '$&\nVOID Leave(PMRX_SRV_CALL SrvCall);')
    writeFileSync(own, declared.replace('PSERVER server = SrvCall->Context;', 'Leave(SrvCall);\n    $&'))
    const leave = 'VOID Leave(PMRX_SRV_CALL SrvCall)\n{\n    SrvCall->Flags = 0;\n}\n'
    writeFileSync(join(other, 'leave.c'), `#include <rx.h>\n#ifdef LATE\n${leave}#endif\n`)
    const workspace = { folders: [folder, other], settings: { defines: ['LATE'] }, ofFolders: {} }
    const client = await (await server.client()).launched(own, { workspace })
    await client.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'Leave' }] })
    expect(await client.begin()).toMatchObject({ reason: 'function breakpoint' })
    expect(await client.where()).toBe('Leave:5')
  })

  test('without a stop runs to the end', async () => {
    const client = await (await server.client()).launched(driver, { profile: 'function-page' })
    expect(await client.begin()).toBe('terminated')
    expect(client.output).toBe('The run ends: no rule is broken.\n')
  })

  test('again, and the end', async () => {
    const changing = server.file(source)
    const client = await inFinalizer({}, changing)
    await client.restartRequest({})
    expect(await client.stopped()).toMatchObject({ reason: 'function breakpoint' })
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${finalize}`)
    writeFileSync(changing, `\n\n${source}`)
    await client.restartRequest({})
    await client.stopped()
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${finalize + 2}`)
    writeFileSync(changing, 'int no_driver;\n')
    await expect(client.restartRequest({})).rejects.toThrow('no driver with mini-redirector code')
    await client.terminateRequest()
    expect(await client.stopped()).toBe('terminated')
  })
})

describe('where the run stands', () => {
  test('threads are those of the simulated kernel, frames those of driver and model', async () => {
    const client = await inFinalizer()
    const { threads } = (await client.threadsRequest()).body
    expect(threads.find(({ id }) => id === client.thread)?.name).toMatch(/^worker-\d$/)
    const frames = await client.frames()
    expect(frames[0]).toMatchObject({
      name: 'MyFinalizeSrvCall',
      line: finalize,
      presentationHint: 'normal',
      source: { path: driver },
    })
    const caller = frames.find(({ source }) => source?.sourceReference)!
    expect(caller).toMatchObject({
      presentationHint: 'subtle',
      source: { origin: 'model of RDBSS', presentationHint: 'deemphasize' },
    })
    const text = await client.sourceRequest({ source: caller.source, sourceReference: caller.source!.sourceReference! })
    expect(text.body.content.split('\n')[caller.line - 1]).toMatch(/MRxFinalizeSrvCall|Call/)
    await expect(client.sourceRequest({ sourceReference: 999 })).rejects.toThrow('no such source')
    const part = await client.stackTraceRequest({ threadId: client.thread, startFrame: 1, levels: 1 })
    expect(part.body.stackFrames).toEqual([frames[1]])
  })

  test('scopes have locals, parameters and what the kernel knows', async () => {
    const client = await inFinalizer()
    await client.move('next')
    const scopes = await client.scopes()
    expect(scopes.Locals).toEqual([expect.stringMatching(/^server = pool 1 \(\d+ bytes from ExAllocatePoolWithTag\)$/)])
    expect(scopes.Parameters).toEqual([expect.stringMatching(/^SrvCall = S1 \(/), expect.stringMatching(/^Force = /)])
    expect(scopes['Kernel state']).toEqual([
      'IRQL = PASSIVE_LEVEL (0)',
      'locks held = none',
      'references = 1',
      'pool = 1',
    ])
    expect(scopes.Globals).toContainEqual(expect.stringMatching(/^MyDevice = /))
  })

  test('the kernel knows locks, references and pool by their names', async () => {
    const client = await (await server.client()).launched(driver, { stopOnEntry: true, function: 'MyFinalizeVNetRoot' })
    await client.begin()
    const [frame] = await client.frames()
    const { scopes } = (await client.scopesRequest({ frameId: frame!.id })).body
    const { variablesReference } = scopes.find(({ name }) => name === 'Kernel state')!
    const { variables } = (await client.variablesRequest({ variablesReference })).body
    const parts = async (wanted: string) =>
      client.parts(variables.find(({ name }) => name === wanted)!.variablesReference)
    expect(await parts('locks held')).toEqual(['netname table lock = exclusive, by user'])
    expect(await parts('references')).toEqual([
      expect.stringMatching(/^S1 = SRV_CALL "\\\\server", \d references?$/),
      expect.stringMatching(/^N1 = NET_ROOT "\\\\server\\\\share", \d references?$/),
      expect.stringMatching(/^V1 = V_NET_ROOT "/),
    ])
    expect(await parts('pool')).toEqual([
      expect.stringMatching(/^pool 1 = \d+ bytes, tag Test, nonpaged, from ExAllocatePoolWithTag$/),
    ])
  })

  test('values open, and references are gone when the run moves', async () => {
    const client = await inFinalizer()
    const { variablesReference } = await client.evaluated('SrvCall')
    expect(await client.parts(variablesReference)).toContainEqual(expect.stringMatching(/^Context = pool 1 \(/))
    const [frame] = await client.frames()
    await client.move('next')
    await expect(client.variablesRequest({ variablesReference })).rejects.toThrow('the run has moved since')
    await client.move('stepOut')
    await expect(client.scopesRequest({ frameId: frame!.id })).rejects.toThrow('the run has moved since')
  })

  test('expressions are evaluated, and nothing is changed', async () => {
    const client = await inFinalizer()
    for (const context of ['hover', 'watch', 'repl'])
      expect(await client.evaluated('Force + 1', context)).toMatchObject({ result: '2', type: 'int' })
    await expect(client.evaluated('Force +')).rejects.toThrow(/expected/)
    await expect(client.evaluated('nothing')).rejects.toThrow("'nothing' is not declared")
    await expect(client.evaluated('Force = 1')).rejects.toThrow('only looked at')
    await expect(client.evaluated('((PSERVER)0)->Value')).rejects.toThrow(/null/i)
    await expect(client.setVariableRequest({ variablesReference: 1, name: 'Force', value: '1' })).rejects.toThrow(
      'values cannot be set',
    )
    await expect(client.customRequest('setExpression', { expression: 'Force', value: '1' })).rejects.toThrow(
      'values cannot be set',
    )
  })

  test('the files of driver and model are loaded sources', async () => {
    const client = await inFinalizer()
    const { sources } = (await client.customRequest('loadedSources')).body
    expect(sources).toContainEqual({ name: 'driver.c', path: driver })
    expect(sources).toContainEqual(expect.objectContaining({ name: 'srvCalls.c', origin: 'model of RDBSS' }))
  })
})

describe('steps', () => {
  test('go over, in and out, into the model too', async () => {
    const client = await inFinalizer()
    const at = (text: string) => lineOf(source, text)
    await client.move('next')
    await client.move('next')
    await client.move('next')
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${at('Free(server);')}`)
    await client.move('stepIn')
    expect(await client.where()).toBe(`Free:${at('ExFreePoolWithTag(server, TAG);')}`)
    await client.move('next')
    expect(await client.where()).toBe(`Free:${at('ExFreePoolWithTag(server, TAG);') + 1}`)
    await client.move('stepIn')
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${at('Free(server);') + 1}`)
    await client.move('stepOut')
    expect((await client.frames())[0]).toMatchObject({ presentationHint: 'subtle' })
  })

  test('go back to the very first one', async () => {
    const client = await (await server.client()).launched(driver, { stopOnEntry: true, function: 'MyWinnerNotify' })
    await client.begin()
    const places = [await client.where()]
    let end = await client.move('stepBack')
    for (; end !== 'terminated' && end.reason === 'step'; end = await client.move('stepBack'))
      places.push(await client.where())
    expect(end).toMatchObject({ reason: 'entry', description: 'Where the run begins' })
    expect(places.length).toBeGreaterThan(10)
    const first = await client.where()
    expect(await client.move('stepBack')).toMatchObject({ reason: 'entry' })
    expect(await client.where()).toBe(first)
    await client.move('next')
    expect(await client.where()).not.toBe(first)
  })

  test('of expressions are finer', async () => {
    const client = await inFinalizer()
    for (let i = 0; i < 2; i++) await client.move('next')
    const line = lineOf(source, 'if (server != NULL)\n        Free')
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${line}`)
    await client.move('next', { granularity: 'instruction' })
    expect(await client.where()).toBe(`MyFinalizeSrvCall:${line}`)
  })
})
