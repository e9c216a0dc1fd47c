// Programs of csmith are read without a problem, and every function is whole.
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { unitOf } from '../support/cSource.ts'
import { caseCount, seeds } from './cases.ts'
import { hasCsmith, hasGcc } from './compilers.ts'

const count = caseCount(2)
const includes = ['/usr/include/csmith', '/usr/local/include/csmith'].map(folder => `-I${folder}`)

function preprocessed(seed: number): string {
  const program = execFileSync('csmith', ['--seed', String(seed)])
  return execFileSync('gcc', ['-E', '-P', ...includes, '-x', 'c', '-'], {
    input: program,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
}

describe.runIf(hasCsmith && hasGcc)('programs of csmith', () => {
  it('are read whole', { timeout: 60_000 + count * 5_000 }, () => {
    for (const seed of seeds(count)) {
      const unit = unitOf(preprocessed(seed), { architecture: 'hosted', dialect: 'gnu' })
      const broken = [...unit.functions()].filter(f => f.broken).map(f => f.symbol.name)
      expect({ seed, problems: unit.problems.map(p => p.message), broken }).toEqual({ seed, problems: [], broken: [] })
    }
  })
})
