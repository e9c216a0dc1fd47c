import { expect, test } from 'vitest'
import { lineBehind } from './markedLine.ts'

const change = (from: [number, number], to: [number, number], text: string) => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
})

test.each([
  ['typing in it', change([5, 8], [5, 8], 'x'), 5],
  ['a line in front of it', change([5, 0], [5, 0], 'int x;\n'), 6],
  ['lines above that go', change([1, 0], [3, 0], ''), 3],
  ['lines above, up to its beginning', change([3, 0], [5, 0], 'a\nb\nc\n'), 6],
  ['what is below', change([6, 0], [9, 0], ''), 5],
  ['many lines with it', change([2, 3], [8, 1], 'a\nb\nc'), undefined],
  ['the line and the next', change([5, 4], [6, 0], ''), undefined],
])('%s', (_, edit, line) => expect(lineBehind(5, [edit])).toBe(line))

test('several at once are of the same text before', () =>
  expect(lineBehind(5, [change([4, 0], [4, 0], 'x\n'), change([1, 0], [2, 0], '')])).toBe(5))
