import { expect, test } from 'vitest'
import { codesOf } from './ruleCodes.ts'

test('ours, each once, with and without a link', () => {
  expect(
    codesOf([
      { source: 'clangd', code: 'MRX001' },
      { source: 'mrx', code: 'MRX011' },
      { source: 'mrx', code: { value: 'MRX004' } },
      { source: 'mrx', code: 'MRX011' },
      { source: 'mrx', code: 7 },
      { source: 'mrx' },
      {},
    ]),
  ).toEqual(['MRX011', 'MRX004'])
})
