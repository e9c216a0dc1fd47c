// A generated program, and where clang does not believe what the engine says about it.
import type { Architecture } from '../../src/c/environment.ts'
import { typeText } from '../../src/c/typeText.ts'
import { unitOf } from '../support/cSource.ts'
import { Random } from '../support/random.ts'
import {
  expressionAssertions,
  expressionsIn,
  layoutAssertions,
  offsetsInBits,
  placeOfRecord,
  recordsOf,
} from './assertions.ts'
import { clangLayouts } from './compilers.ts'
import { generateDeclarations } from './declarations.ts'
import { ExpressionGenerator } from './expressions.ts'

export function typesProgram(seed: number): string {
  const random = new Random(seed)
  const declarations = generateDeclarations(random, { dialect: 'msvc', records: 8 })
  const expressions = new ExpressionGenerator(random, declarations)
  const statements = (make: () => string) => Array.from({ length: 20 }, () => `  (void)(${make()});`).join('\n')
  const typed = `static void typed(void) {\n${statements(() => expressions.any())}\n}\n`
  const constant = `static void constant(void) {\n${statements(() => expressions.constant())}\n}\n`
  return declarations.source + typed + constant
}

/** What clang does not believe; each with the line of the assertion. */
export function disagreements(program: string, architecture: Architecture): string[] {
  // clang 14 makes __ptr32 pointers of arm64 eight bytes wide, unlike MSVC.
  const source = architecture === 'arm64' ? program.replaceAll('__ptr32 ', '') : program
  const unit = unitOf(source, { architecture })
  const problems = unit.problems.map(({ message }) => `problem: ${message}`)
  const assertions = [
    ...layoutAssertions(unit),
    ...expressionAssertions(unit, expressionsIn(unit, 'typed'), expressionsIn(unit, 'constant')),
  ]
  const whole = source + assertions.join('\n')
  const { errors, records } = clangLayouts(whole, architecture)
  const lines = whole.split('\n')
  const quoted = errors.map(error => {
    const line = Number(/:(\d+):\d+: /.exec(error)?.[1] ?? 1)
    return `${error.replace(/^.*error: /, '')} ⇒ ${lines[line - 1]!.slice(0, 300)}`
  })
  const dumped = new Map(records.map(({ type, offsets }) => [type, offsets.join()]))
  for (const record of recordsOf(unit)) {
    const name = record.tag === undefined ? placeOfRecord(unit, record) : typeText(record)
    const ours = offsetsInBits(unit, record).join()
    if (dumped.get(name) !== ours) quoted.push(`offsets of ${name}: clang ${dumped.get(name)}, here ${ours}`)
  }
  return [...problems, ...quoted]
}
