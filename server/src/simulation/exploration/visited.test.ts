import { describe, expect, test } from 'vitest'
import type { Block } from '../../machine/memory.ts'
import type { SummedKnowledge } from '../races/knowledge.ts'
import { Stretch } from './sleep.ts'
import { Visited } from './visited.ts'

function stretch(thread: number): Stretch {
  const each = new Stretch(thread)
  each.add([{ block: { birth: 7 } as Block, word: 0, isWrite: false, by: undefined }])
  return each
}

describe('a state', () => {
  const [one, two] = [stretch(1), stretch(2)]

  test('is new where more preemptions are left than before', () => {
    const visited = new Visited()
    expect([1, 1, 0, 2, 1].map(left => visited.isNew(5, left, []))).toEqual([true, false, false, true, false])
    expect(visited.size).toBe(1)
  })

  test('is new where a thread is awake that slept before', () => {
    const visited = new Visited()
    const asleep = [[one, two], [two], [one], [], [two]]
    expect(asleep.map(sleepers => visited.isNew(5, 1, sleepers))).toEqual([true, true, true, true, false])
  })

  test('another thread that touches the same is another sleeper', () => {
    const visited = new Visited()
    visited.isNew(5, 1, [one])
    expect(visited.isNew(5, 1, [two])).toBe(true)
  })

  describe('by what is known of accesses', () => {
    /** `1 2, 3`: of one access 1 and 2 know, of a second one 3. */
    const known = (text: string): SummedKnowledge => ({
      sum: [...text].reduce((sum, each) => sum * 31 + each.charCodeAt(0), 7) | 0,
      all: () =>
        new Map(
          text.split(',').flatMap((each, i) => (each === '-' ? [] : [[i, [new Set(each.split(' ').map(Number))]]])),
        ),
    })
    const isNew = (isExact: boolean, ...visits: string[]) => {
      const visited = new Visited(isExact)
      return visits.map(each => visited.isNew(5, 1, [], known(each)))
    }

    test('is known where more is known than before', () =>
      expect(isNew(false, '1', '1 2', '1 2 3')).toEqual([true, false, false]))

    test('is new where less is known, or something else', () => {
      expect(isNew(false, '1 2', '1')).toEqual([true, true])
      expect(isNew(false, '1', '2')).toEqual([true, true])
      expect(isNew(false, '1,2', '1,3')).toEqual([true, true])
    })

    test('is known where an access is none any more that can race', () => {
      expect(isNew(false, '1,2', '1,-', '-,2', '-,-')).toEqual([true, false, false, false])
      expect(isNew(false, '1,-', '1,2')).toEqual([true, true])
    })

    test('exactly: where as much is known', () => expect(isNew(true, '1', '1 2', '1')).toEqual([true, true, false]))
  })
})
