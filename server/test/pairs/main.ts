// Undefined programs of others and their good twins on the machine: `node build/pairs.mjs FOLDER…`, for folders as
// kframework/c-semantics has them (examples/c/error-codes/undefined, tests/unit-fail). Programs are bad by their name
// (`…-bad…`) or their folder's (`…fail`), else good. Prints what the bad ones showed, by code, and for each that showed
// nothing the reason; good ones must be silent. The programs are never part of this repository.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Ending, executeHosted } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { reasonFor } from './misses.ts'

type Outcome = 'fault' | 'refused' | 'not asked' | 'silent'

interface Result {
  readonly name: string
  readonly bad: boolean
  readonly outcome: Outcome
  /** Code or reason, by which results are counted. */
  readonly why: string
}

const [server, ...folders] = process.argv.slice(2)
const library = openLibrary(server!)
/** Instructions. */
const steps = 5e7

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}

function resultOf(path: string): Result {
  const name = basename(path, '.c')
  const bad = /-bad/.test(name) || (/fail$/.test(dirname(path)) && !/-good/.test(name))
  return { name, bad, ...outcomeOf(path, bad) }
}

function outcomeOf(path: string, bad: boolean): Pick<Result, 'outcome' | 'why'> {
  const units = hostedUnits({
    path,
    includePaths: [dirname(path)],
    defines: [],
    read,
    library: name => library.file(name),
  })!
  const problem = units[0]!.problems.find(({ kind }) => kind !== 'implicit')
  if (problem !== undefined)
    return missingIn(problem.message)
      ? notAsked('a library that is not here')
      : { outcome: 'refused', why: problem.message }
  const { ending } = executeHosted(units, () => undefined, steps)
  return told(ending, basename(path, '.c'), bad)
}

function missingIn(message: string): boolean {
  return /is not found$|^'\w+' is not declared$|^unknown type/.test(message)
}

function notAsked(why: string): Pick<Result, 'outcome' | 'why'> {
  return { outcome: 'not asked', why }
}

function told(ending: Ending, name: string, bad: boolean): Pick<Result, 'outcome' | 'why'> {
  switch (ending.kind) {
    case 'fault':
      return { outcome: 'fault', why: ending.code }
    case 'exception':
      return { outcome: 'fault', why: 'an exception' }
    case 'exit':
      return { outcome: 'silent', why: bad ? reasonFor(name) : '' }
  }
  return notAsked(ending.message)
}

function counted(results: readonly Result[]): string[] {
  const names = new Map<string, string[]>()
  for (const { why, name } of results) names.set(why, [...(names.get(why) ?? []), name])
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([why, all]) => `    ${all.length}  ${why}: ${all.join(' ')}`)
}

/** True: no alarm, and every miss has its reason. */
function report(folder: string): boolean {
  const files = readdirSync(folder).filter(name => name.endsWith('.c'))
  const results = files.sort().map(name => resultOf(join(folder, name)))
  const of = (bad: boolean, outcome: Outcome) => results.filter(each => each.bad === bad && each.outcome === outcome)
  console.log(folder)
  const [bad, good] = [results.filter(each => each.bad), results.filter(each => !each.bad)]
  const asked = bad.length - of(true, 'not asked').length
  console.log(
    `  ${bad.length} bad, ${asked} asked: ${of(true, 'fault').length} show a fault, ${of(true, 'refused').length} are refused, ${of(true, 'silent').length} are silent`,
  )
  for (const outcome of ['fault', 'refused', 'silent', 'not asked'] as const) {
    console.log(`  ${outcome}:`)
    for (const line of counted(of(true, outcome))) console.log(line)
  }
  const alarms = [...of(false, 'fault'), ...of(false, 'refused')]
  console.log(
    `  ${good.length} good: ${of(false, 'silent').length} silent, ${alarms.length} alarms, ${of(false, 'not asked').length} not asked`,
  )
  for (const { name, why } of alarms) console.log(`    ${name}: ${why}`)
  return alarms.length === 0 && of(true, 'silent').every(({ why }) => why !== 'no reason')
}

process.exitCode = folders.map(report).every(Boolean) ? 0 : 1
