// Types and values of expressions where clang's agreement (test/conformance) does not reach: typedef names are kept,
// addresses have values, and broken pieces have none.
import { describe, expect, it } from 'vitest'
import { expectTypes, expectValues, symbolNamed, unitOf } from '../../test/support/cSource.ts'
import { compatible, equalTags } from './compatibility.ts'
import { pointerSize } from './layout.ts'

describe('types of expressions', () => {
  it('keep the names that the author wrote', () => {
    expectTypes(`
typedef unsigned char BOOLEAN, *PBOOLEAN;
typedef struct _S { PBOOLEAN flags; struct _S *next; BOOLEAN force : 1; } S, *PS;
typedef PS ROUTINE(BOOLEAN Force);
ROUTINE routine;
PS table[4];
void f(PS s, const S *c)
{
    s->flags;
    ^^^^^^^^ PBOOLEAN
    *s->flags;
    ^^^^^^^^^ unsigned char
    s->next->next;
    ^^^^^^^^^^^^^ struct _S *
    c->flags;
    ^^^^^^^^ const PBOOLEAN
    &c->flags;
    ^^^^^^^^^ const PBOOLEAN *
    routine(1);
    ^^^^^^^^^^ PS
    (*&routine)(1)->flags;
    ^^^^^^^^^^^^^^ PS
    table;
    ^^^^^ PS [4]
    table[1];
    ^^^^^^^^ PS
    table + 1;
    ^^^^^^^^^ PS *
    s ? s : 0;
    ^^^^^^^^^ PS
    s->force + 1;
    ^^^^^^^^^^^^ int
    (PS)0;
    ^^^^^ PS
    sizeof(S);
    ^^^^^^^^^ unsigned long long
    s = table[0];
    ^^^^^^^^^^^^ PS
}
`)
  })

  it('are signed for LL, however large', () => {
    expectValues(`
int a[] = { 0xFFFFFFFFFFFFFFFFLL < 0, 18446744073709551615i64 == -1, 0xFFFFFFFFFFFFFFFF < 0 };
            ^^^^^^^^^^^^^^^^^^^^^^^^ 1
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1
                                                                     ^^^^^^^^^^^^^^^^^^^^^^ 0
`)
  })

  it('are unknown where something is missing, and only there', () => {
    expectTypes(`
struct S { MISSING m; int a; };
int f(struct S *s, PMISSING p)
{
    s->m;
    ^^^^ ?
    s->m.x;
    ^^^^^^ ?
    s->a;
    ^^^^ int
    p->x + 1;
    ^^^^^^^^ ?
    missing(1);
    ^^^^^^^^^^ ?
    s->none;
    ^^^^^^^ ?
    !p->x;
    ^^^^^ int
}
`)
  })
})

describe('values of expressions', () => {
  it('are numbers and addresses', () => {
    expectValues(`
struct S { char c; struct { int a[4]; } in; } s, t[3];
enum { one = 1, big = 0xffffffff };
int x; int f(void); static int y[5];
void g(int p)
{
    &x;
    ^^ &x
    f;
    ^ &f
    &y[2];
    ^^^^^ &y+8
    y + 1;
    ^^^^^ &y+4
    &t[1].in.a[2];
    ^^^^^^^^^^^^^ &t+32
    s.in.a;
    ^^^^^^ &s+4
    &y[4] - &y[1];
    ^^^^^^^^^^^^^ 3
    (unsigned long long)&((struct S *)0)->in.a[1];
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 8
    &x == 0;
    ^^^^^^^ 0
    big;
    ^^^ -1
    'abcd';
    ^^^^^^ 1633837924
    sizeof(s) + one;
    ^^^^^^^^^^^^^^^ 21
    1 / 0;
    ^^^^^ unknown
    x + 1;
    ^^^^^ unknown
    p && 0;
    ^^^^^^ unknown
    0 && p;
    ^^^^^^ 0
    1 << 40;
    ^^^^^^^ unknown
    (unsigned char)300;
    ^^^^^^^^^^^^^^^^^^ 44
    1.5 * 2 > 2;
    ^^^^^^^^^^^ 1
}
`)
  })
})

describe('what other units and targets say', () => {
  it('compares records of two units by their tags', () => {
    const types = ['struct A { int a; } *x;', 'struct A *x;', 'struct B *x;'].map(s => symbolNamed(unitOf(s), 'x').type)
    expect(compatible(types[0]!, types[1]!)).toBe(false)
    expect([1, 2].map(i => compatible(types[0]!, types[i]!, equalTags))).toEqual([true, false])
  })

  it('knows how wide pointers are', () => {
    const sizes = (['x64', 'x86', 'arm64'] as const).map(architecture => {
      const unit = unitOf('void *p; void * __ptr32 q; void * __ptr64 r; int (*f)(void);', { architecture })
      return ['p', 'q', 'r', 'f'].map(name => unit.semantics.sizeOf(symbolNamed(unit, name).type))
    })
    expect(sizes).toEqual([
      [8, 4, 8, 8],
      [4, 4, 8, 4],
      [8, 4, 8, 8],
    ])
    expect(pointerSize(0, unitOf('').semantics.target)).toBe(8)
  })
})
