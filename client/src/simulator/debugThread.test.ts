import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { DebugThread } from './debugThread.ts'

const folder = mkdtempSync(join(tmpdir(), 'mrx-debug-thread-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** It answers `threads`, keeps `launch` waiting, takes all memory at `continue`, throws at `next`, and ends at `disconnect`. */
const script = join(folder, 'thread.js')
writeFileSync(
  script,
  `const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ seq, command }) => {
  if (command === 'next') throw new Error('a bug of ours')
  if (command === 'continue') for (const all = []; ; ) all.push(new Array(1000).fill({}))
  if (command !== 'launch') parentPort.postMessage({ type: 'response', request_seq: seq, command, success: true })
  if (command === 'disconnect') parentPort.close()
})
`,
)

function debugged() {
  const told: Record<string, unknown>[] = []
  const thread = new DebugThread(script, message => void told.push({ ...message }), 16)
  onTestFinished(() => thread.stop())
  let seq = 10
  const ask = (command: string) => thread.receive({ type: 'request', seq: ++seq, command })
  const isOver = () => vi.waitUntil(() => told.some(({ event }) => event === 'terminated'), 60_000)
  return { told, ask, thread, isOver }
}

test('requests go to the thread, and what it says comes back, numbered', async () => {
  const { told, ask } = debugged()
  ask('threads')
  ask('threads')
  await vi.waitUntil(() => told.length === 2, 60_000)
  const answer = { type: 'response', command: 'threads', success: true }
  expect(told).toEqual([
    { ...answer, request_seq: 11, seq: 1 },
    { ...answer, request_seq: 12, seq: 2 },
  ])
})

test('a thread that dies fails what was asked, says why, and ends the session', async () => {
  const { told, ask, isOver } = debugged()
  ask('launch')
  ask('next')
  await isOver()
  expect(told.filter(({ type }) => type === 'response')).toEqual([
    expect.objectContaining({ request_seq: 11, success: false, message: 'The debugger is gone: a bug of ours.' }),
    expect.objectContaining({ request_seq: 12, success: false }),
  ])
  expect(told.map(({ event }) => event).filter(Boolean)).toEqual(['output', 'terminated'])
  const before = told.length
  ask('disconnect')
  expect(told.slice(before)).toEqual([expect.objectContaining({ command: 'disconnect', success: false })])
})

test('one that takes too much memory ends alone', async () => {
  const { told, ask, isOver } = debugged()
  ask('continue')
  await isOver()
  expect(told[0]).toMatchObject({ success: false, message: expect.stringMatching(/memory limit/) })
})

test('who ends as he was asked to has no more to say', async () => {
  const { told, ask, isOver } = debugged()
  ask('disconnect')
  await isOver()
  expect(told.map(({ type, event }) => event ?? type)).toEqual(['response', 'terminated'])
})

test('a session that the editor has closed says nothing', async () => {
  const { told, ask, thread } = debugged()
  ask('launch')
  thread.stop()
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(told).toEqual([])
})
