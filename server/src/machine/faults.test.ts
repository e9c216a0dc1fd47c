// Each kind of fault in its plain forms.
import { describe, expect, test } from 'vitest'
import { pairs } from '../../test/support/faultPairs.ts'
import { endingOf, mainWith, runProgram } from '../../test/support/hosted.ts'

const list = 'struct node { struct node *next; int value; };\n'

pairs('MRX201', {
  'read of *null': { bad: 'int *p = 0;\nint x = *p; // !', good: 'int y = 1; int *p = &y; int x = *p; (void)x;' },
  'write of *null': { bad: 'int *p = NULL;\n*p = 1; // !', good: 'int y; int *p = &y; *p = 1;' },
  'member of null': {
    before: list,
    bad: 'struct node *n = NULL;\nreturn n->value; // !',
    good: 'struct node n = { 0 }; return n.value;',
  },
  'end of a list': {
    before: list,
    bad: 'struct node n = { 0, 1 }, *at = &n;\nfor (int i = 0; i < 2; i++)\nat = at->next; // !',
    good: 'struct node n = { 0, 1 }; for (struct node *at = &n; at; at = at->next) ;',
  },
  'element of null': { bad: 'char *p = 0;\np[4] = 1; // !', good: 'char b[5], *p = b; p[4] = 1;' },
  'address of a member of null is no access': {
    before: list,
    bad: 'struct node *n = 0;\nint *p = &n->value; *p = 1; // !',
    good: 'struct node *n = 0; return &n->value == (int *)sizeof(void *) ? 0 : 1;',
  },
  'call of null': { bad: 'int (*f)(void) = 0;\nf(); // !', good: 'int (*f)(const char *) = puts; f("");' },
  'strlen of null': { bad: 'char *p = 0;\nreturn strlen(p); // !', good: 'char *p = ""; return strlen(p);' },
  'memcpy to null': { bad: 'int x = 0;\nmemcpy(0, &x, 4); // !', good: 'int x = 0; memcpy(0, &x, 0);' },
})

pairs('MRX202', {
  'read after free': {
    bad: 'int *p = malloc(4); *p = 1; free(p);\nreturn *p; // !',
    good: 'int *p = malloc(4); *p = 0; int r = *p; free(p); return r;',
  },
  'write after free': {
    bad: 'char *p = malloc(4); free(p);\np[3] = 0; // !',
    good: 'char *p = malloc(4); p[3] = 0; free(p);',
  },
  'an address that is used again': {
    bad: 'int *p = malloc(8); free(p); int *q = malloc(8); *q = 1;\nreturn *p; // !',
    good: 'int *p = malloc(8); free(p); int *q = malloc(8); *q = 0; return *q;',
  },
  'inside of a freed block': {
    before: list,
    bad: 'struct node *n = malloc(sizeof *n); int *p = &n->value; free(n);\n*p = 1; // !',
    good: 'struct node *n = malloc(sizeof *n); int *p = &n->value; *p = 1; free(n);',
  },
  'the list that frees itself': {
    before: list,
    bad: 'struct node *n = calloc(1, sizeof *n);\nwhile (n) { free(n);\nn = n->next; // !\n}',
    good: 'struct node *n = calloc(1, sizeof *n); while (n) { struct node *next = n->next; free(n); n = next; }',
  },
  'after realloc': {
    bad: 'char *p = malloc(4); char *q = realloc(p, 64); q[0] = 1;\np[0] = 1; // !',
    good: 'char *p = malloc(4); p = realloc(p, 64); p[0] = 1; free(p);',
  },
  'local of a function that returned': {
    before:
      'static int *local(void) { int x = 1; int *p = &x; return p; }\nstatic int *kept(void) { static int x; return &x; }\n',
    bad: 'int *p = local();\nreturn *p; // !',
    good: 'int *p = kept(); return *p;',
  },
  'local of a block that ended': {
    bad: 'int *p; { int x = 0; p = &x; }\nreturn *p; // !',
    good: 'int *p; int x = 0; { p = &x; } return *p;',
  },
  'element of a turn before': {
    bad: 'int *p = 0; for (int i = 0; i < 2; i++) { int x[1] = { i };\nif (p) *p = 1; // !\np = x; }',
    good: 'int *p = 0; int x[1]; for (int i = 0; i < 2; i++) { if (p) *p = 1; p = x; }',
  },
  'memset of a freed block': {
    bad: 'char *p = malloc(4); free(p);\nmemset(p, 0, 4); // !',
    good: 'char *p = malloc(4); memset(p, 0, 4); free(p);',
  },
})

pairs('MRX203', {
  'free twice': {
    bad: 'char *p = malloc(1); free(p);\nfree(p); // !',
    good: 'char *p = malloc(1); free(p); p = 0; free(p);',
  },
  'free of both names': {
    bad: 'char *p = malloc(1), *q = p; free(q);\nfree(p); // !',
    good: 'char *p = malloc(1), *q = malloc(1); free(q); free(p);',
  },
  'realloc of a freed block': {
    bad: 'char *p = malloc(1); free(p);\np = realloc(p, 2); // !',
    good: 'char *p = realloc(0, 2); free(p);',
  },
})

pairs('MRX204', {
  'element behind a local array': {
    bad: 'int a[4]; int n = 4;\na[n] = 1; // !',
    good: 'int a[4]; int n = 3; a[n] = 1;',
  },
  'element in front of an array': {
    bad: 'int a[4]; int n = -1;\na[n] = 1; // !',
    good: 'int a[4], *p = a + 1; p[-1] = 1;',
  },
  'constant index': { bad: 'int a[4] = { 0 };\nreturn a[4]; // !', good: 'int a[4] = { 0 }; return a[3];' },
  'static array': {
    before: 'static short a[3];',
    bad: 'int i = 3;\nreturn a[i]; // !',
    good: 'int i = 2; return a[i];',
  },
  'string literal': { bad: 'const char *s = "ab";\nreturn s[3]; // !', good: 'const char *s = "ab"; return s[2];' },
  'write to a string literal': { bad: 'char *s = "ab";\ns[0] = 1; // !', good: 'char s[] = "ab"; s[0] = 1;' },
  'write to a constant': {
    before: 'static const int c = 1;',
    bad: 'int *p = (int *)&c;\n*p = 2; // !',
    good: 'int *p = (int *)&c; return *p - 1;',
  },
  'heap, one too far': { bad: 'char *p = malloc(3);\np[3] = 1; // !', good: 'char *p = malloc(3); p[2] = 1; free(p);' },
  'heap, half outside': {
    bad: 'char *p = malloc(6);\n*(int *)(p + 3) = 1; // !',
    good: 'char *p = malloc(8); *(int *)(p + 4) = 1; free(p);',
  },
  'behind a scalar': {
    bad: 'int x = 0; int *p = &x;\nreturn p[1]; // !',
    good: 'int x = 0; int *p = &x + 1; return p[-1];',
  },
  'far away': {
    bad: 'char b[2], *p = b; long n = 1L << 32;\np[n] = 1; // !',
    good: 'char b[2], *p = b; long n = 1L << 32; p += n; p -= n; p[1] = 1;',
  },
  'strcpy too long': { bad: 'char b[3];\nstrcpy(b, "abc"); // !', good: 'char b[4]; strcpy(b, "abc");' },
  'strcat too long': { bad: 'char b[4] = "ab";\nstrcat(b, "cd"); // !', good: 'char b[5] = "ab"; strcat(b, "cd");' },
  'memcpy too long': {
    bad: 'char a[4] = "", b[3];\nmemcpy(b, a, 4); // !',
    good: 'char a[4] = "", b[4]; memcpy(b, a, 4);',
  },
  'sprintf too long': { bad: 'char b[4];\nsprintf(b, "%d", 1234); // !', good: 'char b[5]; sprintf(b, "%d", 1234);' },
  'no end of a string': {
    bad: "char b[2] = { 'a', 'b' };\nreturn strlen(b); // !",
    good: "char b[2] = { 'a' }; return strlen(b) - 1;",
  },
  'an argument too few': {
    before:
      '#include <stdarg.h>\nstatic int second(int n, ...) { va_list l; va_start(l, n); va_arg(l, int);\nreturn va_arg(l, int); // !\n}\n',
    bad: 'return second(1, 2);',
    good: 'return second(1, 2, 0);',
  },
  'an integer that is no address': {
    bad: 'int *p = (int *)0x123456789L;\nreturn *p; // !',
    good: 'int *p = (int *)0x123456789L; return p == 0;',
  },
})

pairs('MRX205', {
  'local without a value': { bad: 'int x;\nreturn x; // !', good: 'int x; x = 0; return x;' },
  'on one way only': {
    before: 'static int no;',
    bad: 'int x; if (no) x = 0;\nreturn x; // !',
    good: 'int x; if (!no) x = 0; return x;',
  },
  'in a loop that never turns': {
    before: 'static int no;',
    bad: 'int x; for (int i = 0; i < no; i++) x = i;\nreturn x; // !',
    good: 'int x; for (int i = 0; i < no + 1; i++) x = i; return x;',
  },
  'a turn later': {
    bad: 'for (int i = 0; i < 2; i++) { int x; if (i == 0) x = 1;\nif (x) continue; // !\n}',
    good: 'for (int i = 0; i < 2; i++) { int x; x = 1; if (x) continue; }',
  },
  'element of an array': {
    bad: 'int a[3]; a[0] = a[2] = 0;\nreturn a[1]; // !',
    good: 'int a[3] = { 1 }; return a[1];',
  },
  heap: {
    bad: 'int *p = malloc(8); p[0] = 0;\nreturn p[1]; // !',
    good: 'int *p = calloc(2, 4); int r = p[1]; free(p); return r;',
  },
  'grown by realloc': {
    bad: 'int *p = calloc(1, 4); p = realloc(p, 8);\nreturn p[1]; // !',
    good: 'int *p = calloc(1, 4); p = realloc(p, 8); return p[0];',
  },
  member: {
    before: list,
    bad: 'struct node n; n.next = 0;\nreturn n.value; // !',
    good: 'struct node n; n.value = 0; return n.value;',
  },
  'member of a copy': {
    before: list,
    bad: 'struct node n, m; n.next = 0; m = n;\nreturn m.value; // !',
    good: 'struct node n, m; n.value = 0; m = n; return m.value;',
  },
  'half of an int': {
    bad: 'union { short s[2]; int i; } u; u.s[0] = 0;\nreturn u.i; // !',
    good: 'union { short s[2]; int i; } u; u.s[0] = u.s[1] = 0; return u.i;',
  },
  pointer: { bad: 'int *p;\nreturn *p; // !', good: 'int x = 0, *p; p = &x; return *p;' },
  argument: {
    before: 'static int same(int x) { return x; }',
    bad: 'int x;\nreturn same(x); // !',
    good: 'int x = 0; return same(x);',
  },
  'condition on a copied byte': {
    bad: 'char a[2], b[2]; b[0] = a[0]; b[1] = a[1];\nif (b[1]) return 1; // !',
    good: 'struct { char c; int i; } a = { 1, 2 }, b; for (unsigned i = 0; i < sizeof a; i++) ((char *)&b)[i] = ((char *)&a)[i]; return b.i - 2;',
  },
  'result that was not returned': {
    before: 'static int f(int n) { if (n) return 0; }',
    bad: 'int n = 0;\nif (f(n)) return 1; // !',
    good: 'f(0); return f(1);',
  },
  'behind goto': {
    bad: 'goto there; int x = 1; there:\nreturn x; // !',
    good: 'goto there; int x; there: x = 0; return x;',
  },
  'text of printf': {
    bad: 'char b[3]; b[0] = 1;\nprintf("%s", b); // !',
    good: 'char b[3]; b[0] = 0; printf("%s", b);',
  },
})

pairs('MRX206', {
  'free of a local': { bad: 'int x = 0; int *p = &x;\nfree(p); // !', good: 'free(0);' },
  'free of a static': {
    before: 'static char b[4];',
    bad: 'char *p = b;\nfree(p); // !',
    good: 'char *p = malloc(4); free(p);',
  },
  'free of a literal': { bad: 'char *p = "x";\nfree(p); // !', good: 'char *p = strdup("x"); free(p);' },
  'free inside of a block': {
    bad: 'char *p = malloc(4); p++;\nfree(p); // !',
    good: 'char *p = malloc(4); p++; free(p - 1);',
  },
  'realloc of a local': {
    bad: 'char b[2]; char *p = b;\np = realloc(p, 4); // !',
    good: 'char *p = malloc(2); p = realloc(p, 4); free(p);',
  },
})

pairs('MRX208', {
  'division by zero': {
    before: 'static int zero;',
    bad: 'int x = 1;\nreturn x / zero; // !',
    good: 'int x = 0; return x / (zero + 1);',
  },
  'remainder by zero': {
    before: 'static unsigned zero;',
    bad: 'unsigned x = 1;\nreturn x % zero; // !',
    good: 'unsigned x = 5; return x % (zero + 5);',
  },
  'division of 64 bits': {
    before: 'static long zero;',
    bad: 'long x = 1;\nreturn x / zero; // !',
    good: 'double x = 1; return x / zero > 1 ? 0 : 1;',
  },
  'least integer by -1': {
    before: 'static int minus = -1;',
    bad: 'int x = -2147483647 - 1;\nreturn x / minus; // !',
    good: 'int x = -2147483647; return x / minus > 0 ? 0 : 1;',
  },
  'shift by the width': {
    bad: 'int n = 32, x = 1;\nreturn x << n; // !',
    good: 'int n = 31; unsigned x = 1; return x << n ? 0 : 1;',
  },
  'shift by less than nothing': {
    bad: 'int n = -1; unsigned x = 1;\nreturn x >> n; // !',
    good: 'int n = 1; unsigned x = 1; return x >> n;',
  },
  'shift of 64 bits': {
    bad: 'int n = 64; unsigned long x = 1;\nreturn x >> n; // !',
    good: 'int n = 63; unsigned long x = 1; return x >> n;',
  },
})

pairs('MRX209', {
  'endless recursion': {
    before: 'static int deep(int n) {\nreturn n == 0 ? 0 : 1 + deep(n - 1); // !\n}\n',
    bad: 'return deep(-1);',
    good: 'return deep(1000) - 1000;',
  },
  'an array that is too large': {
    before: 'static int large(int n) {\nchar b[n]; b[0] = 0; // !\nreturn b[0]; }\n',
    bad: 'return large(100000000);',
    good: 'return large(1000);',
  },
})

pairs('MRX217', {
  'endless loop': { bad: 'int n = 0;\nfor (;;) n ^= 1; // !', good: 'for (int n = 0; n < 10000; n++) ;' },
})

pairs('MRX218', {
  'too many arguments': {
    before: 'static int one(int a) { return a; }',
    bad: 'int (*f)() = one;\nreturn f(0, 1); // !',
    good: 'int (*f)() = one; return f(0);',
  },
  'another type': {
    before: 'static int one(int a) { return a; }',
    bad: 'double (*f)(double) = (double (*)(double))one;\nf(1.0); // !',
    good: 'int (*f)(int) = one; return f(0);',
  },
  'no function': {
    before: 'static int x;',
    bad: 'int (*f)(void) = (int (*)(void))&x;\nf(); // !',
    good: 'int (*f)(int) = abs; return f(0);',
  },
  'longjmp to a function that returned': {
    before: '#include <setjmp.h>\nstatic jmp_buf b; static int set(void) { return setjmp(b); }\n',
    bad: 'set();\nlongjmp(b, 1); // !',
    good: 'if (setjmp(b) == 0) longjmp(b, 1);',
  },
})

test('a block of a gigabyte is not to be had', () => {
  expect(endingOf(mainWith('return malloc(1u << 30) != 0;'))).toBe('exit 0')
})

describe('what is not initialised', () => {
  test.each([
    ['int *p, **q = &p; return *q == 0;', 'reads p, which has no value yet'],
    ['int x; return x;', 'reads x, which has no value yet'],
    ['int a[4]; a[0] = 0; return a[2];', 'reads offset 8 of a (16 bytes), which is not initialised'],
    ['int a[4]; a[0] = 0; return a[1];', 'reads offset 4 of a (16 bytes), which is not initialised'],
    [
      'struct { long n; char c; } s; s.c = 0; return s.n != 0;',
      'reads offset 0 of s (16 bytes), which is not initialised',
    ],
  ])('%s', (body, message) => {
    expect(runProgram(mainWith(body)).ending).toMatchObject({ kind: 'fault', message })
  })
})
