// Every function of the examples has a graph without a gap, and its analysis comes to an end.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { AnalysisCache, DriverAnalysis } from '../../src/flow/driverAnalysis.ts'
import { EffectsTable } from '../../src/knowledge/effects.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { BundledHeaders } from '../../src/project/bundledHeaders.ts'
import { driversOf } from '../../src/project/drivers.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { SourceTexts } from '../../src/project/sourceTexts.ts'
import { unitFacts } from '../../src/project/unitFacts.ts'
import { Units } from '../../src/project/units.ts'
import { configurationsOver } from '../support/driver.ts'

const root = fileURLToPath(new URL('../../../examples', import.meta.url))
const texts = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[ch]$/.test(name))
    .map(name => [`/examples/${name}`, readFileSync(join(root, name), 'utf8')]),
)
const library = openLibrary(import.meta.dirname)

test('graphs are whole, analyses end', () => {
  const files = memoryFiles(texts)
  const configurations = configurationsOver(files)
  const units = new Units(new SourceTexts(files, new BundledHeaders(library)), path => configurations.unit(path))
  const sources = Object.keys(texts).filter(path => path.endsWith('.c'))
  const drivers = driversOf(
    sources.map(path => unitFacts(units.unit(path)!)),
    () => undefined,
  )
  const unfinished: string[] = []
  let functions = 0
  for (const driver of drivers) {
    const analyses = new DriverAnalysis(driver, new EffectsTable(library), new AnalysisCache())
    for (const { definition, path } of analyses.functions.values()) {
      if (definition.first.origin.file !== path) continue
      const analysis = analyses.analysis(definition, path)!
      functions++
      if (analysis.unknown !== undefined || analysis.exits().length === 0) unfinished.push(definition.symbol.name)
    }
  }
  expect(unfinished).toEqual([])
  expect(functions).toBeGreaterThan(150)
}, 60_000)
