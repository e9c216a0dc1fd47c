import { describe, expect, test } from 'vitest'
import { freeColumn } from './freeColumn.ts'

const panel = 'mainThreadWebview-mrx.simulator'

describe('a source is opened', () => {
  test.each([
    ['in the first group', [[1, undefined]], 1],
    [
      'beside the panel',
      [
        [1, panel],
        [2, undefined],
      ],
      2,
    ],
    [
      'over the page of somebody else',
      [
        [1, panel],
        [2, 'mainThreadWebview-markdown.preview'],
      ],
      2,
    ],
    ['in the first group when there is none yet', [], 1],
    ['nowhere when the panel has the only group', [[1, panel]], undefined],
    ['nowhere when an own spelling of the panel has it', [[1, 'mrx.simulator']], undefined],
    ['over a page whose name ends alike', [[1, 'xmrx.simulator']], 1],
  ] as const)('%s', (_, groups, expected) =>
    expect(freeColumn(groups.map(([viewColumn, viewType]) => ({ viewColumn, viewType })))).toBe(expected),
  )
})
