// Every mistake of the catalogue, in a driver that is right otherwise: it is found with its code at the line that is marked, in
// the scenario that is named, and nothing else is; its correct twin passes there, complete. catalogue.md is the table of
// all; after a change: npx vitest run server/test/simulation/catalogue.test.ts -u
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { driverWith, expected, judged, loaded, placeText, run } from '../support/simulated.ts'
import { c } from './catalogue/c.ts'
import { kept } from './catalogue/kept.ts'
import { kernel } from './catalogue/kernel.ts'
import { finalizer, type Mistake, released } from './catalogue/mistake.ts'
import { notShown } from './catalogue/notShown.ts'
import { others } from './catalogue/others.ts'
import { relied } from './catalogue/relied.ts'
import { srvCalls } from './catalogue/srvCalls.ts'
import { transport } from './catalogue/transport.ts'

const mistakes = { ...srvCalls, ...kept, ...kernel, ...others, ...transport, ...relied, ...c }
const usual = 'last reference, dropped by a user process'

function scenariosOf({ scenario = usual }: Mistake): readonly string[] | undefined {
  return scenario === 'own' ? undefined : [scenario]
}

describe('mistakes', () => {
  test.each(Object.entries(mistakes))('%s', (_, mistake) => {
    const source = driverWith(mistake)
    const found = judged(source, scenariosOf(mistake)).flatMap(({ violations, verdict, reason }) => {
      expect([verdict, reason]).toEqual(['fail', undefined])
      return violations.map(({ rule }) => `${rule.code} ${placeText(rule)}`)
    })
    expect(found.sort()).toEqual(expected(source))
    expect(found).not.toEqual([])
  })

  test('MRX217: a loop without end', () => {
    const source = driverWith({ finalize: finalizer(`${released}\n    for (;;) Force = Force; // MRX217`) })
    const { violations } = run(loaded(source), ['connect', 'disconnect'], { limit: 3e5 })
    expect(violations.map(rule => `${rule.code} ${placeText(rule)}`)).toEqual(expected(source))
  })
})

/** What a twin passes, each once: many mistakes have the same one. */
const twins = new Map(
  Object.entries(mistakes).map(([name, mistake]) => {
    const source = driverWith(mistake.twin ?? {})
    return [`${source}\0${mistake.scenario ?? usual}`, { name, source, scenarios: scenariosOf(mistake) }]
  }),
)

describe('the right drivers beside them', () => {
  test.each([...twins.values()])('$name', ({ source, scenarios }) => {
    for (const { verdict, reason, violations, explored } of judged(source, scenarios))
      expect([
        verdict,
        reason,
        violations.map(({ rule }) => `${rule.code} ${placeText(rule)} ${rule.message}`),
        explored.isComplete,
      ]).toEqual(['pass', undefined, [], true])
  })
})

describe('the table', () => {
  const catalogue = Catalogue.of(openLibrary(import.meta.dirname))
  const codes = catalogue.entries.map(({ code }) => code).filter(code => code < 'MRX100')

  test('every mistake is in it', () => {
    const known = [
      ...Object.keys(mistakes).map(name => name.slice(0, 6)),

      ...Object.keys(notShown),
    ]
    expect(codes.filter(code => !known.includes(code))).toEqual([])
    expect(Object.keys(notShown).filter(code => known.filter(each => each === code).length > 1)).toEqual([])
  })
})
