// C++ drivers are read silently as far as their C-like parts go.
import { describe, expect, it } from 'vitest'
import { unitOf } from '../../../test/support/cSource.ts'

const read = (source: string) => {
  const unit = unitOf(source, { cplusplus: true })
  const functions = [...unit.functions()].map(({ symbol, broken }) => symbol.name + (broken ? ' (broken)' : ''))
  return { problems: unit.problems.map(p => p.message), functions }
}

describe('C-like parts of C++', () => {
  it.each<[source: string, functions: string[]]>([
    ['extern "C" { int f(int a); }\nextern "C" int g(int a) { return f(a); }', ['g']],
    ['extern "C" {\n#include <missing.h>\nint f(void) { return 1; }\n}\nint g(void) { return 2; }', ['f', 'g']],
    [
      'extern "C" { int f(void) { return 1; } extern "C" { int g(void) { return 2; } } }\nint h(void) { return 3; }',
      ['f', 'g', 'h'],
    ],
    ['namespace a { int f(void) { return 1; } }\nint g(void) { return 2; }', ['g']],
    [
      'namespace { int f(void) { return 1; } namespace b { int g(void) { return 2; } } }\nint h(void) { return 3; }',
      ['f', 'g', 'h'],
    ],
    ['namespace a = b;\nnamespace a::c { int f(void) { return 1; }\nint g(void) { return 2; }', ['f', 'g']],
    ['struct S { int a; int m() const { return a; } };\nint f(S *s) { return s->a + s->m(); }', ['f']],
    [
      'class C { public: C(); ~C(); int m(int a = 1); private: int x; static int y; };\nint f(C &c) { return c.m(2); }',
      ['f'],
    ],
    ['class C : public B { virtual int m() = 0; int n() override; };\nint g(void) { return 2; }', ['g']],
    ['template <class T> T max(T a, T b) { return a < b ? b : a; }\nint g(void) { return max<int>(1, 2); }', ['g']],
    ['using namespace std;\nusing T = int;\nint g(void) { return 2; }', ['g']],
    ['int f(const int &a, int &&b) { return a + b; }', ['f']],
    ['bool f(void *p) { return p != nullptr && true; }', ['f']],
    ['int f(void *p) { int *q = static_cast<int *>(p); return *q; }', ['f']],
    ['struct S { int a; };\nint f(void) { S s = { 1 }; S *p = new S; delete p; return s.a; }', ['f']],
    ['enum class E : int { a, b };\nint f(E e) { return e == E::a; }', ['f']],
    ['int C::m(int a) { return a + this->x; }\nint g(void) { return 2; }', ['m', 'g']],
    ['int f(void) { for (int i = 0; i < 3; i++) { } auto x = 1; return x; }', ['f']],
    ['int f(int a = 1, char *b = nullptr);\nint f(int a, char *b) { return a; }', ['f']],
    ['static_assert(sizeof(int) == 4, "int");\nconstexpr int k = 3;\nint f(void) { return k; }', ['f']],
    ['struct S { S() : a(1) { } int a; };\nint g(void) { S s; return s.a; }', ['g']],
    ['C::C() : x(1), y(2) { x = 3; }\nint g(void) { return 2; }', ['g']],
    ['int g(void) { try { return 1; } catch (...) { return 2; } }', ['g']],
    ['int f(void) { auto l = [](int a) { return a; }; return l(1); }\nint g(void) { return 2; }', ['g']],
    ['struct S { bool operator==(const S &o) const; int operator()(int a); };\nint g(void) { return 2; }', ['g']],
  ])('%s', (source, functions) => {
    const { problems, functions: found } = read(source)
    expect(found.filter(name => functions.includes(name))).toEqual(functions)
    expect(problems.filter(m => / expected before /.test(m))).toEqual([])
  })
})

describe('the size of a record', () => {
  const sizeOf = (record: string) => {
    const unit = unitOf(`struct B { int b; };\n${record}\nS s;`, { cplusplus: true })
    expect(unit.problems).toEqual([])
    const type = unit.tables.tags.get('S')!
    return unit.semantics.sizeOf(type)
  }
  it('does not count functions and static members', () => {
    expect(sizeOf('struct S { int a; void f(int n) { a = n; } int f() const; static int all; char c; };')).toBe(8)
    expect(sizeOf('struct S { void (*f)(int); };')).toBe(8)
  })
  it('is unknown where C++ adds to the members', () => {
    expect(sizeOf('struct S : B { int a; };')).toBeUndefined()
    expect(sizeOf('struct S { virtual void f(); int a; };')).toBeUndefined()
  })
})

describe('a namespace', () => {
  const meanings = (source: string) => {
    const unit = unitOf(source, { cplusplus: true })
    return [...unit.functions()].map(({ symbol }) => `${symbol.namespace ?? ''} ${symbol.name} ${symbol.linkage}`)
  }
  it('has its own names, and those without a name belong to the file', () =>
    expect(
      meanings(
        'int f(void) { return 1; } namespace { int g(void) { return 2; } } namespace a { int f(char *p) { return 3; } }',
      ),
    ).toEqual([' f external', ' g internal', 'a f internal']))
  it('gives names back', () => {
    const unit = unitOf(
      'int x; namespace a { namespace b { char *x; } char y; } namespace b { char *x; }\nint *p = &x;',
      {
        cplusplus: true,
      },
    )
    expect(unit.problems).toEqual([])
  })
})

describe('C++ with mistakes', () => {
  it('is left behind a nested record', () => {
    const { problems, functions } = read('struct S { struct { int x; } else };\nint f(void) { return 1; }')
    expect(problems.length).toBeGreaterThan(0)
    expect(functions).toEqual(['f'])
  })
})
