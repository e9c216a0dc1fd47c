import { describe, expect, test } from 'vitest'
import { endingOf, outputOf } from '../../test/support/hosted.ts'

const before = `
#define say(...) printf(__VA_ARGS__)
void RaiseException(unsigned long code, unsigned long flags, unsigned long count, const void *more);
unsigned long _exception_code(void);
int _abnormal_termination(void);
static void raise(unsigned code) { int here[2] = { 0 }; say("raise "); RaiseException(code, 0, 0, here); }
static int filter(int answer, const char *name) { char copy[8]; strcpy(copy, name); say("%s? ", copy); return answer; }
`

function told(body: string, more = ''): string {
  return outputOf(`${before}${more}\nint main(void) {\n${body}\n  return 0; }`, { architecture: 'x64' }).trimEnd()
}

describe('__finally', () => {
  test('runs behind the body', () => {
    expect(told('__try { say("a "); } __finally { say("f%d ", _abnormal_termination()); } say("b");')).toBe('a f0 b')
  })

  test('runs when the body is left by return, break, continue, goto and __leave', () => {
    const more = `
static int f(int how) { int r = 1; for (int i = 0; i < 2; i++) { __try { __try { if (how == 0) return r; if (how == 1) break; if (how == 2) continue; if (how == 3) goto out; if (how == 4) __leave; say("end "); } __finally { r = 7; say("i%d ", _abnormal_termination()); } } __finally { say("o%d ", _abnormal_termination()); } } out: return r; }`
    expect(told('for (int how = 0; how < 6; how++) say("%d\\n", f(how));', more).split('\n')).toEqual([
      'i1 o1 1',
      'i1 o1 7',
      'i1 o1 i1 o1 7',
      'i1 o1 7',
      'i0 o0 i0 o0 7',
      'end i0 o0 end i0 o0 7',
    ])
  })

  test('in a loop in it, jumps stay inside', () => {
    expect(
      told(
        '__try { for (int i = 0; i < 3; i++) { if (i == 1) break; say("%d ", i); } } __finally { say("f%d", _abnormal_termination()); }',
      ),
    ).toBe('0 f0')
  })
})

describe('__except', () => {
  test('is passed over without an exception', () => {
    expect(told('__try { say("a "); } __except (filter(1, "x")) { say("h "); } say("b");')).toBe('a b')
  })

  test('handles what is raised in functions that were called', () => {
    expect(
      told(
        '__try { raise(0xC0000005); say("no "); } __except (_exception_code() == 0xC0000005 ? 1 : 0) { say("h%x ", (int)_exception_code()); } say("b");',
      ),
    ).toBe('raise hc0000005 b')
  })

  test('asks filters inside out, then runs finalizers, then the handler', () => {
    const more = `
static void inner(void) { int n = 5; __try { __try { raise(1); } __except (filter(0, "in")) { say("no "); } } __finally { say("f%d,%d ", n, _abnormal_termination()); } }`
    expect(
      told('int n = 3; __try { inner(); } __except (n++, filter(1, "out")) { say("h%d ", n); } say("b");', more),
    ).toBe('raise in? out? f5,1 h4 b')
  })

  test('an exception in a handler goes to the next one outside', () => {
    expect(
      told(
        '__try { __try { raise(1); } __except (1) { raise(2); } } __except (1) { say("h%d", (int)_exception_code()); }',
      ),
    ).toBe('raise raise h2')
  })

  test('goes on behind it, again and again', () => {
    expect(
      told(
        'for (int i = 0; i < 3; i++) { __try { if (i != 1) raise(i); say("%d ", i); } __except (1) { say("h "); continue; } say("b "); }',
      ),
    ).toBe('raise h 1 b raise h')
  })
})

describe('an access through a null pointer', () => {
  const touch = 'static int touch(int *p) { return *p; }\n'

  test('is an exception', () => {
    expect(
      told(
        '__try { say("a "); touch(0); say("no "); } __except (_exception_code() == 0xC0000005 ? 1 : 0) { say("h%x ", (int)_exception_code()); } say("b");',
        touch,
      ),
    ).toBe('a hc0000005 b')
    expect(told('int *p = 0; __try { *p = 1; } __except (1) { say("h "); } say("%d", p == 0);')).toBe('h 1')
    expect(
      told(
        'for (int i = 0; i < 3; i++) __try { touch(i == 1 ? &i : 0); say("%d ", i); } __except (1) { say("h "); }',
        touch,
      ),
    ).toBe('h 1 h')
  })

  test('is told where no filter takes it', () => {
    const source = `${before}${touch}int main(void) { __try { __try { touch(0); } __finally { } } __except (filter(0, "x")) { } return 0; }`
    expect(endingOf(source, { architecture: 'x64' })).toBe('MRX201 at static int touch(int *p) { return *p; }')
  })

  test('of other kinds is none: a freed block may be anything by now', () => {
    const source = `${before}#include <stdlib.h>\nint main(void) { int *p = malloc(4); free(p); __try {\n*p = 1;\n} __except (1) { } return 0; }`
    expect(endingOf(source, { architecture: 'x64' })).toBe('MRX202 at *p = 1;')
  })
})

test('what nothing handles is told where it was raised', () => {
  const source = `${before}int main(void) { __try { raise(1); } __except (0) { return 1; } return 0; }`
  expect(endingOf(source, { architecture: 'x64' })).toMatch(/^exception at static void raise/)
})
