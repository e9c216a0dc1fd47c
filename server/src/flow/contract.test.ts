import { describe, expect, test } from 'vitest'
import { symbolNamed, unitOf } from '../../test/support/cSource.ts'
import { contractOf } from './contract.ts'

const sal = `
#define _IRQL_requires_max_(l)
#define _IRQL_requires_min_(l)
#define _IRQL_requires_(l)
#define _IRQL_requires_same_
#define _IRQL_raises_(l)
#define _Requires_lock_held_(l)
#define _Requires_exclusive_lock_held_(l)
#define _Acquires_exclusive_lock_(l)
#define _Releases_lock_(l)
#define _When_(c, a)
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Must_inspect_result_
#define _Function_class_(t)
#define _In_
#define _In_opt_
#define _Out_
#define _Outptr_opt_
#define _Out_writes_(n)
#define _Out_writes_bytes_to_opt_(n, count)
#define _Inout_
#define __drv_maxIRQL(l)
#define __drv_minIRQL(l)
#define __drv_requiresIRQL(l)
#define __drv_sameIRQL
#define __drv_raisesIRQL(l)
#define __drv_functionClass(t)
#define __in
#define __in_opt
#define __out
#define __out_bcount(n)
#define OPTIONAL
#define IN
#define PASSIVE_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
`
const contract = (source: string) => contractOf(symbolNamed(unitOf(sal + source), 'f'))

describe('a function', () => {
  test('asks for a level', () => {
    expect(contract('_IRQL_requires_max_(APC_LEVEL) void f(void);').irql).toEqual({ min: 0, max: 1 })
    expect(contract('_IRQL_requires_min_(APC_LEVEL) _IRQL_requires_max_(DISPATCH_LEVEL) void f(void);').irql).toEqual({
      min: 1,
      max: 2,
    })
    expect(contract('_IRQL_requires_(PASSIVE_LEVEL) _IRQL_requires_same_ void f(void);')).toMatchObject({
      irql: { min: 0, max: 0 },
      keepsIrql: true,
    })
    expect(contract('_IRQL_raises_(DISPATCH_LEVEL) void f(void);').raisesTo).toBe(2)
    expect(contract('_IRQL_requires_max_(HIGH_LEVEL) void f(void);').irql).toBeUndefined()
    expect(contract('_When_(x, _IRQL_requires_max_(APC_LEVEL)) void f(int x);').irql).toBeUndefined()
  })

  test('takes and needs locks', () => {
    expect(
      contract(
        '_Requires_exclusive_lock_held_(s->Lock) _Releases_lock_(Global.Lock) _Acquires_exclusive_lock_(Other) void f(void *s);',
      ).locks,
    ).toEqual([
      { kind: 'requires', mode: 'exclusive', lock: 's->Lock' },
      { kind: 'releases', mode: undefined, lock: 'Global.Lock' },
      { kind: 'acquires', mode: 'exclusive', lock: 'Other' },
    ])
  })

  test('returns and takes NULL', () => {
    expect(contract('_Ret_maybenull_ _Must_inspect_result_ void *f(void);')).toMatchObject({
      result: 'null',
      mustInspect: true,
    })
    expect(contract('_Ret_notnull_ void *f(void);').result).toBe('non-null')
    const { parameters } = contract('void f(_In_ int *a, _In_opt_ int *b, IN int *c OPTIONAL, _Out_ int *d, int *e);')
    expect(parameters.map(each => each.mayBeNull)).toEqual([false, true, true, false, false])
    expect(parameters.map(each => each.isNonNull)).toEqual([true, false, false, true, false])
    expect(parameters.map(each => each.isOutput)).toEqual([false, false, false, true, false])
  })

  test('writes one object, or as many as another parameter says', () => {
    const { parameters } = contract(
      'void f(_Out_ int *a, _Outptr_opt_ void **b, _Out_writes_(n) int *c, _Out_writes_bytes_to_opt_(size, *e) void *d, _Inout_ int *e);',
    )
    const one = { count: undefined, isBytes: false }
    const many = [
      { count: 'n', isBytes: false },
      { count: 'size', isBytes: true },
    ]
    expect(parameters.map(each => each.output)).toEqual([one, one, ...many, undefined])
  })

  test('says the same in annotations of the first generation', () => {
    expect(contract('__drv_maxIRQL(APC_LEVEL) __drv_sameIRQL void f(void);')).toMatchObject({
      irql: { min: 0, max: 1 },
      keepsIrql: true,
    })
    expect(contract('__drv_minIRQL(APC_LEVEL) void f(void);').irql).toEqual({ min: 1, max: 2 })
    expect(contract('__drv_requiresIRQL(PASSIVE_LEVEL) void f(void);').irql).toEqual({ min: 0, max: 0 })
    expect(contract('__drv_raisesIRQL(DISPATCH_LEVEL) __drv_functionClass(F) void f(void);')).toMatchObject({
      irql: undefined,
      raisesTo: 2,
      functionClass: 'F',
    })
    const { parameters } = contract('void f(__in int *a, __in_opt int *b, __out int *c, __out_bcount(n) void *d);')
    expect(parameters.map(each => each.mayBeNull)).toEqual([false, true, false, false])
    expect(parameters.map(each => each.isNonNull)).toEqual([true, false, true, true])
    expect(parameters.map(each => each.output)).toEqual([
      undefined,
      undefined,
      { count: undefined, isBytes: false },
      { count: 'n', isBytes: true },
    ])
  })

  test('is what all its declarations say', () => {
    expect(
      contract('_IRQL_requires_max_(APC_LEVEL) _Function_class_(PMRX_X) void f(_In_opt_ int *a); void f(int *a) { }'),
    ).toMatchObject({
      irql: { min: 0, max: 1 },
      functionClass: 'PMRX_X',
      parameters: [{ mayBeNull: true }],
    })
    expect(contract('void f();')).toMatchObject({ irql: undefined, locks: [], parameters: [], result: undefined })
  })
})
