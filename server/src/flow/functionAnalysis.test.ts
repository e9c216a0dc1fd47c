import { describe, expect, test } from 'vitest'
import { analysisOf, atExit, looked } from '../../test/support/flow.ts'
import { pointerOf, recordOf } from '../c/predicates.ts'
import type { Alternative } from './alternative.ts'
import { mentions } from './terms.ts'

const f = (body: string) => `NTSTATUS f(PSERVER p, PSERVER q, ULONG n, PVOID *out) { ${body} }`
const nullness = (body: string) => looked(f(body), (state, value) => state.nullness(value!))
const nullnessIn = (source: string) => looked(source, (state, value) => state.nullness(value!))

describe('nullness', () => {
  test('is learnt from conditions', () => {
    expect(nullness('look(p); if (p) look(p); else look(p);')).toEqual(['unknown', 'null', 'non-null'].sort().reverse())
    expect(nullness('if (p == NULL) return 0; look(p);')).toEqual(['non-null'])
    expect(nullness('if (NULL != p && p->Next) look(p->Next);')).toEqual(['non-null'])
    expect(nullness('if (!p || !q) return 0; look(q);')).toEqual(['non-null'])
    expect(nullness('if (!(p && q)) look(p);')).toEqual(['non-null or null'])
    expect(nullness('while (p) { look(p); p = p->Next; } look(p);').sort()).toEqual(['non-null', 'null'])
  })

  test('is assumed by the author', () => {
    expect(nullness('__assume(p != NULL); look(p);')).toEqual(['non-null'])
    expect(nullness('__assume(p == NULL || n > 3); look(p);')).toEqual(['non-null or null'])
    expect(nullness('switch (n) { case 1: p = q; break; default: __assume(0); } look(p);')).toEqual(['unknown'])
    expect(nullness('if (!p) __assume(0); look(p);')).toEqual(['non-null'])
  })

  test('is learnt from a dereference, not from an address', () => {
    expect(nullness('p->References = 1; look(p);')).toEqual(['non-null'])
    expect(nullness('out = &p->Context; look(p);')).toEqual(['unknown'])
  })

  test('goes with the value, through aliases and fields', () => {
    expect(nullness('q = p; if (q) look(p);')).toEqual(['non-null'])
    expect(nullness('q = (PSERVER)p->Context; if (q) look(p->Context);')).toEqual(['non-null'])
    expect(nullness('p->Next = q; if (p->Next) look(q);')).toEqual(['non-null'])
    expect(nullness('p->Context = NULL; look(p->Context);')).toEqual(['null'])
    expect(nullness('PSERVER a[2]; a[1] = p; a[0] = NULL; look(a[0]); if (a[1]) look(p);')).toEqual([
      'null',
      'non-null',
    ])
    expect(nullness('p->Context = &p->Lock; look(p->Context);')).toEqual(['non-null'])
  })

  test('is not lost where a variable is written whose address others have', () => {
    expect(nullness('out = (PVOID *)&q; unknown(out); if (p->Next) { q = NULL; look(p->Next); }')).toEqual(['non-null'])
    expect(nullness('PSERVER *at = n ? &q : &p; if (q) { *at = NULL; look(q); }')).not.toEqual(['non-null'])
    expect(nullness('PSERVER *at = *out; if (*at) { First = NULL; look(*at); }')).not.toEqual(['non-null'])
  })

  test('is promised by declarations', () => {
    const sal =
      '#define _Ret_notnull_\n#define _Ret_maybenull_\n _Ret_notnull_ PVOID some(void); _Ret_maybenull_ PVOID any(void);'
    expect(nullnessIn(`${sal} void f(void) { look(some()); look(any()); }`)).toEqual(['non-null', 'maybe'])
  })

  test('goes with constants, where NULL is a choice', () => {
    expect(nullness('q = n ? NULL : p; look(q);')).toEqual(['null or unknown'])
    expect(nullness('q = NULL; if (n) q = p; if (n) look(q);')).toEqual(['unknown'])
    expect(nullness('BOOLEAN has = p != NULL; if (has) look(p);')).toEqual(['non-null'])
    expect(nullness('p = ExAllocatePool2(64, 8, 1); look(p); if (p) look(p);')).toEqual(['maybe', 'non-null'])
    expect(
      nullness(
        'switch (n) { case 0: q = NULL; break; case 1: q = &*p; break; default: return 0; } if (n == 1) look(q);',
      ),
    ).toEqual(['unknown'])
  })
})

describe('what may have changed is forgotten', () => {
  const held = (body: string) => nullness(`p->Context = NULL; ${body} look(p->Context);`)
  test('by calls', () => {
    expect(held('unknown(p);')).toEqual(['unknown'])
    expect(held('unknown(&p->Context);')).toEqual(['unknown'])
    expect(held('coin();')).toEqual(['unknown'])
    expect(held('DbgPrint("x");')).toEqual(['null'])
    expect(held('ExAcquireResourceExclusiveLite(&p->Lock, TRUE);')).toEqual(['null'])
    expect(held('RtlZeroMemory(p, 8);')).toEqual(['unknown'])
  })
  test('by writes through what may be the same pointer', () => {
    expect(held('q->Context = p;')).toEqual(['unknown'])
    expect(held('q->References = 1;')).toEqual(['null'])
    expect(held('*out = p;')).toEqual(['unknown'])
    expect(held('q = ExAllocatePool2(64, 8, 1); if (q) q->Context = p;')).toEqual(['null'])
  })
  test('but a local variable is not, until its address is out', () => {
    expect(nullness('PVOID v = NULL; coin(); *out = p; look(v);')).toEqual(['null'])
    expect(nullness('PVOID v = NULL; unknown(&v); look(v);')).toEqual(['unknown'])
  })
  test('in each round of a loop', () => {
    expect(nullness('PSERVER last = NULL; while (coin()) { if (last) look(last); last = p; }')).toEqual(['non-null'])
    expect(nullness('while (coin()) { q = ExAllocatePool2(64, 8, 1); if (!q) break; p = q; } look(p);')).toEqual([
      'unknown',
    ])
    expect(nullness('for (n = 0; n < 4; n++) { PSERVER r = p; p = p->Next; if (p == NULL) look(r); }')).toEqual([
      'non-null',
    ])
  })
})

describe('what a macro or a union hides', () => {
  const accessor = '#define CONTEXT(s) (((s) == NULL) ? NULL : (PSERVER)(s)->Context)\n'
  test('a test that a macro makes is no evidence', () => {
    expect(nullnessIn(`${accessor} void f(PSERVER p) { PSERVER c = CONTEXT(p); look(p); look(c); }`)).toEqual([
      'non-null',
      'unknown',
    ])
    expect(nullnessIn(`${accessor} void f(PSERVER p) { PSERVER c; if (p == NULL) look(CONTEXT(p)); }`)).toEqual([
      'null',
    ])
  })
  test('members of a union are one memory', () => {
    const union = 'typedef union _U { struct { ULONG Low; LONG High; } Part; long long Whole; } U;'
    const kinds = (body: string) =>
      looked(`${union} void f(void) { U u; ${body} }`, (state, value) => state.value(value!).kind)
    expect(kinds('u.Part.High = 1; look(u.Part.High); u.Whole = 2; look(u.Part.High);')).toEqual(['integer', 'initial'])
    expect(kinds('u.Whole = 2; look(u);')).toEqual(['initial'])
  })
})

describe('statuses', () => {
  const range = (body: string) =>
    looked(f(body), (state, value) => {
      const { min, max } = state.fact(value!)
      return `${min}..${max}`
    })
  test('are known as constants and by NT_SUCCESS', () => {
    expect(
      range('NTSTATUS s = STATUS_SUCCESS; if (n) s = STATUS_INSUFFICIENT_RESOURCES; if (!NT_SUCCESS(s)) look(s);'),
    ).toEqual(['-1073741670..-1073741670'])
    expect(range('NTSTATUS s = unknownStatus(); if (NT_SUCCESS(s)) look(s); else look(s);').sort()).toEqual([
      '-Infinity..-1',
      '0..Infinity',
    ])
  })
  test('tell whether a routine that may fail has set a pointer', () => {
    const make = `
    static NTSTATUS Make(PSERVER *Made) {
      PSERVER s = ExAllocatePool2(64, 8, 1);
      *Made = NULL;
      if (s == NULL) return STATUS_INSUFFICIENT_RESOURCES;
      *Made = s;
      return STATUS_SUCCESS;
    }`
    expect(
      nullnessIn(
        `${make} NTSTATUS f() { PSERVER s; NTSTATUS r = Make(&s); if (!NT_SUCCESS(r)) { look(s); return r; } look(s); return r; }`,
      ),
    ).toEqual(['null', 'non-null'])
  })
  test('are known at the exit', () => {
    const result = (state: Alternative) => String(state.fact(state.result!).min)
    expect(
      atExit('NTSTATUS f(int n) { if (n) return STATUS_INSUFFICIENT_RESOURCES; return STATUS_SUCCESS; }', result),
    ).toBe('-1073741670 or 0')
  })
})

describe('locks, levels and regions', () => {
  const locks = (state: Alternative) =>
    state.locks.map(({ happening }) => `${happening.verb} ${happening.as}${happening.isSure ? '' : '?'}`).join() ||
    'none'
  const level = (state: Alternative) => `${state.irql.isEntry ? 'entry ' : ''}${state.irql.min}..${state.irql.max}`

  test('a lock is held until its release', () => {
    const body = (more: string) => atExit(f(`ExAcquireResourceExclusiveLite(&p->Lock, TRUE); ${more} return 0;`), locks)
    expect(body('')).toBe('acquires exclusive')
    expect(body('ExReleaseResourceLite(&p->Lock);')).toBe('none')
    expect(body('q = p; ExReleaseResourceLite(&q->Lock);')).toBe('none')
    expect(body('if (n) { ExReleaseResourceLite(&p->Lock); return 1; } ')).toBe('acquires exclusive or none')
    expect(body('if (n) return 1; __try { unknown(p); } __finally { ExReleaseResourceLite(&p->Lock); }')).toBe(
      'acquires exclusive or none',
    )
    expect(body('__try { if (n) return 1; unknown(p); } __finally { ExReleaseResourceLite(&p->Lock); }')).toBe('none')
  })

  test('a lock that was not waited for is held where the result says so', () => {
    const body = 'if (!ExAcquireResourceExclusiveLite(&p->Lock, FALSE)) { look(); return 0; } look();'
    expect(looked(f(body), locks).sort()).toEqual(['acquires exclusive', 'none'])
  })

  test('a lock is known again when its pointer was read anew', () =>
    expect(
      atExit(
        f(
          'PERESOURCE *l = (PERESOURCE *)&p->Context; ExAcquireResourceExclusiveLite(p->Context, TRUE); coin(); ExReleaseResourceLite(p->Context); return 0;',
        ),
        locks,
      ),
    ).toBe('none'))

  test('an exception that might be raised is told apart', () => {
    const body =
      '__try { ExAcquireResourceExclusiveLite(&p->Lock, TRUE); unknown(q); ExReleaseResourceLite(&p->Lock); } __except (1) { } return 0;'
    expect(atExit(f(body), state => `${locks(state)}${state.isExceptional ? '!' : ''}`)).toBe(
      'acquires exclusive! or none or none!',
    )
  })

  test('many ways keep a flag with its lock', () => {
    const branches = 'if (n == 2) ExFreePool(q->Context); if (n == 3) unknown(q); if (coin()) n++; '
    const body = `BOOLEAN has = FALSE; if (n) { ExAcquireResourceExclusiveLite(&GlobalLock, TRUE); has = TRUE; } ${branches.repeat(4)} if (has) ExReleaseResourceLite(&GlobalLock); return 0;`
    expect(atExit(f(body), locks)).toBe('none')
  })

  test('a flag says whether it is held', () =>
    expect(
      atExit(
        f(
          'BOOLEAN has = FALSE; if (n) { ExAcquireResourceExclusiveLite(&p->Lock, TRUE); has = TRUE; } unknown(q); if (has) ExReleaseResourceLite(&p->Lock); return 0;',
        ),
        locks,
      ),
    ).toBe('none'))

  test('helpers lock and unlock', () => {
    const helpers = `
    static void Lock(void) { KeEnterCriticalRegion(); ExAcquireResourceExclusiveLite(&GlobalLock, TRUE); }
    static void Unlock(void) { ExReleaseResourceLite(&GlobalLock); KeLeaveCriticalRegion(); }`
    const both = (state: Alternative) => `${locks(state)} ${state.region}`
    expect(looked(`${helpers} void f() { look(); Lock(); look(); Unlock(); look(); }`, both)).toEqual([
      'none 0',
      'acquires exclusive 1',
      'none 0',
    ])
    expect(atExit(`${helpers} void f() { Unlock(); }`, both)).toBe('releases undefined -1')
  })

  test('spin locks raise, and give back the level before', () => {
    const body =
      'KIRQL old; look(); KeAcquireSpinLock(&GlobalSpin, &old); look(); KeReleaseSpinLock(&GlobalSpin, old); look();'
    expect(looked(f(body), level)).toEqual(['entry 0..2', '2..2', 'entry 0..2'])
    expect(
      looked(f('KIRQL old; KeRaiseIrql(APC_LEVEL, &old); look(); KeLowerIrql(PASSIVE_LEVEL); look();'), level),
    ).toEqual(['1..1', '0..0'])
  })

  test('SAL says at which level a function is called', () => {
    const sal = '#define _IRQL_requires_max_(l)\n'
    expect(looked(`${sal} _IRQL_requires_max_(APC_LEVEL) void f(void); void f(void) { look(); }`, level)).toEqual([
      'entry 0..1',
    ])
  })

  test('the level is known behind a test of it', () => {
    const body =
      'if (KeGetCurrentIrql() == PASSIVE_LEVEL) { look(); return 0; } look(); if (KeGetCurrentIrql() > APC_LEVEL) look();'
    expect(looked(f(body), level).sort()).toEqual(['entry 0..0', 'entry 1..2', 'entry 2..2'])
  })
})

describe('blocks and objects', () => {
  const freed = (state: Alternative, value: Parameters<Alternative['freed']>[0] | undefined) => {
    const happening = state.freed(value!)
    return happening === undefined ? 'alive' : `${happening.as}${happening.isSure ? '' : '?'}`
  }
  test('are freed through any name, in helpers too', () => {
    expect(looked(f('q = p; ExFreePoolWithTag(q, 1); look(p);'), freed)).toEqual(['pool'])
    expect(looked(f('if (n) ExFreePoolWithTag(p, 1); look(p);'), freed)).toEqual(['alive or pool'])
    expect(looked(f('ExFreePoolWithTag(p, 1); p = q; look(p);'), freed)).toEqual(['alive'])
    const helper = 'static void Free(PSERVER *s) { if (*s != NULL) ExFreePoolWithTag(*s, 1); *s = NULL; }'
    expect(
      looked(
        `${helper} void f(PSERVER p) { PSERVER s = p; Free(&s); look(p, s); }`,
        (state, p, s) => `${freed(state, p)} ${state.nullness(s!)}`,
      ),
    ).toEqual(['alive null or pool null'])
  })
  test('an entry that leaves a list has neighbours that point elsewhere', () => {
    const source =
      'void f(PSERVER p) { PLIST_ENTRY e = p->Link.Flink; RemoveEntryList(e); ExFreePool(e); look(e); look(p->Link.Flink); }'
    expect(looked(source, freed)).toEqual(['pool', 'alive'])
  })
  test('come from a family of routines, through helpers too', () => {
    const family = (state: Alternative, value: Parameters<Alternative['allocation']>[0] | undefined) =>
      state.allocation(value!)?.family ?? '-'
    const helper = 'static PVOID Make(void) { return ExAllocatePool2(64, 8, 1); }'
    expect(looked(`${helper} void f(PSERVER p) { PVOID a = Make(); look(a); look(p); }`, family)).toEqual(['pool', '-'])
  })
  test('have parts, which have a history of their own', () => {
    const analysis = analysisOf(f('ExDeleteResourceLite(&p->Lock); return 0;'))
    const record = recordOf(pointerOf(analysis.definition.parameters[0]!.type)!.to)!
    const server = analysis.entryValue(0)!
    const verbs = analysis.exits().map(state => state.object(state.memberOf(server, [{ record, name: 'Lock' }]))?.verb)
    expect(verbs).toEqual(['deletes'])
  })
  test('are told with how they were freed, and whether something was written to them', () => {
    const analysis = analysisOf(
      f('if (n) p->References = 1; else InterlockedDecrement(&p->References); ExFreePool(q);'),
    )
    const [p, q] = [analysis.entryValue(0)!, analysis.entryValue(1)!]
    for (const state of analysis.exits()) {
      expect(state.freedBlocks.map(({ block, happening }) => [block, happening.as])).toEqual([[q, 'pool']])
      expect([state.isWrittenThrough(p), state.isWrittenThrough(q)]).toEqual([true, false])
    }
  })
  test('have members, by a path', () => {
    const analysis = analysisOf(f('p->Link.Flink = (PLIST_ENTRY)q; return 0;'))
    const server = recordOf(pointerOf(analysis.definition.parameters[0]!.type)!.to)!
    const link = recordOf(analysis.semantics.body(server)!.members.find(({ name }) => name === 'Link')!.type)!
    const path = [
      { record: server, name: 'Link' },
      { record: link, name: 'Flink' },
    ]
    const place = analysis.exits()[0]!.placeOf(analysis.entryValue(0)!, path)
    expect(analysis.exits()[0]!.held(place)).toBe(analysis.entryValue(1))
    expect(analysis.valueAtEntry(place)).not.toBe(analysis.entryValue(1))
  })
  test('have a history', () => {
    const last = (state: Alternative, value: Parameters<Alternative['object']>[0] | undefined) =>
      state.object(value!)?.verb ?? '-'
    expect(
      looked(
        f(
          'look(&p->Lock); ExInitializeResourceLite(&p->Lock); look(&p->Lock); ExDeleteResourceLite(&p->Lock); look(&p->Lock);',
        ),
        last,
      ),
    ).toEqual(['-', 'initializes', 'deletes'])
    expect(looked(f('RemoveEntryList(&p->Link); q = p; look(&q->Link);'), last)).toEqual(['unlinks'])
  })
  test('escape when others get hold of them', () => {
    const out = (state: Alternative, value: Parameters<Alternative['isEscaped']>[0] | undefined) =>
      String(state.isEscaped(value!))
    expect(looked(f('q = ExAllocatePool2(64, 8, 1); look(q); *out = q; look(q);'), out)).toEqual(['false', 'true'])
    expect(looked(f('q = ExAllocatePool2(64, 8, 1); unknown(q); look(q);'), out)).toEqual(['true'])
  })
})

describe('fields of parameters at the exit', () => {
  const context = (body: string) => {
    const analysis = analysisOf(f(body))
    const place = analysis.entryField(0, 'Context')!
    return analysis
      .exits()
      .map(state => state.nullness(state.held(place)))
      .sort()
      .join()
  }
  test('are cleared, kept, or somebody else had them', () => {
    expect(context('p->Context = NULL; return 0;')).toBe('null')
    expect(context('if (n) { p->Context = NULL; return 0; } unknown(q); return 1;')).toBe('null,unknown')
    expect(context('if (p->Context == NULL) return 0; RtlZeroMemory(p->Context, 1); return 0;')).toBe('non-null,null')
    expect(analysisOf(f('')).entryField(0, 'Nothing')).toBeUndefined()
  })
})

describe('variables', () => {
  const kind = (state: Alternative, value: Parameters<Alternative['value']>[0] | undefined) => state.value(value!).kind
  test('without a value are known as such', () => {
    expect(looked(f('PVOID v; if (n) v = NULL; look(v);'), kind)).toEqual(['integer or uninitialized'])
    expect(looked(f('PVOID v; unknown(&v); look(v);'), kind)).toEqual(['initial'])
  })
})

describe('exits', () => {
  test('of many returns are told apart', () => {
    const returns = ['p', 'q', 'n', 'out', 'p->Next', 'q->Next'].map((e, i) => `if (${e} == 0) return ${i};`)
    const result = (state: Alternative) => String(state.fact(state.result!).min)
    expect(atExit(f(`${returns.join(' ')} return 6;`), result)).toBe('0 or 1 or 2 or 3 or 4 or 5 or 6')
  })
})

test('points are known after the exits were asked for', () => {
  const analysis = analysisOf(f('if (p) p->References = 1; return 0;'))
  expect(analysis.exits().length).toBeGreaterThan(0)
  for (const point of analysis.points()) expect(analysis.before(point).length).toBeGreaterThan(0)
})

describe('the way to a point', () => {
  test('is the decisions that lead there', () => {
    const way = (state: Alternative) =>
      state
        .way()
        .map(({ condition }) => (condition?.kind === 'test' ? String(condition.holds) : condition?.kind))
        .join()
    expect(looked(f('if (n == 1) return 0; if (p && q) look();'), way)).toEqual(['false,true,true'])
    expect(looked(f('switch (n) { case 1: look(); break; default: look(); }'), way).sort()).toEqual(['case', 'default'])
  })
})

test('what was given up to save memory is there again, whatever is asked first', () => {
  const analysis = analysisOf(f('if (p == NULL) return 0; unknown(p); return 1;'))
  const points = [...analysis.points()]
  const known = () => points.map(point => analysis.before(point).length)
  const before = known()
  analysis.release()
  expect(analysis.exits().length).toBeGreaterThan(0)
  expect(known()).toEqual(before)
})

describe('monsters', () => {
  test('are analysed in time', () => {
    const many = 'if (n == 1) { p = q; unknown(p); } else if (coin()) p = p->Next; '
    const analysis = analysisOf(f(`${many.repeat(2_000)} look(p);`))
    expect(analysis.unknown).toBeUndefined()
    expect([...analysis.points()].length).toBeGreaterThan(10_000)
  })
  test('switches of thousands of cases end', () => {
    const cases = Array.from({ length: 3_000 }, (_, i) => `case ${i}: p = coin() ? q : NULL; break;`).join(' ')
    expect(nullness(`switch (n) { ${cases} } look(q);`)).toEqual(['unknown'])
    const chain = Array.from({ length: 200 }, (_, i) => `if (n == ${i}) p = q; else `).join('')
    expect(nullness(`${chain} p = NULL; look(q);`)).toEqual(['unknown'])
  })
  test('what a place holds in hundreds of eras has one name in each', () => {
    const cases = Array.from({ length: 60 }, () => `unknown(NULL); if (p->Context) { look(p->Context); }`)
    expect(new Set(nullness(cases.join(' ')))).toEqual(new Set(['non-null']))
  })
  test('loops in loops end', () => {
    const nested = `${'while (coin()) { p = q; if (n++) q = p->Next; '.repeat(40)}look(p);${'}'.repeat(40)}`
    expect(analysisOf(f(nested)).graph.unknown).toBeUndefined()
  })
  test('values of ciphers are not made of each other for ever', () => {
    const rounds = 'a = (a << 1) ^ a; '.repeat(18)
    for (const { result } of analysisOf(f(`ULONG a = n; ${rounds} return a;`)).exits()) {
      let terms = 0
      mentions(result!, () => ++terms < 0)
      expect(terms).toBeLessThan(100)
    }
  })
  test('straight lists of pointers are not followed for ever', () => {
    expect(nullness(`${'p = p->Next; '.repeat(3_000)} look(p);`)).toEqual(['unknown'])
  })
})

describe('what a finalizer asks', () => {
  const intrinsics = 'int _abnormal_termination(void);\n#define AbnormalTermination _abnormal_termination\n'
  const finalizer = (body: string) =>
    looked(
      `${intrinsics}${f(`p->Context = NULL; __try { ${body} } __finally { n = AbnormalTermination(); look(n, p->Context); }`)}`,
      (state, n, context) => {
        const { min, max } = state.fact(n!)
        const led = min === 0 && max === 0 ? 'end' : state.nullness(n!) === 'non-null' ? 'jump' : '?'
        return `${led} ${state.nullness(context!)}`
      },
    )
  test('changes nothing, and says what led there', () => {
    expect(finalizer('q = p;')).toEqual(['end null'])
    expect(finalizer('if (n) __leave; q = p;')).toEqual(['end null'])
    expect(finalizer('if (n) return 1; q = p;')).toEqual(['end null or jump null'])
    expect(finalizer('DbgPrint("x");')).toEqual(['end null or jump null'])
  })
  test('is about the finalizer that runs', () => {
    expect(finalizer('__try { q = p; } __finally { q = NULL; }')).toEqual(['end null'])
    expect(finalizer('__try { if (n) return 1; } __finally { q = NULL; }')).toEqual(['end null or jump null'])
  })
})
