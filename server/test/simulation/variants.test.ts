// The examples on the simulator: the complete drivers pass, and each variant in examples/broken/<driver> breaks the rule that
// it marks, and no other, in the scenario that it names. `// violation: MRXnnn` is shown at its line, with `in NAME` in that
// function of the driver that it is made of.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { placeOf } from '../../src/project/places.ts'
import { WorkspaceConfigurations } from '../../src/project/workspaceConfigurations.ts'
import { AnalysisEngine } from '../../src/services/engine.ts'
import { builtinScenarios } from '../../src/simulation/builtinScenarios.ts'
import { withCauses } from '../../src/simulation/causes.ts'
import { ScheduledChoices } from '../../src/simulation/choices.ts'
import { missingBodies, snapshotOf } from '../../src/simulation/driverProgram.ts'
import { Model } from '../../src/simulation/model.ts'
import type { Run } from '../../src/simulation/run.ts'
import { type Scenario, scenarioOf } from '../../src/simulation/scenario.ts'
import type { BrokenRule } from '../../src/simulation/scheduler.ts'
import { loadDriver } from '../../src/simulation/simulate.ts'
import { LineMap } from '../../src/text/lineMap.ts'
import { runsOf } from '../support/runs.ts'

const root = fileURLToPath(new URL('../../../examples', import.meta.url))
const texts: Record<string, string> = Object.fromEntries(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(root, name)).isFile())
    .map(name => [`/examples/${name.split(sep).join('/')}`, readFileSync(join(root, name), 'utf8')]),
)

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const files = memoryFiles(texts)
const configurations = new WorkspaceConfigurations(files, { ruleKeys: catalogue.keys })
const engine = new AnalysisEngine({ files, library, catalogue, configurations })
const model = new Model(library)
const drivers = ['nullredir', 'loopback', 'courier', 'harbor']

function loadedFrom(paths: readonly string[]) {
  const units = paths.map(path => engine.units.unit(path)!)
  const problems = units.flatMap(unit => unit.problems.map(({ message }) => message))
  expect(problems).toEqual([])
  const { defines } = engine.units.configuration(paths[0]!)
  const loading = loadDriver({ units, defines, callbacks: [] }, model)
  if ('problem' in loading) throw new Error(loading.problem)
  return loading
}

describe('complete drivers', () => {
  test.each(drivers)('%s breaks nothing', { timeout: 120_000 }, driver => {
    const sources = Object.keys(texts).filter(path => path.startsWith(`/examples/${driver}/`) && path.endsWith('.c'))
    const { system, program } = loadedFrom(sources)
    expect(missingBodies(program, system.host)).toEqual([])
    const start = snapshotOf(system)
    for (const scenario of builtinScenarios)
      for (const { violations, unknown, schedule } of runsOf(system, start, scenario, false))
        expect([scenario.name, schedule, unknown, ...violations.map(rule => placed(rule))]).toEqual([
          scenario.name,
          schedule,
          undefined,
        ])
  })
})

/** The scenario that the variant's head names, or its own. */
function scenarioIn(text: string): Scenario {
  const builtin = /^ \* Shows in: (.*)$/m.exec(text)?.[1]
  if (builtin !== undefined) return builtinScenarios.find(({ name }) => name === builtin)!
  const own = /scenario "(.*)"\n((?: \* {3}.*\n)+)/.exec(text)!
  const clauses = own[2]!.trimEnd().split('\n')
  return scenarioOf({ name: own[1]!, clauses: clauses.map(line => line.slice(5)) })
}

/** `MRX210 in LbHasSession`, `MRX210 :23`. */
function placed({ code, site }: BrokenRule, own?: string): string {
  if (site === undefined) return `${code} nowhere`
  const { file, start } = placeOf(site.first)
  const isOwn = file === own
  return isOwn ? `${code} :${new LineMap(texts[file]!).position(start).line + 1}` : `${code} in ${site.function}`
}

function marks(text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const all = /\/\/ .*violation: (.*)$/.exec(line)?.[1]?.split(', ') ?? []
    return all.map(mark => (mark.includes(' in ') ? mark : `${mark} :${i + 1}`))
  })
}

const variants = Object.keys(texts).filter(path => drivers.some(name => path.startsWith(`/examples/broken/${name}/`)))

describe('variants', () => {
  test('every driver has some', () => {
    for (const driver of drivers)
      expect(variants.filter(path => path.includes(`/${driver}/`)).length).toBeGreaterThan(2)
  })

  test.each(variants.filter(path => path.endsWith('.c')))('%s', { timeout: 60_000 }, path => {
    const { system } = loadedFrom([path])
    const start = snapshotOf(system)
    const scenario = scenarioIn(texts[path]!)
    /** Runs that show a violation at a place, by both. */
    const shown = new Map<string, Run>()
    for (const run of runsOf(system, start, scenario, true))
      for (const rule of run.violations) if (!shown.has(placed(rule, path))) shown.set(placed(rule, path), run)
    const request = { scenario, profile: 'callback-page', choices: new ScheduledChoices() } as const
    const found = [...shown.values()].flatMap(run => withCauses(system, start, request, run).violations)
    expect([...new Set(found.map(rule => placed(rule, path)))].sort()).toEqual(marks(texts[path]!).sort())
  })
})
