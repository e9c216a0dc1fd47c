import { describe, expect, test } from 'vitest'
import { functionNamed, unitOf } from '../../test/support/cSource.ts'
import { graphText } from '../../test/support/graphText.ts'
import { calledName } from './access.ts'
import { controlFlow } from './controlFlow.ts'
import type { ControlFlowGraph } from './graph.ts'

const declarations = `
int g(int), *p, *q, (*fp)(int); void stop(void), raise(void), RtlAssert(int);
#define FALSE 0
#define TRUE 1
#define ASSERT(e) ((!(e)) ? (RtlAssert(0), FALSE) : TRUE)
`

function graphOf(body: string): { graph: ControlFlowGraph; source: string } {
  const source = `${declarations} void f(int a, int b, int c) { ${body} }`
  const unit = unitOf(source)
  const graph = controlFlow(functionNamed(unit, 'f'), unit.semantics, call => {
    const name = calledName(call)
    return name === 'stop' ? 'never' : name === 'raise' ? 'raises' : 'returns'
  })
  return { graph, source: unit.text }
}

function shown(body: string): string {
  const { graph, source } = graphOf(body)
  expect(graph.unknown).toBeUndefined()
  return `\n${graphText(graph, source)}\n`
}

describe('expressions', () => {
  test('short circuit, where it decides', () =>
    expect(shown('if (a && (b || !c)) g(1); else g(2);')).toMatchInlineSnapshot(`
      "
      0:
        -> 1 if a
        -> 3 unless a
      1:
        -> 4 if b
        -> 2 unless b
      2:
        -> 3 if c
        -> 4 unless c
      3:
        call g(2)
        -> 5
      4:
        call g(1)
        -> 5
      5:
        return
        -> exit
      "
    `))
  test('short circuit as a value', () =>
    expect(shown('a = b || g(c);')).toMatchInlineSnapshot(`
      "
      0:
        -> 3 if b
        -> 1 unless b
      1:
        call g(c)
        -> 3 if g(c)
        -> 2 unless g(c)
      2:
        select 0 for b || g(c)
        -> 4
      3:
        select 1 for b || g(c)
        -> 4
      4:
        assign a = b || g(c)
        return
        -> exit
      "
    `))
  test('? : and what is evaluated on one way only', () =>
    expect(shown('int x = a ? *p : g(b = 2);')).toMatchInlineSnapshot(`
      "
      0:
        -> 2 if a
        -> 1 unless a
      1:
        assign b = 2
        call g(b = 2)
        select g(b = 2) for a ? *p : g(b = 2)
        -> 3
      2:
        load p
        select *p for a ? *p : g(b = 2)
        -> 3
      3:
        declare x = a ? *p : g(b = 2)
        return
        -> exit
      "
    `))
  test('calls and accesses in order', () =>
    expect(shown('*q = g(*p), a += g(fp(b++));')).toMatchInlineSnapshot(`
      "
      0:
        load p
        call g(*p)
        store q
        assign *q = g(*p)
        assign b++
        call fp(b++)
        call g(fp(b++))
        assign a += g(fp(b++))
        return
        -> exit
      "
    `))
  test('a statement as a value', () =>
    expect(shown('a = ({ int t = g(b); t; });')).toMatchInlineSnapshot(`
      "
      0:
        call g(b)
        declare t = g(b)
        read t
        select t for ({ int t = g(b); t; })
        assign a = ({ int t = g(b); t; })
        return
        -> exit
      "
    `))
  test('an address is no access', () => {
    const source =
      'struct s { int i; int n[4]; struct s *next; }; void f(struct s *x) { &x->next->i; x->n; x->n[1]; sizeof(x->i); }'
    const unit = unitOf(source)
    expect(`\n${graphText(controlFlow(functionNamed(unit, 'f'), unit.semantics), unit.text)}\n`).toMatchInlineSnapshot(`
      "
      0:
        load x
        load x
        return
        -> exit
      "
    `)
  })
  test('a subscript of offsetof', () => {
    const source = 'struct s { int n[4]; }; int g(int); int f(int a) { return __builtin_offsetof(struct s, n[g(a)]); }'
    const unit = unitOf(source)
    expect(`\n${graphText(controlFlow(functionNamed(unit, 'f'), unit.semantics), unit.text)}\n`).toMatchInlineSnapshot(`
      "
      0:
        call g(a)
        return __builtin_offsetof(struct s, n[g(a)]);
        -> exit
      "
    `)
  })
})

describe('statements', () => {
  test('constant conditions', () =>
    expect(shown('do { g(1); } while (0); if (FALSE) g(2); while (1) g(3);')).toMatchInlineSnapshot(`
      "
      0:
        call g(1)
        -> 1
      1:
        call g(3)
        -> 1
      "
    `))
  test('loops, and jumps out of them', () =>
    expect(
      shown('for (a = 0; a < b; a++) { if (c) continue; if (g(a)) break; } while (g(b)) goto out; g(1); out: ;'),
    ).toMatchInlineSnapshot(`
      "
      0:
        assign a = 0
        -> 1
      1:
        -> 2 if a < b
        -> 6 unless a < b
      2:
        -> 11 if c
        -> 3 unless c
      3:
        call g(a)
        -> 5 if g(a)
        -> 4 unless g(a)
      4:
        -> 12
      5:
        -> 6
      6:
        call g(b)
        -> 8 if g(b)
        -> 7 unless g(b)
      7:
        call g(1)
        -> 9
      8:
        -> 9
      9:
        return
        -> exit
      11:
        -> 12
      12:
        assign a++
        -> 1
      "
    `))
  test('switch: fall through, ranges, default in the middle', () =>
    expect(shown('switch (a) { case 1: g(1); default: g(2); break; case 3 ... 5: g(3); }')).toMatchInlineSnapshot(`
      "
      0:
        -> 2 case 1
        -> 1 case 3 to 5
        -> 3 default
      1:
        call g(3)
        -> 4
      2:
        call g(1)
        -> 3
      3:
        call g(2)
        -> 4
      4:
        return
        -> exit
      "
    `))
  test('a computed goto may go to every label', () =>
    expect(shown('void *t = &&x; goto *t; x: g(1); y: g(2);')).toMatchInlineSnapshot(`
      "
      0:
        declare *t = &&x
        read t
        -> 1
        -> 2
      1:
        call g(1)
        -> 2
      2:
        call g(2)
        return
        -> exit
      "
    `))
  test('what never returns', () =>
    expect(shown('if (a) { stop(); g(1); } if (b) raise(); g(2);')).toMatchInlineSnapshot(`
      "
      0:
        -> 5 if a
        -> 1 unless a
      1:
        -> 4 if b
        -> 2 unless b
      2:
        call g(2)
        return
        -> exit
      4:
        call raise()
      5:
        call stop()
      "
    `))
  test('an assumption is a fact, and nothing is evaluated for it', () =>
    expect(shown('__assume(*p && !a); if (b) __assume(0); __assume(g(1)); g(2);')).toMatchInlineSnapshot(`
      "
      0:
        -> 1 if *p
        -> 6 unless *p
      1:
        -> 6 if a
        -> 2 unless a
      2:
        -> 5 if b
        -> 3 unless b
      3:
        call g(2)
        return
        -> exit
      5:
      6:
      "
    `))
  test('an assertion is no fact', () =>
    expect(shown('ASSERT(a); if (b) g(1);')).toMatchInlineSnapshot(`
      "
      0:
        -> 2
        -> 1
      1:
        call ASSERT
        select ASSERT for ASSERT
        -> 3
      2:
        select ASSERT for ASSERT
        -> 3
      3:
        -> 5 if b
        -> 4 unless b
      4:
        -> 6
      5:
        call g(1)
        -> 6
      6:
        return
        -> exit
      "
    `))
})

describe('structured exceptions', () => {
  test('a handler is reached from calls and accesses', () =>
    expect(shown('__try { a = *p; *q = g(a); a = *p + *q; } __except (g(2)) { g(3); } g(4);')).toMatchInlineSnapshot(`
      "
      0:
        load p
        ~> 4
        -> 1
      1:
        assign a = *p
        call g(a)
        ~> 4
        -> 2
      2:
        store q
        assign *q = g(a)
        load p
        ~> 4
        -> 3
      3:
        load q
        assign a = *p + *q
        -> 7
      4:
        call g(2)
        -> 6 if g(2)
        -> 5 unless g(2)
      5:
      6:
        call g(3)
        -> 7
      7:
        call g(4)
        return
        -> exit
      "
    `))
  test('a finalizer runs on every way', () =>
    expect(shown('__try { g(1); if (a) __leave; if (b) return; } __finally { g(9); } g(10);')).toMatchInlineSnapshot(`
      "
      0:
        call g(1)
        ~> 6 enter for 0
        -> 1
      1:
        -> 5 if a
        -> 2 unless a
      2:
        -> 4 if b
        -> 3 unless b
      3:
        -> 6 enter for 1
      4:
        return;
        -> 6 enter for 3
      5:
        -> 6 enter for -2
      6:
        call g(9)
        -> 8 leave for -2
        -> exit leave for 3
        -> 8 leave for 1
        -> 7 leave for 0
      7:
      8:
        call g(10)
        return
        -> exit
      "
    `))
  test('finalizers run from the inside out', () =>
    expect(
      shown('while (a) { __try { __try { if (b) break; raise(); } __finally { g(1); } } __finally { g(2); } } g(3);'),
    ).toMatchInlineSnapshot(`
      "
      0:
        -> 1
      1:
        -> 2 if a
        -> 13 unless a
      2:
        -> 4 if b
        -> 3 unless b
      3:
        call raise()
        ~> 5 enter for 0
      4:
        -> 5 enter for 2
      5:
        call g(1)
        ~> 10 enter for 0
        -> 6
      6:
        -> 9 leave for 2
        -> 8 leave for 1
        -> 7 leave for 0
      7:
        ~> 10 enter for 0
      8:
        -> 10 enter for 1
      9:
        -> 10 enter for 2
      10:
        call g(2)
        -> 13 leave for 2
        -> 12 leave for 1
        -> 11 leave for 0
      11:
      12:
        -> 1
      13:
        call g(3)
        return
        -> exit
      "
    `))
  test('a handler that always runs', () =>
    expect(shown('__try { raise(); g(1); } __except (1) { g(2); }')).toMatchInlineSnapshot(`
      "
      0:
        call raise()
        ~> 1
      1:
        call g(2)
        return
        -> exit
      "
    `))
})

describe('what cannot be read', () => {
  const isUnknown = (body: string) => graphOf(body).graph.unknown !== undefined
  test('is marked', () => {
    expect(isUnknown('a = ; g(1);')).toBe(true)
    expect(isUnknown('goto nowhere;')).toBe(true)
    expect(isUnknown('__asm { mov eax, 1 }')).toBe(true)
    expect(isUnknown('if (a) { g(1); }')).toBe(false)
  })
})

describe('monsters', () => {
  test('long chains and long functions end, in linear time', () => {
    expect(graphOf(`a = ${'b + '.repeat(2_900)}c;`).graph.unknown).toBeUndefined()
    expect(graphOf(`if (${'b && '.repeat(2_900)}c) g(1);`).graph.blocks.length).toBeGreaterThan(2_900)
    expect(graphOf('if (a) g(b++); '.repeat(10_000)).graph.unknown).toBeUndefined()
    expect(graphOf(`a = p${'[0]'.repeat(2_900)};`).graph.unknown).toBeDefined()
  })
})
