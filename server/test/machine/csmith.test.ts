// Programs of csmith, which have no undefined behaviour and print a checksum of all that they computed: the machine and
// gcc must print the same. `node build/csmith.mjs` compares 2,000 of them; those that do not end, one in eight, are not counted.
import { describe, it } from 'vitest'
import { openLibrary } from '../../src/main/library.node.ts'
import { hasCsmithHeader, hasGcc } from '../conformance/compilers.ts'
import { caseCount, Run } from '../support/longRun.ts'
import { comparedProgram } from './csmithProgram.ts'

const count = caseCount(4)
const library = openLibrary(import.meta.dirname)

describe.runIf(hasCsmithHeader && hasGcc)('programs of csmith', () => {
  it('print what they print natively', { timeout: 60_000 + count * 20_000 }, () => {
    const run = new Run('programs of csmith, executed')
    let [compared, late] = [0, 0]
    for (const seed of run.seeds()) {
      const { tooLong, difference } = comparedProgram(seed, library)
      if (tooLong) late++
      else run.program(1, difference)
      compared += tooLong ? 0 : 1
      if (compared === count || !run.goesOn) break
    }
    run.end({ tooLong: late })
  })
})
