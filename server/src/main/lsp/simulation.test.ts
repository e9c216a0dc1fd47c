import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ProgressType,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { idleSimulator } from '../../../test/support/idleSimulator.ts'
import type { ScenarioProgress, SimulateResult } from '../../protocol/requests.ts'
import type { ScenarioReport } from '../../protocol/simulate.ts'
import type { WorkspaceUpdate } from '../simulation/messages.ts'
import type { Simulator } from '../simulation/thread.ts'
import { SimulationRequests } from './simulation.ts'

const uri = 'file:///w/a.c'
const scenario = (name: string) => ({ scenario: name, file: '/w/a.c' }) as ScenarioReport

function connected(simulator: Partial<Simulator>) {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const streams = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const
  const server = createConnection(ProposedFeatures.all, ...streams)
  const requests = new SimulationRequests(server, { ...idleSimulator, ...simulator })
  server.listen()
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  client.listen()
  onTestFinished(() => client.dispose())
  return { client, requests }
}

const left = {
  stubs: [{ function: 'TdiSend', callers: 1 }],
  uncompiled: [
    {
      file: '/w/a.c',
      range: { start: { line: 0, character: 9 }, end: { line: 0, character: 14 } },
      message: '"y.h" is not found',
    },
  ],
}

const twoScenarios: Partial<Simulator> = {
  run: async (_, told) => {
    for (const name of ['one', 'two']) told({ scenario: scenario(name), total: 2 })
    return { ...left, isOutdated: false }
  },
}

test('scenarios come with the answer', async () => {
  const { client } = connected(twoScenarios)
  const result = await client.sendRequest<SimulateResult>('mrx/simulate', { uri })
  expect(result).toEqual({
    scenarios: [scenario('one'), scenario('two')],
    ...left,
    isOutdated: false,
  })
})

test('scenarios come one by one where that is asked for', async () => {
  const { client } = connected(twoScenarios)
  const told: ScenarioProgress[] = []
  client.onProgress(new ProgressType<ScenarioProgress>(), 7, progress => void told.push(progress))
  const result = await client.sendRequest<SimulateResult>('mrx/simulate', { uri, partialResultToken: 7 })
  expect(result.scenarios).toEqual([])
  expect(told).toEqual([
    { scenario: scenario('one'), total: 2 },
    { scenario: scenario('two'), total: 2 },
  ])
})

test('what is asked for reaches the simulator', async () => {
  const asked: unknown[] = []
  const { client } = connected({
    run: async runs => void asked.push(runs),
    trace: async request => ({ problem: `no ${request.scenario} of ${request.file}` }),
    watch: async (_, expressions) => ({
      steps: 1,
      watches: expressions.map(expression => ({ expression, values: [] })),
    }),
  })
  expect(
    await client.sendRequest('mrx/simulate', { uri, scenario: 'life', profile: 'both', preemptions: 1, budget: 2 }),
  ).toBeNull()
  expect(asked).toEqual([{ file: '/w/a.c', scenario: 'life', profile: 'both', budgetMs: 2_000, preemptions: 1 }])
  const named = { uri, scenario: 'life', profile: 'callback-page', schedule: '1:' }
  expect(await client.sendRequest('mrx/trace', named)).toEqual({ problem: 'no life of /w/a.c' })
  expect(await client.sendRequest('mrx/watch', { ...named, expressions: ['a'] })).toEqual({
    steps: 1,
    watches: [{ expression: 'a', values: [] }],
  })
  expect(await client.sendRequest('mrx/scenarios', { uri })).toBeNull()
})

test('a run that is cancelled ends, and says so', async () => {
  let begun: () => void
  const hasBegun = new Promise<void>(resolve => (begun = resolve))
  const { client } = connected({
    run: (_, __, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () => resolve({ stubs: [], uncompiled: [], isOutdated: false }))
        begun()
      }),
  })
  const source = new CancellationTokenSource()
  const answer = client.sendRequest('mrx/simulate', { uri }, source.token)
  await hasBegun
  source.cancel()
  await expect(answer).rejects.toMatchObject({ code: -32800 })
})

test('a simulator that fails is an error of that request', async () => {
  const { client } = connected({ list: () => Promise.reject(new Error('it ended')) })
  await expect(client.sendRequest('mrx/scenarios', { uri })).rejects.toThrow('it ended')
  const named = { uri, scenario: 'life', profile: 'callback-page', schedule: '1:' }
  expect(await client.sendRequest('mrx/trace', named)).toEqual({ problem: 'no driver' })
})

test.each([
  ['mrx/scenarios', null, '"uri" must be a string.'],
  ['mrx/prepare', {}, '"uri" must be a string.'],
  ['mrx/trace', { uri, scenario: 'life', profile: 'callback-page' }, '"schedule" must be a string.'],
  ['mrx/watch', { uri, scenario: 'a', profile: 'both', schedule: '1:' }, '"profile" must be one of "callback-page"'],
  ['mrx/simulate', { uri, budget: 0 }, '"budget" must be a number above 0.'],
  ['mrx/simulate', { uri, preemptions: 1.5 }, '"preemptions" must be a whole number that is not negative.'],
])('what is wrong in the parameters of %s is told in a line: %j', async (request, params, problem) => {
  const { client } = connected({})
  const answer = client.sendRequest(request, params)
  await expect(answer).rejects.toMatchObject({ code: -32602, message: expect.stringContaining(problem) })
})

test('what is null is not set', async () => {
  const asked: unknown[] = []
  const { client } = connected({ run: async runs => void asked.push(runs) })
  await client.sendRequest('mrx/simulate', { uri, budget: null, scenario: null })
  expect(asked).toEqual([{ file: '/w/a.c' }])
})

test('nothing is simulated once it is stopped', async () => {
  let times = 0
  const { client, requests } = connected({ list: async () => void times++ })
  requests.stop()
  await expect(client.sendRequest('mrx/scenarios', { uri })).rejects.toMatchObject({ code: -32600 })
  expect(times).toBe(0)
})

test('the simulator hears of what it reads', () => {
  const updates: WorkspaceUpdate[] = []
  const { requests } = connected({ update: update => void updates.push(update) })
  requests.foldersAre(['/w'])
  requests.settingsAre({ value: { arch: 'x86' } })
  requests.documentIs('/w/a.c', 'int a;')
  requests.documentIs('/w/a.c', undefined)
  requests.filesChanged(['/w/b.h'])
  expect(updates).toEqual([
    { folders: ['/w'] },
    { settings: { value: { arch: 'x86' } } },
    { documents: { '/w/a.c': 'int a;' } },
    { documents: { '/w/a.c': null } },
    { files: ['/w/b.h'] },
  ])
})
