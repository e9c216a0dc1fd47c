// The engine has a problem with a program exactly when clang refuses it. With MRX_CASES, clang is asked again whether the
// stored verdicts are its own.
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../support/cSource.ts'
import { caseCount, isLong, Run } from '../support/longRun.ts'
import { Random } from '../support/random.ts'
import { exceptions, mutantExceptions, programs } from './acceptance.cases.ts'
import { architectures, clangErrors, hasClang } from './compilers.ts'
import { mutant } from './mutants.ts'
import { generateStatements } from './statements.ts'

const groups = Object.entries(programs).map(([group, text]) => [group, text.trim().split(/\n\s*/)] as const)
const pairs = groups.flatMap(([group, lines]) => architectures.map(machine => [group, machine, lines] as const))
const sourceOf = (line: string) => line.slice(2)
const verdict = (isTaken: boolean, source: string) => `${isTaken ? '+' : '-'} ${source}`

describe('small programs', () => {
  it.each(pairs)('%s, %s', (_, architecture, lines) => {
    const usual = lines.filter(line => !(sourceOf(line) in exceptions))
    const isTaken = (line: string) => problemsOf(sourceOf(line), { architecture }).length === 0
    expect(usual.map(line => verdict(isTaken(line), sourceOf(line)))).toEqual(usual)
  })

  it('part only where an exception says so', () => {
    const all = groups.flatMap(([, lines]) => lines)
    const differing = all.filter(line => verdict(problemsOf(sourceOf(line)).length === 0, sourceOf(line)) !== line)
    expect(differing.map(sourceOf).sort()).toEqual(Object.keys(exceptions).sort())
  })
})

if (hasClang && isLong) {
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
const whole = Math.ceil(mutants / 10)

describe.runIf(hasClang)('generated statements', () => {
  it('are taken', { timeout: 60_000 + whole * 1_000 }, () => {
    const run = new Run('statements, taken')
    for (const seed of run.seeds(whole)) {
      const source = generateStatements(new Random(seed))
      const objection = [...clangErrors(source, 'x64'), ...problemsOf(source)][0]
      run.program(1, objection && `seed ${seed}: ${objection}`)
    }
    run.end()
  })
})

describe.runIf(hasClang)('mutants of generated programs', () => {
  it.each(architectures)('are taken when clang takes them, %s', { timeout: 60_000 + mutants * 1_000 }, architecture => {
    const run = new Run(`mutants, taken when clang takes them, ${architecture}`)
    const counts = { refused: 0, excepted: 0 }
    for (const seed of run.seeds(mutants)) {
      const { source, line } = mutant(seed)
      const [ours, theirs] = [problemsOf(source, { architecture }), clangErrors(source, architecture)]
      if (theirs.length > 0) counts.refused++
      const message = (ours.length === 0) === (theirs.length === 0) ? undefined : (theirs[0] ?? ours[0]!)
      const isExcepted = mutantExceptions.some(exception => message !== undefined && exception.message.test(message))
      if (isExcepted) counts.excepted++
      run.program(1, message === undefined || isExcepted ? undefined : `seed ${seed}: ${message}\n${line}`)
    }
    run.end(counts)
  })
})
