import { describe, expect, test } from 'vitest'
import type { Finding } from '../protocol/finding.ts'
import { baselineText, newFindings, readBaseline } from './baseline.ts'

/** A finding of each line that says `BAD name`, as the text stands. */
function findingsIn(text: string): Finding[] {
  return text.split('\n').flatMap((line, i) => {
    const [, message] = /BAD (\w+)/.exec(line) ?? []
    if (message === undefined) return []
    const range = { start: { line: i, character: 0 }, end: { line: i, character: 1 } }
    const finding = { file: '/w/a.c', code: 'MRX011', name: 'n', severity: 'error', message, range } as const
    return [{ ...finding, function: 'F', related: [], fixes: [] }]
  })
}

function options(text: string) {
  return { shown: (path: string) => path.slice(3), line: (_: string, line: number) => text.split('\n')[line] ?? '' }
}

/** Lines, from one, of what is new in `after`. */
function fresh(before: string, after: string): number[] {
  const known = readBaseline(baselineText(findingsIn(before), options(before)))!
  return newFindings(findingsIn(after), known, options(after)).map(({ range }) => range.start.line + 1)
}

describe('new is', () => {
  test.each([
    ['nothing, where nothing changed', 'BAD a\nBAD b', 'BAD a\nBAD b', []],
    ['nothing, where lines moved', 'BAD a\nBAD b', '\n\n  BAD a\nx\n\tBAD b', []],
    ['nothing, where lines changed places', 'BAD a\nBAD b', 'BAD b\nBAD a', []],
    ['nothing, where the line was edited', 'BAD a', 'y; BAD a z', []],
    ['nothing, where one is gone', 'BAD a\nBAD a', 'BAD a', []],
    ['another message', 'BAD a', 'BAD a\nBAD b', [2]],
    ['one more of a kind, on the line that was not there', 'BAD a 1', 'BAD a 2\nBAD a 1', [1]],
    ['one more of a kind, on equal lines', 'BAD a', 'BAD a\nBAD a', [2]],
    ['everything, without a baseline', '', 'BAD a\nBAD b', [1, 2]],
  ])('%s', (_, before, after, lines) => expect(fresh(before, after)).toEqual(lines))

  test('the same finding in another function or file', () => {
    const text = 'BAD a'
    const known = readBaseline(baselineText(findingsIn(text), options(text)))!
    const [finding] = findingsIn(text) as [Finding]
    const others = [finding, { ...finding, function: 'G' }, { ...finding, file: '/w/b.c' }]
    expect(newFindings(others, known, options(text))).toEqual(others.slice(1))
  })
})

test('the file does not depend on the order of findings', () => {
  const text = 'BAD b\nBAD a'
  const [b, a] = findingsIn(text) as [Finding, Finding]
  expect(baselineText([a, b], options(text))).toBe(baselineText([b, a], options(text)))
})

test.each([
  '',
  '{',
  '[]',
  'null',
  '{"version":2,"findings":[]}',
  '{"version":1}',
  '{"version":1,"findings":[{"file":1}]}',
  '{"version":1,"findings":[null]}',
])('no baseline: %s', text => expect(readBaseline(text)).toBeUndefined())
