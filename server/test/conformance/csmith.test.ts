// Programs of csmith: read whole as gcc's C, and on the three targets with every type and layout as clang sees it.
import { execFileSync } from 'node:child_process'
import { describe, it } from 'vitest'
import { unitOf } from '../support/cSource.ts'
import { caseCount, Run } from '../support/longRun.ts'
import { csmithAgreement } from './agreement.ts'
import { architectures, csmithFolders, hasClang, hasCsmith, hasCsmithHeader, hasGcc } from './compilers.ts'

const count = Math.ceil(caseCount(20) / 10)
const includes = csmithFolders.map(folder => `-I${folder}`)

function preprocessed(seed: number): string {
  const program = execFileSync('csmith', ['--seed', String(seed)])
  return execFileSync('gcc', ['-E', '-P', ...includes, '-x', 'c', '-'], {
    input: program,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
}

describe.runIf(hasCsmithHeader && hasGcc)('programs of csmith', () => {
  it('are read whole', { timeout: 60_000 + count * 5_000 }, () => {
    const run = new Run('programs of csmith, read whole')
    for (const seed of run.seeds(count)) {
      const unit = unitOf(preprocessed(seed), { architecture: 'hosted', dialect: 'gnu' })
      const functions = [...unit.functions()]
      const broken = functions.filter(f => f.broken).map(f => f.symbol.name)
      const objections = [...unit.problems.map(p => p.message), ...broken]
      run.program(functions.length, objections.length === 0 ? undefined : `seed ${seed}: ${objections.join('\n')}`)
    }
    run.end()
  })
})

describe.runIf(hasCsmith && hasClang)('programs of csmith for Windows', () => {
  it.each(architectures)('%s', { timeout: 60_000 + count * 5_000 }, architecture => {
    const run = new Run(`programs of csmith, types of clang, ${architecture}`)
    for (const seed of run.seeds(count)) {
      const { comparisons, differences } = csmithAgreement(seed, architecture)
      run.program(comparisons, differences.length === 0 ? undefined : `seed ${seed}: ${differences.join('\n')}`)
    }
    run.end()
  })
})
