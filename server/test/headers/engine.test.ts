// What the front end makes of the bundled headers against clang: every record, type, object, function and enumerator.
import { readdirSync } from 'node:fs'
import { describe, it } from 'vitest'
import { type Architecture, targets } from '../../src/c/environment.ts'
import { anonymousRecord } from '../../src/c/members.ts'
import type { Symbol } from '../../src/c/symbol.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { canonical, pointerTo, type RecordType, type Type } from '../../src/c/types.ts'
import { typeText } from '../../src/c/typeText.ts'
import { assertion, offsetsInBits } from '../conformance/assertions.ts'
import { architectures, clangLayouts, triples } from '../conformance/compilers.ts'
import { Run } from '../support/longRun.ts'
import { diskLoader, includeFolder } from '../support/sources.ts'
import { clang, dialect } from './rdbssClang.ts'

/** All but those that are meant to be in pairs around declarations. */
const headers = readdirSync(includeFolder).filter(name => /\.h$/.test(name) && !/^(pshpack\d|poppack)\.h$/.test(name))
// The RDBSS headers come first, as in a driver.
const includeAll = ['rx.h', ...headers].map(name => `#include <${name}>\n`).join('')

function unitFor(architecture: Architecture): TranslationUnit {
  const target = targets[architecture]
  const options = { path: '/all.c', target, dialect: 'msvc', cplusplus: false, configuration: 'test' } as const
  const unit = new TranslationUnit({ ...options, defines: ['_KERNEL_MODE=1'] }, diskLoader())
  unit.update(includeAll)
  return unit
}

/** Records by a name that C has for them: of their tag, or else of a typedef. */
function namedRecords({ tables }: TranslationUnit): Map<RecordType, string> {
  const named = new Map<RecordType, string>()
  const complete = (record: RecordType) => tables.body(record) !== undefined
  for (const tag of tables.tags.values()) if (tag.kind === 'record' && complete(tag)) named.set(tag, typeText(tag))
  for (const { kind, name, type } of tables.symbols.values()) {
    const record = canonical(type)
    const isNameless = record.kind === 'record' && record.tag === undefined && !named.has(record)
    if (kind === 'typedef' && isNameless) named.set(record, name)
  }
  return named
}

const compatible = (expression: string, type: Type) =>
  assertion(`_Generic((__typeof__(${expression}) *)0, ${typeText(pointerTo(type))}: 1, default: 0)`)

/** Can a program write the type, and clang compare it? Nothing nameless, and no __ptr32, which clang counts elsewhere. */
const isWritable = (type: Type) => !/<unnamed>|__ptr/.test(typeText(type))

function recordAssertions(unit: TranslationUnit, record: RecordType, name: string): string[] {
  const { semantics } = unit
  return [
    assertion(`sizeof(${name}) == ${semantics.sizeOf(record)}`),
    assertion(`_Alignof(${name}) == ${semantics.alignOf(record)}`),
    ...memberAssertions(unit, record, name, 0),
  ]
}

/** Of the members that the record called `name` has at `start`, those of anonymous members included. */
function memberAssertions(unit: TranslationUnit, record: RecordType, name: string, start: number): string[] {
  return (unit.semantics.layout(record)?.members ?? []).flatMap(({ member, offset, bits }) => {
    const inner = anonymousRecord(member)
    if (inner !== undefined) return memberAssertions(unit, inner, name, start + offset)
    if (member.name === undefined || bits !== undefined) return []
    const place = assertion(`__builtin_offsetof(${name}, ${member.name}) == ${start + offset}`)
    return isWritable(member.type) ? [place, compatible(`((${name} *)0)->${member.name}`, member.type)] : [place]
  })
}

function symbolAssertions({ kind, name, type, value }: Symbol): string[] {
  if (kind === 'enumerator') return [assertion(`${name} == ${value}ll`)]
  if (!isWritable(type)) return []
  // A function is declared once more, since clang lets nobody ask for the type of its intrinsics; some are macros, too.
  return [kind === 'function' ? `${typeText(type, `(${name})`)};` : compatible(name, type)]
}

describe.skipIf(!clang)('the front end agrees with clang on the bundled headers', () => {
  it.each(architectures)('%s', { timeout: 120_000 }, architecture => {
    const run = new Run(`bundled headers, ${architecture}`)
    const unit = unitFor(architecture)
    const records = [...namedRecords(unit)]
    const assertions = [
      ...records.flatMap(([record, name]) => recordAssertions(unit, record, name)),
      ...[...unit.tables.symbols.values()].flatMap(symbolAssertions),
    ]
    const options = [`--target=${triples[architecture]}`, ...dialect, '-w', '-I', includeFolder]
    const { errors, records: dumped } = clangLayouts(includeAll + assertions.join('\n'), options)
    const theirs = new Map(dumped.map(({ type, offsets }) => [type, offsets.join()]))
    const bits = records.flatMap(([record, name]) => {
      const ours = offsetsInBits(unit, record).join()
      const clangs = theirs.get(name)
      return clangs === ours ? [] : [`offsets of ${name}: clang ${clangs}, here ${ours}`]
    })
    const differences = [...unit.problems.map(({ message }) => message), ...errors, ...bits]
    const [first] = differences
    run.program(
      assertions.length + records.length,
      first && `${differences.length} differ:\n${differences.slice(0, 20).join('\n')}`,
    )
    run.end({ records: records.length })
  })
})
