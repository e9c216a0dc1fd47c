// Clauses that are wrong in one place: the problem lies on that word, and says what was meant where that can be told.
import { expect, test } from 'vitest'
import { parseClause } from '../../src/annotations/clauseParser.ts'
import { malformed } from '../support/malformedClauses.ts'

const cases = malformed.map(([marked, right]) => ({ marked, right }))

test.each(cases)('$marked', ({ marked, right }) => {
  const text = marked.replace(/[‹›]/g, '')
  const { clause, problem } = parseClause(text)
  expect(clause).toBeUndefined()
  const { start, end, replacement } = problem!
  expect(`${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`).toBe(marked)
  expect(replacement).toBe(right)
  if (right === undefined) return
  const mended = parseClause(text.slice(0, start) + right + text.slice(end))
  // One mistake was mended; what may follow is another one.
  expect(mended.problem?.start).not.toBe(start)
})
