import { expect, test } from 'vitest'
import { LineMap } from './lineMap.ts'

test('lines end at any break', () => {
  const lines = new LineMap('a\nbc\r\nd\re')
  expect([0, 1, 2, 4, 6, 7, 8, 9].map(offset => lines.position(offset))).toEqual([
    { line: 0, character: 0 },
    { line: 0, character: 1 },
    { line: 1, character: 0 },
    { line: 1, character: 2 },
    { line: 2, character: 0 },
    { line: 2, character: 1 },
    { line: 3, character: 0 },
    { line: 3, character: 1 },
  ])
})

test('positions outside the text are clamped: to the end of the line, of the text, to its start', () => {
  const lines = new LineMap('a\nbc\r\nd\re')
  const offset = (line: number, character: number) => lines.offset({ line, character })
  expect([offset(0, 99), offset(1, 99), offset(2, 99), offset(3, 99)]).toEqual([1, 4, 7, 9])
  expect([offset(99, 0), offset(-1, 5), offset(1, -5)]).toEqual([9, 0, 2])
  expect([lines.position(-1), lines.position(99)]).toEqual([
    { line: 0, character: 0 },
    { line: 3, character: 1 },
  ])
})

test('an empty text has one line', () => {
  const lines = new LineMap('')
  expect([lines.lines, lines.offset({ line: 0, character: 3 }), lines.position(3)]).toEqual([
    1,
    0,
    { line: 0, character: 0 },
  ])
})
