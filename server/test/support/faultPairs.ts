// Undefined behaviour and its defined twin, as tests: `bad` ends with the code on the line that is marked, `good` runs
// to its end.
import { describe, expect, test } from 'vitest'
import { endingOf, mainWith } from './hosted.ts'

export interface Pair {
  /** Body of main; the culprit is the line that ends with `// !`, which may stand in `before`. */
  readonly bad: string
  readonly good: string
  readonly before?: string
}

export function pairs(code: string, all: Record<string, Pair>): void {
  describe(code, () => {
    test.each(Object.entries(all))('%s', (_, { bad, good, before }) => {
      const source = mainWith(bad, before)
      const line = source.split('\n').find(each => each.endsWith('// !'))!
      expect(endingOf(source)).toBe(`${code} at ${line.trim()}`)
      expect(endingOf(mainWith(good, before))).toBe('exit 0')
    })
  })
}
