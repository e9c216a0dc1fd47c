// Layouts, types and values against clang on the three targets: generated declarations and expressions, and what the
// engine says about them as _Static_asserts that clang must accept. MRX_CASES=1000 for a long run.
import { describe, it } from 'vitest'
import { caseCount, Run } from '../support/longRun.ts'
import { agreement, typesProgram } from './agreement.ts'
import { architectures, hasClang } from './compilers.ts'

const count = caseCount(5)

describe.runIf(hasClang)('types and layouts are those of clang', () => {
  it.each(architectures)('%s', { timeout: 60_000 + count * 2_000 }, architecture => {
    const run = new Run(`types and layouts of clang, ${architecture}`)
    for (const seed of run.seeds(count)) {
      const { comparisons, differences } = agreement(typesProgram(seed), architecture)
      run.program(comparisons, differences.length === 0 ? undefined : `seed ${seed}: ${differences.join('\n')}`)
    }
    run.end()
  })
})
