import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('deep nesting is a problem with a place, not a stack overflow', () => {
  const parsed = parseJson(`{ "a": ${'['.repeat(100_000)}`)
  expect(parsed).toEqual({ problem: { message: 'Nested too deeply.', start: 206, end: 207 } })
})

test('brackets in strings and comments do not nest', () => {
  const parsed = parseJson(`["${'['.repeat(500)}", /* ${'{'.repeat(500)} */ 1]`)
  expect('tree' in parsed && parsed.tree.children?.length).toBe(2)
})

test('any text is a tree or a problem within it', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    ':',
    ',',
    '1',
    ' ',
    '//x\n',
    '/*',
    '"',
    '\\',
    'tru',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const text = pieces.join('')
      const parsed = parseJson(text)
      if ('problem' in parsed) expect(parsed.problem.start).toBeLessThanOrEqual(text.length)
      else expect(parsed.tree.offset).toBeLessThan(text.length)
    }),
  )
})
