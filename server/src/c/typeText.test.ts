import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemsOf, symbolNamed, typeOfName, unitOf } from '../../test/support/cSource.ts'
import { canonical, unknownType } from './types.ts'
import { typeText } from './typeText.ts'

/** What is declared as x, and how its type is printed (as written where that is left out). */
const printed: [declaration: string, type: string][] = [
  ['int x', 'int'],
  ['unsigned long int x', 'unsigned long'],
  ['long unsigned x', 'unsigned long'],
  ['unsigned __int64 x', 'unsigned long long'],
  ['__int8 signed x', 'signed char'],
  ['signed x', 'int'],
  ['long double x', 'long double'],
  ['_Bool x', '_Bool'],
  ['int *x', 'int *'],
  ['int const *const x', 'const int *const'],
  ['int volatile * __restrict x', 'volatile int *__restrict'],
  ['int x[3]', 'int [3]'],
  ['int x[]', 'int []'],
  ['int x[2][3]', 'int [2][3]'],
  ['int *x[3]', 'int *[3]'],
  ['int (*x)[3]', 'int (*)[3]'],
  ['int (*const x)[3]', 'int (*const)[3]'],
  ['int (*(*x)[2])[3]', 'int (*(*)[2])[3]'],
  ['int x()', 'int ()'],
  ['int x(void)', 'int (void)'],
  ['int x(int a, char *b)', 'int (int a, char *b)'],
  ['int x(int, ...)', 'int (int, ...)'],
  ['int *x(int)', 'int *(int)'],
  ['int (*x)(int)', 'int (*)(int)'],
  ['int (*x[4])(int)', 'int (*[4])(int)'],
  ['int (*x(char))(int)', 'int (*(char))(int)'],
  ['void (*x(int sig, void (*func)(int)))(int)', 'void (*(int sig, void (*func)(int)))(int)'],
  ['int (**x)(int)', 'int (**)(int)'],
  ['int x(int a[3], int f(char))', 'int (int *a, int (*f)(char))'],
  ['int x(const int a[3][4])', 'int (const int (*a)[4])'],
  ['struct S x', 'struct S'],
  ['union U *x', 'union U *'],
  ['enum E *x', 'enum E *'],
  ['struct { int a; } x', 'struct <unnamed>'],
  ['PVOID x', 'PVOID'],
  ['const PVOID x', 'const PVOID'],
  ['PVOID *x', 'PVOID *'],
  ['PVOID (*x)(PVOID P, PVOID)', 'PVOID (*)(PVOID P, PVOID)'],
  ['ROUTINE x', 'ROUTINE'],
  ['ROUTINE *x', 'ROUTINE *'],
  ['__stdcall int x(void)', 'int __stdcall (void)'],
  ['int __stdcall x(void)', 'int __stdcall (void)'],
  ['int __cdecl x(void)', 'int __cdecl (void)'],
  ['int *__fastcall x(void)', 'int *__fastcall (void)'],
  ['int (__stdcall x)(void)', 'int __stdcall (void)'],
  ['int (__stdcall *x)(void)', 'int (__stdcall *)(void)'],
  ['int (* __stdcall x)(void)', 'int (__stdcall *)(void)'],
  ['int (__stdcall *x[4])(void)', 'int (__stdcall *[4])(void)'],
  ['int (__stdcall **x)(void)', 'int (__stdcall **)(void)'],
  ['int (__stdcall *__cdecl x(int))(void)', 'int (__stdcall *__cdecl (int))(void)'],
  ['int x(int (__stdcall *f)(void))', 'int (int (__stdcall *f)(void))'],
  ['void * __ptr32 x', 'void *__ptr32'],
  ['__unaligned int *x', '__unaligned int *'],
  ['double _Complex x', 'double _Complex'],
]

const prelude = 'typedef void *PVOID; typedef int ROUTINE(PVOID P); struct S { int a; }; union U; enum E { e };\n'

describe('typeText', () => {
  it.each(printed)('%s', (declaration, type) => {
    expect(typeOfName(`${prelude}${declaration};`, 'x')).toBe(type)
  })

  it('declares a name', () => {
    const unit = unitOf('typedef int (*HANDLER)(int Code); int (*(*x)[2])(char); HANDLER h; int f(void);')
    const named = (name: string) => typeText(symbolNamed(unit, name).type, name)
    expect(['x', 'h', 'f'].map(named)).toEqual(['int (*(*x)[2])(char)', 'HANDLER h', 'int f(void)'])
    expect(typeText(canonical(symbolNamed(unit, 'h').type), 'h')).toBe('int (*h)(int Code)')
  })

  it('shows what is not known', () => {
    expect(typeText(unknownType)).toBe('?')
    expect(typeOfName('int f(MISSING *x, int);', 'f')).toBe('int (? *x, int)')
  })

  it('prints what reads back as the same type', () => {
    fc.assert(
      fc.property(declarations, declaration => {
        const source = `${prelude}${declaration};`
        expect(problemsOf(source)).toEqual([])
        const text = typeText(symbolNamed(unitOf(source), 'x').type, 'x')
        const again = unitOf(`${source}\n${text};`)
        expect(again.problems.map(p => p.message)).toEqual([])
        expect(typeText(symbolNamed(again, 'x').type, 'x')).toBe(text)
        const asTypeName = typeText(symbolNamed(again, 'x').type)
        const same = `${source} _Static_assert(__builtin_types_compatible_p(__typeof__(x), ${asTypeName}), "");`
        expect(problemsOf(same)).toEqual([])
      }),
      { numRuns: 150, seed: 7 },
    )
  })
})

/** Declarators that always make a type: pointers stand in front of every list and every pair of brackets. */
const { declarations } = fc.letrec<{ declarations: string; declarator: string }>(tie => {
  const around = (wrap: (inner: string) => string) => tie('declarator').map(wrap)
  return {
    declarator: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('x', 'x[3]', 'x(void)', 'x(int (*)(int))', 'x()'),
      around(inner => `(*${inner})`),
      around(inner => `(*const ${inner})`),
      around(inner => `(__stdcall *${inner})(int, const PVOID *)`),
      around(inner => `(*${inner})(char c, struct S s[2], ...)`),
      around(inner => `(*${inner})[5]`),
      around(inner => `(*volatile ${inner})[]`),
    ),
    declarations: fc
      .tuple(
        fc.constantFrom('int', 'const struct S', 'PVOID', 'enum E volatile', 'unsigned __int64'),
        tie('declarator'),
      )
      .map(([specifiers, declarator]) => `${specifiers} ${declarator}`),
  }
})
