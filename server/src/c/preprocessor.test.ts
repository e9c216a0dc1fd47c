import { describe, expect, it } from 'vitest'
import { type PreprocessOptions, preprocess, preprocessorFor, spellings } from '../../test/support/sources.ts'
import { endOf, macrosOf, startOf, type Token, TokenKind, vanishedName, vanishedUse, writtenAt } from './token.ts'

/** What the author wrote for each token, and the macros it came through. */
function provenance(text: string): string[] {
  return preprocess(text).map(token => {
    const at = writtenAt(token)
    return `${token.text}: ${text.slice(startOf(at), endOf(at))} ${macrosOf(token).join(' < ')}`.trim()
  })
}

function token(text: string, spelling: string): Token {
  return preprocess(text).find(t => t.text === spelling)!
}

describe('every token knows where it was written', () => {
  it('itself, without macros', () => {
    const text = 'int\n  a;'
    expect(preprocess(text).map(t => [startOf(t), endOf(t)])).toEqual([
      [0, 3],
      [6, 7],
      [7, 8],
    ])
  })

  it('the use, for what a body brings', () => {
    expect(provenance('#define A b c\nA d')).toEqual(['b: A A', 'c: A A', 'd: d'])
  })

  it('itself, for an argument', () => {
    expect(provenance('#define f(x) g(x)\nf(a b)')).toEqual(['g: f f', '(: f f', 'a: a f', 'b: b f', '): f f'])
  })

  it('through several macros', () => {
    expect(provenance('#define B 1\n#define A(x) x B\n#define C(y) A(y)\nC(z)')).toEqual([
      'z: z A < C',
      '1: C B < A < C',
    ])
    expect(provenance('#define ONE 1\n#define id(x) x\nid(id(ONE) + a)')).toEqual([
      '1: ONE id < id < ONE',
      '+: + id',
      'a: a id',
    ])
  })

  it('at the left operand, for what ## makes', () => {
    expect(provenance('#define cat(a, b) a##b\ncat(x, y)')).toEqual(['xy: x, y cat'])
    expect(provenance('#define p(a) pre_##a\np(y)')).toEqual(['pre_y: p p'])
  })

  it('at the use, for # and for built-in macros', () => {
    expect(provenance('#define str(x) #x\nstr(a)')).toEqual(['"a": str str'])
    expect(provenance('\n__LINE__')).toEqual(['2: __LINE__ __LINE__'])
  })

  it('in the header that it comes from', () => {
    const [a] = preprocess('#include "a.h"\n', { files: { 'a.h': ' a' } })
    expect([a!.origin.file, startOf(a!)]).toEqual(['a.h', 1])
  })
})

describe('macros that leave nothing stay on the next token', () => {
  const sal = `#define IN
#define OPTIONAL
#define _In_
#define _In_reads_(n)
#define _At_(x, y)
#define ANNOTATED _In_ IN
`

  function vanished(text: string, spelling: string): string[] {
    return (token(sal + text, spelling).vanished ?? []).map(vanishedName)
  }

  it('in order', () => {
    expect(vanished('f(IN OPTIONAL int a)', 'int')).toEqual(['IN', 'OPTIONAL'])
    expect(vanished('f(IN OPTIONAL int a)', 'a')).toEqual([])
    expect(vanished('f(int a OPTIONAL)', ')')).toEqual(['OPTIONAL'])
  })

  it('under the name that was written', () => {
    expect(vanished('ANNOTATED int', 'int')).toEqual(['ANNOTATED', 'ANNOTATED'])
    const use = vanishedUse(token(`${sal}ANNOTATED int`, 'int').vanished![0]!)
    expect(startOf(use.use)).toBe(sal.length)
  })

  it('with arguments as written', () => {
    const [reads] = token(`${sal}_In_reads_(a + f(1, 2)) int`, 'int').vanished!
    expect(reads!.arguments!.map(spellings)).toEqual(['a + f ( 1 , 2 )'])
    const [at] = token(`${sal}_At_(*p, _In_) int`, 'int').vanished!
    expect(at!.arguments!.map(spellings)).toEqual(['* p', '_In_'])
  })

  it('inside arguments and bodies', () => {
    expect(vanished('#define f(x) x int\nf(IN)', 'int')).toEqual(['IN'])
    expect(vanished('#define g(x) x\ng(IN long)', 'long')).toEqual(['IN'])
  })

  it('but not those of conditions', () => {
    expect(vanished('#if IN 1\n#endif\nint', 'int')).toEqual([])
  })
})

describe('built-in macros', () => {
  it('numbers lines', () => {
    expect(spellings(preprocess('__LINE__\n\\\n__LINE__ "\\\n"\n__LINE__'))).toBe('1 3 "" 5')
  })

  it('takes the line of the use, also in a call of several lines', () => {
    expect(spellings(preprocess('#define f(a, b) a b __LINE__\n\nf(__LINE__,\n x)\n__LINE__'))).toBe('3 x 3 5')
  })

  it('counts', () => {
    expect(spellings(preprocess('#define C __COUNTER__\nC C __COUNTER__'))).toBe('0 1 2')
  })

  it('knows files and levels', () => {
    const files = { 'a.h': '__FILE__ __BASE_FILE__ __INCLUDE_LEVEL__' }
    expect(spellings(preprocess('__FILE__ __INCLUDE_LEVEL__\n#include "a.h"', { files }))).toBe(
      '"main.c" 0 "a.h" "main.c" 1',
    )
  })
})

describe('calls', () => {
  it('go over lines, comments and directives', () => {
    expect(spellings(preprocess('#define f(x) [x]\nf // c\n\n ( a\n#define B 1\nB /* , */ )'))).toBe('[ a 1 ]')
  })

  it('leave a name alone that no parenthesis follows', () => {
    expect(spellings(preprocess('#define f(x) [x]\nf f\n#define A\nf A (1)\nf'))).toBe('f f f ( 1 ) f')
  })

  it('take their parenthesis from behind a replacement', () => {
    expect(spellings(preprocess('#define f(x) [x]\n#define g f\ng(1) g\n(2)'))).toBe('[ 1 ] [ 2 ]')
  })
})

describe('the end', () => {
  function problems(text: string, options: PreprocessOptions = {}): string[] {
    const pp = preprocessorFor(text, options)
    while (pp.next().kind !== TokenKind.End);
    return pp.notes.problems.map(p => `${p.kind}: ${p.message} at ${startOf(p.token)}`)
  }

  it('comes again and again', () => {
    const pp = preprocessorFor('a')
    expect([pp.next(), pp.next(), pp.next()].map(t => t.kind)).toEqual([
      TokenKind.Identifier,
      TokenKind.End,
      TokenKind.End,
    ])
  })

  it('tells of an unclosed comment where it opens', () => {
    expect(problems('a /* b')).toEqual(['lexical: the comment is never closed at 2'])
  })

  it('bounds how often files come in', () => {
    const files = { 'a.h': '#include "a.h"\n'.repeat(20) }
    expect(problems('#include "a.h"\n#include "a.h"\n', { files })).toHaveLength(1)
  })
})
