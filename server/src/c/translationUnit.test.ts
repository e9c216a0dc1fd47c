import { describe, expect, it } from 'vitest'
import { memoryLoader } from '../../test/support/sources.ts'
import { targets } from './environment.ts'
import { HeaderCache } from './headerCache.ts'
import { startOf } from './token.ts'
import { TranslationUnit } from './translationUnit.ts'

function unitOf(text: string, files: Record<string, string> = {}, headers?: HeaderCache): TranslationUnit {
  const options = { dialect: 'msvc', cplusplus: false, defines: [], configuration: 'test' } as const
  const unit = new TranslationUnit({ path: 'main.c', target: targets.x64, ...options }, memoryLoader(files), headers)
  unit.update(text)
  return unit
}

function chunkTexts(unit: TranslationUnit): string[] {
  return unit.chunks.map(({ origin, length }) => unit.text.slice(origin.base, origin.base + length).trim())
}

/** The chunks that `after` did not take over from the state before it. */
function reread(unit: TranslationUnit, after: string): string[] {
  const before = new Set(unit.chunks)
  unit.update(after)
  return unit.chunks
    .filter(chunk => !before.has(chunk) && !chunk.end)
    .map(({ origin, length }) => unit.text.slice(origin.base, origin.base + length).trim())
}

describe('chunks', () => {
  it('are directives and declarations', () => {
    const unit = unitOf(
      '#define A 1\nint a = A;\n#if 0\nint b;\n#endif\nint f(void)\n{\n#ifdef A\n  return 1;\n#endif\n}\n',
    )
    expect(chunkTexts(unit)).toEqual([
      '#define A 1',
      'int a = A;',
      '#if 0\nint b;\n#endif',
      'int f(void)\n{\n#ifdef A\n  return 1;\n#endif\n}',
      '',
    ])
  })

  it('hold together what a macro brings', () => {
    const unit = unitOf('#define TWO int a; int b;\nTWO\nint c;\n')
    expect(chunkTexts(unit)).toEqual(['#define TWO int a; int b;', 'TWO', 'int c;', ''])
    expect(unit.chunks[1]!.declarations).toHaveLength(2)
  })
})

describe('an edit', () => {
  const text = `#define A 1
typedef int T;
struct S { int m; };
int a = A;
static int f(T x)
{
  return x;
}
int g(void) { return f(a); }
int line(void) { return __LINE__; }
int b;
`

  it('in a body reads that body', () => {
    const unit = unitOf(text)
    expect(reread(unit, text.replace('return x', 'return x + 1'))).toEqual(['static int f(T x)\n{\n  return x + 1;\n}'])
  })

  it('of a declaration reads what mentions it', () => {
    const unit = unitOf(text)
    expect(reread(unit, text.replace('int a =', 'long a ='))).toEqual(['long a = A;', 'int g(void) { return f(a); }'])
  })

  it('of a macro reads what it reaches', () => {
    const unit = unitOf(`#define B A\n${text}int c = B;\n`)
    expect(reread(unit, unit.text.replace('#define A 1', '#define A 2'))).toEqual([
      '#define A 2',
      'int a = A;',
      'int c = B;',
    ])
  })

  it('that moves lines reads what asks for its line', () => {
    const unit = unitOf(text)
    expect(reread(unit, text.replace('  return x;', '  return\n x;'))).toEqual([
      'static int f(T x)\n{\n  return\n x;\n}',
      'int line(void) { return __LINE__; }',
    ])
  })

  it('of a type reads everything behind it', () => {
    const unit = unitOf(text)
    expect(reread(unit, text.replace('int m', 'long m'))).toHaveLength(6)
  })

  it('moves what it does not read', () => {
    const unit = unitOf(text)
    unit.update(text.replace('return x', 'return /* here */ x'))
    expect(startOf(unit.tables.symbols.get('b')!.token)).toBe(unit.text.indexOf('b;'))
    expect([...unit.functions()].map(f => startOf(f.declarator.name!))).toEqual(
      ['f(T', 'g(void', 'line(void'].map(name => unit.text.indexOf(name)),
    )
  })

  it('that changes nothing reads nothing', () => {
    const unit = unitOf(text)
    const { chunks } = unit
    unit.update(text)
    expect(unit.chunks).toBe(chunks)
  })

  it('leaves a declaration of nothing at the end of the file by itself, whatever was read before it', () => {
    const last = (unit: TranslationUnit) => {
      const declaration = unit.chunks.flatMap(chunk => chunk.declarations).at(-1)!
      return [startOf(declaration.first), startOf(declaration.last)]
    }
    const cut = '#define NOTHING\nint a;\nint b;\nNOTHING static'
    const unit = unitOf(`${cut} int c;`)
    unit.update(cut)
    expect(last(unit)).toEqual(last(unitOf(cut)))
    const [end] = last(unitOf(`${cut.slice(0, -' static'.length)}`))
    expect(last(unitOf('#define NOTHING\nint a;\nint b;\nNOTHING'))).toEqual([end, end])
  })

  it('that opens a comment takes the rest away, and gives it back', () => {
    const unit = unitOf(text)
    unit.update(text.replace('int a', '/*int a'))
    expect([...unit.functions()]).toEqual([])
    expect(unit.problems.map(p => p.message)).toEqual(['the comment is never closed'])
    unit.update(text)
    expect([...unit.functions()].map(f => f.symbol.name)).toEqual(['f', 'g', 'line'])
    expect(unit.problems).toEqual([])
  })
})

describe('headers', () => {
  const files = {
    'a.h': 'typedef struct A { int a; } A;\nint fa(A *);\n',
    'b.h': '#include "a.h"\nstatic inline int fb(A *a) { return a->a; }\n',
  }

  it('are read once for units that begin alike', () => {
    const headers = new HeaderCache()
    const [one, two] = ['int one;', 'int two;'].map(rest => unitOf(`#include "b.h"\n${rest}`, files, headers))
    expect(two!.tables.tags.get('A')).toBe(one!.tables.tags.get('A'))
    expect([...two!.included]).toEqual(['b.h', 'a.h'])
    expect(two!.problems).toEqual([])
  })

  it('are read anew behind other directives', () => {
    const headers = new HeaderCache()
    const one = unitOf('#include "a.h"\n', files, headers)
    const two = unitOf('#define fa fb\n#include "a.h"\n', files, headers)
    expect(two.tables.tags.get('A')).not.toBe(one.tables.tags.get('A'))
    expect(two.tables.symbols.has('fb')).toBe(true)
  })

  it('are not shared when they use what the main file defines', () => {
    const headers = new HeaderCache()
    const header = { 'x.h': 'int x = X;\n' }
    const [one, two] = [1, 2].map(() => unitOf('#define X 1\n#include "x.h"\n', header, headers))
    expect(one!.tables.symbols.get('x')).not.toBe(two!.tables.symbols.get('x'))
  })

  it('that change are seen by units that begin alike', () => {
    const headers = new HeaderCache()
    const changing: Record<string, string> = { ...files }
    const text = '#include "a.h"\n#include "b.h"\n'
    const [one, two] = [unitOf(text, changing, headers), unitOf(text, changing, headers)]
    expect(two.tables.symbols.get('fb')).toBe(one.tables.symbols.get('fb'))
    changing['a.h'] = '#pragma once\ntypedef struct A { long a; } A;\n'
    const three = unitOf(text, changing, headers)
    expect(three.tables.symbols.has('fa')).toBe(false)
    expect(three.tables.symbols.get('fb')).not.toBe(one.tables.symbols.get('fb'))
    expect(three.problems).toEqual([])
  })

  it('that change are seen after reread()', () => {
    const changing: Record<string, string> = { ...files }
    const unit = unitOf('#include "a.h"\nA a;\n', changing)
    changing['a.h'] = 'typedef int A;\n'
    unit.reread()
    expect([...unit.tables.tags]).toEqual([])
    expect(unit.problems).toEqual([])
  })

  it('that are missing are one problem, at the directive', () => {
    const unit = unitOf('#include "none.h"\nint a;\n')
    expect(unit.problems.map(p => [p.kind, startOf(p.token)])).toEqual([['include', 9]])
    expect(unit.tables.symbols.has('a')).toBe(true)
  })

  it('may end inside a declaration', () => {
    const unit = unitOf('#include "open.h"\nint b; };\nstruct S s;\n', { 'open.h': 'struct S { int a;\n' })
    expect(unit.problems).toEqual([])
    expect(unit.tables.tags.has('S')).toBe(true)
  })

  it('come in by other directives as well', () => {
    const unit = unitOf('#import "a.h"\n%: include "a2.h"\nA a;\n', { ...files, 'a2.h': 'int a2;\n' })
    expect(unit.problems).toEqual([])
    expect([...unit.included]).toEqual(['a.h', 'a2.h'])
  })
})

describe('bounds', () => {
  it('are those of a unit too: many large expansions become small ones, and large again when some of them go', () => {
    const doubling = Array.from({ length: 14 }, (_, i) => `#define x${i + 1} x${i} x${i}\n`).join('')
    const lines = (count: number) => doubling + 'int x[] = { x14 };\n'.repeat(count)
    const isLimited = (unit: TranslationUnit) => unit.problems.some(({ kind }) => kind === 'limit')
    const unit = unitOf(lines(70))
    expect(isLimited(unit)).toBe(true)
    unit.update(lines(20))
    expect(isLimited(unit)).toBe(false)
  })

  it('leave out the rest of a monster', () => {
    const unit = unitOf(`int a;\n${' '.repeat(3_000_000)}int b;\n`)
    expect([...unit.tables.symbols.keys()]).toEqual(['a'])
    expect(unit.problems.map(p => p.kind)).toEqual(['limit'])
  })

  it.each([
    ['pointers', `int ${'*'.repeat(10_000)}p;`],
    [
      'typedef names',
      Array.from({ length: 1_000 }, (_, i) => `typedef t${i} *t${i + 1};`)
        .join('')
        .replace('t0', 'int'),
    ],
    [
      'structures',
      Array.from({ length: 1_000 }, (_, i) => `struct t${i + 1} { struct t${i} m; };`)
        .join('')
        .replace('struct t0 m', 'int m'),
    ],
  ])('keep %s from nesting too deeply', (_, text) => {
    expect(unitOf(text).problems[0]!.kind).toBe('limit')
  })
})

describe('an expression behind the text', () => {
  const text = '#define TWICE(x) ((x) * 2)\nstruct s { int a; };\nenum { three = 3 };\nint f(int n) { return n; }\n'

  it('is read with macros, types and the names in scope', () => {
    const unit = unitOf(text)
    const [n] = [...unit.functions()][0]!.parameters
    const expression = unit.expression('TWICE(three) + sizeof(struct s)', [])
    expect(typeof expression === 'string' ? expression : unit.semantics.fold(expression)).toBe(10n)
    expect(unit.expression('n', [n!])).toMatchObject({ kind: 'identifier', symbol: n })
    expect(unit.expression('n', [])).toBe("'n' is not declared")
  })

  it('leaves the unit as it was', () => {
    const unit = unitOf(text)
    const { mark } = unit.tables
    unit.expression('sizeof(struct fresh { int b; }) + (enum { late = 1 })0', [])
    expect([unit.tables.mark, unit.tables.symbols.has('late'), unit.problems]).toEqual([mark, false, []])
    expect(unit.expression('"open', [])).toBe('the literal is not closed on its line')
    expect(unit.expression('1\n#define one', [])).toBe("'#' is not expected here")
    unit.update(`${text}int g;\n`)
    expect([unit.problems, unit.tables.symbols.has('g')]).toEqual([[], true])
  })
})
