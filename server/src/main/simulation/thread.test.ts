import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { SimulatorThread } from './thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'mrx-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A thread that answers `list` with all messages so far, dies at `trace`, and runs until it is cancelled. */
const script = join(folder, 'simulator.js')
writeFileSync(
  script,
  `const { parentPort } = require('node:worker_threads')
const seen = []
parentPort.on('message', message => {
  seen.push(message)
  const { kind, id } = message
  if (kind === 'list' && message.file === 'bad') parentPort.postMessage({ kind: 'failed', id, message: 'no such file' })
  else if (kind === 'list') parentPort.postMessage({ kind: 'answer', id, value: seen.slice() })
  if (kind === 'trace') process.exit(3)
  if (kind === 'prepare') {
    Atomics.wait(message.cancelled, 0, 0, 30_000)
    parentPort.postMessage({ kind: 'answer', id, value: undefined })
  }
  if (kind === 'run') {
    parentPort.postMessage({ kind: 'progress', id, progress: { total: 1 } })
    Atomics.wait(message.cancelled, 0, 0, 5000)
    const isOutdated = Atomics.load(message.cancelled, 0) === 0
    parentPort.postMessage({ kind: 'answer', id, value: { stubs: [], uncompiled: [], isOutdated } })
  }
})
`,
)

function thread() {
  const made = new SimulatorThread(script)
  onTestFinished(() => made.stop())
  const updates = async () =>
    ((await made.list('/w/a.c')) as unknown as { kind: string; update?: unknown }[])
      .filter(({ kind }) => kind === 'update')
      .map(({ update }) => update)
  return { made, updates }
}

test('a new thread gets everything, later only what has changed, with the next question', async () => {
  const { made, updates } = thread()
  made.update({ folders: ['/w'], settings: { value: { arch: 'x86' } }, documents: { '/w/a.c': 'a', '/w/b.c': 'b' } })
  made.update({ documents: { '/w/b.c': null } })
  const whole = { folders: ['/w'], settings: { value: { arch: 'x86' } }, documents: { '/w/a.c': 'a' } }
  expect(await updates()).toEqual([whole])
  made.update({ documents: { '/w/a.c': 'a1' } })
  made.update({ documents: { '/w/a.c': 'a2' }, files: ['/w/c.h'] })
  expect(await updates()).toEqual([whole, { documents: { '/w/a.c': 'a2' }, files: ['/w/c.h'] }])
  expect(await updates()).toHaveLength(2)
})

test('a run is told of, and cancelled while the thread is at work', async () => {
  const { made } = thread()
  const cancellation = new AbortController()
  const told: unknown[] = []
  const answer = made.run(
    { file: '/w/a.c', budgetMs: 1 },
    progress => {
      told.push(progress)
      cancellation.abort()
    },
    cancellation.signal,
  )
  expect(await answer).toEqual({ stubs: [], uncompiled: [], isOutdated: false })
  expect(told).toEqual([{ total: 1 }])
})

test('what is prepared gives way to a run', async () => {
  const { made } = thread()
  const before = performance.now()
  const prepared = made.prepare('/w/a.c')
  const answer = made.run({ file: '/w/a.c', budgetMs: 1 }, () => undefined, AbortSignal.abort())
  expect(await prepared).toBeUndefined()
  expect(await answer).toMatchObject({ isOutdated: false })
  expect(performance.now() - before).toBeLessThan(20_000)
})

test('a failure is an error of the question', async () => {
  const { made, updates } = thread()
  await expect(made.list('bad')).rejects.toThrow('no such file')
  expect(await updates()).toHaveLength(1)
})

test('a thread that dies fails its questions, and the next one finds a new one that knows everything', async () => {
  const { made, updates } = thread()
  made.update({ documents: { '/w/a.c': 'a' } })
  expect(await updates()).toHaveLength(1)
  const request = { file: '/w/a.c', scenario: '', profile: 'callback-page', schedule: '1:' } as const
  await expect(made.trace(request)).rejects.toThrow('The simulator ended.')
  expect(await updates()).toEqual([{ folders: [], settings: { value: {} }, documents: { '/w/a.c': 'a' } }])
})
