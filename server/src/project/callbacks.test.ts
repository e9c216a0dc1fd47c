import { describe, expect, test } from 'vitest'
import { engineOf, type Sources } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'
import type { DriverCallbacks } from './callbacks.ts'

function callbacksOf(sources: Sources, bodiesMayWait = false): DriverCallbacks {
  const engine = engineOf(sources)
  engine.units.bodiesMayWait = bodiesMayWait
  return engine.drivers.all().flatMap(({ callbacks }) => callbacks ?? [])[0]!
}

/** `Drop: MRxFinalizeSrvCall`, `Read: MRxLowIOSubmit[0]`; without a member: known by other signs only. */
function registrationsOf(sources: Sources, bodiesMayWait = false): string[] {
  return callbacksOf(sources, bodiesMayWait)
    .implementations.filter(({ name }) => name !== 'MyStart')
    .flatMap(({ name, registrations }) =>
      registrations.map(({ member, index }) => `${name}: ${member.name}${index === undefined ? '' : `[${index}]`}`),
    )
}

const drop = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }\n'
const read = 'NTSTATUS NTAPI Read(PRX_CONTEXT C) { return 0; }\n'

describe('ways of registration', () => {
  const ways: readonly (readonly [string, string])[] = [
    ['a store', 'void f(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }'],
    ['a store of its address', 'void f(void) { MyDispatch.MRxFinalizeSrvCall = &Drop; }'],
    ['a store of what its address points to', 'void f(void) { MyDispatch.MRxFinalizeSrvCall = *Drop; }'],
    ['through a pointer', 'void f(PMINIRDR_DISPATCH T) { T->MRxFinalizeSrvCall = Drop; }'],
    ['through a pointer in a pointer', 'void f(PMINIRDR_DISPATCH *T) { (*T)->MRxFinalizeSrvCall = Drop; }'],
    ['through a cast of the table', 'void f(PVOID T) { ((PMINIRDR_DISPATCH)T)->MRxFinalizeSrvCall = Drop; }'],
    ['into a table in an array', 'MINIRDR_DISPATCH T[2]; void f(void) { T[1].MRxFinalizeSrvCall = Drop; }'],
    [
      'into a table in a structure',
      'struct { MINIRDR_DISPATCH T; } *g; void f(void) { g->T.MRxFinalizeSrvCall = Drop; }',
    ],
    ['through a pointer to the member', 'void f(void) { *(&MyDispatch.MRxFinalizeSrvCall) = Drop; }'],
    ['through a cast pointer to the member', 'void f(void) { *(PVOID *)&MyDispatch.MRxFinalizeSrvCall = Drop; }'],
    ['with a cast', 'void f(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)(PMRX_FINALIZE_SRVCALL_CALLDOWN)Drop; }'],
    ['one of two', 'void f(int x) { MyDispatch.MRxFinalizeSrvCall = x ? Drop : NULL; }'],
    ['behind a comma', 'void f(int x) { MyDispatch.MRxFinalizeSrvCall = (x++, Drop); }'],
    ['in a chain of stores', 'void f(void) { PVOID p; MyDispatch.MRxFinalizeSrvCall = p = Drop; }'],
    [
      'a local variable',
      'void f(void) { PMRX_FINALIZE_SRVCALL_CALLDOWN p = Drop; MyDispatch.MRxFinalizeSrvCall = p; }',
    ],
    ['a global variable', 'static PVOID p = Drop; void f(void) { MyDispatch.MRxFinalizeSrvCall = p; }'],
    [
      'a field',
      'struct { PMRX_FINALIZE_SRVCALL_CALLDOWN p; } g; void f(void) { g.p = Drop; MyDispatch.MRxFinalizeSrvCall = g.p; }',
    ],
    [
      'an array of routines',
      'static PMRX_FINALIZE_SRVCALL_CALLDOWN p[] = { Drop }; void f(int i) { MyDispatch.MRxFinalizeSrvCall = p[i]; }',
    ],
    [
      'an argument',
      'static void g(PMRX_FINALIZE_SRVCALL_CALLDOWN p) { MyDispatch.MRxFinalizeSrvCall = p; } void f(void) { g(Drop); }',
    ],
    [
      'a result',
      'static PMRX_FINALIZE_SRVCALL_CALLDOWN g(void) { return Drop; } void f(void) { MyDispatch.MRxFinalizeSrvCall = g(); }',
    ],
    ['a designated initialiser', 'MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = Drop };'],
    ['a positional initialiser', 'MINIRDR_DISPATCH T = { 0, 0, 0, NULL, NULL, NULL, Drop };'],
    ['a static table', 'static const MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = Drop };'],
    ['a local table', 'void f(void) { MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = Drop }; }'],
    [
      'an initialiser in a structure',
      'struct { int n; MINIRDR_DISPATCH T; } g = { 1, { .MRxFinalizeSrvCall = Drop } };',
    ],
    ['an initialiser in an array', 'MINIRDR_DISPATCH T[] = { [1] = { .MRxFinalizeSrvCall = Drop } };'],
    ['a compound literal', 'void f(void) { MyDispatch = (MINIRDR_DISPATCH){ .MRxFinalizeSrvCall = Drop }; }'],
    ['a macro for the store', '#define PUT(m, r) MyDispatch.m = r\nvoid f(void) { PUT(MRxFinalizeSrvCall, Drop); }'],
    ['a macro for the table', '#define TABLE { .MRxFinalizeSrvCall = Drop }\nMINIRDR_DISPATCH T = TABLE;'],
    [
      'from one table to another',
      'MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = Drop }; void f(void) { MyDispatch.MRxFinalizeSrvCall = T.MRxFinalizeSrvCall; }',
    ],
  ]
  test.each(ways)('%s', (_, source) =>
    expect(new Set(registrationsOf(`${prelude}${drop}${source}\n`))).toEqual(new Set(['Drop: MRxFinalizeSrvCall'])),
  )

  test.each(ways)('%s, while bodies that do not matter wait', (_, source) => {
    const all = `${prelude}${drop}${source}\nNTSTATUS other(int a) { return a; }\n`
    expect(new Set(registrationsOf(all, true))).toEqual(new Set(registrationsOf(all)))
  })

  test('entries of MRxLowIOSubmit', () =>
    expect(
      registrationsOf(`${prelude}${read}
MINIRDR_DISPATCH T = { .MRxLowIOSubmit = { [LOWIO_OP_WRITE] = Read } };
void f(int i) { MyDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = Read; MyDispatch.MRxLowIOSubmit[i] = Read; }
`).sort(),
    ).toEqual(['Read: MRxLowIOSubmit', 'Read: MRxLowIOSubmit[0]', 'Read: MRxLowIOSubmit[1]']))

  test('in another file, static functions of one name told apart', () =>
    expect(
      registrationsOf({
        'init.c': `${prelude}void Fill(PMINIRDR_DISPATCH); static void Drop(void) { } NTSTATUS DriverEntry(void) { Drop(); Fill(&MyDispatch); return 0; }`,
        'server.c': `#include <rx.h>\nstatic ${drop}void Fill(PMINIRDR_DISPATCH T) { T->MRxFinalizeSrvCall = Drop; }`,
      }),
    ).toEqual(['Drop: MRxFinalizeSrvCall']))

  test('locals of one name in two functions are two', () =>
    expect(
      registrationsOf(`${prelude}${drop}${read}
void f(void) { PVOID p = Drop; MyDispatch.MRxFinalizeSrvCall = p; }
void g(void) { PVOID p = Read; MyDispatch.MRxFlush = p; }
`).sort(),
    ).toEqual(['Drop: MRxFinalizeSrvCall', 'Read: MRxFlush']))

  test('a circle of variables ends', () =>
    expect(
      registrationsOf(`${prelude}${drop}
PVOID a, b;
void f(void) { a = b; b = a; a = Drop; MyDispatch.MRxFinalizeSrvCall = b; }
`),
    ).toEqual(['Drop: MRxFinalizeSrvCall']))
})

describe('what is known of a member', () => {
  const stateOf = (store: string) =>
    callbacksOf(`${prelude}${drop}void f(PVOID q, int x) { MyDispatch.MRxStart = MyStart; ${store} }\n`).stores.get(
      'MRxFinalizeSrvCall',
    )?.state

  test.each([
    ['MyDispatch.MRxFinalizeSrvCall = Drop;', 'function'],
    ['MyDispatch.MRxFinalizeSrvCall = NULL;', 'null'],
    ['MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)0;', 'null'],
    ['MyDispatch.MRxFinalizeSrvCall = q;', 'unknown'],
    ['MyDispatch.MRxFinalizeSrvCall = Elsewhere();', 'unknown'],
    ['MyDispatch.MRxFinalizeSrvCall = NULL; if (x) MyDispatch.MRxFinalizeSrvCall = Drop;', 'function'],
    ['', undefined],
  ])('%s', (store, state) => expect(stateOf(store)).toBe(state))
})

describe('signs without a registration', () => {
  const signsOf = (declaration: string) =>
    callbacksOf(`${prelude}${declaration}\nvoid f(void) { MyDispatch.MRxStart = MyStart; }\n`)
      .implementations.filter(({ name }) => name !== 'MyStart')
      .map(({ name, declaredAs, namedAs }) => [name, declaredAs.map(member => member.name), namedAs?.name])
  const body = '(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }'

  test.each([
    [`NTSTATUS MyFinalizeSrvCall${body}`, [['MyFinalizeSrvCall', [], 'MRxFinalizeSrvCall']]],
    [`NTSTATUS my_finalizesrvcall${body}`, [['my_finalizesrvcall', [], 'MRxFinalizeSrvCall']]],
    [`NTSTATUS MRxFinalizeSrvCall${body}`, [['MRxFinalizeSrvCall', [], 'MRxFinalizeSrvCall']]],
    [`NTSTATUS nulmrxfinalizesrvcall${body}`, [['nulmrxfinalizesrvcall', [], 'MRxFinalizeSrvCall']]],
    [`NTSTATUS Refinalizesrvcall${body}`, []],
    [`NTSTATUS MyFinalizeSrvCallEx${body}`, []],
    [
      `_Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN) NTSTATUS Gone${body}`,
      [['Gone', ['MRxFinalizeSrvCall'], undefined]],
    ],
    ['struct _OTHER { int x; }; NTSTATUS MyFinalizeSrvCall(struct _OTHER *S, BOOLEAN F) { return 0; }', []],
    ['NTSTATUS MyFinalizeSrvCall(PVOID S, BOOLEAN F) { return 0; }', [['MyFinalizeSrvCall', [], 'MRxFinalizeSrvCall']]],
    ['NTSTATUS MyFinalizeSrvCall(int S, BOOLEAN F) { return 0; }', []],
    ['_Function_class_(DRIVER_UNLOAD) void Gone(void) { }', []],
    [
      `typedef NTSTATUS NTAPI MRX_FINALIZE_SRVCALL_CALLDOWN(PMRX_SRV_CALL, BOOLEAN);\nMRX_FINALIZE_SRVCALL_CALLDOWN Gone;\nNTSTATUS NTAPI Gone${body}`,
      [['Gone', ['MRxFinalizeSrvCall'], undefined]],
    ],
  ])('%s', (declaration, signs) => expect(signsOf(declaration)).toEqual(signs))

  const finalize = '(PMRX_SRV_CALL S, BOOLEAN F)'
  const namesOf = (rest: string) =>
    callbacksOf(`${prelude}NTSTATUS _MyFinalizeSrvCall${finalize} { return 0; }\n${rest}`)
      .implementations.map(({ name }) => name)
      .filter(name => name !== 'MyStart')
      .sort()
  const caller = `NTSTATUS MyFinalizeSrvCall${finalize} { return _MyFinalizeSrvCall(S, F); }\n`
  const registers = 'void f(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; }\n'

  test('what helps the function that has the place is no callback', () =>
    expect(namesOf(caller + registers)).toEqual(['MyFinalizeSrvCall']))

  test('where nobody has the place, or nobody calls it, it may be one', () => {
    expect(namesOf(caller)).toEqual(['MyFinalizeSrvCall', '_MyFinalizeSrvCall'])
    const other = `NTSTATUS MyFinalizeSrvCall${finalize} { return 0; }\n`
    expect(namesOf(other + registers)).toEqual(['MyFinalizeSrvCall', '_MyFinalizeSrvCall'])
  })
})
