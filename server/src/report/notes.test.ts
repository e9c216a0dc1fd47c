import { expect, test } from 'vitest'
import type { RelatedPlace } from '../protocol/finding.ts'
import { notesOf } from './notes.ts'

function place(line: number, message: string): RelatedPlace {
  return { file: '/a.c', range: { start: { line, character: 0 }, end: { line, character: 4 } }, message }
}

test('the way comes first, and nothing twice', () => {
  const [decision, freed, declared] = [
    place(3, 'this is true'),
    place(4, 'it was freed here'),
    place(1, 'declared here'),
  ]
  expect(notesOf({ path: [decision!, freed!], related: [place(4, 'it was freed here'), declared!] })).toEqual([
    decision,
    freed,
    declared,
  ])
})

test('two remarks on one place are both told', () =>
  expect(notesOf({ related: [place(3, 'it is locked here'), place(3, 'it is called here')] })).toHaveLength(2))
