import { expect, test } from 'vitest'
import { Random } from '../../test/support/random.ts'
import { differenceOf } from './difference.ts'

test('replacing the stretch makes the new text, and nothing smaller does', () => {
  const random = new Random(1)
  const text = (length: number) => Array.from({ length }, () => random.pick([...'ab\n'])).join('')
  for (let i = 0; i < 500; i++) {
    const before = text(random.below(6_000))
    const at = random.below(before.length + 1)
    const after = before.slice(0, at) + text(random.below(4)) + before.slice(at + random.below(4))
    const difference = differenceOf(before, after)
    if (difference === undefined) {
      expect(after).toBe(before)
      continue
    }
    const { start, oldEnd, newEnd } = difference
    expect(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd)).toBe(after)
    const isShort = start === oldEnd || start === newEnd
    expect(isShort || before[start] !== after[start]).toBe(true)
    expect(isShort || before[oldEnd - 1] !== after[newEnd - 1]).toBe(true)
  }
})
