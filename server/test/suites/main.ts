// Public C programs on the machine: `node build/suites.mjs [--arch x64|x86|arm64] FOLDER…`. For each folder how many programs were run, passed,
// failed and were not supported, and how many were not asked, by cause; then each that did not pass. The programs are
// never part of this repository.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { type Architecture, targets } from '../../src/c/environment.ts'
import { startOf, writtenAt } from '../../src/c/token.ts'
import { type Ending, executeHosted, ownPlaces } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { LineMap } from '../../src/text/lineMap.ts'
import { causeIn, undefinedIn, withoutLines } from './causes.ts'
import { programsIn, type SuiteProgram } from './suite.ts'

interface Result {
  readonly kind: 'passed' | 'failed' | 'unsupported' | 'excluded'
  readonly why: string
  /** Lines that were not asked, by cause. */
  readonly left: ReadonlyMap<string, number>
}

const { values, positionals } = parseArgs({ options: { arch: { type: 'string' } }, allowPositionals: true })
const [server, ...folders] = positionals
const library = openLibrary(server!)
/** Without an architecture LP64, in gcc's dialect. */
const target = values.arch === undefined ? undefined : targets[values.arch as Architecture]
/** Instructions. */
const steps = 1e9

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function resultOf(program: SuiteProgram): Result {
  const { text, left } = withoutLines(read(program.path)!)
  const cause = causeIn(program.name, text, target !== undefined)
  if (cause !== undefined) return { kind: 'excluded', why: cause, left: new Map() }
  const { output, ending } = executed(program, text)
  const undefinedBehaviour = undefinedIn(program.name)
  if (undefinedBehaviour !== undefined && ending.startsWith(`${undefinedBehaviour.code} `))
    return { kind: 'excluded', why: `undefined: ${undefinedBehaviour.why}`, left }
  const kind = ending.startsWith('not supported: ') ? 'unsupported' : 'failed'
  const last = output.trimEnd().split('\n').at(-1)!
  if (ending !== `status ${program.status}`)
    return { kind, why: last === '' ? ending : `${ending} behind "${last}"`, left }
  if (program.output !== undefined && program.output !== output) return { kind, why: 'prints something else', left }
  return { kind: 'passed', why: '', left }
}

function executed({ path, more }: SuiteProgram, text: string): { output: string; ending: string } {
  const units = hostedUnits({
    path,
    more,
    target,
    includePaths: [dirname(path), dirname(dirname(path))],
    defines: [],
    read: name => (name === path ? text : read(name)),
    library: name => library.file(name),
  })!
  const problem = units.flatMap(({ problems }) => problems).find(({ kind }) => kind !== 'implicit')
  if (problem !== undefined) return { output: '', ending: `refused: ${problem.message}` }
  const bytes: number[] = []
  const { ending } = executeHosted(units, (_, given) => void bytes.push(...given), steps)
  return { output: Buffer.from(bytes).toString('latin1'), ending: told(ending) }
}

function told(ending: Ending): string {
  switch (ending.kind) {
    case 'exit':
      return `status ${ending.status}`
    case 'fault':
      return `${ending.code} ${ending.message} at line ${lineOf(ending)}`
    case 'unsupported':
      return `not supported: ${ending.message} at line ${lineOf(ending)}`
    case 'exception':
      return `an exception at line ${lineOf(ending)}`
  }
}

function lineOf({ stack }: Exclude<Ending, { kind: 'exit' }>): number {
  const token = ownPlaces(stack)[0]?.first
  const written = token && writtenAt(token)
  const text = written && read(written.origin.file)
  return text === undefined ? 0 : new LineMap(text).position(startOf(written!)).line + 1
}

function counted(causes: Iterable<readonly [string, number]>): string[] {
  const counts = new Map<string, number>()
  for (const [cause, count] of causes) counts.set(cause, (counts.get(cause) ?? 0) + count)
  return [...counts].map(([cause, count]) => `    ${count}  ${cause}`)
}

/** True: all that was asked passed. */
function report(folder: string): boolean {
  const results = programsIn(folder).map(program => ({ name: program.name, ...resultOf(program) }))
  const of = (kind: Result['kind']) => results.filter(each => each.kind === kind)
  const [passed, failed, unsupported, excluded] = [of('passed'), of('failed'), of('unsupported'), of('excluded')]
  console.log(folder)
  console.log(
    `  ${results.length} programs, ${results.length - excluded.length} run: ${passed.length} passed, ${failed.length} failed, ${unsupported.length} unsupported`,
  )
  for (const each of [...failed, ...unsupported]) console.log(`    ${each.name}: ${each.why}`)
  if (excluded.length > 0) console.log(`  ${excluded.length} programs are not asked:`)
  for (const line of counted(excluded.map(({ why }) => [why, 1] as const))) console.log(line)
  const lines = counted(results.flatMap(({ left }) => [...left]))
  if (lines.length > 0) console.log('  lines of the others that are not asked:')
  for (const line of lines) console.log(line)
  return failed.length + unsupported.length === 0
}

const all = folders.map(report)
process.exitCode = all.every(Boolean) ? 0 : 1
