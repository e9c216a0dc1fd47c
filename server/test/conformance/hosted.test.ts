import { describe, it } from 'vitest'
import { caseCount, Run } from '../support/longRun.ts'
import { hasGcc } from './compilers.ts'
import { hostedDeclarations, hostedLayouts } from './hosted.ts'

const count = caseCount(5)

describe.runIf(hasGcc)('layouts of the host are those of gcc', () => {
  it('on generated declarations', { timeout: 60_000 + count * 3_000 }, () => {
    const run = new Run('layouts of gcc, the host')
    for (const seed of run.seeds(count)) {
      const { comparisons, difference } = hostedLayouts(hostedDeclarations(seed))
      run.program(comparisons, difference && `seed ${seed}: ${difference}`)
    }
    run.end()
  })
})
