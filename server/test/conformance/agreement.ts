// A generated program, and where clang does not believe what the engine says about it.
import { execFileSync } from 'node:child_process'
import type { Architecture } from '../../src/c/environment.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
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
  withAssertedTypes,
} from './assertions.ts'
import { clangLayouts, flagsFor } from './compilers.ts'
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

export interface Agreement {
  /** Assertions and records. */
  readonly comparisons: number
  /** What clang does not believe; each with the line of the assertion. */
  readonly differences: readonly string[]
}

/** Of generated declarations and the expressions behind them. */
export function agreement(program: string, architecture: Architecture): Agreement {
  // clang 14 makes __ptr32 pointers of arm64 eight bytes wide, unlike MSVC.
  const source = architecture === 'arm64' ? program.replaceAll('__ptr32 ', '') : program
  const unit = unitOf(source, { architecture })
  const assertions = expressionAssertions(unit, expressionsIn(unit, 'typed'), expressionsIn(unit, 'constant'))
  return compared(unit, architecture, source, assertions)
}

/** Instead of csmith.h, which wants headers of a host. */
const csmithTypes = [
  ['int8_t', 'signed char'],
  ['int16_t', 'short'],
  ['int32_t', 'int'],
  ['int64_t', 'long long'],
].map(([name, type]) => `typedef ${type} ${name};\ntypedef unsigned ${type!.replace('signed ', '')} u${name};\n`)

const csmithOptions = '--no-safe-math --nomain --no-checksum --no-argc --concise --float'.split(' ')

/** Of a program of csmith: all expressions in statements, and all records. */
export function csmithAgreement(seed: number, architecture: Architecture): Agreement {
  const program = execFileSync('csmith', ['--seed', String(seed), ...csmithOptions], { encoding: 'utf8' })
  const source = csmithTypes.join('') + program.replace(/^#include .*$/gm, '')
  const unit = unitOf(source, { architecture })
  const { text, assertions } = withAssertedTypes(unit)
  const { comparisons, differences } = compared(unit, architecture, text, [])
  return { comparisons: comparisons + assertions, differences }
}

/** `text` is the unit's, and may hold assertions already. */
function compared(unit: TranslationUnit, architecture: Architecture, text: string, more: readonly string[]): Agreement {
  const problems = unit.problems.map(({ message }) => `problem: ${message}`)
  const assertions = [...layoutAssertions(unit), ...more]
  const whole = text + assertions.join('\n')
  const { errors, records } = clangLayouts(whole, flagsFor(architecture))
  const lines = whole.split('\n')
  const quoted = errors.map(error => {
    const line = Number(/:(\d+):\d+: /.exec(error)?.[1] ?? 1)
    return `${error.replace(/^.*error: /, '')} ⇒ ${lines[line - 1]!.slice(0, 300)}`
  })
  const dumped = new Map(records.map(({ type, offsets }) => [type, offsets.join()]))
  const laidOut = recordsOf(unit)
  for (const record of laidOut) {
    const name = record.tag === undefined ? placeOfRecord(unit, record) : typeText(record)
    const ours = offsetsInBits(unit, record).join()
    if (dumped.get(name) !== ours) quoted.push(`offsets of ${name}: clang ${dumped.get(name)}, here ${ours}`)
  }
  return { comparisons: assertions.length + laidOut.length, differences: [...problems, ...quoted] }
}
