// Each request of the debug adapter, asked as a client does, on the stored run that frees a block twice.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { DebugClient } from '@vscode/debugadapter-testsupport'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { expect, onTestFinished, test } from 'vitest'
import type { Trace } from '../../protocol/trace.ts'
import { type LaunchAttributes, TraceDebugSession } from './adapter.ts'

const trace: Trace = JSON.parse(
  readFileSync(new URL('../../../test/simulation/traces/freed-twice.json', import.meta.url), 'utf8'),
)
const program = '/driver/driver.c'
/** One-based, of the first step of the driver with that text. */
const lineOf = (text: string) => trace.steps.find(step => step.text === text && step.origin === 'driver')!.at![1] + 1

async function connected(): Promise<DebugClient> {
  const server = createServer(socket => {
    const session = new TraceDebugSession({
      trace: ({ scenario }) => (scenario === 'none' ? { problem: 'no scenario "none"' } : trace),
      modelText: path => (path.startsWith('/mrx-library:') ? `/* ${path} */` : undefined),
    })
    session.setRunAsServer(true)
    session.start(socket, socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const client = new DebugClient('node', '', 'mrx')
  await client.start(port)
  onTestFinished(async () => {
    await client.stop()
    server.close()
  })
  return client
}

/** At its first statement, once `prepare` has set what it wants. */
async function launched(
  prepare: (client: DebugClient) => Promise<unknown> = async () => undefined,
  more: Partial<LaunchAttributes> = { stopOnEntry: true },
): Promise<DebugClient> {
  const client = await connected()
  const initialized = client.waitForEvent('initialized')
  await client.initializeRequest()
  await client.launchRequest({ program, ...more } as DebugProtocol.LaunchRequestArguments)
  await initialized
  await prepare(client)
  const stopped = client.waitForEvent('stopped')
  await client.configurationDoneRequest()
  await stopped
  return client
}

async function moved(client: DebugClient, move: Promise<unknown>): Promise<DebugProtocol.StoppedEvent['body']> {
  const [{ body }] = await Promise.all([client.waitForEvent('stopped') as Promise<DebugProtocol.StoppedEvent>, move])
  return body
}

async function where(client: DebugClient, threadId: number): Promise<string> {
  const { body } = await client.stackTraceRequest({ threadId })
  return body.stackFrames.map(({ name, line }) => `${name}:${line}`).join(' ')
}

async function topFrame(client: DebugClient, threadId: number): Promise<number> {
  return (await client.stackTraceRequest({ threadId, levels: 1 })).body.stackFrames[0]!.id
}

test('says what it can do, and stands at the first statement of the driver', async () => {
  const client = await connected()
  expect((await client.initializeRequest()).body).toMatchObject({
    supportsStepBack: true,
    supportsDataBreakpoints: true,
  })
  const entry = await launched()
  const { threads } = (await entry.threadsRequest()).body
  expect(threads).toEqual([{ id: 1, name: 'system' }])
  expect(await where(entry, 1)).toMatch(/^DriverEntry:\d+ StepLoad:\d+/)
})

test('without a stop on entry it runs to the broken rule', async () => {
  const client = await launched(undefined, {})
  const { body } = await client.stackTraceRequest({ threadId: 3 })
  expect(body.stackFrames.map(({ name }) => name).slice(0, 3)).toEqual([
    'ExFreePoolWithTag',
    'Free',
    'MyFinalizeSrvCall',
  ])
  expect((await client.threadsRequest()).body.threads.map(({ name }) => name)).toEqual(['system', 'user', 'worker-1'])
})

test('steps over, in and out', async () => {
  const line = lineOf('SrvCall->Context = Allocate();')
  const client = await launched(
    c => c.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line }] }),
    {},
  )
  expect(await where(client, 2)).toMatch(new RegExp(`^MyWinnerNotify:${line} `))
  await moved(client, client.stepInRequest({ threadId: 2 }))
  expect(await where(client, 2)).toMatch(new RegExp(`^Allocate:\\d+ MyWinnerNotify:${line} `))
  await moved(client, client.stepOutRequest({ threadId: 2 }))
  expect(await where(client, 2)).toMatch(new RegExp(`^MyWinnerNotify:${line + 1} `))
  await moved(client, client.stepBackRequest({ threadId: 2 }))
  expect(await where(client, 2)).toMatch(new RegExp(`^MyWinnerNotify:${line} `))
  await moved(client, client.nextRequest({ threadId: 2 }))
  expect(await where(client, 2)).toMatch(new RegExp(`^MyWinnerNotify:${line + 1} `))
})

test('steps back to the very first step', async () => {
  const client = await launched(undefined, {})
  const stop = await moved(client, client.reverseContinueRequest({ threadId: 3 }))
  expect(stop).toMatchObject({ reason: 'step', description: 'The run begins here.' })
  await moved(client, client.continueRequest({ threadId: 1 }))
  expect(await where(client, 3)).toMatch(/^ExFreePoolWithTag/)
  const terminated = client.waitForEvent('terminated')
  await client.continueRequest({ threadId: 3 })
  await terminated
})

test('breakpoints: on lines, with conditions, that only say something, and where nothing comes', async () => {
  const line = lineOf('Free(server);')
  const set = (breakpoints: DebugProtocol.SourceBreakpoint[]) => (c: DebugClient) =>
    c.setBreakpointsRequest({ source: { path: program }, breakpoints })
  const freed = await launched(set([{ line: line + 1, condition: 'server == pool 1, freed' }]), {})
  expect(await where(freed, 3)).toMatch(new RegExp(`^MyFinalizeSrvCall:${line + 1} `))

  const logging = await connected()
  const said: string[] = []
  logging.on('output', ({ body }: DebugProtocol.OutputEvent) => void said.push(body.output))
  await logging.initializeRequest()
  await logging.launchRequest({ program } as DebugProtocol.LaunchRequestArguments)
  const { body } = await logging.setBreakpointsRequest({
    source: { path: program },
    breakpoints: [{ line, logMessage: 'frees {server}' }, { line: 9_999 }],
  })
  expect(body.breakpoints).toEqual([
    { verified: true, line },
    { verified: false, message: 'The run does not come here.' },
  ])
  await moved(logging, logging.configurationDoneRequest())
  expect(said).toContain('frees pool 1\n')
})

test('breakpoints on functions and on data', async () => {
  const client = await launched(
    c => c.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'MyFinalizeSrvCall' }] }),
    {},
  )
  expect(await where(client, 3)).toMatch(/^MyFinalizeSrvCall:/)
  await moved(client, client.nextRequest({ threadId: 3 }))
  const { body: info } = await client.dataBreakpointInfoRequest({ name: 'SrvCall->Context' })
  expect(info).toMatchObject({ description: 'S1.Context', accessTypes: ['write'] })
  await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: info.dataId! }] })
  const stop = await moved(client, client.reverseContinueRequest({ threadId: 3 }))
  // The function's own breakpoint lies between.
  expect(stop.reason).toBe('function breakpoint')
  await client.setFunctionBreakpointsRequest({ breakpoints: [] })
  const stops = []
  for (let i = 0; i < 2; i++) stops.push((await moved(client, client.continueRequest({ threadId: 3 }))).reason)
  expect(stops).toEqual(['data breakpoint', 'exception'])
  expect((await client.dataBreakpointInfoRequest({ name: 'server' })).body.dataId).toBeNull()
})

test('scopes have locals, objects and threads, and values open', async () => {
  const line = lineOf('SrvCall->Context = NULL;')
  const client = await launched(
    c => c.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line }] }),
    {},
  )
  const { scopes } = (await client.scopesRequest({ frameId: await topFrame(client, 3) })).body
  const [locals, objects, threads] = await Promise.all(
    scopes.map(
      async ({ variablesReference }) => (await client.variablesRequest({ variablesReference })).body.variables,
    ),
  )
  expect(locals!.map(({ name, value }) => `${name} = ${value}`)).toEqual([
    'Force = TRUE',
    'SrvCall = S1',
    'server = pool 1',
  ])
  expect(objects!.map(({ name, value }) => `${name}: ${value}`)).toContain('S1: SRV_CALL, 2 references')
  expect(threads!.find(({ name }) => name === 'worker-1')?.value).toBe('PASSIVE_LEVEL')
  const { variablesReference } = locals!.find(({ name }) => name === 'SrvCall')!
  const fields = (await client.variablesRequest({ variablesReference })).body.variables
  expect(fields.map(({ name, value }) => `${name} = ${value}`)).toContain('Context = pool 1')
})

test('evaluates what was recorded, and refuses to change it', async () => {
  const line = lineOf('SrvCall->Context = NULL;')
  const client = await launched(
    c => c.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line }] }),
    {},
  )
  const frameId = await topFrame(client, 3)
  const value = async (expression: string) => (await client.evaluateRequest({ expression, frameId })).body.result
  expect([await value('server'), await value('SrvCall->Context'), await value('S1.references')]).toEqual([
    'pool 1',
    'pool 1',
    '2',
  ])
  await expect(client.evaluateRequest({ expression: '1 + 1', frameId })).rejects.toThrow(/recorded run/)
  const change = { variablesReference: 1, name: 'server', value: '0' }
  await expect(client.setVariableRequest(change)).rejects.toThrow(/cannot be changed/)
})

test('the model can be read', async () => {
  const client = await launched()
  const { stackFrames } = (await client.stackTraceRequest({ threadId: 1 })).body
  const { source, presentationHint } = stackFrames.at(-1)!
  expect([source!.name, presentationHint]).toEqual(['steps.c', 'subtle'])
  const { body } = await client.sourceRequest({ source, sourceReference: source!.sourceReference! })
  expect(body.content).toBe('/* /mrx-library://rdbss/steps.c */')
  await expect(client.sourceRequest({ sourceReference: 99 })).rejects.toThrow('no such source')
})

test('what cannot be launched says why', async () => {
  const client = await connected()
  await client.initializeRequest()
  const launch = (more: object) => client.launchRequest(more as DebugProtocol.LaunchRequestArguments)
  await expect(launch({})).rejects.toThrow(/names no program/)
  await expect(launch({ program, scenario: 'none' })).rejects.toThrow('no scenario "none"')
  await expect(client.nextRequest({ threadId: 1 })).rejects.toThrow('Nothing runs.')
})
