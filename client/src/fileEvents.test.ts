import { expect, test, vi } from 'vitest'
import { FileEvents, isFolderLike } from './fileEvents.ts'

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

test("what went may be a folder, unless its name is watched or its place is no one's business", () => {
  const paths = [
    '/w/net',
    '/w/build.vc19',
    '/w/a.c',
    '/w/net/sources',
    '/w/.mrxrc.json',
    '/w/.git/index.lock',
    '/w/.github',
  ]
  expect(paths.filter(isFolderLike)).toEqual(['/w/net', '/w/build.vc19', '/w/.github'])
})
