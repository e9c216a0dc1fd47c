// The engine has a problem with a program exactly when clang refuses it. With MRX_CASES, clang is asked again whether the
// stored verdicts are its own.
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../support/cSource.ts'
import { exceptions, mutantExceptions, programs } from './acceptance.cases.ts'
import { caseCount, seeds } from './cases.ts'
import { architectures, clangErrors, hasClang } from './compilers.ts'
import { mutant } from './mutants.ts'

const groups = Object.entries(programs).map(([group, text]) => [group, text.trim().split(/\n\s*/)] as const)
const sourceOf = (line: string) => line.slice(2)
const verdict = (isTaken: boolean, source: string) => `${isTaken ? '+' : '-'} ${source}`

describe('small programs', () => {
  it.each(groups)('%s', (_, lines) => {
    const usual = lines.filter(line => !(sourceOf(line) in exceptions))
    const ours = usual.map(line => verdict(problemsOf(sourceOf(line)).length === 0, sourceOf(line)))
    expect(ours).toEqual(usual)
  })

  it('part only where an exception says so', () => {
    const all = groups.flatMap(([, lines]) => lines)
    const differing = all.filter(line => verdict(problemsOf(sourceOf(line)).length === 0, sourceOf(line)) !== line)
    expect(differing.map(sourceOf).sort()).toEqual(Object.keys(exceptions).sort())
  })
})

if (hasClang && process.env.MRX_CASES !== undefined) {
  const pairs = groups.flatMap(([group, lines]) => architectures.map(machine => [group, machine, lines] as const))
  describe('the verdicts are those of clang', () => {
    it.each(pairs)('%s, %s', { timeout: 600_000 }, (_, architecture, lines) => {
      // Inline assembly is that of x86.
      const portable = lines.filter(line => architecture !== 'arm64' || !line.includes('__asm {'))
      const theirs = portable.map(line =>
        verdict(clangErrors(sourceOf(line), architecture).length === 0, sourceOf(line)),
      )
      expect(theirs).toEqual(portable)
    })
  })
}

const mutants = caseCount(30)

describe.runIf(hasClang)('mutants of generated programs', () => {
  it('are taken when clang takes them', { timeout: 60_000 + mutants * 1_000 }, () => {
    for (const seed of seeds(mutants)) {
      const source = mutant(seed)
      const [ours, theirs] = [problemsOf(source), clangErrors(source, 'x64')]
      if ((ours.length === 0) === (theirs.length === 0)) continue
      const message = theirs[0] ?? ours[0]!
      const cause = mutantExceptions.find(exception => exception.message.test(message))?.cause
      expect(cause, `seed ${seed}: ${message}\n${source}`).toBeDefined()
    }
  })
})
