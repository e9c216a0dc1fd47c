// Hosted C programs in tests: inline text, run on the machine; what it prints and how it ends.
import { expect } from 'vitest'
import { type Architecture, targets } from '../../src/c/environment.ts'
import { startOf, writtenAt } from '../../src/c/token.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import { type Ending, executeHosted, ownPlaces } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { LineMap } from '../../src/text/lineMap.ts'

const library = openLibrary(import.meta.dirname)
const headers = '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n'

export interface ProgramOptions {
  /** Without it LP64 as gcc has it. */
  readonly architecture?: Architecture
  /** Instructions; more are endless. */
  readonly steps?: number
}

export function programUnits(source: string, { architecture }: ProgramOptions = {}): TranslationUnit[] {
  const units = hostedUnits({
    path: '/test.c',
    includePaths: [],
    defines: [],
    target: architecture && targets[architecture],
    read: path => (path === '/test.c' ? source : undefined),
    library: path => library.file(path),
  })!
  const problems = units[0]!.problems.filter(({ kind }) => kind !== 'implicit')
  expect(problems.map(({ message }) => message)).toEqual([])
  return units
}

export interface ProgramRun {
  readonly output: string
  readonly ending: Ending
  readonly steps: number
}

/** `source` with the usual headers in front, on its first line. */
export function runProgram(source: string, options: ProgramOptions = {}): ProgramRun {
  const bytes: number[] = []
  const units = programUnits(headers.replaceAll('\n', ' \n') + source, options)
  const { ending, steps } = executeHosted(units, (_, more) => bytes.push(...more), options.steps ?? 5_000_000)
  return { output: String.fromCharCode(...bytes), ending, steps }
}

/** Output of a program that ends well. */
export function outputOf(source: string, options?: ProgramOptions): string {
  const { output, ending } = runProgram(source, options)
  expect(ending).toMatchObject({ kind: 'exit', status: 0 })
  return output
}

/** `body` inside of main, behind `declarations`. */
export function mainWith(body: string, declarations = ''): string {
  return `${declarations}\nint main(void)\n{\n${body}\n  return 0;\n}\n`
}

/** How the program ends: `exit 0`, or the code of the fault and the line, trimmed, that it happens on. */
export function endingOf(source: string, options?: ProgramOptions): string {
  const { ending } = runProgram(source, options)
  if (ending.kind === 'exit') return `exit ${ending.status}`
  const token = ownPlaces(ending.stack)[0]?.first
  const whole = headers.replaceAll('\n', ' \n') + source
  const line = token === undefined ? 0 : new LineMap(whole).position(startOf(writtenAt(token))).line
  const where = whole.split('\n')[line]!.trim()
  if (ending.kind === 'exception') return `exception at ${where}`
  return ending.kind === 'fault' ? `${ending.code} at ${where}` : `unsupported: ${ending.message} at ${where}`
}
