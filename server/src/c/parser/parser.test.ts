// What stands around declarators and statements: SAL, conventions, attributes, Microsoft's and GNU's additions.
import { describe, expect, it } from 'vitest'
import {
  declarationsOf,
  expectProblems,
  functionNamed,
  problemsOf,
  symbolNamed,
  typeOfName,
  unitOf,
} from '../../../test/support/cSource.ts'
import { type Vanished, vanishedName } from '../token.ts'
import { typeText } from '../typeText.ts'
import { parameterList } from './parser.ts'

const sal = `
#define IN
#define OUT
#define OPTIONAL
#define _In_
#define _Inout_
#define _In_opt_
#define _Must_inspect_result_
#define _IRQL_requires_max_(x)
#define _Function_class_(x)
#define _Out_writes_bytes_(x)
#define _Success_(x)
#define _Use_decl_annotations_
#define _Field_size_(x)
#define _When_(c, a)
#define NTAPI __stdcall
typedef long NTSTATUS;
typedef void *PVOID;
typedef unsigned char BOOLEAN;
`

const names = (annotations: readonly Vanished[]) => annotations.map(vanishedName)

describe('SAL', () => {
  const annotated = (source: string, name: string) => {
    const unit = unitOf(sal + source)
    expect(unit.problems.map(p => p.message)).toEqual([])
    const symbol = symbolNamed(unit, name)
    const list = symbol.declarator && parameterList(symbol.declarator)
    return list?.parameters.map(p => `${p.declarator.name?.text ?? ''}: ${names(p.annotations).join(' ')}`.trim())
  }

  it.each([
    ['NTSTATUS f(IN PVOID a, OUT PVOID b OPTIONAL);', ['a: IN', 'b: OUT OPTIONAL']],
    ['NTSTATUS f(_In_ PVOID a, _Inout_ PVOID b);', ['a: _In_', 'b: _Inout_']],
    ['NTSTATUS f(PVOID a OPTIONAL, PVOID b OPTIONAL);', ['a: OPTIONAL', 'b: OPTIONAL']],
    ['NTSTATUS f(IN OUT PVOID a, IN BOOLEAN b);', ['a: IN OUT', 'b: IN']],
    ['NTSTATUS f(_Out_writes_bytes_(n) PVOID a, _In_ int n);', ['a: _Out_writes_bytes_', 'n: _In_']],
    ['NTSTATUS f(_When_(x == 0, _In_) _In_opt_ PVOID);', [': _When_ _In_opt_']],
    ['NTSTATUS f(PVOID _In_ a, PVOID const _In_ * b);', ['a: _In_', 'b: _In_']],
    ['NTSTATUS (NTAPI *f)(IN PVOID a);', undefined],
  ])('%s', (source, expected) => {
    expect(annotated(source, 'f')).toEqual(expected)
  })

  it('is kept on functions, in front and between', () => {
    const unit = unitOf(`${sal}
_Must_inspect_result_ _IRQL_requires_max_(2)
NTSTATUS
_Function_class_(DRIVER)
NTAPI
f(_In_ PVOID a);
_Use_decl_annotations_
NTSTATUS f(PVOID a)
_Success_(1)
{ return 0; }`)
    expect(names(functionNamed(unit, 'f').annotations)).toEqual(['_Use_decl_annotations_', '_Success_'])
    const declared = declarationsOf(unit).find(d => d.kind === 'declaration' && names(d.annotations).length > 2)
    expect(declared?.kind === 'declaration' && names(declared.annotations)).toEqual([
      '_Must_inspect_result_',
      '_IRQL_requires_max_',
      '_Function_class_',
    ])
    expect(unit.problems).toEqual([])
  })

  it('may stand on members and in front of records', () => {
    expect(
      problemsOf(`${sal}
_Function_class_(x) typedef NTSTATUS F(_In_ PVOID a);
typedef _Success_(1) struct _S { _Field_size_(n) PVOID p; IN int n; } S, *PS;
typedef _Function_class_(F) _IRQL_requires_max_(1) NTSTATUS NTAPI G(IN PS s OPTIONAL), *PG;
F f; G g;
NTSTATUS f(PVOID a) { IN int x = 1; _In_ x++; return x; }`),
    ).toEqual([])
  })
})

describe('calling conventions', () => {
  it.each([
    ['NTSTATUS NTAPI f(void);', 'NTSTATUS __stdcall (void)'],
    ['NTAPI NTSTATUS f(void);', 'NTSTATUS __stdcall (void)'],
    ['static NTSTATUS NTAPI f(void);', 'NTSTATUS __stdcall (void)'],
    ['PVOID __fastcall f(int a);', 'PVOID __fastcall (int a)'],
    ['int * __cdecl f(void);', 'int *__cdecl (void)'],
    ['typedef NTSTATUS (NTAPI *f)(PVOID);', 'NTSTATUS (__stdcall *)(PVOID)'],
    ['typedef NTSTATUS NTAPI f(PVOID);', 'NTSTATUS __stdcall (PVOID)'],
    ['NTSTATUS (NTAPI f)(PVOID);', 'NTSTATUS __stdcall (PVOID)'],
    ['struct S { NTSTATUS (NTAPI *m)(void); } f;', 'struct S'],
    ['__declspec(dllimport) NTSTATUS __declspec(noinline) NTAPI f(void);', 'NTSTATUS __stdcall (void)'],
    ['NTSTATUS __attribute__((stdcall)) f(void);', 'NTSTATUS __stdcall (void)'],
    ['NTSTATUS f(void) __attribute__((unused));', 'NTSTATUS (void)'],
    ['NTSTATUS f(int a __attribute__((unused)), int *b __attribute__((nonnull)));', 'NTSTATUS (int a, int *b)'],
    [
      'void f(NTSTATUS (NTAPI *)(void), NTSTATUS NTAPI g(void));',
      'void (NTSTATUS (__stdcall *)(void), NTSTATUS (__stdcall *g)(void))',
    ],
  ])('%s', (source, type) => {
    expect(problemsOf(sal + source)).toEqual([])
    expect(typeOfName(sal + source, 'f')).toBe(type)
  })

  it('contradict each other on x86, where they differ', () => {
    const twice = ['int __stdcall __cdecl f(void);', 'int __stdcall (__cdecl *f)(void);']
    for (const source of twice) {
      expect(problemsOf(source)).toEqual([])
      expect(problemsOf(source, { architecture: 'x86' })).toHaveLength(1)
    }
    const once = ['int __stdcall __stdcall f(void);', 'int (__stdcall *__cdecl f(void))(int);']
    for (const source of once) expect(problemsOf(source, { architecture: 'x86' })).toEqual([])
  })

  it('stays with casts', () => {
    expect(
      problemsOf(`${sal} int x; void f(void) { ((void (NTAPI *)(int))x)(1); (PVOID (__cdecl *)(void))x; }`),
    ).toEqual([])
  })
})

describe('#pragma pack', () => {
  it.each([
    ['#pragma pack(1)\nstruct S { char a; int b; };', 5],
    ['#pragma pack(push, 2)\nstruct S { char a; int b; };\n#pragma pack(pop)', 6],
    ['#pragma pack(push, 1)\n#pragma pack(pop)\nstruct S { char a; int b; };', 8],
    ['#pragma pack(push)\n#pragma pack(1)\n#pragma pack(pop)\nstruct S { char a; int b; };', 8],
    ['#pragma pack(push, here, 1)\n#pragma pack(push, 2)\n#pragma pack(pop, here)\nstruct S { char a; int b; };', 8],
    ['#pragma pack(1)\n#pragma pack()\nstruct S { char a; int b; };', 8],
    ['#pragma pack(3)\nstruct S { char a; int b; };', 8],
    ['__pragma(pack(push, 1)) struct S { char a; int b; }; __pragma(pack(pop))', 5],
    ['#define P _Pragma("pack(1)")\nP struct S { char a; int b; };', 5],
  ])('%s', (source, size) => {
    const unit = unitOf(`${source}\nstruct S s;`)
    expect(unit.semantics.sizeOf(symbolNamed(unit, 's').type)).toBe(size)
  })
})

describe('functions', () => {
  it('takes definitions in the old style', () => {
    const unit = unitOf('int f(a, b, c) char *a; long b; { return *a + b + c; }\nint g() { return f("", 1, 2); }')
    expect(unit.problems).toEqual([])
    const { parameters } = functionNamed(unit, 'f')
    expect(parameters.map(p => typeText(p.type, p.name))).toEqual(['char *a', 'long b', 'int c'])
  })

  it('tells them from macros that are not known', () => {
    const unit = unitOf(
      'h(a, b) int *a; struct s *b; { return 0; }\nMACRO(x)\nint *p;\nint g(void) { return h(p, 0); }',
    )
    expect(unit.problems.map(p => p.message)).toEqual(["'MACRO' is not declared"])
    expect(functionNamed(unit, 'h').parameters.map(p => typeText(p.type, p.name))).toEqual(['int *a', 'struct s *b'])
    expect(typeText(symbolNamed(unit, 'p').type)).toBe('int *')
  })

  it.each([
    ['f(int a);', 'int (int a)'],
    ['f(T a, const char *, ...);', 'int (T a, const char *, ...)'],
    ['f(\n  struct S *s,\n  int (*g)(int, char),\n  long b[3]\n);', 'int (struct S *s, int (*g)(int, char), long *b)'],
    ['f(void);', 'int (void)'],
    ['f(VOID);', 'int (void)'],
    ['f(int a);\nT f(int b) { return b; }', 'T (int b)'],
    ['T f(int b);\nf(int a);', 'T (int a)'],
    ['f(int a);\nf(int a);\nT f(int b);\nf(int c) { return c; }', 'T (int c)'],
    ['static T f(int b);\nf(int b);\nint g(void) { return f(1); }', 'T (int b)'],
  ])('takes a declaration without a type: %s', (source, type) => {
    const given = `typedef long T; typedef void VOID; struct S;\n${source}`
    expect(problemsOf(given)).toEqual([])
    expect(typeOfName(given, 'f')).toBe(type)
  })

  it.each(['static', '__forceinline', 'const', 'static __inline', 'static __stdcall'])(
    'takes %s behind the type, on a line of its own',
    words => {
      const source = `typedef unsigned char T;\nT\n${words}\nf(int a)\n{\n    return a == 1;\n}`
      expect(problemsOf(source)).toEqual([])
      expect(typeOfName(source, 'f')).toMatch(/T (__stdcall )?\(int a\)$/)
    },
  )

  it.each(['static T', 'const\nT', 'static __stdcall T'])(
    'a type that was left unfinished ends where %j begins',
    begin => {
      expect(problemsOf(`typedef unsigned char T;\nT\n${begin} f(int a);`)).toEqual([
        expect.stringMatching(/^a name is expected before/),
      ])
    },
  )

  it('takes a typedef of one enumeration for one of another, as rxcontx.h of the WDK needs it', () => {
    expect(problemsOf('typedef enum { a } E; typedef enum { b } E;')).toEqual([])
    expect(problemsOf('typedef enum { a } E; typedef char E;')).toEqual(["typedef 'E' has another type before"])
  })

  it.each(['void', 'char *', 'unsigned char', 'unsigned long'])('%s is no int, though none was written', type => {
    expect(problemsOf(`f(int a);\n${type} f(int a);`)).toEqual(["'f' has another type before"])
  })

  it.each([
    'f(a, b);',
    'f(T);',
    'f(int);',
    'f(struct S);',
    'f(struct S, a);',
    'f(T a, "text");',
    'f(int a, 1);',
    'f(int a,);',
    'f(int a = 1);',
    'f(T a)',
    'f(MISSING a);',
    'f(T a), g(T b);',
    'f(...);',
    'f(sizeof(int));',
    'f();',
  ])('takes anything else for a macro that is not known: %s', source => {
    const unit = unitOf(`typedef int T; struct S;\n${source}\nint k(void) { return 1; }`)
    expect(unit.problems[0]?.message).toBe("'f' is not declared")
    expect(unit.tables.symbols.get('f')).toBeUndefined()
  })

  it('takes a typedef name for void as no parameter', () => {
    const given = 'typedef void VOID;\nint f(VOID);'
    expect([problemsOf(given), typeOfName(given, 'f')]).toEqual([[], 'int (void)'])
    expect(problemsOf('typedef void VOID;\nint f(VOID, int);')).toEqual(["'void' beside other parameters"])
  })

  it('takes no declaration without a type in C++', () => {
    expect(problemsOf('f(int a);', { cplusplus: true })).toEqual(["'f' is not declared"])
  })

  it('concludes nothing from a call of what is not declared', () => {
    const unit = unitOf('int g(void) { return missing(1); }')
    expect(unit.problems).toEqual([])
    expect(unit.tables.symbols.get('missing')).toBeUndefined()
  })

  it('declares a function by a typedef and defines it later', () => {
    const unit = unitOf('typedef int F(void *Context); F f; int f(void *p) { return p != 0; }')
    expect(unit.problems).toEqual([])
    expect(typeText(functionNamed(unit, 'f').symbol.type)).toBe('int (void *p)')
  })

  it('binds parameters and labels', () => {
    expectProblems(`
void f(int a)
{
    goto out;
    goto nowhere;
         ^^^^^^^ label 'nowhere' is not defined
    a = b;
        ^ 'b' is not declared
out:
    ;
}
`)
  })
})

describe('an assumption', () => {
  it('is read, and may use words that no compiler knows', () => {
    expectProblems('void f(int a) { __assume(a > 0 && _Curr_ < 3); }')
    expectProblems(`
void f(int a)
{
    __assume(a > 0;
                  ^ ')' is expected before ';'
}
`)
  })
})

describe('statements that MSVC has', () => {
  it.each([
    ['__try { a = 1; } __except (a == 1 ? 1 : 0) { a = 2; }', 'try'],
    ['__try { if (a) __leave; a = 1; } __finally { a = 2; }', 'try'],
    ['_try { a = 1; } _except (1) { }', 'try'],
    ['__asm { mov eax, 1\n  int 3 }', 'asm'],
    ['__asm mov eax, 1\n  a = 1;', 'asm'],
    ['__asm int 3', 'asm'],
    ['__asm__ __volatile__ ("nop" ::: "memory");', 'asm'],
    ['asm("nop");', 'asm'],
    ['__extension__ ({ a = 1; });', 'expression-statement'],
    ['a = ((int (__attribute__((noinline)) *)(int))&f)(1);', 'expression-statement'],
    ['__noop(a, b, c);', 'expression-statement'],
    ['__noop;', 'expression-statement'],
    ['_Static_assert(sizeof(a) == 4, "int");', 'declaration-statement'],
    ['__pragma(warning(suppress: 4127)) while (0) { }', 'while'],
    ['__assume(a);', 'expression-statement'],
    ['a = ({ int b = a; b + 1; });', 'expression-statement'],
    ['__typeof__(a) b = a;', 'declaration-statement'],
    ['__declspec(align(16)) int b;', 'declaration-statement'],
    ['int b = __alignof(a) + _Alignof(long long) + sizeof(int[3]);', 'declaration-statement'],
    ['a = _Generic(a, int: 1, default: 2);', 'expression-statement'],
    ['struct { int x, y; } p = { .y = 1, .x = 2 };', 'declaration-statement'],
    ['a = (struct { int x; }){ 3 }.x;', 'expression-statement'],
    ['switch (a) { case 1 ... 3: case 5: a = 1; break; default: ; }', 'switch'],
    ['void *p = &&out; goto *p; out: ;', 'declaration-statement'],
    ['__attribute__((unused)) int b;', 'declaration-statement'],
    ['switch (a) { case 1: a = 2; __attribute__((fallthrough)); case 2: ; }', 'switch'],
  ])('%s', (statement, kind) => {
    const unit = unitOf(`int f(int a)\n{\n  ${statement}\n  return a;\n}\nint g(void) { return f(1); }`)
    expect(unit.problems.map(p => p.message).filter(m => !/__assume|macro/.test(m))).toEqual([])
    const f = functionNamed(unit, 'f')
    expect([f.broken, f.body.statements[0]!.kind, f.body.statements.at(-1)!.kind]).toEqual([false, kind, 'return'])
    expect(functionNamed(unit, 'g').broken).toBe(false)
  })
})

describe('declarations that MSVC and GNU have', () => {
  it.each([
    'struct S { int n; char data[0]; }; struct T { int n; char data[]; };',
    'struct S { union { int a; struct { short lo, hi; }; }; int : 0; unsigned b : 3, : 5, c : 8; };',
    'typedef unsigned __int64 ULONG64; __int8 a; __int16 b; __int32 c; __int64 d = 1i64;',
    'int * __ptr32 p; void * __ptr64 q; int * __unaligned r; typedef int *POINTER __attribute__((aligned(8)));',
    'enum E : unsigned char { a, b = 255 }; enum E e = b;',
    '__declspec(selectany) int x = 1; __declspec(noreturn) void f(void); __declspec(thread) int t;',
    'extern int x asm("y"); int f(void) __asm__("g") __attribute__((weak, alias("h")));',
    'int a[] = { [0] = 1, [3 ... 5] = 2, 3 }; _Static_assert(sizeof(a) == 7 * sizeof(int), "");',
    'struct S { int a[2]; struct { int b; } c; } s = { .a[1] = 2, .c.b = 3 }; struct S t[] = { [1].c = { 4 }, [0] = { { 1 } } };',
    'int *p = (int []){ 1, 2, 3 };',
    'static __forceinline int f(void) { return 1; } __inline int g(void) { return f(); }',
    'typedef __typeof__(sizeof(int)) size; typedef __typeof__(((size)1) + 1) same; size s; extern same s;',
    '__extension__ typedef long long wide; __extension__ union { int a; } u;',
    '[[nodiscard]] int f(void);',
    'int f(int n, int a[n][n + 1], int b[static 3], int c[const *]);',
    '#pragma warning(disable: 4200)\n#pragma once\n#pragma alloc_text(PAGE, f)\nint f(void);',
    'typedef struct S S; struct S { S *next; }; void f(S *S) { S->next = S; }',
    'typedef int T; void f(void) { T T = 1; T++; { int a = T * 2; } }',
    'typedef struct _GUID { unsigned long a; } GUID; extern const GUID g; const GUID g = { 1 };',
    'int tag = \'abcd\'; char c = \'\\\'\', d = \'\\x41\'; char *s = "a" "\\"b"; unsigned short w[] = L"wide" L"r";',
    'void f(void), g(int), *h(void); int a, *b, c[2], (*d)(void), e = 1;',
    'int const unsigned typedef long X; X x;',
    'int (*(*(*x)(int))[3])(char (*)(void), ...);',
    'struct S; int f(struct S *, struct T { int a; } *); struct S { int b; };',
  ])('%s', source => {
    expect(problemsOf(source)).toEqual([])
  })
})
