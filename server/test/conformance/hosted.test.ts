import { describe, expect, it } from 'vitest'
import { caseCount, seeds } from './cases.ts'
import { hasGcc } from './compilers.ts'
import { hostedDeclarations, hostedLayouts } from './hosted.ts'

const count = caseCount(5)

describe.runIf(hasGcc)('layouts of the host are those of gcc', () => {
  it('on generated declarations', { timeout: 60_000 + count * 3_000 }, () => {
    for (const seed of seeds(count)) {
      const declarations = hostedDeclarations(seed)
      const { gcc, engine } = hostedLayouts(declarations)
      expect(engine, `seed ${seed}\n${declarations.source}`).toEqual(gcc)
    }
  })
})
