// What the engine believes about a program, as C that a compiler checks.

import { anonymousRecord } from '../../src/c/members.ts'
import { endOf, startOf } from '../../src/c/token.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { Declaration, Expression } from '../../src/c/tree.ts'
import { pointerTo, type RecordType, type Type } from '../../src/c/types.ts'
import { typeText } from '../../src/c/typeText.ts'
import { memberOf } from '../../src/c/typing.ts'

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
  const text = (e: Expression) => unit.text.slice(startOf(e.first), endOf(e.last))
  // __typeof__ takes no bit-field, and clang counts __ptr32 to the type that is pointed to.
  const comparable = (e: Expression) => !isBitField(e, unit) && !/__ptr/.test(typeText(semantics.typeOf(e)))
  const lines = typed.filter(comparable).map(e => typeAssertion(text(e), semantics.typeOf(e)))
  for (const e of constant) {
    const value = semantics.fold(e)
    lines.push(typeAssertion(text(e), semantics.typeOf(e)))
    // The size of an array may be folded where C asks for no integer constant expression.
    lines.push(`extern char check[(${text(e)}) == ${value === undefined ? 'unknown' : literal(value)} ? 1 : -1];`)
  }
  return lines
}

function isBitField(expression: Expression, unit: TranslationUnit): boolean {
  if (expression.kind === 'parenthesized') return isBitField(expression.expression, unit)
  return expression.kind === 'member' && memberOf(expression, unit.semantics)?.member.bitField === true
}

function typeAssertion(expression: string, type: Type): string {
  const pointer = typeText(pointerTo(type))
  return assertion(`_Generic((__typeof__(${expression}) *)0, ${pointer}: 1, default: 0)`)
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
