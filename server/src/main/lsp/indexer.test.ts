import { expect, test } from 'vitest'
import { Indexer } from './indexer.ts'

const turns = (count: number) => new Promise<void>(resolve => step(count, resolve))
const step = (left: number, then: () => void): void =>
  void (left === 0 ? then() : setImmediate(() => step(left - 1, then)))

function world(total: number, sliceMs = 0) {
  const seen = { done: 0, advanced: 0, progress: [] as string[], errors: [] as unknown[], fails: false }
  const indexer = new Indexer({
    index: budget => {
      expect(budget).toBeLessThanOrEqual(15)
      if (seen.fails) throw new Error('boom')
      for (const end = performance.now() + sliceMs; performance.now() < end; );
      seen.done = Math.min(total, seen.done + 1)
      return { done: seen.done, total }
    },
    beginProgress: async () => ({
      begin: (title: string) => void seen.progress.push(title),
      report: (_percent: number | string, message?: string) => void seen.progress.push(message ?? ''),
      done: () => void seen.progress.push('done'),
    }),
    advanced: () => void seen.advanced++,
    failed: error => void seen.errors.push(error),
  })
  return { indexer, seen }
}

test('works in slices to the end, then says so once', async () => {
  const { indexer, seen } = world(5)
  indexer.wake()
  indexer.wake()
  expect(seen.done).toBe(0)
  await turns(10)
  expect([seen.done, seen.advanced, seen.progress]).toEqual([5, 1, []])
})

test('waits while messages come in', async () => {
  const { indexer, seen } = world(100)
  indexer.wake()
  for (let i = 0; i < 10; i++) {
    indexer.noteMessage()
    await turns(1)
  }
  expect(seen.done).toBeLessThanOrEqual(1)
  await turns(10)
  expect(seen.done).toBeGreaterThan(5)
  indexer.stop()
})

test('long work shows progress, and ends it', async () => {
  const { indexer, seen } = world(60, 12)
  indexer.wake()
  await expect.poll(() => seen.advanced, { timeout: 10_000 }).toBe(1)
  expect(seen.progress[0]).toBe('Reading drivers')
  expect(seen.progress).toContainEqual(expect.stringMatching(/^\d+ of 60 files$/))
  expect(seen.progress.at(-1)).toBe('done')
})

test('a failure ends the round, and the next change starts another', async () => {
  const { indexer, seen } = world(3)
  seen.fails = true
  indexer.wake()
  await turns(3)
  expect(seen.errors).toHaveLength(1)
  seen.fails = false
  indexer.wake()
  await turns(6)
  expect(seen.done).toBe(3)
})

test('nothing runs after stop', async () => {
  const { indexer, seen } = world(3)
  indexer.wake()
  indexer.stop()
  await turns(3)
  expect(seen.done).toBe(0)
})
