// Layouts of the System V ABI against gcc: sizes and offsets as assertions, bit-fields by running a program that sets
// each to all ones and looks which bits of the record changed.
import { findMember, placeOf } from '../../src/c/members.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { RecordType } from '../../src/c/types.ts'
import { unitOf } from '../support/cSource.ts'
import { Random } from '../support/random.ts'
import { layoutAssertions } from './assertions.ts'
import { gccOutput } from './compilers.ts'
import { type GeneratedDeclarations, generateDeclarations } from './declarations.ts'

const prelude = `
#include <stdio.h>
#include <string.h>
static void show(const char *name, const unsigned char *bytes, unsigned long size)
{
  unsigned long first = 0, count = 0;
  for (unsigned long i = 0; i < size * 8; i++)
    if (bytes[i / 8] >> (i % 8) & 1) { if (count++ == 0) first = i; }
  printf("%s %lu %lu\\n", name, first, count);
}
`

export function hostedDeclarations(seed: number): GeneratedDeclarations {
  return generateDeclarations(new Random(seed), { dialect: 'gnu', records: 10 })
}

interface BitField {
  readonly record: string
  readonly name: string
}

function bitFieldsOf({ records }: GeneratedDeclarations): BitField[] {
  return records.flatMap(({ text, members }) =>
    members.filter(({ bitField }) => bitField).map(({ name }) => ({ record: text, name })),
  )
}

/** `record.name first count`, as the engine lays the bit-field out. */
function ours(unit: TranslationUnit, { record, name }: BitField): string {
  const type = unit.tables.tags.get(record.replace(/^\w+ /, '')) as RecordType
  const found = findMember(type, name, unit.semantics)
  const place = found && placeOf(type, found.path, unit.semantics)
  return `${record}.${name} ${(place?.offset ?? 0) * 8 + (place?.bits?.offset ?? 0)} ${place?.bits?.width}`
}

/** Of the assertions, which gcc compiles, and of the bit-fields, which the compiled program prints. */
export function hostedLayouts(declarations: GeneratedDeclarations): { comparisons: number; difference?: string } {
  const unit = unitOf(declarations.source, { architecture: 'hosted', dialect: 'gnu' })
  const bitFields = bitFieldsOf(declarations)
  const shown = bitFields.map(
    ({ record, name }) =>
      `  { ${record} s; memset(&s, 0, sizeof s); s.${name} = -1; show("${record}.${name}", (void *)&s, sizeof s); }`,
  )
  const assertions = layoutAssertions(unit)
  const source = [
    declarations.source,
    '#pragma pack()',
    prelude,
    ...assertions,
    `int main(void)\n{\n${shown.join('\n')}\n  return 0;\n}`,
  ].join('\n')
  const comparisons = assertions.length + bitFields.length
  const { output, errors } = gccOutput(source)
  if (errors.length > 0) return { comparisons, difference: errors.join('\n') }
  const gcc = output.split('\n')
  const at = bitFields.findIndex((bitField, i) => ours(unit, bitField) !== gcc[i])
  return at < 0 ? { comparisons } : { comparisons, difference: `${ours(unit, bitFields[at]!)}, gcc: ${gcc[at]}` }
}
