import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearest } from './spelling.ts'

test('a slip finds its word, another word finds none', () => {
  const known = ['includePaths', 'defines', 'arch', 'rules']
  expect(nearest('includePath', known)).toBe('includePaths')
  expect(nearest('INCLUDEPATHS', known)).toBe('includePaths')
  expect(nearest('ruels', known)).toBe('rules')
  expect(nearest('inculdePahts', known)).toBe('includePaths')
  expect(nearest('banana', known)).toBeUndefined()
  expect(nearest('include', ['exclude'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})

test('the distance is 0 for equal words alone, and the same both ways', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b) === 0).toBe(a === b)
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
})
