// Every mistake that an operator puts into a correct driver is found by its rule, and by no rule that it has nothing to do
// with; every fix that is offered mends it. In the suite a mutant of each kind; all of them, with a table, in a long run: npm run long-tests -- mutations
import { afterAll, describe, expect, test } from 'vitest'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { rules } from '../../src/rules/index.ts'
import { engineOver } from '../support/driver.ts'
import { caseCount, isLong, Run } from '../support/longRun.ts'
import { CorrectDriver } from './correctDriver.ts'
import { knownMisses } from './known.ts'
import type { Mutant } from './operator.ts'
import { operators } from './operators/index.ts'
import { judge, tableOf, type Verdict } from './score.ts'
import { subjects } from './subjects.ts'

/** Of each operator in each of the many drivers in server/test/correct. */
const fewMutants = 3
const drivers = subjects()
const files = memoryFiles(Object.assign({}, ...drivers.map(({ texts }) => texts)))
const engine = engineOver(files, { library: openLibrary(import.meta.dirname) })
const checked = new Set(rules.map(({ code }) => code))
const applied = operators.filter(({ code }) => checked.has(code))
/** Of each operator in each driver. */
const most = caseCount(1)
const verdicts: Verdict[] = []

describe.each(drivers)('$name', ({ name, code, isOneOfMany, texts }) => {
  test('has no finding, and each mistake in it is found', { timeout: 3_600_000 }, () => {
    const driver = new CorrectDriver(name, texts, engine)
    try {
      expect(driver.reports.map(({ code, message }) => `${code} ${message}`)).toEqual([])
      const run = new Run(`mutants of ${name}`)
      for (const verdict of judged(driver, code, isOneOfMany ? Math.min(most, fewMutants) : most)) {
        verdicts.push(verdict)
        run.program(1, difference(verdict))
      }
      run.end()
    } finally {
      driver.close()
    }
  })
})

test('at least 95 of 100 are found', () => {
  const found = verdicts.filter(({ isFound }) => isFound).length
  expect(found / verdicts.length).toBeGreaterThanOrEqual(0.95)
})

test.skipIf(!isLong)('in a long run: no known miss is found after all', () => {
  const isMissed = ({ code, place }: (typeof knownMisses)[number]) =>
    verdicts.some(verdict => !verdict.isFound && verdict.code === code && verdict.place === place)
  expect(knownMisses.filter(known => !isMissed(known))).toEqual([])
})

afterAll(() => {
  if (isLong) console.log(tableOf(verdicts))
})

function* judged(driver: CorrectDriver, page: string | undefined, count: number): Iterable<Verdict> {
  for (const { operator, mutants } of chosen(driver, page, count)) {
    for (const mutant of mutants) {
      const verdict = judge(operator, mutant, driver)
      if (verdict === undefined) throw new Error(`${operator.code}, ${operator.mistake}: no C in ${mutant.place.file}`)
      yield verdict
    }
  }
}

/** All at once: the trees that they come from do not outlive the first of them. `page`: the suite puts its own mistakes in. */
function chosen(driver: CorrectDriver, page: string | undefined, count: number) {
  const own = applied.filter(({ code }, i) => isLong || (page === undefined ? isTurn(i, driver) : page === code))
  return own.map(operator => ({ operator, mutants: spread([...operator.mutants(driver)], count) }))
}

/** The suite puts each mistake into one of the two examples, in turns. */
function isTurn(index: number, { name }: CorrectDriver): boolean {
  return index % 2 === drivers.findIndex(driver => driver.name === name)
}

/** As many of them, from all over the driver. */
function spread(mutants: readonly Mutant[], count: number): Mutant[] {
  if (mutants.length <= count) return [...mutants]
  return Array.from({ length: count }, (_, i) => mutants[Math.floor(((i + 0.5) * mutants.length) / count)]!)
}

function difference({ code, mistake, place, line, isFound, others, badFixes }: Verdict): string | undefined {
  const isKnown = knownMisses.some(known => known.code === code && known.place === place)
  const unseen = isFound || isKnown ? [] : ['not found']
  const wrong = [...unseen, ...others, ...badFixes]
  return wrong.length === 0 ? undefined : `${code} (${mistake}) in ${place}, line ${line}: ${wrong.join('; ')}`
}
