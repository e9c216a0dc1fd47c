import { beforeEach, expect, test, vi } from 'vitest'
import { PageLife } from './pageLife.ts'

beforeEach(() => void vi.useFakeTimers())

function life() {
  const calls: string[] = []
  const made = new PageLife()
  const check = () =>
    made.check(
      () => calls.push('ask'),
      () => calls.push('dead'),
    )
  return { made, calls, check }
}

test('a page that answers lives', () => {
  const { made, calls, check } = life()
  check()
  made.heard()
  vi.advanceTimersByTime(60_000)
  expect(calls).toEqual(['ask'])
})

test('one that does not is told dead once, and asked anew by the next check', () => {
  const { calls, check } = life()
  check()
  check()
  vi.advanceTimersByTime(60_000)
  expect(calls).toEqual(['ask', 'dead'])
  check()
  expect(calls).toEqual(['ask', 'dead', 'ask'])
})
