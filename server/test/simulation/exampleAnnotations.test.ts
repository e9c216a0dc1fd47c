// The scenarios that the examples hold: none fails, every clause of them is reached, and what is unknown is so only for want
// of time.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { noFormats } from '../../src/machine/debug/valueNames.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { simulatePaths } from '../../src/services/simulate.ts'
import { Model } from '../../src/simulation/model.ts'
import { engineOver } from '../support/driver.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)

/** A driver of the examples, with its own scenarios alone. */
function simulated(name: string) {
  const folder = fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url))
  const texts = readdirSync(folder).map(file => [`/${name}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')])
  const settings = '{ "simulation": { "builtinScenarios": false } }'
  const engine = engineOver(memoryFiles({ ...Object.fromEntries(texts), [`/${name}/.mrxrc.json`]: settings }), {
    library,
  })
  const request = { paths: [`/${name}`], includePaths: [], defines: [], budgetMs: 60_000 }
  return simulatePaths(request, { engine, model, catalogue, now: () => performance.now(), formats: () => noFormats })
}

test.each(['nullredir', 'loopback'])(
  '%s',
  name => {
    const { scenarios, stubs } = simulated(name)
    const isLate = (text: string | undefined) => text?.startsWith('the time is spent') === true
    const wrong = scenarios.flatMap(({ scenario, verdict, reason, violations, expectations }) => {
      const clauses = expectations.filter(each => each.verdict !== 'pass' && !isLate(each.message))
      const told = [...clauses, ...violations].map(each => each.message)
      return verdict === 'pass' || isLate(reason) ? told : [scenario, reason, ...told]
    })
    expect(wrong).toEqual([])
    expect(scenarios.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(2)
    expect(scenarios.length).toBeGreaterThan(3)
    expect(stubs).toEqual([])
  },
  240_000,
)
