import { describe, expect, test } from 'vitest'
import { mainWith, outputOf, runProgram } from '../../test/support/hosted.ts'

/** The value of each expression as printf shows it with `format`. */
function values(format: string, expressions: string[], declarations = ''): string[] {
  const prints = expressions.map(e => `  printf("${format}\\n", ${e});`).join('\n')
  return outputOf(mainWith(prints, declarations)).trimEnd().split('\n')
}

describe('integers', () => {
  test.each([
    ['v + 1u', '-2147483648', 'volatile int v = 2147483647;'],
    ['c', '-56', 'volatile int v = 200; signed char c = v;'],
    ['c + 1', '256', 'unsigned char c = 255;'],
    ['v / 3 * 100 + v % 3', '-201', 'volatile int v = -7;'],
    ['v >> 1', '-4', 'volatile int v = -7;'],
    ['(int)(v >> 1)', '2147483644', 'volatile unsigned v = -7;'],
    ['v < 1u', '0', 'volatile int v = -1;'],
    ['b + b', '2', '_Bool b = 0.5;'],
    ["(char)v == 'a'", '1', 'volatile int v = 353;'],
    ['s.a * 100 + s.b', '-93', 'struct { int a : 3, b : 4; } s = { 7, 7 };'],
    ['s.a', '0', 'struct { unsigned a : 1; } s = { 0 }; s.a = 1; s.a++;'],
  ])('%s is %s', (expression, value, declarations) => {
    expect(outputOf(mainWith(`${declarations} printf("%d", ${expression});`))).toBe(value)
  })

  test('of 64 bits are exact', () => {
    const [a, b, u] = [0x123456789abcdefn, -77777777777n, 0xfedcba9876543210n]
    const declared = `volatile long long a = ${a}, b = ${b}; volatile unsigned long long u = ${u}ULL;`
    const signed: Record<string, bigint> = {
      'a * 1000003': BigInt.asIntN(64, a * 1000003n),
      'a / b': a / b,
      'a % b': a % b,
      'a << 7': BigInt.asIntN(64, a << 7n),
      'b >> 3': b >> 3n,
      'a & b': a & b,
      'a ^ b': a ^ b,
      '~a': ~a,
      '-b': -b,
      '(long long)(a < b)': 0n,
      '(long long)(int)a': BigInt.asIntN(32, a),
    }
    expect(values('%lld', Object.keys(signed), declared)).toEqual(Object.values(signed).map(String))
    const unsigned = { 'u / 10': u / 10n, 'u % 10': u % 10n, 'u >> 60': 15n, 'u * u': BigInt.asUintN(64, u * u) }
    expect(values('%llu', Object.keys(unsigned), declared)).toEqual(Object.values(unsigned).map(String))
  })
})

test('floating numbers', () => {
  const declared =
    'volatile double d = 1e10; volatile float f = 0.1f; volatile unsigned long long u = 18446744073709551615ULL;'
  expect(values('%.17g', ['d / 3', 'f', 'f * 3', '(double)u', '(float)16777217', '-0.0'], declared)).toEqual([
    '3333333333.3333335',
    '0.10000000149011612',
    '0.30000001192092896',
    '1.8446744073709552e+19',
    '16777216',
    '-0',
  ])
  expect(values('%d', ['(int)d == -2147483647 - 1', '(int)-2.9', '(unsigned char)f', 'd != d'], declared)).toEqual([
    '1',
    '-2',
    '0',
    '0',
  ])
})

test.each([
  ['%5d|%-5d|%05d|%+d|% d', '42, 42, 42, 42, 42', '   42|42   |00042|+42| 42'],
  ['%x %X %#x %o %#o', '255, 255, 255, 8, 8', 'ff FF 0xff 10 010'],
  ['%.3s|%5s|%-5s|%c', '"abcdef", "ab", "ab", 65', 'abc|   ab|ab   |A'],
  ['%p %p', '(void *)0, (void *)-4L', '(nil) 0xfffffffffffffffc'],
  ['%*d %.*f', '4, 7, 2, 2.345', '   7 2.35'],
  ['%f %e %g %g %g', '2.5, 12345.678, 0.0001, 1e10, 100000.0', '2.500000 1.234568e+04 0.0001 1e+10 100000'],
  ['%.0f %.0f %.0f', '0.5, 1.5, 2.5', '0 2 2'],
  ['%hhd %hd %ld %zu %%', '257, 65537, -1L, sizeof(int)', '1 1 -1 4 %'],
  ['%f %F %5.1f', '1.0 / zero, -1.0 / zero, 9.96', 'inf -INF  10.0'],
])('printf("%s", %s)', (format, args, expected) => {
  expect(outputOf(mainWith(`volatile double zero = 0.0; printf("${format}", ${args});`))).toBe(expected)
})

describe('statements', () => {
  test('a switch falls through, has ranges, and declares', () => {
    const source = `
static int f(int n) { int r = 0; switch (n) { int unused; case 1: r++; case 2: r += 10; break; case 5 ... 9: r = 5; break; default: r = -1; } return r; }
int main(void) { for (int i = 0; i < 8; i++) printf("%d ", f(i)); return 0; }`
    expect(outputOf(source)).toBe('-1 11 10 -1 -1 5 5 5 ')
  })

  test("Duff's device and computed goto", () => {
    const source = `
static void copy(char *to, const char *from, int n) { int rounds = (n + 3) / 4; switch (n % 4) { case 0: do { *to++ = *from++; case 3: *to++ = *from++; case 2: *to++ = *from++; case 1: *to++ = *from++; } while (--rounds > 0); } }
static int run(const char *p) { static void *table[] = { &&add, &&twice, &&end }; int n = 1; goto *table[*p - 'a']; add: n += 3; p++; goto *table[*p - 'a']; twice: n *= 2; p++; goto *table[*p - 'a']; end: return n; }
int main(void) { char to[8] = ""; copy(to, "abcdefg", 7); printf("%s %d", to, run("abac")); return 0; }`
    expect(outputOf(source)).toBe('abcdefg 11')
  })

  test('goto leaves and enters loops', () => {
    const body =
      'int i = 0, n = 0; again: for (; i < 10; i++) { if (i == 5) { n = 100; i = 7; goto again; } n++; } printf("%d", n);'
    expect(outputOf(mainWith(body))).toBe('103')
  })

  test('short circuits and commas', () => {
    const body =
      'int a = 0, b = 0; if (a++ || b++) a = 9; int c = (a && b--, a ? b ?: 7 : 5); printf("%d %d %d", a, b, c);'
    expect(outputOf(mainWith(body))).toBe('1 0 7')
  })
})

describe('objects', () => {
  test('records are values', () => {
    const source = `
struct point { int x, y; char name[6]; };
static struct point moved(struct point p, int by) { p.x += by; return p; }
int main(void) { struct point a = { .y = 2, .name = "ab" }, b = moved(moved(a, 3), 4); b.name[0] = 'z';
  struct point *p = &(struct point){ 5, 6, "lit" }; *p = b; printf("%d %d %s %s %d", a.x, b.x, a.name, p->name, moved(b, 1).x); return 0; }`
    expect(outputOf(source)).toBe('0 7 ab zb 8')
  })

  test('initialisers of all kinds', () => {
    const source = `
static int grid[2][3] = { { 1 }, { [1] = 5, 6 } }; static const char *names[] = { "x", [2] = "z" }; static int *into = &grid[1][1];
union u { int i; char c[4]; }; static union u whole = { .c = { 1, 1 } }; static int (*call)(const char *) = puts; static int many[10] = { [2 ... 4] = 7 };
int main(void) { int local[] = { 1, 2, grid[1][2] }; printf("%d %d %d %s %d %zu %d %d ", grid[0][0], grid[1][1], *into, names[2], whole.i, sizeof local, local[2], many[3] + many[5]); call("end"); return 0; }`
    expect(outputOf(source)).toBe('1 5 5 z 257 12 6 7 end\n')
  })

  test('statics keep their values, and each call has its own locals', () => {
    const source = `
static int next(void) { static int n = 5; return n++; }
static int depth(int n) { int here[2] = { n, 0 }; if (n > 0) here[1] = depth(n - 1); return here[0] + here[1]; }
int main(void) { next(); next(); int n = next(); int vla[n]; vla[n - 1] = 3; printf("%d %d %zu %d", n, depth(4), sizeof vla, vla[n - 1]); return 0; }`
    expect(outputOf(source)).toBe('7 10 28 3')
  })

  test('pointers keep their way through integers, unions, bytes and memcpy', () => {
    const body = `int x = 5; int *p = &x; unsigned long n = (unsigned long)p; int *q = (int *)(n ^ 1 ^ 1); int *copy, *bytes;
  memcpy(&copy, &p, sizeof p); for (unsigned i = 0; i < sizeof p; i++) ((char *)&bytes)[i] = ((char *)&q)[i];
  printf("%d %d %d %d", *q, *copy, *bytes, q == p);`
    expect(outputOf(mainWith(body))).toBe('5 5 5 1')
  })
})

test('the value of an assignment between bytes has its sign', () => {
  const body =
    'signed char a[2] = { -1, 5 }, *p = a, *q = a + 1; unsigned char u[2] = { 255 }; int same = (*q = *p) == -1; printf("%d %d", same, (u[1] = u[0]) == 255);'
  expect(outputOf(mainWith(body))).toBe('1 1')
})

test('what an initialiser sets twice has the last value; a range has one value', () => {
  const source = `
static int a[4] = { [0 ... 3] = 5, [1] = 0, 6, [0] = 0 }; struct s { unsigned x : 4, y : 4; char t[4]; };
int main(void) { int n = 0, b[4] = { [0 ... 1] = ++n, [2 ... 3] = ++n, [3] = 0 };
struct s s = { 1, 2, "abc", .y = 0, .t[1] = 0, .x = 0 }; struct p { int x, y[2]; } p[2] = { { 1, { 2, 3 } }, 4, 5, [0] = { .y = { [1] = 6 } } };
printf("%d%d%d%d %d%d%d%d %d%d %s%c %d%d%d%d%d", a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3], s.x, s.y, s.t, s.t[2], p[0].x, p[0].y[0], p[0].y[1], p[1].x, p[1].y[0]);
struct p q[2] = { { 1, 2, 3 }, 4, 5, 6 }; printf(" %d%d%d%d", q[0].x, q[0].y[1], q[1].x, q[1].y[1]); return 0; }`
  expect(outputOf(source)).toBe('0065 1120 00 ac 00645 1346')
})

test('arrays get their length from initialisers without inner braces, flexible ones their room', () => {
  const source = `
struct pair { int a, b; }; static struct pair pairs[] = { 1, 2, { 3 }, 5, 6 };
struct tail { int n; char text[]; }; static struct tail tail = { 3, "abc" };
int main(void) { printf("%d %d %s", (int)(sizeof pairs / sizeof *pairs), pairs[2].b, tail.text); return 0; }`
  expect(outputOf(source)).toBe('3 6 abc')
})

describe('calls', () => {
  test('variable arguments', () => {
    const source = `
#include <stdarg.h>
struct pair { int a, b; };
static double sum(int n, ...) { va_list list, copy; va_start(list, n); va_copy(copy, list); double s = 0; for (int i = 0; i < n; i++) s += va_arg(list, double); struct pair p = va_arg(list, struct pair); va_end(list); return s + va_arg(copy, double) + p.b; }
int main(void) { struct pair p = { 1, 100 }; printf("%g", sum(2, 1.5, 2.5f, p)); return 0; }`
    expect(outputOf(source)).toBe('105.5')
  })

  test('functions without prototypes, pointers to functions, and callbacks', () => {
    const source = `
int old(a, c) int a; char c; { return a + c; }
static int less(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static int (*choose(int n))(const void *, const void *) { return n ? less : 0; }
int main(void) { int v[] = { 3, 1, 2 }, key = 2; qsort(v, 3, sizeof *v, choose(1)); int *found = bsearch(&key, v, 3, sizeof *v, *less); printf("%d%d%d %ld %d", v[0], v[1], v[2], (long)(found - v), old(1, 'A')); return 0; }`
    expect(outputOf(source)).toBe('123 1 66')
  })

  test('setjmp and longjmp', () => {
    const source = `
#include <setjmp.h>
static jmp_buf out; static void inner(int n) { int here[4] = { n }; if (here[0] == 3) longjmp(out, n); inner(n + 1); }
int main(void) { int n = setjmp(out); if (n == 0) inner(0); printf("%d", n); return 0; }`
    expect(outputOf(source)).toBe('3')
  })

  test('statement expressions and generic selections', () => {
    const body =
      'int n = ({ int t = 3; if (t > 2) goto end; t = 0; end: t * t; }); printf("%d %s", n, _Generic(n, long: "long", int: "int", default: "other"));'
    expect(outputOf(mainWith(body))).toBe('9 int')
  })
})

test.each([
  ['x64', '4 8 8 2'],
  ['x86', '4 4 4 2'],
  ['arm64', '4 8 8 2'],
] as const)('%s has its own sizes', (architecture, sizes) => {
  const body =
    'int x = 7, *p = &x; printf("%d %d %d %d", (int)sizeof(long), (int)sizeof(p), (int)sizeof(size_t), (int)sizeof(L\'a\')); return *p - 7;'
  expect(outputOf(mainWith(body), { architecture })).toBe(sizes)
})

describe('the end', () => {
  test.each([
    ['return 3;', 3],
    ['exit(4);', 4],
    ['abort();', 134],
    ['return 256;', 0],
  ])('%s', (body, status) => {
    expect(runProgram(mainWith(body)).ending).toMatchObject({ kind: 'exit', status })
  })

  test('what is registered runs at exit', () => {
    expect(
      outputOf('static void bye(void) { puts("bye"); }\nint main(void) { atexit(bye); puts("hi"); return 0; }'),
    ).toBe('hi\nbye\n')
  })

  test('what is not supported says so where it is reached', () => {
    const source = 'int missing(int);\nint main(void)\n{\n  puts("before");\n  return missing(1);\n}\n'
    const { output, ending } = runProgram(source)
    expect(output).toBe('before\n')
    expect(ending).toMatchObject({ kind: 'unsupported', message: 'a call of missing, which has no definition' })
  })

  test('an object that is only declared has an address, and nobody knows what is there', () => {
    const source =
      'extern int missing;\nint *at = &missing;\nint main(void)\n{\n  puts(at == &missing ? "same" : "");\n  return *at;\n}\n'
    const { output, ending } = runProgram(source)
    expect(output).toBe('same\n')
    expect(ending).toMatchObject({ kind: 'unsupported', message: 'the object missing, which is defined nowhere' })
  })
})

describe('what is very large', () => {
  test.each([
    ['a sum', `int x = 1; return ${'x + '.repeat(2_900)}0;`],
    ['parentheses', `int x = 0; return ${'('.repeat(110)}x${')'.repeat(110)};`],
    ['blocks', '{'.repeat(110) + '}'.repeat(110)],
    ['a chain of alternatives', `int x = 0; ${'if (x) ; else '.repeat(3_000)} ;`],
  ])('%s: nothing breaks', (_, body) => {
    expect(['exit', 'unsupported']).toContain(runProgram(mainWith(body)).ending.kind)
  })

  test('many initialised elements and many cases', () => {
    const numbers = Array.from({ length: 5_000 }, (_, i) => i)
    const source = `static int a[] = { ${numbers.join(', ')} };
static int f(int n) { switch (n) { ${numbers.map(n => `case ${n}: return a[${n}] + 1;`).join(' ')} } return 0; }
int main(void) { int s = 0; for (int i = 0; i < 5001; i++) s += f(i) - i; printf("%d", s); return 0; }`
    expect(outputOf(source)).toBe('0')
  })

  test('a compound literal outside of functions lives for ever', () => {
    expect(
      outputOf('static int *p = (int[]){ 1, 2 };\nint main(void) { p[0] += p[1]; printf("%d", p[0]); return 0; }'),
    ).toBe('3')
  })
})
