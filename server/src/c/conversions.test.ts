import { describe, expect, it } from 'vitest'
import { clangErrors, hasClang } from '../../test/conformance/compilers.ts'
import { declarationsOf, unitOf } from '../../test/support/cSource.ts'
import { argumentConversions, type Conversion, conversionOf } from './conversions.ts'
import { descendantsOf } from './walk.ts'

const prelude = `
typedef unsigned char BOOLEAN, *PBOOLEAN; typedef void *PVOID; typedef long NTSTATUS; typedef struct S { int a; } *PS;
enum E { e0, e1 };
struct T { int a; };
int i; unsigned u; char c; unsigned char uc; short h; long l; long long ll; _Bool b; float f; double d; enum E e;
int *pi; const int *pci; unsigned *pu; void *pv; const void *pcv; char *pc; struct S s; struct T t; PS ps; struct T *pt;
int arr[3]; int fn(int); int (*pf)(int); long (*pl)(int); BOOLEAN bo; PBOOLEAN pbo; int **ppi; const int *const *pp;
`

/** `target = value`: what becomes of the value. */
const conversions: Record<Conversion, string[]> = {
  same: [
    'i = i',
    'pi = pi',
    'pi = arr',
    'pf = fn',
    'pf = &fn',
    's = s',
    'bo = uc',
    'e = i',
    'i = e',
    'ps = &s',
    'l = l',
    'i = 1',
  ],
  implicit: [
    'l = i',
    'll = i',
    'i = c',
    'i = h',
    'd = f',
    'f = i',
    'u = uc',
    'b = pi',
    'b = d',
    'pi = 0',
    'pi = (void *)0',
  ].concat([
    'pv = pi',
    'pi = pv',
    'pci = pi',
    'pcv = pci',
    'c = 65',
    'uc = 255',
    'u = 1',
    'i = b',
    'pf = 0',
    'h = 1 ? 2 : 3',
  ]),
  narrowing: ['c = i', 'h = i', 'i = ll', 'i = d', 'f = d', 'uc = 256', 'c = 200', 'u = -1', 'h = 70000'],
  sign: ['u = i', 'i = u', 'uc = c', 'u = c', 'i = (unsigned)c'],
  qualifiers: ['pi = pci', 'pv = pcv', 'pc = (const char *)pc'],
  pointee: ['pi = pu', 'pi = pc', 'ps = pt', 'pf = pl', 'pbo = pc', 'pp = ppi'],
  'function-pointer': ['pv = fn', 'pf = pv', 'pf = pi'],
  'integer-to-pointer': ['pi = i', 'pbo = bo', 'pi = 1', 'pf = i'],
  'pointer-to-integer': ['i = pi', 'bo = pbo', 'll = pv', 'i = fn'],
  invalid: ['s = t', 'i = s', 's = i', 'pi = s', 'pi = d', 'd = pi', 's = ps', 'i = (void)0'],
}
const cases = Object.entries(conversions).flatMap(([kind, list]) => list.map(text => [text, kind] as const))

function assigned(text: string): { conversion: Conversion } {
  const unit = unitOf(`${prelude}void test(void) { ${text}; }`)
  for (const node of declarationsOf(unit).flatMap(d => [...descendantsOf(d)])) {
    if (node.kind === 'assignment')
      return { conversion: conversionOf(node.value, unit.semantics.typeOf(node.target), unit.semantics) }
  }
  throw new Error('no assignment')
}

describe('conversions', () => {
  it.each(cases)('%s: %s', (text, conversion) => {
    expect(assigned(text)).toEqual({ conversion })
  })

  it.runIf(hasClang)('are refused where clang refuses them', { timeout: 60_000 }, () => {
    const source = `${prelude}${cases.map(([text], i) => `void t${i}(void) {\n${text}; }`).join('\n')}`
    const errors = clangErrors(source, 'x64', '-ferror-limit=0')
    const first = prelude.split('\n').length + 1
    const refused = errors.map(error => cases[(Number(/:(\d+):/.exec(error)![1]) - first) / 2]![0])
    expect(refused).toEqual(conversions.invalid)
  })

  it('say nothing about what is unknown', () => {
    expect(assigned('i = missing(1)')).toEqual({ conversion: 'implicit' })
    expect(assigned('*(MISSING *)pv = s')).toEqual({ conversion: 'implicit' })
  })

  it('are told for the arguments of a call', () => {
    const unit = unitOf(`${prelude}void g(PBOOLEAN Force, ...); void test(void) { g(bo, pi, d); i(1); }`)
    const calls = declarationsOf(unit).flatMap(d => descendantsOf(d).filter(n => n.kind === 'call'))
    const told = calls.map(call =>
      argumentConversions(call.callee, call.arguments, unit.semantics)?.map(a => a.conversion),
    )
    expect(told).toEqual([['integer-to-pointer', 'implicit', 'implicit'], undefined])
  })
})
