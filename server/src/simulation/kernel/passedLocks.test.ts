import { beforeEach, expect, test } from 'vitest'
import type { Pointer } from '../../machine/host.ts'
import { TrackedMemory } from '../../machine/trackedMemory.ts'
import { PassedLocks } from './passedLocks.ts'

let memory: TrackedMemory
let locks: PassedLocks
let lock: Pointer

beforeEach(() => {
  memory = new TrackedMemory(8)
  const { id, base } = memory.allocate({ size: 8, kind: 'static', name: 'Lock' })!
  lock = { id, low: base, high: memory.high }
  locks = new PassedLocks(memory)
  memory.begin(1)
})

/** As the kernel does. */
function take(): void {
  locks.operate()
  memory.beginOperation()
  memory.look(lock.id, lock.low)
  locks.take(lock)
}

function give(): void {
  locks.operate()
  memory.release(lock.id, lock.low)
  locks.give(lock)
}

function passing(): string {
  const shown = [...memory.touches, ...memory.releases].map(({ isPassing }) =>
    isPassing === true ? 'passes' : 'holds',
  )
  return shown.join(' ')
}

test('a lock that is given back at once is passed', () => {
  take()
  give()
  expect(passing()).toBe('passes passes')
})

test.each<[string, () => void, string]>([
  ['another thread could have gone on meanwhile', () => locks.operate(), 'holds holds'],
  ['RDBSS has touched what it keeps', () => locks.keep(), 'holds holds'],
  ['another thread has gone on', () => memory.begin(2), 'holds'],
])('not where %s', (_, happens, shown) => {
  take()
  happens()
  give()
  expect(passing()).toBe(shown)
})

test('each time for itself', () => {
  take()
  locks.operate()
  give()
  take()
  give()
  expect(passing()).toBe('holds passes holds passes')
})
