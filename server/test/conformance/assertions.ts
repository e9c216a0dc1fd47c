// What the engine believes about a program, as C that a compiler checks.

import { anonymousRecord } from '../../src/c/members.ts'
import { endOf, startOf } from '../../src/c/token.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { Declaration, Expression } from '../../src/c/tree.ts'
import { pointerTo, type RecordType } from '../../src/c/types.ts'
import { typeText } from '../../src/c/typeText.ts'
import { memberOf } from '../../src/c/typing.ts'
import { descendantsOf, isExpression } from '../../src/c/walk.ts'

/** All record definitions of the unit, inner ones first. */
export function recordsOf(unit: TranslationUnit): RecordType[] {
  const found: RecordType[] = []
  const visit = (record: RecordType) => {
    if (found.includes(record)) return
    for (const member of unit.semantics.body(record)?.members ?? []) {
      const inner = anonymousRecord(member)
      if (inner !== undefined) visit(inner)
    }
    found.push(record)
  }
  for (const tag of unit.tables.tags.values()) if (tag.kind === 'record') visit(tag)
  return found
}

/** Sizes, alignments and offsets. */
export function layoutAssertions(unit: TranslationUnit): string[] {
  return recordsOf(unit)
    .filter(({ tag }) => tag !== undefined)
    .flatMap(record => recordAssertions(unit, record))
}

function recordAssertions(unit: TranslationUnit, record: RecordType): string[] {
  const name = typeText(record)
  const { semantics } = unit
  const lines = [
    assertion(`sizeof(${name}) == ${semantics.sizeOf(record)}`),
    assertion(`_Alignof(${name}) == ${semantics.alignOf(record)}`),
  ]
  for (const { member, offset, bits } of semantics.layout(record)?.members ?? []) {
    if (member.name !== undefined && bits === undefined)
      lines.push(assertion(`__builtin_offsetof(${name}, ${member.name}) == ${offset}`))
  }
  return lines
}

/** Of every member in bits, as clang dumps them. */
export function offsetsInBits(unit: TranslationUnit, record: RecordType): number[] {
  return (unit.semantics.layout(record)?.members ?? []).map(({ offset, bits }) => offset * 8 + (bits?.offset ?? 0))
}

/** `line:column` of the keyword of a nameless record, as clang names it. */
export function placeOfRecord(unit: TranslationUnit, { token }: RecordType): string {
  const before = unit.text.slice(0, startOf(token)).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}

/** Types and values of `expressions`, which stand as `__typeof__(e)` and `_Static_assert(e)` in the unit's text. */
export function expressionAssertions(
  unit: TranslationUnit,
  typed: readonly Expression[],
  constant: readonly Expression[],
): string[] {
  const { semantics } = unit
  const lines = [...typed, ...constant].flatMap(e => typeAssertion(unit, e) ?? [])
  for (const e of constant) {
    const value = semantics.fold(e)
    // The size of an array may be folded where C asks for no integer constant expression.
    lines.push(
      `extern char check[(${textOf(unit, e)}) == ${value === undefined ? 'unknown' : literal(value)} ? 1 : -1];`,
    )
  }
  return lines
}

function textOf(unit: TranslationUnit, { first, last }: Expression): string {
  return unit.text.slice(startOf(first), endOf(last))
}

function isBitField(expression: Expression, unit: TranslationUnit): boolean {
  if (expression.kind === 'parenthesized') return isBitField(expression.expression, unit)
  return expression.kind === 'member' && memberOf(expression, unit.semantics)?.member.bitField === true
}

/** Undefined: nothing that can be compared. __typeof__ takes no bit-field, and clang counts __ptr32 to what is pointed to. */
function typeAssertion(unit: TranslationUnit, expression: Expression): string | undefined {
  const pointer = typeText(pointerTo(unit.semantics.typeOf(expression)))
  if (isBitField(expression, unit) || /__ptr/.test(pointer)) return undefined
  return assertion(`_Generic((__typeof__(${textOf(unit, expression)}) *)0, ${pointer}: 1, default: 0)`)
}

function literal(value: bigint): string {
  if (value === -(2n ** 63n)) return '(-0x7fffffffffffffffll - 1)'
  return value > 0x7fffffffffffffffn ? `${value}ull` : `${value}ll`
}

export function assertion(condition: string): string {
  return `_Static_assert(${condition}, "");`
}

/** The expressions of `(void)(e);` statements in the functions called `name`. */
export function expressionsIn(unit: TranslationUnit, name: string): Expression[] {
  const declarations: Declaration[] = unit.chunks.flatMap(chunk => [...chunk.declarations])
  return declarations.flatMap(d => {
    if (d.kind !== 'function-definition' || d.symbol.name !== name) return []
    return d.body.statements.flatMap(s =>
      s.kind === 'expression-statement' && s.expression.kind === 'cast' ? [s.expression.operand] : [],
    )
  })
}

/** The unit's text with the type of every expression asserted behind the statement that it stands in. */
export function withAssertedTypes(unit: TranslationUnit): { text: string; assertions: number } {
  const pieces: string[] = []
  let [end, assertions] = [0, 0]
  for (const { body } of unit.functions()) {
    const nodes = [...descendantsOf(body)]
    const starts = new Set<unknown>(nodes.map(node => node.kind === 'for' && node.start))
    for (const statement of nodes) {
      if (statement.kind !== 'expression-statement' && statement.kind !== 'return') continue
      if (starts.has(statement)) continue
      const expressions = [...descendantsOf(statement)].filter(isExpression)
      const lines = expressions.flatMap(e => typeAssertion(unit, e) ?? [])
      pieces.push(unit.text.slice(end, endOf(statement.last)), ...lines)
      end = endOf(statement.last)
      assertions += lines.length
    }
  }
  return { text: [...pieces, unit.text.slice(end)].join('\n'), assertions }
}
