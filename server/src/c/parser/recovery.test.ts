// One broken function never spoils its neighbours.
import { describe, expect, it } from 'vitest'
import { expectProblems, functionNamed, symbolNamed, unitOf } from '../../../test/support/cSource.ts'
import { typeText } from '../typeText.ts'

const before = `typedef struct _S { int a; struct _S *next; } S, *PS;
static int before(PS s, int n)
{
    while (n > 0) { n -= s->a; s = s->next; }
    return n;
}
`
const after = `
long after(PS s)
{
    if (s == 0)
        return 0;
    return s->a;
}

int last(void)
{
    return before(0, 1);
}
`

/** Function k, broken in one way each. */
const broken: Record<string, string> = {
  'a missing semicolon': 'int k(PS s)\n{\n    int x = 1\n    return s->a + x;\n}',
  'a missing closing parenthesis': 'int k(PS s)\n{\n    if (s->a == (1 + 2)\n        return 1;\n    return 0;\n}\n',
  'a missing opening parenthesis': 'int k(PS s)\n{\n    if s->a == 1)\n        return 1;\n    return 0;\n}\n',
  'an extra closing parenthesis': 'int k(PS s)\n{\n    return (s->a));\n}',
  'a missing closing brace': 'int k(PS s)\n{\n    if (s) {\n        return 1;\n    return 0;\n}\n',
  'two missing closing braces':
    'int k(PS s)\n{\n    while (1) {\n        if (s) {\n            return 1;\n    return 0;\n}\n',
  'an extra closing brace': 'int k(PS s)\n{\n    if (s) {\n        return 1;\n    }}\n    return 0;\n}\n',
  'a body without an end': 'int k(PS s)\n{\n    return s->a;\n',
  'no operand': 'int k(PS s)\n{\n    return s->a + ;\n}',
  'no operator': 'int k(PS s)\n{\n    return s->a s->a;\n}',
  'a missing bracket': 'int k(PS s)\n{\n    int a[3] = { 0 };\n    return a[1;\n}',
  'a broken initialiser': 'int k(PS s)\n{\n    S t = { .a = 1, .next = };\n    return t.a;\n}',
  'a missing brace of an initialiser': 'int k(PS s)\n{\n    int a[3] = { 1, 2;\n    return a[0];\n}',
  'stray characters': 'int k(PS s)\n{\n    @ ` \\ return 1;\n}',
  'an unclosed string': 'int k(PS s)\n{\n    char *t = "abc;\n    return 1;\n}',
  'an unclosed character': "int k(PS s)\n{\n    char t = 'a;\n    return 1;\n}",
  'else without if': 'int k(PS s)\n{\n    else\n        return 1;\n    return 0;\n}',
  'a for of one part': 'int k(PS s)\n{\n    for (int i = 0) { s++; }\n    return 0;\n}',
  'a do without while': 'int k(PS s)\n{\n    do { s++; }\n    return 0;\n}',
  'a try without handler': 'int k(PS s)\n{\n    __try { s++; }\n    return 0;\n}',
  'a case without colon': 'int k(PS s)\n{\n    switch (s->a) { case 1 return 1; }\n    return 0;\n}',
  'a broken parameter list': 'int k(PS s, int, = 3)\n{\n    return s->a;\n}',
  'an unclosed parameter list': 'int k(PS s, int b\n{\n    return s->a;\n}',
  'no name': 'int (PS s)\n{\n    return s->a;\n}',
  'half a statement': 'int k(PS s)\n{\n    s->\n}',
  'half a call': 'int k(PS s)\n{\n    before(s, \n}',
  'half a declaration': 'int k(PS s)\n{\n    S\n}',
  'half a function': 'int k(PS s)\n{\n    if (',
  'half a declarator': 'int k(PS s,',
  'only a type': 'static PS',
  'a definition inside': 'int k(PS s)\n{\n    int inner(void)\n    {\n        return 1;\n    }\n    return 0;\n}\n',
  'statements at file level': 'int k(PS s);\nk(0);\nif (1) { k(0); }\nreturn 0;',
  'a merge conflict': '<<<<<<< ours\nint k(PS s)\n=======\nint k(PS s, int b)\n>>>>>>> theirs\n{\n    return s->a;\n}',
  'a broken record': 'struct K { int a; int = 3; long b; };',
  'a record without an end': 'struct K {\n    int a;\n    long b;\n',
  'a broken enumeration': 'enum K { k1, = 2, k3 };',
  'an enumeration without an end': 'enum K { k1,\n    k2\n',
  'a broken typedef': 'typedef struct { int a; } *;',
  'an unbalanced conditional': 'int k(PS s)\n{\n#if 1\n    if (s) {\n#else\n    {\n#endif\n    return 0;\n}\n',
  'brackets without end': `int k(PS s)\n{\n    return ${'('.repeat(400)}1;\n}\n`,
}

describe('a broken function', () => {
  it.each(Object.entries(broken))('%s', (_, text) => {
    const unit = unitOf(before + text + after)
    expect(unit.problems.length).toBeGreaterThan(0)
    for (const name of ['before', 'after', 'last']) {
      const { broken, symbol, body } = functionNamed(unit, name)
      expect([name, broken, body.statements.length]).toEqual([name, false, { before: 2, after: 2, last: 1 }[name]])
      expect(typeText(symbol.type)).toBe(
        { before: 'int (PS s, int n)', after: 'long (PS s)', last: 'int (void)' }[name],
      )
    }
  })

  it('is told from whole ones', () => {
    const unit = unitOf(`${before}int k(void) { return 1 + ; }${after}`)
    expect([...unit.functions()].map(({ symbol, broken }) => [symbol.name, broken])).toEqual([
      ['before', false],
      ['k', true],
      ['after', false],
      ['last', false],
    ])
  })

  it('keeps the statements around the broken one', () => {
    const unit = unitOf('int k(int a)\n{\n    a = 1;\n    a = * ;\n    a = 2;\n    return a;\n}')
    expect(functionNamed(unit, 'k').body.statements.length).toBe(4)
  })

  it('keeps the members around a broken one', () => {
    const unit = unitOf('struct S { int a; int 3; long b; }; int f(struct S *s) { return s->a + s->b; }')
    expect(functionNamed(unit, 'f').broken).toBe(false)
    expect(unit.semantics.sizeOf(symbolNamed(unitOf('struct S { int a; int 3; } s;'), 's').type)).toBeUndefined()
  })
})

describe('what a missing header would have declared', () => {
  const whole = (source: string) => [...unitOf(source).functions()].filter(f => !f.broken).map(f => f.symbol.name)

  it.each([
    ['a type', 'int f(MISSING a) { return 0; }'],
    ['a pointer', 'int f(PMISSING a, MISSING *b) { return 0; }'],
    ['a nameless parameter', 'int f(MISSING); int f(MISSING a) { return 0; }'],
    ['a return type', 'MISSING f(void) { return 0; }'],
    ['a returned pointer', 'MISSING *f(void) { return 0; }'],
    ['an annotation in front', 'MISSING_API int f(void) { return 0; }'],
    ['an annotation with arguments', 'MISSING_API(1, "a") int f(void) { return 0; }'],
    ['an annotation behind the type', 'int MISSING_API f(void) { return 0; }'],
    ['a macro at file level', 'MISSING_TABLE(a, b);\nMISSING_TABLE(c, d)\nint f(void) { return 0; }'],
    ['annotations of parameters', 'int f(_Missing_ int a, _Missing_(b) char *c) { return 0; }'],
    ['a local type', 'int f(void) { MISSING a; PMISSING b = 0; MISSING *c = 0; return a.x + b->y; }'],
    ['a cast', 'int f(int *p) { return *(PMISSING)p + (MISSING)1; }'],
    ['a function', 'int f(void) { return missing(1, 2) + missing(3); }'],
    ['a constant', 'int f(int a) { switch (a) { case MISSING: return 1; } return MISSING | 2; }'],
    ['a member type', 'struct S { MISSING a; PMISSING b; MISSING *c; int d; }; int f(struct S *s) { return s->d; }'],
    ['a base of a type', 'typedef MISSING T, *PT; int f(PT a) { T b; return 0; }'],
    ['a function type', 'MISSING_ROUTINE f; int f(void) { return 0; }'],
    ['a macro in a record', 'struct S { MISSING_HEADER(x); int d; }; int f(struct S *s) { return s->d; }'],
    ['a macro as a statement', 'int f(int a) { MISSING_TRACE(("a", a)); PAGED_MISSING(); return a; }'],
    ['a macro without semicolon', 'int f(int a) { MISSING_TRACE(("a", a))\n return a; }'],
    ['an attribute macro of a record', 'typedef struct MISSING_ALIGN _S { int d; } S; int f(S *s) { return s->d; }'],
  ])('%s', (_, source) => {
    expect(whole(`#include <missing.h>\n${source}`)).toEqual(['f'])
  })

  it('is named where it is met', () => {
    expectProblems(`
int f(MISSING a) { return 0; }
      ^^^^^^^ unknown type 'MISSING'
int g(void) { return x; }
                     ^ 'x' is not declared
`)
  })
})
