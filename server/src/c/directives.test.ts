import { describe, expect, it } from 'vitest'
import { type PreprocessOptions, preprocess, preprocessorFor, spellings } from '../../test/support/sources.ts'
import { targets } from './environment.ts'
import type { SourceLoader } from './preprocessor.ts'
import { Preprocessor } from './preprocessor.ts'
import { TokenKind } from './token.ts'
import { UnitTables } from './unitTables.ts'

function result(text: string, options: PreprocessOptions = {}): string {
  return spellings(preprocess(text, options))
}

function read(text: string, options: PreprocessOptions = {}): Preprocessor {
  const pp = preprocessorFor(text, options)
  while (pp.next().kind !== TokenKind.End);
  return pp
}

function problems(text: string, options: PreprocessOptions = {}): string[] {
  return read(text, options).notes.problems.map(p => p.message)
}

/** The text of the lines left out. */
function inactive(text: string): string[] {
  return read(text).notes.inactive.map(({ origin, start, end }) => text.slice(origin.base + start, origin.base + end))
}

describe('#define and #undef', () => {
  it('makes a macro function-like only when the parenthesis touches its name', () => {
    expect(result('#define f (x)\n#define g(x) [x]\nf g(1) g')).toBe('( x ) [ 1 ] g')
  })

  it('may be written in any way', () => {
    expect(result('  # /* c */ define A /* d */ 1 // e\n%: define B \\\n 2\nA B')).toBe('1 2')
    expect(result('#define A 1\n#undef A\n#undef A\nA')).toBe('A')
  })

  it('is no directive behind other tokens, or from a macro', () => {
    expect(result('x #define A 1\n#define H # define B 1\nH\nB')).toBe('x # define A 1 # define B 1 B')
  })

  it.each([
    ['#define', '#define needs a name'],
    ['#define 1', '#define needs a name'],
    ['#define defined 1', '#define needs a name'],
    ['#define f(x', "the parameters of macro 'f' are not a list of names"],
    ['#define f(x,)', "the parameters of macro 'f' are not a list of names"],
    ['#define f(x,x) x', "the parameters of macro 'f' are not a list of names"],
    ['#define f(..., x) x', "the parameters of macro 'f' are not closed"],
    ['#define f ## x', "'##' stands at an end of the macro's body"],
    ['#define f(x) #y', "'#' is not followed by a macro parameter"],
    ['#undef 1', '#undef needs a name'],
    ['#nonsense', "unknown directive '#nonsense'"],
    ['#error no way', '#error no way'],
  ])('%s', (text, message) => {
    expect(problems(text)).toEqual([message])
    expect(result(`${text}\nbehind`)).toBe('behind')
  })

  it('has nothing to say about # alone, #ident and #warning', () => {
    expect(problems('#\n#ident "x"\n#warning x\n#using <x>\n')).toEqual([])
  })
})

describe('conditionals', () => {
  it('takes one branch', () => {
    const text = (x: string) => `${x}#if A == 1\none\n#elif A == 2\ntwo\n#elif 1 / A\nother\n#else\nnone\n#endif\nend`
    expect(result(text('#define A 1\n'))).toBe('one end')
    expect(result(text('#define A 2\n'))).toBe('two end')
    expect(result(text('#define A -1\n'))).toBe('other end')
    expect(problems(text('#define A 1\n'))).toEqual([])
    expect(problems(text(''))).toEqual(['division by zero in a condition'])
  })

  it('has #elifdef and #elifndef', () => {
    expect(result('#ifdef A\n1\n#elifdef B\n2\n#elifndef C\n3\n#endif')).toBe('3')
  })

  it('nests, and does not read what is left out', () => {
    expect(result(`#if 0\n#if 1\n#else\n#endif\n#error x\n#include "none"\n#define\nit's\n#else\nyes\n#endif`)).toBe(
      'yes',
    )
    expect(problems('#if 0\n#if (\n#elif\n#error\n#nonsense\n#endif\n#endif')).toEqual([])
  })

  it('notes the lines that are left out', () => {
    expect(inactive('#if 0\na\n#elif 1\nb\n#else\nc\n#endif\n')).toEqual(['\na\n', '\nc\n'])
    expect(inactive('#if 0\n#if 1\na\n#endif\n#endif\n')).toEqual(['\n#if 1\na\n#endif\n'])
    expect(inactive('#if 0\na')).toEqual(['\na'])
    expect(inactive('#if 1\na\n#endif')).toEqual([])
    expect(inactive('#if 0\na\n%:endif\n')).toEqual(['\na\n'])
  })

  it.each([
    ['#else\n', '#else without #if'],
    ['#elif 1\n', '#elif without #if'],
    ['#endif\n', '#endif without #if'],
    ['#if 1\n', '#if is never closed'],
    ['#if 1\n#else\n#else\n#endif', '#else after #else'],
    ['#if 0\n#else\n#elif 1\n#endif', '#elif after #else'],
    ['#ifdef\n#endif', '#ifdef needs a name'],
    ['#ifndef 1\n#endif', '#ifndef needs a name'],
  ])('%s', (text, message) => {
    expect(problems(text)).toEqual([message])
  })
})

describe('#include', () => {
  it('reads the file in place', () => {
    const files = { 'a.h': '#define A 1\na A', 'b.h': 'b' }
    expect(result('x\n#include "a.h"\n#include <b.h>\nA', { files })).toBe('x a 1 b 1')
  })

  it('takes its name from a macro', () => {
    const files = { 'a.h': 'a', 'sys/b.h': 'b' }
    expect(
      result('#define A "a.h"\n#define DIR sys\n#define B(x) <DIR/x.h>\n#include A\n#include B(b)', { files }),
    ).toBe('a b')
  })

  it('reads a file with #pragma once or a guard once', () => {
    const files = { 'once.h': '#pragma once\nonce', 'guard.h': '#ifndef G\n#define G\nguard\n#endif' }
    const text = '#include "once.h"\n#include "guard.h"\n'
    expect(result(text + text, { files })).toBe('once guard')
  })

  it('goes on when a file is missing', () => {
    expect(problems('#include "none.h"\n#include <none.h>\n#include none\n')).toEqual([
      '"none.h" is not found',
      '<none.h> is not found',
      '#include needs "file" or <file>',
    ])
    expect(result('#include <none.h>\nbehind')).toBe('behind')
  })

  it('ends cycles', () => {
    const files = { 'a.h': '#include "b.h"\na', 'b.h': '#include "a.h"\nb' }
    expect(problems('#include "a.h"', { files })).toHaveLength(1)
    expect(result('#include "a.h"\nend', { files })).toMatch(/^(b a )+end$/)
  })

  it('tells of what a header leaves open', () => {
    const files = { 'a.h': '#if 1\n', 'b.h': 'b /* c', 'c.h': '#define f(x) x\nf(' }
    expect(problems('#include "a.h"\n', { files })).toEqual(['#if is never closed'])
    expect(problems('#include "b.h"\n', { files })).toEqual(['the comment is never closed'])
    expect(result('#include "c.h"\n1)\n2', { files })).toBe('1 2')
  })

  /** Folders `a` and `b` on the search path; quoted names are looked for beside the includer first. */
  function searching(files: Record<string, string>, dialect: 'msvc' | 'gnu' = 'msvc'): string {
    const loader: SourceLoader = {
      read: path => files[path],
      resolve: (name, angled, from, next) => {
        const own = from.slice(0, from.lastIndexOf('/') + 1)
        const path = ['a/', 'b/']
        const places = next ? path.slice(path.indexOf(own) + 1) : angled ? path : [own, ...path]
        return places.map(place => place + name).find(file => file in files)
      },
    }
    const pp = new Preprocessor(new UnitTables(targets.x64), loader, { dialect, cplusplus: false })
    pp.startMain('main/main.c', files['main/main.c']!, 0, undefined)
    pp.beginChunk({ file: 'main/main.c', base: 0 })
    const texts: string[] = []
    for (let t = pp.next(); t.kind !== TokenKind.End; t = pp.next()) texts.push(t.text)
    return texts.join(' ')
  }

  it('looks for quoted names beside the file that includes', () => {
    const files = {
      'main/main.c': '#include <x.h>\n#include "y.h"',
      'a/x.h': '#include "y.h"',
      'a/y.h': 'ay',
      'main/y.h': 'my',
    }
    expect(searching(files)).toBe('ay my')
  })

  it('looks beside the outer files as MSVC does', () => {
    const files = { 'main/main.c': '#include <x.h>', 'a/x.h': '#include "y.h"', 'main/y.h': 'my' }
    expect(searching(files)).toBe('my')
    expect(searching(files, 'gnu')).toBe('')
  })

  it('goes on along the path with #include_next', () => {
    const files = {
      'main/main.c': '#include <x.h>',
      'a/x.h': 'a\n#include_next <x.h>',
      'b/x.h': 'b\n#include_next <x.h>',
    }
    expect(searching(files)).toBe('a b')
  })

  it('takes #include_next for #include in the main file', () => {
    expect(searching({ 'main/main.c': '#include_next "x.h"', 'main/x.h': 'mx', 'a/x.h': 'ax' })).toBe('mx')
  })
})

describe('#line', () => {
  it('changes what __LINE__ and __FILE__ say', () => {
    expect(result('#line 100\n__LINE__\n__LINE__ __FILE__\n#line 7 "x.y"\n__LINE__ __FILE__\n# 9\n__LINE__')).toBe(
      '100 101 "main.c" 7 "x.y" 9',
    )
    expect(problems('#line x\n')).toEqual(['#line needs a number'])
  })

  it('belongs to its file', () => {
    expect(
      result('#include "a.h"\n__LINE__\n#include "a.h"', { files: { 'a.h': '__LINE__\n#line 50\n__LINE__' } }),
    ).toBe('1 50 2 1 50')
  })
})

describe('#pragma', () => {
  it('saves and restores macros', () => {
    const text = `#define A 1
#pragma push_macro("A")
#undef A
#pragma push_macro("A")
#define A 2
A
#pragma pop_macro("A")
A
#pragma pop_macro("A")
A
#pragma pop_macro("A")
A`
    expect(result(text)).toBe('2 A 1 1')
  })

  it('comes from operators too', () => {
    expect(result('#define A 1\n_Pragma("push_macro(\\"A\\")")\n#undef A\n__pragma(pop_macro("A")) A')).toBe('1')
    expect(result('#define P(x) __pragma(x) a\nP(warning(disable: 4)) __pragma', { dialect: 'msvc' })).toBe(
      'a __pragma',
    )
    expect(result('__pragma(x) a', { dialect: 'gnu' })).toBe('__pragma ( x ) a')
  })

  function packs(text: string): number[] {
    const pp = preprocessorFor(text.replaceAll('?', '\nx\n'))
    const values: number[] = []
    for (let t = pp.next(); t.kind !== TokenKind.End; t = pp.next()) values.push(pp.tables.pack.value)
    return values
  }

  it('packs', () => {
    const p = (arguments_: string) => `\n#pragma pack(${arguments_})?`
    expect(packs(`?${p('1')}${p('')}${p('push, 2')}${p('push')}${p('8')}${p('pop')}${p('pop')}${p('pop')}`)).toEqual([
      0, 1, 0, 2, 2, 8, 2, 0, 0,
    ])
    expect(packs(`${p('push, a, 1')}${p('push, b, 2')}${p('4')}${p('pop, a')}${p('pop, a')}`)).toEqual([1, 2, 4, 0, 0])
    expect(packs(`#define N 4${p('push, N')}${p('show')}${p('pop, 16')}`)).toEqual([4, 4, 16])
    expect(problems('#pragma pack(3)')).toEqual(['#pragma pack takes 1, 2, 4, 8 or 16, not 3'])
  })

  it('notes where code goes', () => {
    const { pragmas } = read('#pragma alloc_text(PAGE, f, g)\n#pragma code_seg("PAGE")\n#pragma foo').notes
    expect(pragmas.map(p => [p.name.text, spellings(p.tokens)])).toEqual([
      ['alloc_text', '( PAGE , f , g )'],
      ['code_seg', '( "PAGE" )'],
    ])
  })
})
