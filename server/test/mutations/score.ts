// What became of the mutants: found or missed by the rule that is meant, and what other rules said of them.
import type { Place } from '../../src/project/places.ts'
import type { RuleReport } from '../../src/services/drivers.ts'
import { LineMap } from '../../src/text/lineMap.ts'
import type { CorrectDriver } from './correctDriver.ts'
import type { Mutant, Operator } from './operator.ts'

export interface Verdict {
  readonly code: string
  readonly mistake: string
  /** `file function` of the mistake. */
  readonly place: string
  readonly line: number
  readonly isFound: boolean
  /** Reports of codes that neither the mistake nor its companions explain. */
  readonly others: readonly string[]
  /** What is wrong with fixes that are offered. */
  readonly badFixes: readonly string[]
}

/** Undefined: the mutant is no C. */
export function judge(operator: Operator, mutant: Mutant, driver: CorrectDriver): Verdict | undefined {
  const { code, mistake, companions = {} } = operator
  const before = driver.reports.map(report => report.code)
  return driver.with(mutant.edits, reports => {
    const fresh = reports.filter(report => !before.includes(report.code))
    const others = fresh.filter(report => report.code !== code && !(report.code in companions))
    return {
      code,
      mistake,
      place: `${mutant.place.file} ${driver.functionAt(mutant.place)}`,
      line: lineOf(mutant.place, driver),
      isFound: fresh.some(report => report.code === code),
      others: others.map(report => told(report, driver)),
      badFixes: fresh.flatMap(report => badFixes(report, reports, driver)),
    }
  })
}

/** A fix leaves C, takes its finding away for good, and brings no other one. */
function badFixes(report: RuleReport, before: readonly RuleReport[], driver: CorrectDriver): string[] {
  const counted = (reports: readonly RuleReport[], name: string) => reports.filter(each => nameOf(each) === name).length
  return report.fixes.flatMap(({ title, edits }) => {
    const left = driver.with(edits, reports => [...reports])
    if (left === undefined) return [`the fix '${title}' leaves no C`]
    const name = nameOf(report)
    const stays = counted(left, name) < counted(before, name) ? [] : [`the fix '${title}' leaves the finding`]
    const fresh = left.filter(each => counted(before, nameOf(each)) === 0)
    return [...stays, ...fresh.map(each => `the fix '${title}' brings ${nameOf(each)}`)]
  })
}

function nameOf({ code, message, place }: RuleReport): string {
  return `${code} ${place.file} ${message}`
}

function lineOf({ file, start }: Place, driver: CorrectDriver): number {
  return new LineMap(driver.text(file)).position(start).line + 1
}

function told({ code, message, place }: RuleReport, driver: CorrectDriver): string {
  return `${code} at ${place.file}:${driver.isOwn(place.file) ? lineOf(place, driver) : ''} ${message}`
}

/** One line for each code: how many of its mutants were found. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const codes = [...new Set(verdicts.map(({ code }) => code))].sort()
  const row = (name: string, own: readonly Verdict[]) => {
    const found = own.filter(({ isFound }) => isFound).length
    return `${name.padEnd(6)} ${String(own.length).padStart(7)} ${String(found).padStart(7)}`
  }
  const rows = codes.map(code =>
    row(
      code,
      verdicts.filter(verdict => verdict.code === code),
    ),
  )
  return ['code   mutants   found', ...rows, row('all', verdicts)].join('\n')
}
