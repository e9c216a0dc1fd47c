import { describe, expect, it } from 'vitest'
import { type PreprocessOptions, preprocess, preprocessorFor, spellings } from '../../test/support/sources.ts'
import { TokenKind } from './token.ts'

/** The tokens behind the last definition, in one line. */
function expanded(text: string, options: PreprocessOptions = {}): string {
  return spellings(preprocess(text, { dialect: 'gnu', ...options }))
}

function problems(text: string, options: PreprocessOptions = {}): string[] {
  const pp = preprocessorFor(text, options)
  while (pp.next().kind !== TokenKind.End);
  return pp.notes.problems.map(p => p.message)
}

// The examples of C11 6.10.3.5.
describe('the examples of the standard', () => {
  it('3: names that are off, and arguments that are not', () => {
    const definitions = `
#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
`
    expect(expanded(`${definitions}f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);`)).toBe(
      'f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ;',
    )
    expect(expanded(`${definitions}g(x+(3,4)-w) | h 5) & m\n(f)^m(m);`)).toBe(
      'f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) ) ^ m ( 0 , 1 ) ;',
    )
    expect(expanded(`${definitions}p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };`)).toBe(
      'int i [ ] = { 1 , 23 , 4 , 5 , } ;',
    )
    expect(expanded(`${definitions}char c[2][6] = { str(hello), str() };`)).toBe(
      'char c [ 2 ] [ 6 ] = { "hello" , "" } ;',
    )
  })

  it('4: strings of arguments, and names put together', () => {
    const definitions = `
#define str(s) # s
#define xstr(s) str(s)
#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", x ## s, x ## t)
#define INCFILE(n) vers ## n
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
`
    expect(expanded(`${definitions}debug(1, 2);`)).toBe('printf ( "x" "1" "= %d, x" "2" "= %s" , x1 , x2 ) ;')
    expect(expanded(`${definitions}fputs(str(strncmp("abc\\0d", "abc", '\\4') == 0) str(: @\\n), s);`)).toBe(
      'fputs ( "strncmp(\\"abc\\\\0d\\", \\"abc\\", \'\\\\4\') == 0" ": @\\n" , s ) ;',
    )
    expect(expanded(`${definitions}xstr(INCFILE(2).h)`)).toBe('"vers2.h"')
    expect(expanded(`${definitions}glue(HIGH, LOW); xglue(HIGH, LOW)`)).toBe('"hello" ; "hello" ", world"')
  })

  it('5: placemarkers', () => {
    expect(
      expanded(
        '#define t(x,y,z) x ## y ## z\nint j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };',
      ),
    ).toBe('int j [ ] = { 123 , 45 , 67 , 89 , 10 , 11 , 12 , } ;')
  })

  it('6: a ## that is put together is no operator', () => {
    expect(
      expanded(`#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
char p[] = join(x, y);`),
    ).toBe('char p [ ] = "x ## y" ;')
  })

  it('7: variable arguments', () => {
    expect(
      expanded(`#define debug(...) fprintf(stderr, __VA_ARGS__)
#define showlist(...) puts(#__VA_ARGS__)
#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))
debug("X = %d\\n", x); showlist(The first, second, and third items.); report(x>y, "x is %d but y is %d", x, y);`),
    ).toBe(
      'fprintf ( stderr , "X = %d\\n" , x ) ; puts ( "The first, second, and third items." ) ; ' +
        '( ( x > y ) ? puts ( "x>y" ) : printf ( "x is %d but y is %d" , x , y ) ) ;',
    )
  })
})

describe('ends', () => {
  it('when macros name each other', () => {
    expect(expanded('#define a b c\n#define b a c\na; b;')).toBe('a c c ; b c c ;')
    expect(expanded('#define f(x) f(x) g(x)\n#define g(x) f(x)\nf(1)')).toBe('f ( 1 ) f ( 1 )')
  })

  it('when a name was off where it was met', () => {
    expect(expanded('#define f f\n#define call(x) x(1)\n#define g(x) g x\ncall(g) g(f)')).toBe('g 1 g f')
    expect(expanded('#define NIL(x) x\n#define G_0(a) NIL(G_1)(a)\n#define G_1(a) NIL(G_0)(a)\nG_0(42)')).toBe(
      'G_0 ( 42 )',
    )
  })
})

describe('stringising', () => {
  const str = '#define str(x) #x\n'

  it('keeps one space where there was white space', () => {
    expect(expanded(`${str}str(  a  +\t/* c */ b\n\n(c)  )`)).toBe('"a + b (c)"')
  })

  it('escapes in literals alone', () => {
    expect(expanded(`${str}str("a\\n" '"' \\ x)`)).toBe(`"\\"a\\\\n\\" '\\"' \\ x"`)
    expect(expanded(`${str}str(L"\\"")`)).toBe('"L\\"\\\\\\"\\""')
  })

  it('does not let the last backslash take the quote', () => {
    expect(expanded(`${str}str(a\\)`)).toBe('"a"')
  })

  it('remembers white space in front of what vanished', () => {
    expect(expanded(`${str}#define xstr(...) str((__VA_ARGS__))\n#define E\nxstr(a E b E,E c E)`)).toBe('"(a b , c)"')
  })

  it('keeps the spelling of digraphs', () => {
    expect(expanded(`${str}str(<: %>)`)).toBe('"<: %>"')
  })
})

describe('pasting', () => {
  it('makes tokens of every kind', () => {
    expect(
      expanded('#define cat(a,b) a##b\ncat(x,1) cat(1,x) cat(.,5) cat(+,=) cat(L,"s") cat(L,\'c\') cat(<,:) cat(-,>)'),
    ).toBe('x1 1x .5 += L"s" L\'c\' <: ->')
  })

  it('leaves both where they make none, and says so', () => {
    expect(expanded('#define cat(a,b) a##b\ncat(x,+) cat(/,/) y')).toBe('x + / / y')
    expect(problems('#define cat(a,b) a##b\ncat(x,+)', { dialect: 'gnu' })).toEqual([
      "pasting 'x' and '+' does not make a token",
    ])
  })

  it('does not expand its operands, but its result', () => {
    expect(expanded('#define a 1\n#define b 2\n#define ab 3\n#define cat(x,y) x##y\ncat(a,b) cat(a,)')).toBe('3 1')
  })

  it('works in object-like macros and with digraphs', () => {
    expect(expanded('#define m a ## b %:%: c\nm')).toBe('abc')
  })
})

describe('variable arguments', () => {
  it('drops the comma of `, ## __VA_ARGS__` as gcc does', () => {
    const text = '#define f(x, ...) (x, ## __VA_ARGS__)\n#define g(...) (a, ## __VA_ARGS__)\n'
    expect(expanded(`${text}f(1) f(1,) f(1,2) g() g(1)`)).toBe('( 1 ) ( 1 , ) ( 1 , 2 ) ( a ) ( a , 1 )')
  })

  it('takes a name for them', () => {
    expect(expanded('#define f(rest...) (0, ## rest)\nf() f(1, 2)')).toBe('( 0 ) ( 0 , 1 , 2 )')
  })

  it('takes __VA_OPT__', () => {
    const text = `#define f(x, ...) x __VA_OPT__(, x##__VA_ARGS__ (y)) end
#define g(x, ...) a ## __VA_OPT__(b) ## x
#define s(...) #__VA_OPT__(x  __VA_ARGS__)
#define E
`
    expect(expanded(`${text}f(1) f(1,) f(1,E) f(1,2)`)).toBe('1 end 1 end 1 end 1 , 12 ( y ) end')
    expect(expanded(`${text}g(x) g(x,1) s() s(1, 2)`)).toBe('ax abx "" "x 1, 2"')
  })
})

describe("MSVC's habits", () => {
  const msvc = { dialect: 'msvc' } as const

  it('drops the comma in front of empty __VA_ARGS__', () => {
    expect(expanded('#define f(x, ...) g(x, __VA_ARGS__)\nf(1) f(1,) f(1,2)', msvc)).toBe('g ( 1 ) g ( 1 ) g ( 1 , 2 )')
    expect(expanded('#define f(x, ...) g(x, ## __VA_ARGS__)\nf(1) f(1,) f(1,2)', msvc)).toBe(
      'g ( 1 ) g ( 1 ) g ( 1 , 2 )',
    )
    expect(expanded('#define f(...) g(__VA_ARGS__)\nf()', msvc)).toBe('g ( )')
  })

  it('keeps it when an argument expands to nothing', () => {
    expect(expanded('#define E\n#define f(x, ...) g(x, __VA_ARGS__)\nf(1, E)', msvc)).toBe('g ( 1 , )')
  })

  it('leaves what does not paste as it is, without a word', () => {
    const debug = '#define debug(format, ...) print("driver: " ## format, __VA_ARGS__)\ndebug("gone %d", 4)'
    expect(expanded(debug, msvc)).toBe('print ( "driver: " "gone %d" , 4 )')
    expect(expanded('#define to(a,b) a##b\nto(s,->Link)', msvc)).toBe('s -> Link')
    expect([problems(debug, msvc), problems('#define to(a,b) a##b\nto(s,->Link)', msvc)]).toEqual([[], []])
  })

  it('makes wide strings with L#, as NT_ASSERT does', () => {
    expect(expanded('#define w(x) f(L#x, L #x, l#x)\nw(a + "b")', msvc)).toBe(
      String.raw`f ( L"a + \"b\"" , L "a + \"b\"" , l "a + \"b\"" )`,
    )
  })

  it('leaves an L that another token has taken', () => {
    expect(expanded('#define p(x, y) x##L#y\np(a, b)', msvc)).toBe('aL "b"')
  })

  it('makes characters with #@', () => {
    expect(expanded('#define c(x) #@x\nc(a) c(ab)', msvc)).toBe("'a' 'ab'")
  })

  it('keeps four-character tags', () => {
    expect(expanded("#define TAG 'xRrM'\nTAG", msvc)).toBe("'xRrM'")
  })

  it('leaves __FUNCTION__ to the parser, beside strings', () => {
    expect(expanded('#define TRACE(s) print(__FUNCTION__ ": " s)\nTRACE("x")', msvc)).toBe(
      'print ( __FUNCTION__ ": " "x" )',
    )
  })

  it('goes on with too few or too many arguments', () => {
    const text = '#define f(x, y) [x|y]\nf(1) f(1,2,3)'
    expect(expanded(text, msvc)).toBe('[ 1 | ] [ 1 | 2 ]')
    expect(problems(text, msvc)).toEqual(["macro 'f' takes 2 arguments, not 1", "macro 'f' takes 2 arguments, not 3"])
  })
})

describe('bad input', () => {
  it('tells of a call that is never closed', () => {
    expect(problems('#define f(x) x\nf(1, (2)')).toEqual(["the arguments of macro 'f' are never closed"])
  })

  it('bounds what macros may produce', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `#define x${i + 1} x${i} x${i}\n`).join('')
    expect(problems(`${doubling}x40 x40`)).toEqual(['macros expand to too many tokens'])
  })

  it('bounds the nesting of arguments', () => {
    const text = `#define f(x) x\n${'f('.repeat(300)}1${')'.repeat(300)}`
    expect(new Set(problems(text))).toEqual(new Set(['macro arguments are nested too deeply']))
  })
})
