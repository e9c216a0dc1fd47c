// C90, GNU's and Microsoft's extensions, and optional parts of C11, as hosted programs use them.
import { describe, expect, test } from 'vitest'
import { endingOf, mainWith, outputOf, runProgram } from '../../test/support/hosted.ts'

describe('C90', () => {
  test('a function without a declaration is int f()', () => {
    expect(outputOf('main() { return later(1) - 3; }\nlater(n) { return n + 2; }')).toBe('')
  })

  test('what gcc knows has its own type without a declaration', () => {
    expect(outputOf('int main(void) { char *p = stpcpy(malloc(4), "abc"); return p[-1] - \'c\'; }')).toBe('')
  })

  test('a function that is called with other arguments than it takes', () => {
    expect(endingOf('int main(void)\n{\n  return later(1, 2);\n}\nlater(n) { return n; }')).toBe(
      'MRX218 at return later(1, 2);',
    )
  })

  test('parameters are declared behind the list', () => {
    const source = `struct pair { int x; };
sum(a, n, p) int *a; struct pair p; { int s = p.x; while (n--) s += *a++; return s; }
int main(void) { int a[] = { 1, 2 }; struct pair p = { 4 }; return sum(a, 2, p) - 7; }`
    expect(outputOf(source)).toBe('')
  })
})

describe('a pointer that is cast, and assigned to', () => {
  test.each([
    ['a local', 'int *p = 0; int a = 7; (char *)p = (char *)&a; return *p - 7;'],
    ['one whose address is taken', 'int *p = 0, **q = &p; int a = 7; ((void *)*q) = &a; return *p - 7;'],
  ])('%s is the pointer itself, as MSVC has it', (_, body) => expect(outputOf(mainWith(body))).toBe(''))

  test('no other cast is an object', () => {
    expect(endingOf(mainWith('long a = 0; (int)a = 1;'))).toMatch(/^unsupported/)
  })
})

describe('an assumption', () => {
  test('is not evaluated', () =>
    expect(outputOf(mainWith('int a = 1; __assume(a++ == 5); a == 1 ? __assume(*(int *)0) : 0; return a - 1;'))).toBe(
      '',
    ))

  test('that nobody comes there', () =>
    expect(endingOf(mainWith('int a = 1;\nif (a) __assume(0);'))).toBe(
      'unsupported: a way that leads to __assume(0), whose author says that none does at if (a) __assume(0);',
    ))
})

describe('arrays of variable length', () => {
  test('of more than one dimension', () => {
    const body = `int m = 3, n = 4; int a[m][n + 1]; int (*p)[n + 1] = a, (*end)[n + 1] = &a[m];
  for (int i = 0; i < m; i++) for (int k = 0; k <= n; k++) a[i][k] = 10 * i + k;
  p++; printf("%d %d %d %d %d %d", (int)sizeof a, (int)sizeof a[0], (*p)[2], p[1][4], (int)(end - p), (*(end - 1))[0]);`
    expect(outputOf(mainWith(body))).toBe('60 20 12 24 2 20')
  })

  test('as parameters, as types, and of a length that changes later', () => {
    const source = `static int last(int n, int a[n][n]) { return a[n - 1][n - 1]; }
int main(void) { int n = 2; typedef char row[n]; n = 5; row r; int a[2][2] = { 1, 2, 3, 4 };
printf("%d %d %d %d", (int)sizeof r, (int)sizeof(short[n][2]), last(2, a), (int)sizeof(row)); return 0; }`
    expect(outputOf(source)).toBe('2 20 4 2')
  })

  test('have bounds, and need room', () => {
    expect(endingOf(mainWith('int n = 3, a[n][n];\na[3][0] = 1;'))).toBe('MRX204 at a[3][0] = 1;')
    expect(endingOf(mainWith('int n = -1;\nchar a[n];'))).toBe('MRX209 at char a[n];')
  })
})

describe('offsetof with subscripts that are not constant', () => {
  const declarations = `#include <stddef.h>
struct row { char name; short at[3]; };
struct table { int count; struct row rows[2][4]; long long last[]; };`

  test('as constant ones have it', () => {
    const body = `int i = 1, *p = &i; unsigned char k = 2; long long n = 5;
  printf("%d %d %d", offsetof(struct table, rows[i][k].at[i + 1]) == offsetof(struct table, rows[1][2].at[2]),
    offsetof(struct table, last[n++]) == offsetof(struct table, last[5]), offsetof(struct table, last[*p]) == offsetof(struct table, last[1]));
  return n - 6 + (sizeof offsetof(struct table, last[i]) != sizeof(size_t));`
    expect(outputOf(mainWith(body, declarations))).toBe('1 1 1')
    expect(outputOf(mainWith(body, declarations), { architecture: 'x86' })).toBe('1 1 1')
  })

  test('in front of the array and behind it', () => {
    const body = `int before = -1; unsigned far = 0xffffffff;
  return offsetof(struct table, last[before]) + 8 != offsetof(struct table, last) || offsetof(struct row, at[far]) != 2 + 2ull * far;`
    expect(outputOf(mainWith(body, declarations))).toBe('')
  })

  test('what a subscript does is done, and needs a value', () => {
    const body = `int i = 0; int f(int *p); size_t at = offsetof(struct row, at[f(&i)]);
  return at != 6 || i != 3;`
    expect(outputOf(`${mainWith(body, declarations)}int f(int *p) { *p = 3; return 2; }`)).toBe('')
    expect(endingOf(mainWith('int i;\nreturn offsetof(struct row, at[i]);', declarations))).toBe(
      'MRX205 at return offsetof(struct row, at[i]);',
    )
  })
})

describe('alloca', () => {
  test('lives as long as its function, in loops, too', () => {
    const source = `static int sum(int n) { int **all = alloca(n * sizeof *all), s = 0;
  for (int i = 0; i < n; i++) { all[i] = _alloca(sizeof(int)); *all[i] = i; }
  for (int i = 0; i < n; i++) s += *all[i]; return s; }
int main(void) { printf("%d", sum(5) + sum(3)); return 0; }`
    expect(outputOf(`#include <alloca.h>\n${source}`)).toBe('13')
  })

  test('ends with its function', () => {
    const source = '#include <malloc.h>\nstatic char *make(void) { char *p = alloca(4); *p = 1; return p; }\n'
    expect(endingOf(`${source}int main(void)\n{\n  char *p = make();\n  return *p;\n}`)).toBe('MRX202 at return *p;')
  })

  test('ends where longjmp leaves the function, and has bounds', () => {
    const source = `#include <setjmp.h>
static jmp_buf out; static char *kept; static void leave(void) { kept = alloca(4); kept[3] = 1; longjmp(out, 1); }
int main(void)
{
  if (setjmp(out) == 0) leave();
  return kept[3];
}`
    expect(endingOf(source)).toBe('MRX202 at return kept[3];')
    expect(endingOf(mainWith('char *p = alloca(4);\np[4] = 0;'))).toBe('MRX204 at p[4] = 0;')
  })
})

describe('functions of compilers', () => {
  test('__builtin_x is the library’s x, or one of its own', () => {
    const body = `int n = 40; printf("%d %d %d %d %x", __builtin_abs(-3), __builtin_clz(1), __builtin_ctzll(8), __builtin_popcount(255), __builtin_bswap32(0x11223344));
  __builtin_printf(" %d %d", __builtin_constant_p(3), __builtin_constant_p(n));`
    expect(outputOf(mainWith(body))).toBe('3 31 3 8 44332211 1 0')
  })

  test('one that nobody has is named as it was written', () => {
    expect(endingOf(mainWith('int n = __builtin_strange(1);'))).toBe(
      'unsupported: a call of __builtin_strange, which has no definition at int n = __builtin_strange(1);',
    )
  })

  test('sizes of void and functions, types without their qualifiers', () => {
    const body =
      'printf("%d %d %d", (int)sizeof(void), (int)sizeof(main), __builtin_types_compatible_p(const int, int));'
    expect(outputOf(mainWith(body))).toBe('1 1 1')
  })
})

describe('objects', () => {
  test('are aligned as they ask for', () => {
    const source = `static char before; _Alignas(512) static int far; static char behind;
int main(void) { _Alignas(64) char near; char other = (char)(long)&other;
printf("%d %d", (int)((long)&far % 512), (int)((long)&near % 64)); return before + behind; }`
    expect(outputOf(source)).toBe('0 0')
  })

  test('wide characters have 32 bits where wchar_t has them', () => {
    const body =
      'printf("%d %d %d", (int)(L\'\\xffffffff\' >> 31), (int)L"\\U0001F372"[0], (int)sizeof(L"\\U0001F372"));'
    expect(outputOf(mainWith(body))).toBe('-1 127858 8')
    expect(outputOf(mainWith('printf("%d", (int)sizeof(L"\\U0001F372"));'), { architecture: 'x64' })).toBe('6')
  })

  test('constants of float are rounded once', () => {
    expect(outputOf(mainWith('return 16777217L != (float)16777217e0;'))).toBe('')
  })
})

describe('files', () => {
  test('are in memory', () => {
    const body = `char text[8]; FILE *f = fopen("a", "w"); fprintf(f, "%s-%d\\n", "one", 2); fputs("two", f); fclose(f);
  f = fopen("a", "r"); while (fgets(text, sizeof text, f)) printf("<%s>", text); printf("%d", feof(f)); rewind(f);
  printf(" %c%d", getc(f), (int)fread(text, 1, 4, f)); fseek(f, -1, SEEK_END); printf(" %c %d", getc(f), (int)ftell(f));
  fclose(f); printf(" %d", remove("a")); printf(" %d", fopen("a", "r") == NULL);`
    expect(outputOf(mainWith(body))).toBe('<one-2\n><two>1 o4 o 9 0 1')
  })

  test('a closed file is used no more', () => {
    expect(endingOf(mainWith('FILE *f = fopen("a", "w");\nfclose(f);\nfputc(1, f);'))).toBe('MRX202 at fputc(1, f);')
    expect(runProgram(mainWith('return fgetc(stdin) != EOF;')).ending).toMatchObject({ status: 0 })
  })
})

test('atomic operations are what they do for one thread', () => {
  const source = `#include <stdatomic.h>
int main(void) { atomic_int n = 5; int old = atomic_fetch_add(&n, 2), wanted = 1; _Bool same = atomic_compare_exchange_strong(&n, &wanted, 9);
atomic_flag f = ATOMIC_FLAG_INIT; int first = atomic_flag_test_and_set(&f); printf("%d %d %d %d %d%d", old, atomic_exchange(&n, 3), same, wanted, first, f.set); return 0; }`
  expect(outputOf(source)).toBe('5 7 0 7 01')
  expect(outputOf(source, { architecture: 'x64' })).toBe('5 7 0 7 01')
})

test('a local that cleans up is not supported', () => {
  const source = 'static void bye(int *n) { }\nint main(void) { int n __attribute__((cleanup(bye))) = 1; return n; }'
  expect(endingOf(source)).toMatch(/^unsupported: the attribute cleanup at /)
})

describe('formats', () => {
  test.each([
    ['"%a %.0a %.1a %A", 1.0, 1.5, 255.5, -5e-324', '0x1p+0 0x2p+0 0x2.0p+7 -0X0.0000000000001P-1022'],
    ['"%.3a %#a", 3.75, 2.0', '0x1.e00p+1 0x1.p+1'],
  ])('printf(%s)', (given, text) => expect(outputOf(mainWith(`printf(${given});`))).toBe(text))

  test.each([undefined, 'x64'] as const)('wide strings are written in UTF-8 (%s)', architecture => {
    const body = `printf("%ls|%.4ls|%5S|%C|%ls", L"a\\u00e4\\U0001F372", L"a\\u00e4\\U0001F372", L"b", L'c', (wchar_t *)0);`
    const text = String.fromCharCode(...new TextEncoder().encode('aä🍲|aä|    b|c|(null)'))
    expect(outputOf(mainWith(body), { architecture })).toBe(text)
  })

  test('fields that nobody can want are not supported', () => {
    expect(endingOf(mainWith('printf("%.*f", 1 << 30, 1.0);'))).toMatch(/^unsupported: a field of printf/)
  })

  test('sscanf', () => {
    const body = `int a, b, n; char s[8], c; double d; short h = 0;
  printf("%d ", sscanf(" 12 -0x1f abc,3.5e1%", "%d %i %[a-c],%lf%%%n", &a, &b, s, &d, &n)); printf("%d %d %s %g %d ", a, b, s, d, n);
  printf("%d %d %d", sscanf("", "%d", &a), sscanf("x", "%d", &a), sscanf("123 45z", "%2hd%*d%c", &h, &c)); printf(" %d%c", h, c);`
    expect(outputOf(mainWith(body))).toBe('4 12 -31 abc 35 20 -1 0 2 12 ')
  })

  test('a conversion that sscanf does not know is not guessed', () => {
    expect(endingOf(mainWith('char *s;\nsscanf("abc", "%ms", &s);'))).toMatch(/^unsupported.*conversion_of_scanf/)
  })

  test('sscanf into too little room', () => {
    expect(endingOf(mainWith('char s[3];\nsscanf("abc", "%s", s);'))).toBe('MRX204 at sscanf("abc", "%s", s);')
  })
})
