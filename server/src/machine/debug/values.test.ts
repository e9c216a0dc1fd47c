// What a stopped thread shows: scopes, values as people read them, their parts, and expressions.
import { describe, expect, test } from 'vitest'
import { type ProgramOptions, programUnits } from '../../../test/support/hosted.ts'
import { Random } from '../../../test/support/random.ts'
import { hashOf } from '../hash.ts'
import { hostedMachine, startMain } from '../hosted/hostedProgram.ts'
import { Debugger, type DebuggerOptions } from './debugger.ts'
import { ThreadExecution } from './execution.ts'
import type { ValueFormats } from './valueNames.ts'
import type { VariableView } from './views.ts'

const formats: ValueFormats = {
  constants: ['NTSTATUS'],
  counted: { BOOLEAN: ['FALSE', 'TRUE'] },
  flagPrefix: (tag, member) => (tag === '_FCB' && member === 'State' ? 'FCB_STATE_' : undefined),
  texts: { _UNICODE_STRING: { length: 'Length', buffer: 'Buffer' } },
}

/** Stands in front of the statement that calls `stop`, in its own function. */
function stopped(source: string, options?: ProgramOptions, more: DebuggerOptions = {}) {
  const machine = hostedMachine(programUnits(`void stop(void);\n${source}`, options), () => undefined)
  expect(machine.initialize()).toBeUndefined()
  const thread = startMain(machine)!
  const own = new Debugger(new ThreadExecution(machine, thread), { formats, harmless: new Set(['strlen']), ...more })
  const stop = own.resume()
  expect(stop).toMatchObject({ reason: 'unsupported', message: 'a call of stop, which has no definition' })
  return { machine, own, depth: own.frames()[0]!.depth }
}

const shown = (variables: readonly VariableView[]) =>
  variables.map(({ name, value, shadowed }) => `${name} = ${value}${shadowed ? ' (shadowed)' : ''}`)

function scopesOf(source: string) {
  const { own, depth } = stopped(source)
  return own
    .scopes(depth)
    .filter(({ variables }) => variables.length > 0)
    .map(({ kind, variables }) => [kind, ...shown(variables)])
}

/** Values of the locals of main, which calls stop at its end. */
function locals(body: string, before = '', options?: ProgramOptions): string[] {
  const { own, depth } = stopped(`${before}\nint main(void) { ${body} stop(); return 0; }`, options)
  return shown(own.scopes(depth).find(({ kind }) => kind === 'locals')!.variables)
}

describe('scopes', () => {
  test('are blocks from the inside out, arguments and globals', () => {
    const source = `
int shared = 3; static const char *name = "n";
static void f(int n, double d) { static int calls = 1; int x = 1; { int x = 2, y = 3; for (int i = 0; i < 1; i++) { int later; stop(); int hidden = 4; later = hidden; } } }
int main(void) { f(7, 1.5); return shared + *name; }`
    expect(scopesOf(source)).toEqual([
      ['block', 'later = not initialised'],
      ['block', 'i = 0'],
      ['block', 'x = 2', 'y = 3'],
      ['locals', 'calls = 1', 'x = 1 (shadowed)'],
      ['arguments', 'n = 7', 'd = 1.5'],
      ['globals', 'shared = 3', 'name = a string literal "n"'],
    ])
  })

  test('of callers are those of the call', () => {
    const { own } = stopped(
      'static void f(void) { stop(); }\nint main(void) { int a = 1; f(); int b = 2; return a + b; }',
    )
    expect(own.frames().map(each => each.function)).toEqual(['f', 'main'])
    expect(shown(own.scopes(0).find(({ kind }) => kind === 'locals')!.variables)).toEqual(['a = 1'])
    expect(own.scopes(9)).toEqual([])
  })
})

describe('values', () => {
  test('of numbers, characters and enumerators', () => {
    const before = 'enum color { Red, Green = 5 }; typedef enum _shape { Round = 1, Square } SHAPE;'
    expect(
      locals(
        'char c = 65, zero = 0; unsigned char u = 200; _Bool b = 3; float f = 0.1f; double d = -0.0; long long l = -5; enum color e = Green, odd = (enum color)7; SHAPE s = Square; unsigned long long big = ~0ull;',
        before,
      ),
    ).toEqual([
      "c = 65 'A'",
      'zero = 0',
      'u = 200',
      'b = true',
      `f = ${Math.fround(0.1)}`,
      'd = -0',
      'l = -5',
      'e = Green',
      'odd = 7',
      's = Square',
      'big = 18446744073709551615',
    ])
  })

  test('of statuses and flags have the names of the headers', () => {
    const before = `typedef long NTSTATUS; typedef unsigned char BOOLEAN;
#define STATUS_SUCCESS ((NTSTATUS)0x00000000L)
#define STATUS_WAIT_0 ((NTSTATUS)0)
#define STATUS_ACCESS_DENIED ((NTSTATUS)0xC0000022L)
#define NT_SUCCESS(s) ((NTSTATUS)(s) >= 0)
#define FCB_STATE_DELETE (0x1)
#define FCB_STATE_CACHED (0x6)
#define FCB_STATE_READ (0x2)
struct _FCB { unsigned State; unsigned Other; };`
    expect(
      locals(
        'NTSTATUS s = STATUS_SUCCESS, denied = STATUS_ACCESS_DENIED, odd = 0x77; struct _FCB a = { 6, 6 }, b = { 3 | 0x40 }, c = { 0 }; const NTSTATUS k = denied; const BOOLEAN yes = 1, no = 0, other = 7;',
        before,
        { architecture: 'x64' },
      ),
    ).toEqual([
      's = STATUS_SUCCESS',
      'denied = STATUS_ACCESS_DENIED',
      'odd = 119',
      'a = { State = FCB_STATE_CACHED, Other = 6 }',
      'b = { State = FCB_STATE_DELETE | FCB_STATE_READ | 0x40, Other = 0 }',
      'c = { State = 0, Other = 0 }',
      'k = STATUS_ACCESS_DENIED',
      'yes = TRUE',
      'no = FALSE',
      'other = 7',
    ])
  })

  test('of counted and other texts', () => {
    const before = `typedef unsigned short WCHAR;
typedef struct _UNICODE_STRING { unsigned short Length, MaximumLength; WCHAR *Buffer; } UNICODE_STRING;`
    expect(
      locals(
        'static WCHAR w[] = { 92, 115, 121, 115, 0 }; UNICODE_STRING u = { 6, 10, w }, none = { 0, 0, 0 }, broken = { 80, 80, w }; char a[] = "a\\"b\\n", *p = a + 1; char open[2] = { 97, 98 };',
        before,
      ),
    ).toEqual([
      'w = "\\\\sys"',
      'u = "\\\\sy"',
      'none = empty, no buffer',
      'broken = { Length = 80, MaximumLength = 80, Buffer = &w "\\\\sys" }',
      'a = "a\\"b\\n"',
      'p = &a + 1 "\\"b\\n"',
      "open = { 97 'a', 98 'b' }",
    ])
  })

  test('of pointers name their block', () => {
    const values = locals(
      'int list[3] = { 1 }, *in = list + 2, *behind = list + 4, *far = list + (1ll << 33), *none = 0, *unset; char *heap = malloc(5), *at = heap + 2, *gone = malloc(3); free(gone); int (*f)(void) = main; int *odd = (int *)12; long long n = (long long)heap; void *made = (void *)n;',
      '#include <stdlib.h>\nint main(void);',
    )
    expect(values.map(each => each.replace(/block \d+/, 'block N'))).toEqual([
      'list = { 1, 0, 0 }',
      'in = &list + 8',
      'behind = &list + 16, outside of it',
      'far = &list + 34359738368, outside of it',
      'none = NULL',
      'unset = not initialised',
      'heap = block N (5 bytes from malloc)',
      'at = block N (5 bytes from malloc) + 2',
      'gone = block N (3 bytes from malloc), freed',
      'f = main',
      'odd = 0xc',
      expect.stringMatching(/^n = \d+$/),
      'made = block N (5 bytes from malloc)',
    ])
  })

  test('of pointers call an allocation as who knows a name for it does, and others by their number', () => {
    const source =
      '#include <stdlib.h>\nint main(void) { char *own = malloc(5), *other = malloc(6); stop(); return 0; }'
    const blockName = ({ extent }: { readonly extent: number }) => (extent === 5 ? 'pool 1' : undefined)
    const { own, depth } = stopped(source, undefined, { formats: { ...formats, blockName } })
    const all = ['own + 2', 'other'].map(text => (own.evaluate(text, depth) as VariableView).value)
    expect(all).toEqual([
      'pool 1 (5 bytes from malloc) + 2',
      expect.stringMatching(/^block \d+ \(6 bytes from malloc\)$/),
    ])
  })

  test('of pointers of 32 bits', () => {
    const values = locals(
      'int list[3] = { 1 }, *in = list + 2, *none = 0; char *s = "ab"; void *odd = (void *)12; long long wide = -1; int **at = &in;',
      '',
      { architecture: 'x86' },
    )
    expect(values).toEqual([
      'list = { 1, 0, 0 }',
      'in = &list + 8',
      'none = NULL',
      's = a string literal "ab"',
      'odd = 0xc',
      'wide = -1',
      'at = &in',
    ])
  })

  test('of records and arrays in short, with what is not initialised', () => {
    const before =
      'struct in { int a; int b : 3; }; struct out { struct in i; union { int u; float f; }; int rest[20]; };'
    expect(locals('struct out o; o.i.a = 1; o.i.b = -2; o.f = 1.5f; int many[20] = { 0 };', before)).toEqual([
      `o = { i = { a = 1, b = -2 }, u = 1069547520, f = 1.5, rest = { ${'not initialised, '.repeat(16)}… } }`,
      `many = { ${'0, '.repeat(16)}… }`,
    ])
  })
})

describe('parts', () => {
  const source = `
struct node { struct node *next; int values[3]; };
int main(void) { struct node last = { 0, { 1, 2, 3 } }, first = { &last }; struct node *p = &first; int n = 4, *q = &n; stop(); return *q; }`

  test('open level by level, with the C that means them', () => {
    const { own, depth } = stopped(source)
    const variables = own.scopes(depth)[0]!.variables
    const open = (view: VariableView) => own.variables(view.reference)
    const p = variables.find(({ name }) => name === 'p')!
    expect(p.count).toBe(2)
    const [next] = open(p)
    expect([next!.name, next!.expression, next!.type]).toEqual(['next', 'p->next', 'struct node *'])
    const values = open(next!)[1]!
    expect([values.expression, values.value, values.count]).toEqual(['p->next->values', '{ 1, 2, 3 }', 3])
    expect(own.variables(values.reference, 1, 1)).toMatchObject([
      { name: '[1]', value: '2', expression: 'p->next->values[1]', reference: 0 },
    ])
    const q = variables.find(({ name }) => name === 'q')!
    expect(open(q)).toMatchObject([{ name: '*q', value: '4', expression: '*(q)' }])
    for (const { expression, value } of [next!, values, ...open(q)])
      expect(own.evaluate(expression!, depth)).toMatchObject({ value })
  })

  test('of arrays whose length only the block knows', () => {
    const { own, depth } = stopped(`
#include <stdlib.h>
struct message { int n; short rest[]; };
int main(void) { int n = 3; int row[n]; row[0] = 5; row[1] = row[2] = 6; struct message *m = calloc(1, sizeof *m + 6); m->rest[2] = 9; stop(); return row[0]; }`)
    expect(own.evaluate('row', depth)).toMatchObject({ value: '{ 5, 6, 6 }', count: 3 })
    expect(own.evaluate('*m', depth)).toMatchObject({ value: '{ n = 0, rest = { 0, 0, 9 } }' })
    const rest = own.evaluate('m->rest', depth)
    expect(typeof rest === 'string' ? rest : own.variables(rest.reference, 2)).toMatchObject([
      { name: '[2]', value: '9' },
    ])
  })

  test('are closed when the run moves', () => {
    const { own, depth } = stopped(source)
    const { reference } = own.scopes(depth)[0]!.variables.find(({ name }) => name === 'p')!
    own.stepBack()
    expect(own.variables(reference)).toEqual([])
  })
})

describe('expressions', () => {
  const source = `
#include <stdlib.h>
#include <string.h>
#define DOUBLE(x) ((x) * 2)
struct pair { int a, b; unsigned bits : 4; };
static int counter = 1; static int count(void) { return ++counter; } static struct pair made(int a) { struct pair p = { a, a + 1 }; return p; }
static int spin(void) { for (;;) ; }
int main(void) { struct pair p = { 3, 4, 9 }, *at = &p, *none = 0; int x = 5; int unset; char *s = "abc"; { long x = 6; count(); made(1); if (0) spin(); (void)strlen(s); memset(&p, 0, 0); stop(); } return x; }`

  test.each([
    ['x', '6'],
    ['x + sizeof x', '14'],
    ['DOUBLE(at->b)', '8'],
    ['p', '{ a = 3, b = 4, bits = 9 }'],
    ['p.bits + 1', '10'],
    ['at->bits', '9'],
    ['&p.b', '&p + 4'],
    ['*at', '{ a = 3, b = 4, bits = 9 }'],
    ['s[1]', "98 'b'"],
    ['"xyz"[2]', "122 'z'"],
    ['count() + count()', '7'],
    ['counter', '2'],
    ['made(7)', '{ a = 7, b = 8, bits = 0 }'],
    ['made(7).b', '8'],
    ['((struct pair){ 1, 2 }).b', '2'],
    ['strlen(s)', '3'],
    ['unset', 'not initialised'],
    ['(char)321', "65 'A'"],
    ['none', 'NULL'],
    ['x > 5 ? 1.5 : 2', '1.5'],
    ['main', 'main'],
  ])('%s', (text, value) => {
    const { machine, own, depth } = stopped(source)
    const hash = hashOf(machine)
    expect(own.evaluate(text, depth)).toMatchObject({ name: text, value })
    expect(hashOf(machine)).toBe(hash)
  })

  test.each([
    ['', 'no expression'],
    ['x +', 'an expression is expected before the end of the file'],
    ['x y', "'y' is not expected here"],
    ['nothing', "'nothing' is not declared"],
    ['x = 1', "'=' would change the program, which is only looked at"],
    ['x++', "'++' would change the program, which is only looked at"],
    ['--x', "'--' would change the program, which is only looked at"],
    ['none->a', 'reads through a null pointer'],
    ['unset + 1', 'reads unset, which has no value yet'],
    ['x / 0', 'divides by zero'],
    ['malloc(4)', 'not possible here: malloc, which the program does not use'],
    ['memset(s, 0, 1)', 'not possible here: a call of memset, which is not C'],
    ['spin()', 'does not end within 1000000 instructions'],
    ['(void)x', 'the expression has no value'],
    ['({ x; })', 'statements are not evaluated'],
    ['#define x', 'no expression'],
    ['p.c', 'not possible here: the member c'],
  ])('%s is told in one line', (text, message) => {
    const { machine, own, depth } = stopped(source)
    const hash = hashOf(machine)
    expect(own.evaluate(text, depth)).toBe(message)
    expect(hashOf(machine)).toBe(hash)
  })

  test('that make no sense never end the debugger, and change nothing', () => {
    const { machine, own, depth } = stopped(source)
    const hash = hashOf(machine)
    const words =
      'x p . -> a at ( ) [ ] { } + - * & ! ? : , = ++ sizeof int struct pair if return ; 1 0x 1.5 "s \'c s unset count none # ## DOUBLE \\ / /* // ~ . <<'.split(
        ' ',
      )
    const random = new Random(11)
    for (let i = 0; i < 400; i++) {
      const text = Array.from({ length: 1 + random.below(9) }, () => words[random.below(words.length)]!).join(' ')
      const answer = own.evaluate(text, depth)
      expect(typeof answer === 'string' ? answer : answer.value).toMatch(/^[^\n]+$/)
    }
    expect(hashOf(machine)).toBe(hash)
    expect(own.evaluate('DOUBLE(at->b)', depth)).toMatchObject({ value: '8' })
  })

  test('in another frame, and where there is none', () => {
    const { own } = stopped('static void f(int x) { stop(); }\nint main(void) { int x = 1; f(2); return x; }')
    expect([own.evaluate('x', 1), own.evaluate('x', 0)]).toMatchObject([{ value: '2' }, { value: '1' }])
    expect(own.evaluate('x', 7)).toBe('there is no such frame')
  })
})
