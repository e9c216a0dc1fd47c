import { describe, expect, test } from 'vitest'
import { smallLibrary } from '../../test/support/rdbss.ts'
import { BundledHeaders } from './bundledHeaders.ts'
import { memoryFiles } from './files.ts'
import { SourceTexts } from './sourceTexts.ts'
import { plainConfiguration, type UnitConfiguration, Units } from './units.ts'

type Options = Partial<UnitConfiguration>

function unitsOf(files: Record<string, string>, configurationOf: (path: string) => Options): Units {
  const texts = new SourceTexts(memoryFiles(files), new BundledHeaders(smallLibrary()))
  return new Units(texts, path => ({ ...plainConfiguration, ...configurationOf(path) }))
}

function read(files: Record<string, string>, options: Options) {
  const units = unitsOf(files, () => options)
  const unit = units.unit('/d/a.c')!
  return {
    units,
    unit,
    macro: (name: string) =>
      unit.tables.macros
        .get(name)
        ?.body.map(token => token.text)
        .join(' '),
    problems: unit.problems.map(
      ({ message, token }) => `${token.origin.file}:${token.origin.base + token.start} ${message}`,
    ),
    size: (name: string) => unit.semantics.sizeOf(unit.tables.symbols.get(name)!.type),
  }
}

describe('what the build says', () => {
  test('/U takes macros of the compiler back', () => {
    const { macro } = read({ '/d/a.c': '#ifdef _MSC_VER\n#define SEEN 1\n#endif\n' }, { undefines: ['_MSC_VER'] })
    expect([macro('SEEN'), macro('_WIN32')]).toEqual([undefined, '1'])
  })

  test('/Zp packs where no pragma does', () => {
    const source = `struct S { char a; long long b; } plain;
#pragma pack(push, 2)
struct T { char a; int b; } two;
#pragma pack(pop)
#pragma pack()
struct U { char a; int b; } again;
`
    const sizes = (pack: number | undefined) => {
      const { size } = read({ '/d/a.c': source }, { pack })
      return [size('plain'), size('two'), size('again')]
    }
    expect(sizes(undefined)).toEqual([16, 6, 8])
    expect(sizes(1)).toEqual([9, 6, 5])
    expect(sizes(4)).toEqual([12, 6, 8])
  })

  test('units that are packed differently share no header', () => {
    const files = {
      '/d/s.h': 'struct S { char a; int b; };',
      '/d/a.c': '#include "s.h"\nstruct S s;',
      '/d/b.c': '#include "s.h"\nstruct S s;',
    }
    const units = unitsOf(files, path => ({ pack: path === '/d/a.c' ? 1 : undefined }))
    const sizes = ['/d/a.c', '/d/b.c'].map(path => {
      const { semantics, tables } = units.unit(path)!
      return semantics.sizeOf(tables.symbols.get('s')!.type)
    })
    expect(sizes).toEqual([5, 8])
  })
})

describe('forced includes', () => {
  test('come before the first line, in order', () => {
    const files = {
      '/d/a.c': 'int x = B;\n',
      '/d/one.h': '#define A 1\n',
      '/i/two.h': '#ifdef A\n#define B 2\n#endif\n',
    }
    const { unit, macro, problems } = read(files, {
      forcedIncludes: ['/d/one.h', 'two.h'],
      includePaths: { quoted: [], all: ['/i'] },
    })
    expect([macro('B'), problems, [...unit.included]]).toEqual(['2', [], ['/d/one.h', '/i/two.h']])
  })

  test('leave the places of the text alone', () => {
    const { unit } = read(
      { '/d/a.c': 'int x;\n#include "no.h"\n', '/d/one.h': 'int y;\n\nint z;' },
      { forcedIncludes: ['one.h'] },
    )
    expect(unit.problems.map(({ token }) => [token.origin.file, token.origin.base + token.start])).toEqual([
      ['/d/a.c', 16],
    ])
    unit.update('int xx;\n#include "no.h"\n')
    expect(unit.problems.map(({ token }) => token.origin.base + token.start)).toEqual([17])
  })

  test.each(['gone.h', '/nowhere/gone.h', 'c:\\gone.h'])('a missing one is told at the start: %s', name => {
    const { unit, problems } = read({ '/d/a.c': '/* */ int x;\n' }, { forcedIncludes: [name] })
    expect(problems).toEqual([`/d/a.c:0 "${name}", which the build includes first, is not found`])
    expect(unit.tables.symbols.has('x')).toBe(true)
    unit.update('int y;\n')
    expect(unit.problems).toHaveLength(1)
  })

  test('are read for an empty text, and again when they change', () => {
    const files: Record<string, string> = { '/d/a.c': '', '/d/one.h': 'int y;' }
    const { units, unit } = read(files, { forcedIncludes: ['one.h'] })
    expect(unit.tables.symbols.has('y')).toBe(true)
    expect(units.includersOf('/d/one.h')).toEqual(['/d/a.c'])
  })
})

test('a header that finds another one beside the main file is read for each main file', () => {
  const files = {
    '/i/shared.h': '#include "own.h"\n',
    '/one/a.c': '#include <shared.h>\n',
    '/one/own.h': '#define OWN 1\n',
    '/two/b.c': '#include <shared.h>\n',
    '/two/own.h': '#define OWN 2\n',
  }
  const units = unitsOf(files, () => ({ includePaths: { quoted: [], all: ['/i'] } }))
  const own = ['/one/a.c', '/two/b.c'].map(path => units.unit(path)!.tables.macros.get('OWN')?.body[0]?.text)
  expect(own).toEqual(['1', '2'])
})

describe('units at rest', () => {
  const files = { '/d/own.h': 'extern int y;\n', '/d/a.c': '#include "own.h"\n', '/d/b.c': '#include "own.h"\n' }
  const paths = ['/d/a.c', '/d/b.c']

  test('are read again with the headers of those that are not', () => {
    const units = unitsOf({ ...files }, () => ({}))
    const y = (path: string) => units.unit(path)!.tables.symbols.get('y')
    const [first] = paths.map(y)
    const versions = paths.map(path => units.version(path))
    units.rest(['/d/a.c', '/d/none.c'])
    expect([y('/d/a.c') === first, units.includersOf('/d/own.h')]).toEqual([true, paths])
    units.rest(paths)
    expect(y('/d/a.c') === first).toBe(false)
    expect(paths.map(path => units.version(path))).toEqual(versions)
  })

  test('are out of date when their text or a header changes', () => {
    const disk: Record<string, string> = { ...files }
    const texts = new SourceTexts(memoryFiles(disk), new BundledHeaders(smallLibrary()))
    const units = new Units(texts, () => plainConfiguration)
    const before = paths.map(path => units.version(path))
    units.rest(paths)
    disk['/d/a.c'] = 'int x;\n'
    texts.invalidate(['/d/a.c'])
    expect(units.version('/d/a.c')).toBe(before[0]! + 1)
    units.rest(paths)
    units.headersChanged(['/d/own.h'])
    expect(paths.map(path => units.version(path))).toEqual([before[0]! + 1, before[1]! + 1])
    expect(units.unit('/d/a.c')!.tables.symbols.has('x')).toBe(true)
  })
})
