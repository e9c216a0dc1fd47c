import { expect, test } from 'vitest'
import { dedent } from './dedent.ts'

test.each([
  ['\n    a\n      b\n\n    c\n  ', 'a\n  b\n\nc'],
  ['a\n  b', 'a\n  b'],
  ['  a  ', 'a'],
  ['\n\n', ''],
  ['', ''],
])('%j', (text, dedented) => expect(dedent(text)).toBe(dedented))
