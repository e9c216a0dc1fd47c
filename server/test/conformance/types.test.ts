// Layouts, types and values against clang on the three targets: generated declarations and expressions, and what the
// engine says about them as _Static_asserts that clang must accept. MRX_CASES=1000 for a long run.
import { describe, expect, it } from 'vitest'
import { disagreements, typesProgram } from './agreement.ts'
import { caseCount, seeds } from './cases.ts'
import { architectures, hasClang } from './compilers.ts'

const count = caseCount(5)

describe.runIf(hasClang)('types and layouts are those of clang', () => {
  it.each(architectures)('%s', { timeout: 60_000 + count * 2_000 }, architecture => {
    for (const seed of seeds(count)) {
      const source = typesProgram(seed)
      expect(disagreements(source, architecture), `seed ${seed}, ${architecture}\n${source}`).toEqual([])
    }
  })
})
