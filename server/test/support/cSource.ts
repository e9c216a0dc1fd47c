// C in tests: a unit from inline text, and expectations written below the line they are about:
//
//     int f(UNKNOWN x) { return x; }
//           ^^^^^^^ unknown type 'UNKNOWN'
import { expect } from 'vitest'
import { type Architecture, hosted, targets } from '../../src/c/environment.ts'
import type { Problem } from '../../src/c/problem.ts'
import type { Symbol } from '../../src/c/symbol.ts'
import { endOf, startOf, type Token, writtenAt } from '../../src/c/token.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { Declaration, Expression, FunctionDefinition } from '../../src/c/tree.ts'
import { typeText } from '../../src/c/typeText.ts'
import { descendantsOf, isExpression } from '../../src/c/walk.ts'

export interface SourceOptions {
  readonly architecture?: Architecture | 'hosted'
  readonly dialect?: 'msvc' | 'gnu'
  readonly cplusplus?: boolean
  readonly defines?: readonly string[]
  /** Headers by the name in `#include`. */
  readonly headers?: Readonly<Record<string, string>>
}

export function unitOf(source: string, options: SourceOptions = {}): TranslationUnit {
  const { architecture = 'x64', dialect = 'msvc', cplusplus = false, defines = [], headers = {} } = options
  const target = architecture === 'hosted' ? hosted : targets[architecture]
  const path = cplusplus ? '/test.cpp' : '/test.c'
  const loader = {
    read: (file: string) => headers[file.slice(1)],
    resolve: (name: string) => (name in headers ? `/${name}` : undefined),
  }
  const unit = new TranslationUnit({ path, target, dialect, cplusplus, defines, configuration: 'test' }, loader)
  unit.update(source)
  return unit
}

/** Messages of all problems but missing headers; `[]`: accepted. */
export function problemsOf(source: string, options?: SourceOptions): string[] {
  return unitOf(source, options)
    .problems.filter(counts)
    .map(({ message }) => message)
}

function counts({ kind }: Problem): boolean {
  return kind !== 'include'
}

export function declarationsOf(unit: TranslationUnit): Declaration[] {
  return unit.chunks.flatMap(({ declarations }) => declarations)
}

export function functionNamed(unit: TranslationUnit, name: string): FunctionDefinition {
  const found = [...unit.functions()].find(({ symbol }) => symbol.name === name)
  if (found === undefined) throw new Error(`no function ${name}`)
  return found
}

export function symbolNamed(unit: TranslationUnit, name: string): Symbol {
  const found = unit.tables.symbols.get(name)
  if (found === undefined) throw new Error(`no symbol ${name}`)
  return found
}

/** The type that the last declaration of `name` gives it. */
export function typeOfName(source: string, name: string, options?: SourceOptions): string {
  return typeText(symbolNamed(unitOf(source, options), name).type)
}

// ---- Carets -----------------------------------------------------------------------------------------------------

interface Mark {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The source without its caret lines, and what they say about places in it. */
export function caretsOf(annotated: string): { source: string; marks: Mark[] } {
  const marks: Mark[] = []
  let source = ''
  let lineStart = 0
  for (const line of annotated.split('\n')) {
    const caret = /^( *)(\^+) (.*)$/.exec(line)
    if (caret === null) {
      lineStart = source.length
      source += `${line}\n`
      continue
    }
    const start = lineStart + caret[1]!.length
    marks.push({ start, end: start + caret[2]!.length, text: caret[3]! })
  }
  return { source, marks }
}

/** All problems, and nothing else, stand where the carets say. */
export function expectProblems(annotated: string, options?: SourceOptions): void {
  const { source, marks } = caretsOf(annotated)
  const problems = unitOf(source, options).problems.filter(counts)
  const found = problems.map(({ token, message }) => placed(source, writtenAt(token), message))
  const wanted = marks.map(({ start, text }) => `${lineOf(source, start)} ${text}`)
  expect(found.sort()).toEqual(wanted.sort())
}

function placed(source: string, token: Token, text: string): string {
  return `${lineOf(source, startOf(token))} ${text}`
}

function lineOf(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}

/** Each caret line marks a whole expression and says its type. */
export function expectTypes(annotated: string, options?: SourceOptions): void {
  expectAbout(annotated, options, (unit, node) => typeText(unit.semantics.typeOf(node)))
}

/** Each caret line marks a whole expression and says its value. */
export function expectValues(annotated: string, options?: SourceOptions): void {
  expectAbout(annotated, options, (unit, node) => {
    const value = unit.semantics.evaluate(node)
    if (value?.kind !== 'address') return value === undefined ? 'unknown' : String(value.value)
    const base = 'name' in value.base ? value.base.name : value.base.kind
    return value.offset === 0n ? `&${base}` : `&${base}+${value.offset}`
  })
}

function expectAbout(
  annotated: string,
  options: SourceOptions | undefined,
  tell: (unit: TranslationUnit, node: Expression) => string,
): void {
  const { source, marks } = caretsOf(annotated)
  const unit = unitOf(source, options)
  const nodes = declarationsOf(unit).flatMap(declaration => [...descendantsOf(declaration)].filter(isExpression))
  const isMarked = (node: Expression, { start, end }: Mark) =>
    startOf(writtenAt(node.first)) === start && endOf(writtenAt(node.last)) === end
  const told = marks.map(mark => {
    const node = nodes.find(candidate => isMarked(candidate, mark))
    return `${source.slice(mark.start, mark.end)}: ${node === undefined ? 'no expression' : tell(unit, node)}`
  })
  expect(told).toEqual(marks.map(({ start, end, text }) => `${source.slice(start, end)}: ${text}`))
}
