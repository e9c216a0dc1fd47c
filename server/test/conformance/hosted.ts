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

/** What gcc prints about the bit-fields, and what the engine says; throws when gcc refuses an assertion. */
export function hostedLayouts(declarations: GeneratedDeclarations): { gcc: string[]; engine: string[] } {
  const unit = unitOf(declarations.source, { architecture: 'hosted', dialect: 'gnu' })
  const bitFields = bitFieldsOf(declarations)
  const shown = bitFields.map(
    ({ record, name }) =>
      `  { ${record} s; memset(&s, 0, sizeof s); s.${name} = -1; show("${record}.${name}", (void *)&s, sizeof s); }`,
  )
  const source = [
    declarations.source,
    '#pragma pack()',
    prelude,
    ...layoutAssertions(unit),
    `int main(void)\n{\n${shown.join('\n')}\n  return 0;\n}`,
  ].join('\n')
  const gcc = gccOutput(source).split('\n').slice(0, -1)
  return { gcc, engine: bitFields.map(bitField => ours(unit, bitField)) }
}
