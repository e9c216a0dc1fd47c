// `simulate` for people: a line for each scenario, one for both profiles where they come out alike; below one that fails,
// where, why, and the run that shows it. What several scenarios show, or leave unknown for the same reason one after the
// other, is told once.
import type {
  Mutant,
  Proposal,
  ScenarioReport,
  SimulatedViolation,
  SimulationFinding,
  SimulationReport,
  Verdict,
} from '../protocol/simulate.ts'
import { byNeed, type StubsByNeed } from '../protocol/stubs.ts'
import { byMessage, type Uncompiled } from '../protocol/uncompiled.ts'
import { excerpt, printable, splitLines } from './excerpt.ts'
import { runTable } from './runTable.ts'
import type { TextOptions } from './text.ts'

const colors: Record<Verdict, number> = { pass: 32, fail: 31, unknown: 33 }

export function simulationText(report: SimulationReport, options: TextOptions): string {
  const writer = new SimulationWriter(options, inSeveralFiles(report.scenarios))
  // What the verdicts below may be unknown for.
  for (const each of byMessage(report.uncompiled)) writer.uncompiled(each)
  for (const { scenario, profiles } of together(report.scenarios)) writer.scenario(scenario, profiles)
  for (const finding of report.findings) writer.finding(finding)
  for (const proposal of report.proposals ?? []) writer.proposal(proposal)
  if (report.proposals?.length === 0) writer.line('no clause to propose')
  if (report.mutants !== undefined) writer.mutants(report.mutants, report.untriedMutants)
  writer.stubs(byNeed(report.stubs, report.scenarios))
  if (!options.quiet) writer.line(summary(report))
  return writer.text
}

function summary({ scenarios }: SimulationReport): string {
  const counts = (['fail', 'unknown', 'pass'] as const).flatMap(verdict => {
    const count = scenarios.filter(each => each.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${verdict}`]
  })
  const runs = scenarios.reduce((sum, { explored }) => sum + explored.runs, 0)
  return `${counted(scenarios.length, 'scenario')}, ${counted(runs, 'run')}: ${counts.join(', ')}`
}

interface Told {
  readonly scenario: ScenarioReport
  profiles: string
}

/** A scenario follows itself in the other profile. */
function together(scenarios: readonly ScenarioReport[]): Told[] {
  const all: Told[] = []
  for (const scenario of scenarios) {
    const last = all.at(-1)
    if (last !== undefined && isTheSame(last.scenario, scenario)) last.profiles = 'both profiles'
    else all.push({ scenario, profiles: scenario.profile })
  }
  return all
}

function isTheSame(a: ScenarioReport, b: ScenarioReport): boolean {
  return a.profile !== b.profile && outcome(a) === outcome(b)
}

function outcome({ file, function: name, scenario, verdict, reason, violations, possible }: ScenarioReport): string {
  const shown = (all: readonly SimulatedViolation[]) =>
    all.map(({ file, range, code, message }) => ({ file, range, code, message }))
  return JSON.stringify([file, name, scenario, verdict, reason, shown(violations), shown(possible)])
}

/** Functions of several drivers, or versions of one, that have the same name. */
function inSeveralFiles(scenarios: readonly ScenarioReport[]): Set<string> {
  const files = new Map<string, string>()
  const others = scenarios.filter(({ file, function: name }) => {
    const first = files.get(name) ?? file
    files.set(name, first)
    return first !== file
  })
  return new Set(others.map(({ function: name }) => name))
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

class SimulationWriter {
  text = ''
  readonly #options: TextOptions
  /** Names that do not say which function is meant. */
  readonly #ambiguous: ReadonlySet<string>
  readonly #told = new Set<string>()
  /** Of the last scenario that had one. */
  #reason: string | undefined

  constructor(options: TextOptions, ambiguous: ReadonlySet<string>) {
    this.#options = options
    this.#ambiguous = ambiguous
  }

  line(text: string): void {
    this.text += `${text}\n`
  }

  uncompiled({ file, range: { start }, message, others }: Uncompiled): void {
    const place = `${this.#options.shown(file)}:${start.line + 1}:${start.character + 1}`
    const rest = others === 0 ? '' : ` (and in ${counted(others, 'other place')})`
    // The build says otherwise, and where it is not here only the author knows how.
    const advice = message.startsWith('#error')
      ? '; what its build defines is said with -D, or "defines" in settings'
      : ''
    this.line(`does not compile: ${printable(place)}: ${printable(message)}${rest}${advice}`)
  }

  stubs({ asked, others }: StubsByNeed): void {
    for (const { function: name, callers } of asked)
      this.line(`no body: ${printable(name)}, called in ${counted(callers, 'function')}`)
    if (others.length === 0) return
    const names = others.map(({ function: name }) => printable(name)).join(', ')
    this.line(`no body, and no verdict asks for ${others.length === 1 ? 'it' : 'them'}: ${names}`)
  }

  scenario(report: ScenarioReport, profiles: string): void {
    const { file, scenario, function: name, verdict, reason, violations, possible } = report
    const why = reason === undefined ? '' : `: ${reason === this.#reason ? 'as above' : printable(reason)}`
    this.#reason = reason ?? this.#reason
    const mark = this.#styled(verdict.padEnd(8), colors[verdict])
    const where = this.#ambiguous.has(name) ? ` in ${printable(this.#options.shown(file))}` : ''
    this.line(`${mark}${printable(name)}${where}: ${printable(scenario)} (${profiles})${why}`)
    for (const violation of violations) this.#violation(violation)
    for (const violation of possible) this.#violation(violation, 'possible')
  }

  /** Those that no clause catches. */
  proposal({ file, range, function: name, clauses }: Proposal): void {
    this.line(`${this.#styled(this.#at(file, range), 1)} could be said of ${printable(name)}:`)
    for (const clause of clauses) this.line(`    ${printable(clause)}`)
  }

  mutants(mutants: readonly Mutant[], untried = 0): void {
    const left = mutants.filter(({ caughtBy }) => caughtBy === undefined)
    for (const { file, range, function: name, change, violation } of left) {
      const found = violation === undefined ? '' : ` (but ${violation} is found)`
      this.line(`${this.#styled(this.#at(file, range), 1)} no clause catches: ${name}: ${printable(change)}${found}`)
    }
    const more = untried === 0 ? '' : `; the time did not suffice for ${untried} more (--budget)`
    this.line(`${counted(mutants.length, 'mutant')}, ${left.length} that no clause catches${more}`)
  }

  finding(finding: SimulationFinding): void {
    const { file, range, severity, message, code, name } = finding
    this.line(`${this.#styled(this.#at(file, range), 1)} ${severity}: ${printable(message)} [${code} ${name}]`)
    if (!this.#options.quiet) this.#excerpt(finding)
  }

  #violation(violation: SimulatedViolation, severity: string = violation.severity): void {
    const { file, range, code, name, message, thread, related, schedule, run, bugcheck } = violation
    const at = this.#at(file, range)
    const key = `${at} ${code}`
    const isKnown = this.#told.has(key)
    this.#told.add(key)
    this.line(
      `${this.#styled(at, 1)} ${severity}: ${printable(message)} [${code} ${name}]${isKnown ? ', as above' : ''}`,
    )
    if (isKnown || this.#options.quiet) return
    this.#excerpt(violation)
    for (const place of related) {
      this.line(`${this.#at(place.file, place.range)} note: ${printable(place.message)}`)
      this.#excerpt(place)
    }
    if (bugcheck !== undefined) this.line(`  bugcheck: ${printable(bugcheck)}`)
    this.line(`  the run (--schedule ${schedule}):`)
    const last = { lane: thread, text: `*** ${code} at ${at.slice(0, -1)}` }
    for (const row of runTable(run, last)) this.line(`    ${row}`)
    this.line('')
  }

  #at(file: string, { start }: SimulatedViolation['range']): string {
    return `${printable(this.#options.shown(file))}:${start.line + 1}:${start.character + 1}:`
  }

  #excerpt({ file, range }: Pick<SimulatedViolation, 'file' | 'range'>): void {
    const found = excerpt(splitLines(this.#options.read(file) ?? ''), range)
    if (found === undefined || found.text.trim() === '') return
    const number = String(found.number).padStart(5)
    this.line(`${number} | ${found.text}`)
    this.line(`${' '.repeat(number.length)} | ${this.#styled(found.marks, 31)}`)
  }

  #styled(text: string, style: number): string {
    return this.#options.color && text !== '' ? `\u001b[${style}m${text}\u001b[0m` : text
  }
}
