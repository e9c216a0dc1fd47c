import { describe, expect, test } from 'vitest'
import { analysisOf, driverOf, effects, looked } from '../../test/support/flow.ts'
import { AnalysisCache, DriverAnalysis } from './driverAnalysis.ts'

describe('functions that are called', () => {
  const nullness = (source: string) => looked(source, (state, value) => state.nullness(value!))

  test('return what they were given, or something new', () => {
    expect(nullness('static PVOID Same(PVOID v) { return v; } void f(PVOID v) { if (Same(v)) look(v); }')).toEqual([
      'non-null',
    ])
    expect(
      nullness('static PVOID New(void) { return ExAllocatePool2(1, 2, 3); } void f(void) { look(New()); }'),
    ).toEqual(['maybe'])
    expect(
      nullness(
        'static PVOID Field(PSERVER s) { return s->Context; } void f(PSERVER s) { s->Context = NULL; look(Field(s)); }',
      ),
    ).toEqual(['null'])
  })

  test('write through what they are given, and to variables of the driver', () => {
    expect(
      nullness('static void Clear(PSERVER s) { s->Context = NULL; } void f(PSERVER s) { Clear(s); look(s->Context); }'),
    ).toEqual(['null'])
    expect(
      nullness(
        'static PVOID Last; static void Set(PVOID v) { Last = v; } void f(PVOID v) { Set(v); if (Last) look(v); }',
      ),
    ).toEqual(['non-null'])
    expect(
      nullness(
        'static void Leave(PSERVER s) { s->References = 1; } void f(PSERVER s) { s->Context = NULL; Leave(s); look(s->Context); }',
      ),
    ).toEqual(['null'])
  })

  test('write through an address, and to nothing that the caller knows to be something else', () => {
    const zero = 'static void Zero(PVOID *p) { *p = NULL; }\n'
    const told = (body: string) => nullness(`${zero}void f(PSERVER s, PSERVER t, PVOID *q) { ${body} }`)
    const tested = 'if (s->Next == NULL || s->Context == NULL || t->Context == NULL || *q == NULL) return;'
    expect(told(`${tested} Zero(&s->Context); look(s->Context);`)).toEqual(['null'])
    expect(told(`${tested} Zero(&s->Context); look(s->Next);`)).toEqual(['non-null'])
    expect(told(`${tested} Zero(&s->Context); look(t->Context);`)).toEqual(['unknown'])
    expect(told(`${tested} Zero(&s->Context); look(s);`)).toEqual(['non-null'])
    expect(told(`${tested} Zero(q); look(s->Next);`)).toEqual(['unknown'])
    expect(told(`${tested} Zero(q); look(*q);`)).toEqual(['null'])
  })

  test('write through an address that another function passes on', () => {
    const zero = 'static void Zero(PVOID *p) { *p = NULL; }\nstatic void Also(PVOID *p) { Zero(p); }\n'
    const told = (body: string) => nullness(`${zero}void f(PSERVER s, PVOID **r) { ${body} }`)
    expect(told('if (s->Next == NULL) return; Also(&s->Context); look(s->Next);')).toEqual(['non-null'])
    expect(told('Also(&s->Context); look(s->Context);')).toEqual(['null'])
    expect(told('if (s->Next == NULL) return; Also(*r); look(s->Next);')).toEqual(['unknown'])
    expect(told('if (s->Next == NULL) return; Also((PVOID *)&s->Next); look(s->Next);')).toEqual(['null'])
    expect(
      nullness(
        'static void One(PVOID *p, ULONG n) { if (n) *p = NULL; } void f(PSERVER s, ULONG n) { if (s->Next == NULL || s->Context == NULL) return; One(&s->Context, n); look(s->Context, s->Next); }',
      ),
    ).toEqual(['non-null or null'])
  })

  test('write to fields of a union, which share their memory', () =>
    expect(
      nullness(
        'typedef struct { union { PVOID a; PVOID b; } u; PVOID c; } U; static void Zero(PVOID *p) { *p = NULL; } void f(U *u) { if (u->u.b == NULL || u->c == NULL) return; Zero(&u->u.a); look(u->u.b); }',
      ),
    ).toEqual(['unknown']))

  test('free surely only what they free on all their ways', () => {
    const freed = (source: string) =>
      looked(source, (state, value) => {
        const happening = state.freed(value!)
        return happening === undefined ? 'alive' : happening.isSure ? 'freed' : 'freed?'
      })
    const close = (body: string) =>
      freed(`static void Close(PSERVER s) { ${body} } void f(PSERVER s) { Close(s); look(s); }`)
    expect(close('ExFreePool(s);')).toEqual(['freed'])
    expect(close('if (s != NULL) ExFreePool(s);')).toEqual(['alive or freed'])
    expect(close('if (--s->References == 0) ExFreePool(s);')).toEqual(['alive or freed?'])
  })

  test('through a pointer that is known', () =>
    expect(
      nullness('static PVOID Null(void) { return NULL; } void f(void) { PVOID (*p)(void) = Null; look(p()); }'),
    ).toEqual(['null']))

  test('that never return end the way', () =>
    expect(
      nullness('static void Die(void) { KeBugCheck(1); } void f(PVOID v) { if (v == NULL) Die(); look(v); }'),
    ).toEqual(['non-null']))

  test('that call themselves are unknown where they do', () => {
    const source =
      'static void Even(PSERVER s, int n); static void Odd(PSERVER s, int n) { if (n) Even(s, n - 1); } static void Even(PSERVER s, int n) { if (n) Odd(s, n - 1); s->Context = NULL; }'
    const called = (n: string) =>
      nullness(`${source} void f(PSERVER s, int n) { s->Context = s; Odd(s, ${n}); look(s->Context); }`)
    expect([called('0'), called('3'), called('n')]).toEqual([['non-null'], ['null'], ['non-null or null']])
    const endless = 'static void Walk(PSERVER s) { if (s->Next) Walk(s->Next); }'
    expect(nullness(`${endless} void f(PSERVER s) { s->Context = s; Walk(s); look(s->Context); }`)).toEqual([
      'non-null or unknown',
    ])
  })

  test('a chain of thousands is followed without recursion', () => {
    const chain = Array.from({ length: 3_000 }, (_, i) => `static PVOID F${i + 1}(PVOID v) { return F${i}(v); }`)
    expect(
      nullness(`static PVOID F0(PVOID v) { return v; } ${chain.join('\n')} void f(PVOID v) { if (F3000(v)) look(v); }`),
    ).toEqual(['non-null'])
  })
})

describe('what a function needs', () => {
  const needs = (source: string) =>
    analysisOf(source).summary.needs.map(({ definition, value }) => `${definition.symbol.name} ${value.kind}`)
  test('is what it dereferences without a test, itself or through others', () => {
    expect(needs('void f(PSERVER s) { s->References = 1; }')).toEqual(['f initial'])
    expect(needs('void f(PSERVER s) { if (s) s->References = 1; }')).toEqual([])
    expect(needs('static void g(PSERVER s) { s->References = 1; } void f(PSERVER s) { g(s); }')).toEqual(['g initial'])
    expect(needs('static void g(PSERVER s) { s->References = 1; } void f(PSERVER s) { if (s != NULL) g(s); }')).toEqual(
      [],
    )
  })
  test('routines that it reaches are told', () => {
    const source = 'static void g(PVOID s) { ExFreePool(s); } void f(PVOID s) { g(s); KeLowerIrql(0); }'
    expect(
      analysisOf(source).summary.reaches.map(({ routine, definition }) => `${definition.symbol.name} ${routine.name}`),
    ).toEqual(['g ExFreePool', 'f KeLowerIrql'])
  })
})

describe('routines', () => {
  test('are found by the macro that was written, and by what it expands to', () => {
    const source =
      '#define RxFreePool ExFreePool\n#define MyFree(p) ExFreePoolWithTag(p, 1)\nvoid f(PVOID a, PVOID b) { RxFreePool(a); MyFree(b); look(a, b); }'
    expect(looked(source, (state, a, b) => `${state.freed(a!)?.as} ${state.freed(b!)?.as}`)).toEqual([
      'rdbss-pool pool',
    ])
  })
})

describe('what a call is about', () => {
  test('is told with its argument', () => {
    const analysis = analysisOf(
      'void f(PSERVER s, PERESOURCE r) { ExAcquireResourceExclusiveLite(r, TRUE); ExFreePoolWithTag(s->Context, 1); s = ExAllocatePool2(1, 2, 3); }',
    )
    const told: string[] = []
    for (const point of analysis.points()) {
      if (point.kind !== 'call') continue
      for (const verb of ['frees', 'acquires', 'allocates'] as const)
        for (const { effect, of } of analysis.effectsOf(point, verb)) told.push(`${verb} ${effect.as} ${of.kind}`)
      for (const { of } of analysis.effectsOf(point, 'frees'))
        told.push(String(analysis.before(point).every(state => state.value(of) === analysis.entryValue(0, 'Context'))))
    }
    expect(told).toEqual(['acquires exclusive identifier', 'frees pool member', 'true', 'allocates pool call'])
    expect(analysis.entryValue(7)).toBeUndefined()
  })
})

describe('from one version to the next', () => {
  test('analyses are kept but for those that an edit reaches', () => {
    const cache = new AnalysisCache()
    const source =
      'static PVOID g(PVOID v) { return v; }\nvoid h(PVOID v) { look(v); }\nvoid f(PVOID v) { look(g(v)); }\n'
    const driver = driverOf(source)
    const { unit, path } = driver.units[0]!
    const analysed = () => {
      const current = { ...driver, units: [{ ...driver.units[0]!, definitions: [...unit.functions()] }] }
      const analyses = new DriverAnalysis(current, effects, cache)
      const byName = [...analyses.functions.values()].map(
        each => [each.definition.symbol.name, analyses.analysis(each.definition, path)!] as const,
      )
      return new Map(byName)
    }
    const before = analysed()
    unit.update(unit.text.replace('return v;', 'return NULL;'))
    const after = analysed()
    expect(after.get('h')).toBe(before.get('h'))
    expect(after.get('g')).not.toBe(before.get('g'))
    expect(after.get('f')).not.toBe(before.get('f'))
    unit.update(`${unit.text}\n`)
    expect(analysed().get('f')).toBe(after.get('f'))
  })

  test('a body that comes later, with its file, makes another analysis of who calls it', () => {
    const cache = new AnalysisCache()
    const calls = driverOf('PVOID g(PVOID v);\nvoid f(PVOID v) { look(g(v)); }\n')
    const bodies = driverOf('PVOID g(PVOID v) { return v; }\n')
    const { definitions, path } = calls.units[0]!
    const analysed = (units: typeof calls.units) =>
      new DriverAnalysis({ ...calls, units }, effects, cache).analysis(definitions.at(-1)!, path)
    const before = analysed(calls.units)
    expect(analysed(calls.units)).toBe(before)
    const after = analysed([...calls.units, ...bodies.units])
    expect(after).not.toBe(before)
    expect(analysed(calls.units)).not.toBe(after)
  })
})
