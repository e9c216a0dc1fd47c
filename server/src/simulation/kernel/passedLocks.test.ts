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

test('not where another thread could have gone on meanwhile', () => {
  take()
  locks.operate()
  give()
  expect(passing()).toBe('holds holds')
})

test('not where one has', () => {
  take()
  memory.begin(2)
  memory.begin(1)
  give()
  expect(passing()).toBe('holds')
})

test('not where RDBSS has touched what it keeps', () => {
  take()
  locks.keep()
  give()
  expect(passing()).toBe('holds holds')
})

test('each time for itself', () => {
  take()
  locks.operate()
  give()
  take()
  give()
  expect(passing()).toBe('holds passes holds passes')
})
