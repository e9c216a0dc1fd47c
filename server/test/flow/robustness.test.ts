// Whatever stands in a source, its functions are analysed without an error and in time: damaged examples, and sources
// that are large or deep.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { AnalysisCache, DriverAnalysis } from '../../src/flow/driverAnalysis.ts'
import { unitFacts } from '../../src/project/unitFacts.ts'
import { mutated } from '../robustness/mutations.ts'
import { stresses } from '../robustness/stress.ts'
import { unitOf } from '../support/cSource.ts'
import { effects } from '../support/flow.ts'
import { expectInTime, processorTime } from '../support/patience.ts'
import { Random } from '../support/random.ts'
import { kernelHeader, routines } from '../support/rdbss.ts'

const root = new URL('../../../examples/', import.meta.url)
const sources = ['loopback', 'nullredir'].flatMap(folder =>
  readdirSync(new URL(folder, root))
    .filter(name => name.endsWith('.c'))
    .map(name => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
)
const declarations = `${kernelHeader}#define DECLSPEC_NORETURN __declspec(noreturn)\n${routines}`

/** Milliseconds of the processor on a machine of usual speed. */
const longest = 4_000

/** Milliseconds of the processor. */
function analysisTime(text: string, headers: Readonly<Record<string, string>> = {}): number {
  const units = [unitFacts(unitOf(text, { headers }))]
  const analyses = new DriverAnalysis({ units, hasEntry: true, namedOutside: new Set() }, effects, new AnalysisCache())
  return processorTime(() => {
    for (const { definition, path } of analyses.functions.values()) {
      const analysis = analyses.analysis(definition, path)!
      for (const point of analysis.points()) analysis.before(point)
      analysis.exits()
    }
  })
}

describe('sources that are large or deep', () => {
  test.each(stresses(2_000))('$name', { timeout: 60_000 }, ({ text, files }) => {
    expectInTime(analysisTime(text, files), longest)
  })
})

test('damaged sources', { timeout: 120_000 }, () => {
  for (let seed = 1; seed <= 120; seed++)
    expectInTime(analysisTime(declarations + mutated(sources, new Random(seed))), longest, `seed ${seed}`)
})
