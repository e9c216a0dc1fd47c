import { describe, expect, test } from 'vitest'
import type { Block } from '../../machine/memory.ts'
import type { Touch } from '../../machine/trackedMemory.ts'
import { Stretch } from './sleep.ts'

const touch = (birth: number, word: number, isWrite = false): Touch => ({
  block: { birth } as Block,
  word,
  isWrite,
  by: undefined,
})

function stretch(thread: number, ...touches: Touch[]): Stretch {
  const made = new Stretch(thread)
  made.add(touches)
  return made
}

describe('a stretch that sleeps', () => {
  test('is met by who writes what it reads, or touches what it writes', () => {
    const reading = stretch(1, touch(7, 0))
    expect(reading.meets([touch(7, 0)])).toBe(false)
    expect(reading.meets([touch(7, 1, true), touch(8, 0, true)])).toBe(false)
    expect(reading.meets([touch(7, 0, true)])).toBe(true)
    expect(stretch(1, touch(7, 0), touch(7, 0, true)).meets([touch(7, 0)])).toBe(true)
  })

  test('that gives a lock back is met by who takes it, and meets who took it; two that give back may do it in any order', () => {
    const releasing = new Stretch(1)
    releasing.add([], [touch(7, 0, true)])
    expect(releasing.meets([touch(7, 0, true)])).toBe(true)
    expect(stretch(1, touch(7, 0, true)).meets([], [touch(7, 0, true)])).toBe(true)
    expect(releasing.meets([], [touch(7, 0, true)])).toBe(false)
  })

  test('that gives a lock back is not met by who has only read how it stands, but by who ends it', () => {
    const releasing = new Stretch(1)
    releasing.add([], [touch(7, 0, true)])
    expect(releasing.meets([touch(7, 0)])).toBe(false)
    expect(stretch(1, touch(7, 0)).meets([], [touch(7, 0, true)])).toBe(false)
    expect(releasing.meets([touch(7, -1, true)])).toBe(true)
    expect(stretch(1, touch(7, -1, true)).meets([], [touch(7, 0, true)])).toBe(true)
  })

  test('is met by who ends a block that it touches, and meets who touches a block that it ends', () => {
    expect(stretch(1, touch(7, 3)).meets([touch(7, -1, true)])).toBe(true)
    expect(stretch(1, touch(7, -1, true)).meets([touch(7, 3)])).toBe(true)
    expect(stretch(1, touch(7, 3)).meets([touch(8, -1, true)])).toBe(false)
  })
})
