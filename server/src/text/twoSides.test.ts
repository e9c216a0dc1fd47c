import { expect, test } from 'vitest'
import { twoSides } from './twoSides.ts'

test.each([
  ['\n      a\n    - b\n    + c\n        d\n', 'a\nb\n  d', 'a\nc\n  d'],
  ['  a\n\n- b', 'a\n\nb', 'a'],
  ['+ a', '', 'a'],
  ['- a', 'a', ''],
  ['', '', ''],
])('%j', (text, before, after) => expect(twoSides(text)).toEqual({ before, after }))
