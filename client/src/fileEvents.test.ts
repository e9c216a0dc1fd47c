import { expect, test, vi } from 'vitest'
import { FileEvents } from './fileEvents.ts'

test('what changes at one moment is told together, and at once', () => {
  vi.useFakeTimers()
  const told: string[][] = []
  const events = new FileEvents<string>(changes => void told.push(changes))
  for (const name of ['a.c', 'b.c']) events.add(name)
  vi.advanceTimersByTime(1)
  events.add('c.c')
  vi.advanceTimersByTime(1)
  vi.useRealTimers()
  expect(told).toEqual([['a.c', 'b.c'], ['c.c']])
})
