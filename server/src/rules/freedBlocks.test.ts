import { expect, test, vi } from 'vitest'
import { analysisOf } from '../../test/support/flow.ts'
import { PointeeTypes } from './freedBlocks.ts'

test('types of pointers are read from each point once, however many are asked about', () => {
  const analysis = analysisOf('void f(PVOID p, PVOID q) { PSERVER s = p; s->Context = NULL; s->References = 0; }')
  const before = vi.spyOn(analysis, 'before')
  const types = new PointeeTypes(analysis)
  for (let i = 0; i < 50; i++) expect(types.of(analysis.entryValue(1)!)).toBeUndefined()
  expect(types.of(analysis.entryValue(0)!)?.tag).toBe('_SERVER')
  expect(before.mock.calls.length).toBeLessThanOrEqual(analysis.points().length)
})
