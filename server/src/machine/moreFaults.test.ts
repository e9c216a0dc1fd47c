// The same faults where they hide: behind calls, copies, loops, casts and the library.
import { pairs } from '../../test/support/faultPairs.ts'

const list = 'struct node { struct node *next; int value; unsigned flag : 3; };\n'

pairs('MRX201', {
  'copy of a record': {
    before: list,
    bad: 'struct node *p = 0, n;\nn = *p; // !',
    good: 'struct node m = { 0 }, *p = &m, n; n = *p; return n.value;',
  },
  'record as an argument': {
    before: `${list}static int f(struct node n) { return n.value; }`,
    bad: 'struct node *p = 0;\nreturn f(*p); // !',
    good: 'struct node n = { 0 }, *p = &n; return f(*p);',
  },
  'bit-field': {
    before: list,
    bad: 'struct node *p = 0;\np->flag = 1; // !',
    good: 'struct node n, *p = &n; p->flag = 1;',
  },
  'compound assignment': { bad: 'int *p = 0;\n*p += 1; // !', good: 'int x = 0, *p = &x; *p += 1;' },
  'pointer to a pointer': {
    bad: 'int *p = 0, **q = &p;\nreturn **q; // !',
    good: 'int x = 0, *p = &x, **q = &p; return **q;',
  },
  'member that is a function': {
    before: 'struct ops { int (*run)(void); };',
    bad: 'struct ops o = { 0 };\nreturn o.run(); // !',
    good: 'struct ops o = { 0 }; return o.run ? o.run() : 0;',
  },
  'in a function that was called': {
    before: 'static void set(int *p) {\n*p = 1; // !\n}',
    bad: 'set(0);',
    good: 'int x; set(&x);',
  },
  'strcpy from null': { bad: 'char b[4]; char *p = 0;\nstrcpy(b, p); // !', good: 'char b[4]; strcpy(b, "");' },
  'a null that was an integer': {
    bad: 'long n = 0; int *p = (int *)n;\nreturn *p; // !',
    good: 'int x = 0; long n = (long)&x; return *(int *)n;',
  },
  'malloc that failed': {
    bad: 'char *p = malloc((size_t)-1);\np[0] = 1; // !',
    good: 'char *p = malloc((size_t)-1); if (p) p[0] = 1;',
  },
})

pairs('MRX202', {
  'freed by a function': {
    before: 'static void drop(int *p) { free(p); }',
    bad: 'int *p = calloc(1, 4); drop(p);\nreturn *p; // !',
    good: 'int *p = calloc(1, 4); int r = *p; drop(p); return r;',
  },
  'through a static': {
    before: 'static int *kept; static void keep(void) { int x = 0; kept = &x; }',
    bad: 'keep();\nreturn *kept; // !',
    good: 'int x = 0; keep(); kept = &x; return *kept;',
  },
  'copy of a freed record': {
    before: list,
    bad: 'struct node *p = calloc(1, sizeof *p), n; free(p);\nn = *p; // !',
    good: 'struct node *p = calloc(1, sizeof *p), n; n = *p; free(p); return n.value;',
  },
  'compound literal of a block': {
    before: list,
    bad: 'int *p = 0; for (int i = 0; i < 2; i++) { if (p)\nreturn *p; // !\np = &(struct node){ 0, i }.value; }',
    good: 'int *p; { p = &(struct node){ 0, 0 }.value; return *p; }',
  },
  'array of variable length': {
    before: 'static int *f(int n) { int a[n]; int *p = a; *p = 0; return p; }',
    bad: 'int *p = f(3);\nreturn *p; // !',
    good: 'int n = 3, a[n]; a[2] = 0; return a[2];',
  },
  'parameter in memory': {
    before: 'static int *f(int x) { int *p = &x; return p; }',
    bad: 'int *p = f(0);\nreturn *p; // !',
    good: 'int x = 0; int *p = &x; return *p;',
  },
  'string that was freed': {
    bad: 'char *p = strdup("x"); free(p);\nputs(p); // !',
    good: 'char *p = strdup("x"); puts(p); free(p);',
  },
  'strcpy to what was freed': {
    bad: 'char *p = malloc(4); free(p);\nstrcpy(p, "x"); // !',
    good: 'char *p = malloc(4); strcpy(p, "x"); free(p);',
  },
  'pointer kept in a freed record': {
    before: list,
    bad: 'struct node *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b); a->next = b; free(a);\nfree(a->next); // !',
    good: 'struct node *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b); a->next = b; free(a->next); free(a);',
  },
  'through an integer': {
    bad: 'int *p = malloc(4); long n = (long)p; free(p);\n*(int *)n = 1; // !',
    good: 'int *p = malloc(4); long n = (long)p; *(int *)n = 1; free(p);',
  },
  'through copied bytes': {
    bad: 'int *p = malloc(4), *q; for (unsigned i = 0; i < sizeof p; i++) ((char *)&q)[i] = ((char *)&p)[i]; free(p);\n*q = 1; // !',
    good: 'int *p = malloc(4), *q; for (unsigned i = 0; i < sizeof p; i++) ((char *)&q)[i] = ((char *)&p)[i]; *q = 1; free(p);',
  },
  'after many others': {
    bad: 'int *p = malloc(16); free(p); for (int i = 0; i < 20000; i++) free(malloc(16)); int *q = malloc(16);\n*p = 1; // !',
    good: 'int *p = 0; for (int i = 0; i < 20000; i++) { free(p); p = malloc(16); } *p = 1;',
  },
})

pairs('MRX203', {
  'in a loop': {
    bad: 'char *p = malloc(1); for (int i = 0; i < 2; i++)\nfree(p); // !',
    good: 'for (int i = 0; i < 2; i++) { char *p = malloc(1); free(p); }',
  },
  'by a function': {
    before: 'static void drop(void *p) {\nfree(p); // !\n}',
    bad: 'void *p = malloc(1); free(p); drop(p);',
    good: 'void *p = malloc(1); drop(p);',
  },
  'through a member': {
    before: list,
    bad: 'struct node a = { malloc(1) }, b = a; free(a.next);\nfree(b.next); // !',
    good: 'struct node a = { malloc(1) }, b = a; free(b.next); a.next = 0; free(a.next);',
  },
})

pairs('MRX204', {
  'one turn too many': {
    bad: 'int a[3]; for (int i = 0; i <= 3; i++)\na[i] = i; // !',
    good: 'int a[3]; for (int i = 0; i < 3; i++) a[i] = i;',
  },
  'behind the last row': {
    bad: 'int a[2][3]; int i = 2;\na[i][0] = 1; // !',
    good: 'int a[2][3]; int i = 1; a[i][2] = 1;',
  },
  'a long over an int': {
    bad: 'int x = 0; long *p = (long *)&x;\nreturn *p; // !',
    good: 'long x = 0; int *p = (int *)&x; return *p;',
  },
  'a record over a smaller one': {
    before: list,
    bad: 'char b[8]; struct node *p = (struct node *)b;\np->value = 1; // !',
    good: 'char b[sizeof(struct node)]; struct node *p = (struct node *)b; p->value = 1;',
  },
  'array of variable length': {
    bad: 'int n = 3; int a[n];\na[n] = 1; // !',
    good: 'int n = 3; int a[n]; a[n - 1] = 1;',
  },
  'flexible array': {
    before: 'struct v { int n; int a[]; };',
    bad: 'struct v *v = malloc(sizeof *v + 4);\nv->a[1] = 1; // !',
    good: 'struct v *v = malloc(sizeof *v + 8); v->a[1] = 1; free(v);',
  },
  'compound literal': {
    bad: 'int *p = (int[]){ 1, 2 };\nreturn p[2]; // !',
    good: 'int *p = (int[]){ 0, 2 }; return p[0];',
  },
  memmove: { bad: 'char b[4] = "abc";\nmemmove(b + 1, b, 4); // !', good: 'char b[4] = "abc"; memmove(b + 1, b, 3);' },
  memcmp: {
    bad: 'char a[2] = "a", b[4] = "a";\nreturn memcmp(a, b, 3); // !',
    good: 'char a[2] = "a", b[4] = "a"; return memcmp(a, b, 2);',
  },
  memset: { bad: 'int a[4];\nmemset(a, 0, sizeof a + 1); // !', good: 'int a[4]; memset(a, 0, sizeof a);' },
  'strncpy fills up': { bad: 'char b[4];\nstrncpy(b, "a", 5); // !', good: 'char b[4]; strncpy(b, "abcdef", 4);' },
  'strtok in a literal': { bad: 'char *p = "a b";\nstrtok(p, " "); // !', good: 'char p[] = "a b"; strtok(p, " ");' },
  'qsort of too many': {
    before: 'static int less(const void *a, const void *b) {\nreturn *(int *)a - *(int *)b; // !\n}',
    bad: 'int a[3] = { 3, 1, 2 }; qsort(a, 4, sizeof *a, less);',
    good: 'int a[3] = { 3, 1, 2 }; qsort(a, 3, sizeof *a, less); return a[0] - 1;',
  },
  'code is no data': {
    before: 'static int f(void) { return 0; }',
    bad: 'char *p = (char *)(long)f;\nreturn *p; // !',
    good: 'int (*p)(void) = f; return p();',
  },
  'from one object to another': {
    bad: 'int a[4], b[4] = { 0 }; long n = b - a;\na[n] = 1; // !',
    good: 'int a[4], b[4] = { 0 }; long n = b - a; return &a[0] + n == b ? 0 : 1;',
  },
  'in front of a heap block': {
    bad: 'int *p = malloc(8);\np[-1] = 0; // !',
    good: 'int *p = malloc(8); p++; p[-1] = 0; free(p - 1);',
  },
  'a block of no bytes': { bad: 'char *p = malloc(0);\n*p = 1; // !', good: 'char *p = malloc(0); free(p);' },
  'the second argument is wider': {
    before:
      '#include <stdarg.h>\nstruct wide { long a[3]; };\nstatic long f(int n, ...) { va_list l; va_start(l, n);\nreturn va_arg(l, struct wide).a[2]; // !\n}',
    bad: 'return f(1, 2L);',
    good: 'struct wide w = { { 0 } }; return f(1, w);',
  },
  'bit-field behind the end': {
    before: 'struct bits { unsigned a : 20, b : 20; };',
    bad: 'int x = 0; struct bits *p = (struct bits *)&x;\np->b = 1; // !',
    good: 'long x = 0; struct bits *p = (struct bits *)&x; p->b = 1;',
  },
})

pairs('MRX205', {
  'no case': {
    bad: 'int n = 3, x; switch (n) { case 1: x = 0; break; case 2: x = 1; break; }\nreturn x; // !',
    good: 'int n = 3, x; switch (n) { case 1: x = 1; break; default: x = 0; } return x;',
  },
  'record as an argument': {
    before: `${list}static int f(struct node n) {\nreturn n.value; // !\n}`,
    bad: 'struct node n; n.next = 0; return f(n);',
    good: 'struct node n; n.value = 0; return f(n);',
  },
  'record as a result': {
    before: `${list}static struct node f(int x) { struct node n; if (x) n.value = 0; return n; }`,
    bad: 'struct node n = f(0);\nreturn n.value; // !',
    good: 'struct node n = f(1); return n.value;',
  },
  'bit-field': {
    before: list,
    bad: 'struct node n;\nreturn n.flag; // !',
    good: 'struct node n; n.flag = 0; return n.flag;',
  },
  'floating number': { bad: 'double d;\nreturn d > 1.0; // !', good: 'double d; d = 0; return d > 1.0;' },
  index: { before: 'static int a[4];', bad: 'int i;\nreturn a[i]; // !', good: 'int i = 1; return a[i];' },
  'shift count': { bad: 'int n;\nreturn 1 << n; // !', good: 'int n = 0; return (1 << n) - 1;' },
  'pointer member': {
    before: list,
    bad: 'struct node *n = malloc(sizeof *n);\nreturn n->next != 0; // !',
    good: 'struct node *n = malloc(sizeof *n); n->next = 0; return n->next != 0;',
  },
  'pointer to a function': { bad: 'int (*f)(void);\nf(); // !', good: 'int (*f)(const char *); f = puts; f("");' },
  'copied by memcpy': {
    bad: 'int a, b, *p = &a; memcpy(&b, p, 4);\nreturn b; // !',
    good: 'int a = 0, b; memcpy(&b, &a, 4); return b;',
  },
  'through a pointer': {
    before: 'static int get(int *p) {\nreturn *p; // !\n}',
    bad: 'int x; return get(&x);',
    good: 'int x; int *p = &x; *p = 0; return get(&x);',
  },
  'one half of a long': {
    bad: 'union { long l; int i[2]; } u; u.i[1] = 0;\nreturn u.l != 0; // !',
    good: 'union { long l; int i[2]; } u; u.i[0] = u.i[1] = 0; return u.l != 0;',
  },
  'one way of a condition': {
    before: 'static int zero;',
    bad: 'int x; zero && (x = 1);\nreturn x; // !',
    good: 'int x; zero || (x = 0); return x;',
  },
  increment: { bad: 'int n;\nn++; // !', good: 'int n = 0; n++;' },
  'compound assignment': { bad: 'int n;\nn += 2; // !', good: 'int n = 1; n += 2;' },
  'string without its characters': {
    bad: 'char *p = malloc(4);\nreturn strlen(p); // !',
    good: 'char *p = calloc(4, 1); return strlen(p);',
  },
  'memcmp of padding': {
    bad: 'struct { char c; int i; } a, b; a.c = b.c = 1; a.i = b.i = 2;\nreturn memcmp(&a, &b, sizeof a); // !',
    good: 'struct { char c; int i; } a, b; memset(&a, 0, sizeof a); memset(&b, 0, sizeof b); return memcmp(&a, &b, sizeof a);',
  },
  'element of an array of variable length': {
    bad: 'int n = 2; int a[n]; a[0] = 0;\nreturn a[1]; // !',
    good: 'int n = 2; int a[n]; a[1] = 0; return a[1];',
  },
  'value of a loop that breaks first': {
    before: 'static int one = 1;',
    bad: 'int x; for (;;) { if (one) break; x = 1; }\nreturn x; // !',
    good: 'int x; for (;;) { x = 0; if (one) break; } return x;',
  },
})

pairs('MRX206', {
  'free of a compound literal': { bad: 'int *p = (int[]){ 1 };\nfree(p); // !', good: 'int *p = malloc(4); free(p);' },
  'free of a function': {
    before: 'static void f(void) {}',
    bad: 'void *p = (void *)(long)f;\nfree(p); // !',
    good: 'void *p = 0; free(p);',
  },
  'realloc inside of a block': {
    bad: 'char *p = malloc(4);\np = realloc(p + 1, 8); // !',
    good: 'char *p = malloc(4); p = realloc(p, 8); free(p);',
  },
  'free of an integer': {
    bad: 'void *p = (void *)0x1000000L;\nfree(p); // !',
    good: 'void *p = (void *)0x1000000L; return p == 0;',
  },
  'free of a member': {
    before: list,
    bad: 'struct node *n = malloc(sizeof *n); int *p = &n->value;\nfree(p); // !',
    good: 'struct node *n = malloc(sizeof *n); struct node **p = &n->next; free(p);',
  },
})

pairs('MRX208', {
  'in a compound assignment': {
    before: 'static int zero;',
    bad: 'int x = 1;\nx /= zero; // !',
    good: 'int x = 1; x /= zero + 1;',
  },
  'least long by -1': {
    before: 'static long minus = -1;',
    bad: 'long x = -9223372036854775807L - 1;\nreturn x % minus; // !',
    good: 'long x = -9223372036854775807L; return x % minus;',
  },
  'shift in a compound assignment': {
    bad: 'int x = 1, n = 40;\nx <<= n; // !',
    good: 'long x = 1; int n = 40; x <<= n;',
  },
  'count of 64 bits': {
    bad: 'int x = 1; long n = 1L << 32;\nreturn x >> n; // !',
    good: 'int x = 1; long n = 1; return x >> n;',
  },
  'a promoted byte is no byte': {
    bad: 'unsigned char c = 1; int n = 32;\nreturn c << n; // !',
    good: 'unsigned char c = 1; int n = 20; return (c << n) == 0;',
  },
  'overflow of sums wraps': {
    before: 'static int zero;',
    bad: 'int x = 2147483647; x += 1;\nreturn x / zero; // !',
    good: 'int x = 2147483647; x += 1; return x < 0 ? 0 : 1;',
  },
})

pairs('MRX209', {
  'two that call each other': {
    before:
      'static int b(int n); static int a(int n) {\nreturn b(n) + 1; // !\n}\nstatic int b(int n) { char room[64]; room[0] = n; return n ? room[0] + a(n) : 0; }',
    bad: 'return a(1);',
    good: 'return a(0) - 1;',
  },
})

pairs('MRX217', {
  goto: { bad: 'again:\ngoto again; // !', good: 'int n = 0; again: if (n++ < 9) goto again;' },
})

pairs('MRX218', {
  'too few arguments': {
    before: 'static int two(int a, int b) { return a + b; }',
    bad: 'int (*f)() = two;\nreturn f(1); // !',
    good: 'int (*f)() = two; return f(1, -1);',
  },
  'variable arguments through another type': {
    before: '#include <stdarg.h>\nstatic int f(int n, ...) { return n; }',
    bad: 'int (*g)(int) = (int (*)(int))f;\nreturn g(0); // !',
    good: 'int (*g)(int, ...) = f; return g(0);',
  },
  'a record of another size': {
    before: 'struct a { int x[2]; }; struct b { int x[3]; }; static int f(struct b b) { return b.x[0]; }',
    bad: 'int (*g)(struct a) = (int (*)(struct a))f; struct a a = { { 0 } };\nreturn g(a); // !',
    good: 'int (*g)(struct b) = f; struct b b = { { 0 } }; return g(b);',
  },
  'inside of a function': {
    before: 'static int f(void) { return 0; }',
    bad: 'int (*g)(void) = (int (*)(void))((long)f + 1);\nreturn g(); // !',
    good: 'int (*g)(void) = (int (*)(void))((long)f + 1 - 1); return g();',
  },
  'an integer': {
    bad: 'int (*g)(void) = (int (*)(void))123456L;\nreturn g(); // !',
    good: 'int (*g)(void) = (int (*)(void))123456L; return g == 0;',
  },
  'a label that is none': {
    bad: 'void *p = (void *)12345L; if (p) goto *p; // !\nthere: return 1;',
    good: 'void *p = &&there; goto *p; there: return 0;',
  },
})
