// Faults inside of a block: an index behind an array that is part of something, what is not aligned, values that were
// never returned. Beside each stands the idiom that looks like it and is none.
import { describe, expect, test } from 'vitest'
import { pairs } from '../../test/support/faultPairs.ts'
import { endingOf, mainWith } from '../../test/support/hosted.ts'

const server = 'struct server { int id; char name[8]; int ports[4]; long last; };\n'
const message = 'struct message { int length; char text[1]; };\n'

pairs('MRX204', {
  'element behind a member array': {
    before: server,
    bad: 'struct server s = { 0 }; int i = 8;\ns.name[i] = 1; // !',
    good: 'struct server s = { 0 }; int i = 7; s.name[i] = 1; s.ports[3] = 1;',
  },
  'constant index': {
    before: server,
    bad: 'struct server s = { 0 };\nreturn s.ports[4]; // !',
    good: 'struct server s = { 0 }; return s.ports[3];',
  },
  'element in front of a member array': {
    before: server,
    bad: 'struct server s = { 0 }; int i = -1;\nreturn s.ports[i]; // !',
    good: 'struct server s = { 0 }; int i = 1, *p = s.ports + 2; return p[-i];',
  },
  'through a pointer to the record': {
    before: server,
    bad: 'struct server *s = calloc(1, sizeof *s); unsigned i = 4;\ns->ports[i]++; // !',
    good: 'struct server *s = calloc(1, sizeof *s); unsigned i = 3; s->ports[i]++; free(s);',
  },
  'an index of 64 bits': {
    before: server,
    bad: 'struct server s = { 0 }; long long i = 1ll << 32;\nreturn s.ports[i]; // !',
    good: 'struct server s = { 0 }; unsigned long long i = 3; return s.ports[i];',
  },
  'in a record inside of a record': {
    before: `${server}struct list { struct server first; int count; };\n`,
    bad: 'struct list l = { 0 }; int i = 9;\nl.first.name[i] = 1; // !',
    good: 'struct list l = { 0 }; int i = 3; l.first.ports[i] = 1;',
  },
  'the last array of a record with more behind it': {
    before: 'struct in { int n; int a[3]; }; struct out { struct in first; int rest[4]; };\n',
    bad: 'struct out o = { 0 }; int i = 3;\nreturn o.first.a[i]; // !',
    good: 'struct out o = { 0 }; int i = 2; return o.first.a[i];',
  },
  'of an element of an array of records': {
    before: server,
    bad: 'struct server all[2] = { 0 }; int i = 8;\nall[0].name[i] = 1; // !',
    good: 'struct server all[2] = { 0 }; int i = 7; all[1].name[i] = 1;',
  },
  'behind a row': {
    bad: 'int m[4][5] = { 0 }; int i = 7;\nreturn m[1][i]; // !',
    good: 'int m[4][5] = { 0 }; int i = 4, *all = &m[0][0]; return m[1][i] + all[19];',
  },
  'behind a row of a parameter': {
    before: 'static int at(int (*m)[3], int i) {\nreturn m[0][i]; // !\n}',
    bad: 'int m[2][3] = { 0 }; return at(m, 3);',
    good: 'int m[2][3] = { 0 }; return at(m, 2);',
  },
  'a bound that is only an address': {
    before: server,
    bad: 'struct server s = { 0 }; int i = 4;\nint *p = &s.ports[i + 1]; // !\nreturn p == 0;',
    good: 'struct server s = { 0 }; int n = 4; int sum = 0; for (int *p = &s.ports[0]; p < &s.ports[n]; p++) sum += *p; return sum + (&s.ports[4] == 0);',
  },
  'in a union that ends before it': {
    before: 'struct value { union { unsigned char bytes[4]; unsigned words[2]; } u; int kind; };\n',
    bad: 'struct value v = { 0 }; int i = 8;\nreturn v.u.bytes[i]; // !',
    good: 'struct value v = { 0 }; int i = 7; return v.u.bytes[i];',
  },
})

describe('records of variable length stay silent', () => {
  const silent = (before: string, body: string) => expect(endingOf(mainWith(body, before))).toBe('exit 0')

  test.each(['[]', '[0]', '[1]', '[4]'])('char text%s at the end', length => {
    silent(
      `struct message { int length; char text${length}; };`,
      'struct message *m = calloc(1, sizeof *m + 16); for (int i = 0; i < 12; i++) m->text[i] = 1; free(m);',
    )
  })

  test('with the rest behind it in a record around', () => {
    silent(
      `${message}struct room { struct message m; char more[20]; };`,
      'struct room r = { 0 }; for (int i = 0; i < 20; i++) r.m.text[i] = 1;',
    )
  })

  test('in a union at the end, and in an array that a pointer leads to', () => {
    silent(
      'struct reply { int kind; union { char bytes[2]; short word; }; }; struct pair { int a, b[2]; };',
      'struct reply *r = calloc(1, 32); int i = 9; r->bytes[i] = 1; free(r); struct pair *p = calloc(4, sizeof *p); p[0].b[1 + i / 9] = 1; free(p);',
    )
  })

  test('and so do offsets, containers and memory functions', () => {
    silent(
      `${server}#include <stddef.h>
#define CONTAINER(p, t, m) ((t *)((char *)(p) - offsetof(t, m)))`,
      'struct server s = { 0 }; int n = 3, *p = &s.ports[2]; memset(&s.id, 0, sizeof s); struct server *q = CONTAINER(p - 2, struct server, ports); q->last = (long)&((struct server *)0)->ports[n]; char *c = s.name; c[9] = 1; return q != &s;',
    )
  })
})

pairs('MRX219', {
  'read of an int': {
    bad: 'char b[8] = { 0 }; int *p = (int *)(b + 1);\nreturn *p; // !',
    good: 'char b[8] = { 0 }; int v; memcpy(&v, b + 1, 4); int *p = (int *)(b + 4); return *p + v;',
  },
  'write of a short': {
    bad: 'char *b = malloc(8);\n*(short *)(b + 3) = 1; // !',
    good: 'char *b = malloc(8); *(short *)(b + 2) = 1; free(b);',
  },
  'a long at half of its size': {
    bad: 'int a[4] = { 0 };\nreturn (int)*(long *)(a + 1); // !',
    good: 'int a[4] = { 0 }; return (int)*(long *)(a + 2);',
  },
  'a member through a moved pointer': {
    before: 'struct s { int a, b; };',
    bad: 'char b[16] = { 0 }; struct s *p = (struct s *)(b + 2);\nreturn p->b; // !',
    good: 'char b[16] = { 0 }; struct s *p = (struct s *)(b + 4); return p->b;',
  },
  'a double': {
    bad: 'float f[4] = { 0 }; double *d = (double *)(f + 1);\nreturn (int)*d; // !',
    good: 'float f[4] = { 0 }; double *d = (double *)(f + 2); return (int)*d;',
  },
  'a pointer in a buffer': {
    bad: 'char b[24] = { 0 }; char **p = (char **)(b + 4);\nreturn *p != 0; // !',
    good: 'char b[24] = { 0 }; char **p = (char **)(b + 8); return *p != 0;',
  },
})

test('a compound literal is one object while its block runs', () => {
  const body =
    'int *p = 0, *q; int j = 0; again: q = p; p = (int[]){ j++ }; if (j < 2) goto again; return !(p == q && *q == 1);'
  expect(endingOf(mainWith(body))).toBe('exit 0')
})

describe('what is packed is not aligned, and need not be', () => {
  const packed = '#pragma pack(push, 1)\nstruct head { char kind; int length; short port; };\n#pragma pack(pop)\n'

  test.each([
    ['members', 'struct head h = { 1, 2, 3 }, *p = &h; p->length++; return p->length + h.port - 6;'],
    ['addresses of members', 'struct head h = { 1, 2, 3 }; int *p = &h.length; (*p)++; return *p - 3;'],
    [
      'in a buffer',
      'char b[16] = { 0 }; struct head *p = (struct head *)(b + 3); p->length = 1; int *q = &p->length; return *q - 1;',
    ],
    ['in arrays', 'struct head all[3] = { 0 }; int i = 1; all[i].length = 2; return all[i].length - 2;'],
  ])('%s', (_, body) => expect(endingOf(mainWith(body, packed))).toBe('exit 0'))

  test('unaligned pointers', () => {
    const source = mainWith('char b[8] = { 0 }; int __unaligned *p = (int __unaligned *)(b + 1); return *p;')
    expect(endingOf(source, { architecture: 'x64' })).toBe('exit 0')
  })
})

pairs('MRX205', {
  'value that was not returned': {
    before: 'static int f(int n) { if (n) return 0; }',
    bad: 'int x =\nf(0); // !\nreturn x;',
    good: 'f(0); (void)f(0); f(1) ? f(0) : f(1); return f(1);',
  },
  'value that was passed on': {
    before: 'static int f(int n) { if (n) return 0; }\nstatic int g(int n) { return f(n); }',
    bad: 'int x = 1 +\ng(0); // !\nreturn x;',
    good: 'g(0); return g(1);',
  },
  'return without a value': {
    before: 'static int f(int n) { if (n) return 0; return; }',
    bad: 'if (\nf(0)) // !\nreturn 1;',
    good: 'if (f(1)) return 1; f(0);',
  },
})

pairs('MRX218', {
  'function that must not return': {
    before: '_Noreturn static void stop(int n) { if (n) exit(0);\nreturn; // !\n}',
    bad: 'stop(0);',
    good: 'stop(1);',
  },
  'function that must not return comes to its end': {
    before: '__attribute__((noreturn)) static void stop(int n) { if (n) exit(0);\n} // !',
    bad: 'stop(0);',
    good: 'stop(1);',
  },
  'memcpy onto itself': {
    bad: 'char b[8] = { 0 };\nmemcpy(b, b + 2, 4); // !',
    good: 'char b[8] = { 0 }; memmove(b, b + 2, 4); memcpy(b, b + 4, 4); memcpy(b, b, 4);',
  },
  'strcpy onto itself': {
    bad: 'char b[8] = "abcd";\nstrcpy(b + 2, b); // !',
    good: 'char b[12] = "abcd"; strcpy(b + 5, b); strcpy(b, b + 5);',
  },
})
