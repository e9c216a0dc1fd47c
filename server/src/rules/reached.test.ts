import { describe, expect, test } from 'vitest'
import { driverOf, effects } from '../../test/support/flow.ts'
import { AnalysisCache, DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { valueText } from '../flow/termText.ts'
import { callOf, freedBlock, type Pick, ReachedPoints } from './reached.ts'

/** What is reached below the last function: its function, what was picked, in the words of the last function. */
function reached(source: string, pick: Pick<CallPoint>): string[] {
  const driver = driverOf(source)
  const flow = new DriverAnalysis(driver, effects, new AnalysisCache())
  const [unit] = driver.units
  const analysis = flow.analysis(unit!.definitions.at(-1)!, unit!.path)!
  return new ReachedPoints(pick).of(analysis, flow).map(({ analysis: holder, values, calls }) => {
    const told = values.map(value => valueText(value) ?? '?').join()
    return `${calls.map(({ from }) => `${from.definition.symbol.name}>`).join('')}${holder.definition.symbol.name}: ${told}`
  })
}

describe('points below a function', () => {
  test('its own, and those of helpers, in its own terms', () => {
    const source = `static void Free(PVOID p) { ExFreePool(p); }
static void Close(PSERVER s) { Free(s->Context); Free(s); }
void f(PSERVER server) { Close(server->Next); ExFreePool(server); }`
    expect(reached(source, freedBlock)).toEqual([
      'f>Close>Free: server->Next->Context',
      'f>Close>Free: server->Next',
      'f: server',
    ])
  })

  test('only on ways that the call allows', () => {
    const source = `static void Log(PSERVER s, int how) { if (how == 1) look(s); else if (how == 2) look(s->Next); }
void f(PSERVER a, PSERVER b) { Log(a, 1); Log(b, 3); Log(b, 2); }`
    expect(new Set(reached(source, callOf('look')))).toEqual(new Set(['f>Log: a', 'f>Log: b->Next']))
  })

  test('once for each set of values, however often it is called', () => {
    const source = 'static void Log(PSERVER s) { look(s); } void f(PSERVER a) { Log(a); Log(a); Log(a->Next); }'
    expect(reached(source, callOf('look'))).toEqual(['f>Log: a', 'f>Log: a->Next'])
  })

  test('through a few calls, so that a chain of thousands ends', () => {
    const links = Array.from({ length: 2000 }, (_, i) => `static void F${i + 1}(PSERVER s) { F${i}(s); }`)
    const chain = `static void F0(PSERVER s) { look(s); }\n${links.join('\n')}\n`
    const below = (call: string) => reached(`${chain}void f(PSERVER a) { ${call} }`, callOf('look'))
    expect(below('F2(a);')).toEqual(['f>F2>F1>F0: a'])
    expect(below('F2000(a);')).toEqual([])
  })

  test('nothing of what calls itself or cannot be read, and the rest all the same', () => {
    const source = `static void Walk(PSERVER s) { look(s); if (s->Next) Walk(s->Next); }
static void Broken(PSERVER s) { look(s); s = = 1; }
void f(PSERVER a) { Walk(a); Broken(a); look(a); }`
    expect(reached(source, callOf('look'))).toEqual(['f>Walk: a', 'f: a'])
  })
})
