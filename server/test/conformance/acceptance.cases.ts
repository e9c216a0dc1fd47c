// Small programs, valid and slightly invalid ones, one a line, each with clang's verdict in front: `+` takes it, `-` does
// not (warnings do not count). The engine has a problem with a program exactly when clang refuses it; `exceptions` lists
// where they part, with the cause.

/** In groups by what they are about. */
export const programs: Readonly<Record<string, string>> = {
  redeclarations: `
    + int x; int x;
    + int x; extern int x;
    + extern int x; int x; int x;
    - int x = 1; int x = 2;
    - int x; long x;
    - int x; unsigned x;
    - extern int x; extern char x;
    - const int x; int x;
    + int a[]; int a[3];
    - int a[3]; int a[4];
    + int *p; int (*p);
    + int f(int); int f(int);
    - int f(int); int f(long);
    - int f(int); long f(int);
    + int f(); int f(int);
    - int f(); int f(char);
    - int f(); int f(float);
    - int f(float); int f();
    - int f(int, ...); int f();
    - int f(int, ...); int f(int);
    - int f(void); int f(int);
    + int f(const int); int f(int);
    - int f(const int *); int f(int *);
    + int f(int a[3]); int f(int *a);
    + int f(int g(void)); int f(int (*g)(void));
    - int f(void) { return 0; } int f(void) { return 1; }
    + int f(void) { return 0; } int f(void);
    - int f; int f(void);
    - int f(void); int f;
    + typedef int T; typedef int T;
    - typedef int T; typedef long T;
    - typedef int T; int T;
    - int T; typedef int T;
    - enum { a, a };
    - enum { a }; int a;
    - enum { a }; enum { a };
    - static int x; int x;
    + int x; static int x;
    + static int f(void); int f(void);
    + int f(void); static int f(void);
    + static int x; extern int x;
    + extern int x; static int x;
    - void f(void) { int x; int x; }
    + void f(void) { int x; { int x; } }
    + void f(void) { int x; { long x; } }
    - void f(int x) { int x; }
    + void f(int x) { { int x; } }
    - void f(int x, int x) { }
    - void f(int x, int x);
    + void f(void) { extern int x; extern int x; }
    - void f(void) { extern int x; extern long x; }
    - int x; void f(void) { extern long x; }
    + void f(void) { int g(int); int g(int); }
    - void f(void) { int g(int); int g(long); }
    - int g(int); void f(void) { int g(long); }
    - void f(void) { typedef int T; T T; }
    + typedef int T; void f(void) { T T; T = 1; }
    + typedef int T; void f(void) { int T; T = 1; }
    + typedef int T; void f(int T) { T = 1; }
    + typedef int T; struct S { T T; };
    + typedef int F(void); F f; int f(void) { return 0; }
    - typedef int F(void); F f { return 0; }
    + struct S *f(void); struct S { int a; }; struct S *f(void) { return 0; }`,
  tags: `
    + struct S; struct S { int a; };
    - struct S { int a; }; struct S { int a; };
    - struct S { int a; }; union S { int a; };
    - struct S; union S;
    - struct S; union S *p;
    - struct S; enum S { a };
    - enum E { a }; enum E { b };
    - enum E { a }; struct E;
    + struct S { int a; }; void f(void) { struct S { long b; }; struct S s; s.b = 1; }
    + struct S { int a; }; void f(void) { union S { long b; } s; s.b = 1; }
    + struct S { int a; }; void f(void) { union S; union S *p; }
    - struct S { int a; }; void f(void) { union S *p; }
    + struct S { struct T *t; }; struct T { struct S s; };
    - struct S { struct S s; };
    + struct S { struct S *s; };
    - struct S { struct S s[2]; };
    + struct S s; struct S { int a; };
    - struct S s;
    + extern struct S s;
    - static struct S s;
    - struct S s[2];
    - extern struct S s[2];
    + struct S f(void);
    - struct S f(void) { }
    + void f(struct S s);
    - void f(struct S s) { }
    + void f(struct S { int a; } *s) { s->a = 1; }
    + enum E; enum E { a };
    + enum E e; enum E { a };
    + enum E : char { a, b }; enum E x;
    - enum E : struct S { a };
    - struct S { struct S { int a; }; };
    - struct S { struct T { struct S { int a; }; }; };
    - struct S { struct S; int a; };
    - typedef struct S T; struct S { T; int a; };
    - struct S { struct S a; };
    - struct S; struct S { struct S { int a; } b; };
    - enum E : extern { a };
    - enum E : static int { a };
    + enum { a = 1, b = a + 1, c = sizeof(int) };
    - enum { a = x };
    - int x; enum { a = x };
    - enum { };
    + enum { a, };
    - enum { a b };
    - enum { 1 };
    + struct { int a; };
    - struct;
    + struct S { };
    + union U { };
    - struct S
    - struct S { int a }
    + typedef struct S S; struct S { S *s; };
    + typedef struct S { int a; } S, *PS; PS p; void f(void) { p->a = 1; }`,
  members: `
    - struct S { int a; int a; };
    - struct S { int a; long a; };
    - struct S { int a; struct { int a; }; };
    + struct S { struct { int a; }; union { int b; int c; }; };
    - struct S { struct { int a; }; int a; };
    - struct S { struct { int a; }; struct { int a; }; };
    + struct T { int a; }; struct S { struct T; int b; }; int f(struct S *s) { return s->a + s->b; }
    - struct T { int a; }; struct S { struct T; int a; };
    + typedef struct { int a; } T; struct S { T; int b; }; int f(struct S *s) { return s->a; }
    - struct S { int f(void); };
    + struct S { int (*f)(void); };
    - struct S { void v; };
    + struct S { void *v; };
    + struct S { int a[]; };
    + struct S { int n; int a[]; };
    - struct S { int a[]; int n; };
    + struct S { int a[0]; int n; };
    - struct S { int a[-1]; };
    + struct S { int : 3; };
    + struct S { int a : 3, b : 4, : 0, c; };
    - struct S { int a : 33; };
    + struct S { int a : 32; };
    - struct S { char a : 9; };
    + struct S { _Bool a : 1; };
    - struct S { _Bool a : 2; };
    - struct S { int a : 0; };
    - struct S { int a : -1; };
    - struct S { int : -1; };
    - struct S { float a : 3; };
    - struct S { int *a : 3; };
    - struct S { int a : x; };
    + enum { w = 4 }; struct S { int a : w; };
    + enum E { e }; struct S { enum E a : 4; };
    + struct S { long long a : 40; };
    - struct S { int a; int b }
    - struct S { int a int b; };
    + struct S { int; };
    - struct S { int a,; };
    + struct S { int a; } s = { 1 };
    - struct S { int a = 1; };
    - struct S { static int a; };
    - struct S { extern int a; };
    - struct S { typedef int T; };
    + struct S { const int a; volatile int b; };
    + struct S { _Static_assert(1, ""); int a; };
    - struct S { _Static_assert(0, ""); int a; };
    + struct S { int a;; };
    - struct S { unknown_t a; };
    + struct S { int a[sizeof(int)]; };
    - struct S { int n; int a[n]; };`,
  declarators: `
    - int f(void)[3];
    + int (*f(void))[3];
    - int f(void)(void);
    + int (*f(void))(void);
    - int a[3](void);
    + int (*a[3])(void);
    - void a[3];
    + void *a[3];
    - void x;
    + extern void x;
    - void f(void x);
    - void f(void, int);
    - void f(int, void);
    - void f(void, ...);
    - void f(...);
    + void f(int, ...);
    - void f(int ..., int);
    + int *restrict p;
    + int *__restrict p;
    - int __restrict p;
    - int a[2][];
    + int a[][2];
    + int a[];
    + int a[0];
    - int a[-1];
    - int a[1.5];
    + int a[3u];
    + int a['a'];
    - int n; int a[n];
    + void f(int n) { int a[n]; }
    + void f(int n, int a[n]);
    + void f(int a[static 3]);
    + void f(int a[const]);
    + void f(int a[*]);
    - int a[*];
    - int x y;
    - int x, y,;
    - int ,x;
    - int x
    + int (x);
    + int ((x));
    + int (*(x));
    - int *;
    + int;
    - long long long x;
    - short long x;
    - unsigned signed x;
    - unsigned float x;
    - long float x;
    + long double x;
    - unsigned void x;
    - int int x;
    - int struct S { int a; } x;
    - static extern int x;
    - typedef static int x;
    + typedef int;
    + static int;
    + const x;
    + x;
    + f();
    + f() { return 1; }
    + static f() { return 1; }
    - auto int x;
    - register int x;
    + void f(void) { auto int x; register int y; }
    + void f(register int x);
    - void f(static int x);
    - void f(extern int x);
    - void f(int x = 1);
    + void f(a, b) int a; long b; { }
    + void f(a, b) int a; { }
    - void f(a, b) int c; { }
    - void f(a, a) int a; { }
    - void f(a, b);
    + void f(int a, b) { }
    + int f(int) { return 0; }
    - inline int x;
    + inline int f(void);
    + _Noreturn void f(void);
    - int f(void) = 1;
    - int f { }
    - int x { 1 };
    - int f(int (*)(a));
    - int f(int a(b));
    - int (*f)(a);
    - struct S { int (*f)(a); };
    - int (*f(a))(b) int a; { return 0; }
    + int (*f(a))() int a; { return 0; }
    - int x = (static int)1;
    - int x = sizeof(extern int);
    + __declspec(dllimport) int f(void);
    + __declspec(align(16)) int x;
    + __declspec() int x;
    + int __stdcall f(void);
    + typedef int T; T f(T T);
    + typedef int T; int f(T);
    + typedef int T; int f(int (T));
    + typedef int T; int f(int T);
    + _Static_assert(sizeof(int) == 4, "int");
    - _Static_assert(sizeof(int) == 8, "int");
    + _Static_assert(1);
    - _Static_assert(x, "");
    + ;
    - }
    - {
    - int x = ;
    - int x = 1 2;
    - int x = (1;
    - int x = 1);`,
  initializers: `
    + int a[] = { 1, 2, 3 };
    + int a[2] = { 1, 2, };
    + int a[] = { };
    + int a[3] = { [1] = 2 };
    + int a[] = { [5] = 1, 2 };
    + int a[3] = { [1 ... 2] = 2 };
    + struct S { int a, b; } s = { .b = 1, .a = 2 };
    + struct S { int a, b; } s = { b : 1 };
    + struct S { int a, b; } s = { 1, 2 };
    + struct S { int a[2]; struct { int b; }; } s = { .a[1] = 3, .b = 4 };
    + char s[] = "abc";
    + char s[3] = "abc";
    + char s[] = { "abc" };
    + char *s = "abc" "def";
    + int x = { 1 };
    + int x; int *p = &x;
    + int x; int *p = &x + 1;
    + struct S { int a; } s; int *p = &s.a;
    + int f(void); int (*p)(void) = f;
    + int f(void); int (*p)(void) = &f;
    + int x = sizeof x;
    + int x = sizeof(struct { int a; });
    + int *p = (int[]){ 1, 2 };
    + struct S { int a; } *p = &(struct S){ 1 };
    + int x = (1, 2);
    + int x = 1 ? 2 : 3;
    + int x = 1 ?: 3;
    + int x = 'abcd';
    - int x = '';
    + int x = 'abcde';
    - int x = 08;
    - int x = 0x;
    - int x = 1uu;
    + int x = 0b101;
    + int x = 12i64;
    + int x = 0xffui64;
    - double d = 1e;
    + double d = 1.0f, e = 0x1p3, g = .5, h = 5.;
    - double d = 1.0g;
    + int x = L'a';
    - char *s = "abc;
    + int x = "abc"[1];
    + int x = __builtin_offsetof(struct { int a; int b; }, b);
    + unsigned x = 4294967296;
    - int x = 99999999999999999999;`,
  statements: `
    + void f(void) { return; }
    + int f(void) { return 1; }
    + void f(void) { goto a; a: ; }
    - void f(void) { goto a; }
    - void f(void) { a: ; a: ; }
    - void f(void) { a: ; { a: ; } }
    - void f(void) { a: }
    + void f(void) { a: int x; }
    + void f(void) { { goto a; } a: ; } void g(void) { a: ; }
    - void f(void) { a: ; } void g(void) { goto a; }
    - void f(void) { break; }
    - void f(void) { continue; }
    + void f(void) { while (1) break; }
    + void f(int x) { switch (x) { case 1: break; default: ; } }
    - void f(int x) { switch (x) { case 1: case 1: break; } }
    - void f(int x) { switch (x) { default: ; default: ; } }
    - void f(int x) { switch (x) { case x: ; } }
    + void f(int x) { switch (x) { case 1 ... 3: ; } }
    - void f(int x) { switch (x) { case 1: } }
    - void f(int x) { switch (x) { continue; } }
    - void f(int x) { case 1: ; }
    - void f(int x) { default: ; }
    + void f(int x) { if (x) ; else ; }
    - void f(int x) { if x ; }
    - void f(int x) { if (x) else ; }
    - void f(int x) { else ; }
    - void f(int x) { if () ; }
    - void f(int x) { while (x) }
    + void f(int x) { do x--; while (x); }
    - void f(int x) { do x--; while (x) }
    - void f(int x) { do x--; }
    + void f(int x) { for (;;) ; }
    + void f(int x) { for (int i = 0; i < x; i++) ; }
    - void f(int x) { for (x) ; }
    - void f(int x) { for (x;x) ; }
    - void f(int x) { for (int i = 0; i < x; i++) ; i = 1; }
    - void f(int x) { x = 1 }
    + void f(int x) { x = 1; ; }
    - void f(int x) { x = ; }
    - void f(int x) { x + ; }
    - void f(int x) { (x; }
    - void f(int x) { x); }
    - void f(int x) { x[1; }
    - void f(int x) { y = 1; }
    + void f(int x) { g(); }
    - void f(int x) { g(y); }
    - void f(int x) { x.a.b; }
    + void f(int x) { int; }
    + void f(int x) { struct S { int a; } s; s.a = x; }
    + void f(int x) { int y = y; }
    - void f(int x) { int a[2] = { x, y }; }
    - void f(int x) { { x = 1; }
    - void f(int x) { x = 1; }}
    - void f(int x) { int g(void) { return 1; } }
    - void f(int x) { return x }
    - void f(int x) { x = (int) ; }
    + void f(int x) { x = (int)x; }
    + void f(int x) { x = (long)(x); }
    + void f(int x) { x = sizeof(int); }
    - void f(int x) { x = sizeof int; }
    + void f(int x) { x = sizeof x; }
    + void f(int x) { x = sizeof(x)++; }
    - void f(int x) { x = (y)1; }
    - void f(int x) { unknown_t y; }
    - void f(int x) { unknown_t *y = 0; }
    + void f(int x) { __try { x = 1; } __except (1) { x = 2; } }
    + void f(int x) { __try { x = 1; __leave; } __finally { x = 2; } }
    - void f(int x) { __try { x = 1; } }
    - void f(int x) { __leave; }
    - void f(int x) { __try { x = 1; } __finally { } __finally { } }
    - void f(int x) { __except (1) { } }
    + void f(int x) { __asm { mov eax, 1 } }
    + void f(int x) { __asm__ volatile ("nop"); }
    + void f(int x) { __asm__ volatile ("nop" : "+r"(x)); }
    + void f(int x) { x = ({ int y = x; y + 1; }); }
    + void f(int x) { void *p = &&a; goto *p; a: ; }
    + void f(int x) { x = _Generic(x, int: 1, default: 2); }
    - void f(int x) { x = _Generic(x, long: 1); }
    - void f(int x) { x = _Generic(x, int: 1, int: 2); }
    + void f(int x) { __noop(x); }
    + void f(int x) { __noop; }
    + void f(int x) { _Static_assert(1, ""); }
    - void f(int x) { _Static_assert(0, ""); }
    + void f(int x) { typedef int T; T *p = &x; *p = 1; }
    + typedef int T; void f(int x) { T *p = &x; *p = 1; }
    - typedef int T; void f(int x) { x = T; }
    + typedef int T; void f(int x) { x = (T)x; x = sizeof(T); }
    + typedef int T; void f(int x) { T: x = 1; goto T; }
    + int T; void f(int x) { T * x; }
    + void f(int x) { "a" "b"; 'a'; 1.0; }
    + void f(int x) { x ? 1 : 2; }
    - void f(int x) { x ? 1; }
    + void f(int x) { x++ + ++x; }
    + void f(int x) { -x; !x; ~x; &x; *&x; }
    - void f(int x) { @; }
    - void f(int x) { x = 1 $ 2; }
    + void f(void) { __func__; __FUNCTION__; }
    - void f(void) { __FUNCTION__ "a"; }
    - void f(void) { __func__ "a"; }
    + void f(void) { L"a" "b"; }
    - void f(void) { L"a" u"b"; }`,
}

/** Verdicts that differ, by program, and why that is right. */
export const exceptions: Readonly<Record<string, string>> = {
  ...because('whether a tentative definition is completed is known at the end only, which changes with every edit', [
    'struct S s;',
    'static struct S s;',
  ]),
  ...because('a name with parentheses at file level is taken for a macro whose header is missing', ['f();']),
  ...because('an unknown name among parameters is taken for a type whose header is missing', ['void f(int a, b) { }']),
  ...because('MSVC takes no character constant of more than four characters', [`int x = 'abcde';`]),
  ...because('MSVC joins __FUNCTION__ with string literals', ['void f(void) { __FUNCTION__ "a"; }']),
  ...because('types of operands are not checked while parsing', ['void f(int x) { x.a.b; }']),
}

function because(cause: string, programs: readonly string[]): Record<string, string> {
  return Object.fromEntries(programs.map(program => [program, cause]))
}

/** The same for mutants of generated programs, by what clang says, or else the engine. */
export const mutantExceptions: readonly { readonly message: RegExp; readonly cause: string }[] = [
  { message: /';' is expected before '}'/, cause: 'MSVC wants the semicolon of the last member' },
  { message: /'\w+' is not declared/, cause: 'a name with parentheses at file level is taken for a macro' },
  { message: /^unknown type '[xy]'/, cause: 'an unknown name among parameters is taken for a type' },
  {
    message:
      /not assignable|cannot assign|invalid operands|called object type|too (few|many) arguments|pointer operand/,
    cause: 'types of operands are not checked while parsing',
  },
  { message: /function cannot return function type/, cause: 'parentheses around nothing but a convention' },
  {
    message: /'.*(__int64|__int32|__int16|__int8).*' is not a type/,
    cause: 'clang reads __int64 as long long, MSVC as a word of its own',
  },
  {
    message: /enumeration previously declared with/,
    cause: 'what an enumeration is declared with again is not compared',
  },
  {
    message: /function with no prototype cannot use/,
    cause: 'an old declaration with a convention says too little to be wrong',
  },
  { message: /parentheses must be omitted if 'align'/, cause: 'arguments of attributes are not checked' },
  {
    message: /attribute (argument|takes)|alignment (is not|must be)|requested alignment/,
    cause: 'arguments of attributes are not checked',
  },
]
