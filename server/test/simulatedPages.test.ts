// The pages of what only a simulation finds: their examples are run, and server/docs holds what is generated. After a change
// of a page: npx vitest run server/test/simulatedPages.test.ts -u
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../src/knowledge/catalogue.ts'
import { noFormats } from '../src/machine/debug/valueNames.ts'
import { openLibrary } from '../src/main/library.node.ts'
import { memoryFiles } from '../src/project/files.ts'
import { rulePage } from '../src/report/rulePage.ts'
import { simulatePaths } from '../src/services/simulate.ts'
import { simulatedRules } from '../src/services/simulatedRules.ts'
import { Model } from '../src/simulation/model.ts'
import { twoSides } from '../src/text/twoSides.ts'
import { engineOver, folder } from './support/driver.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)
const path = `${folder}/example.c`
const includes = '#include <ntifs.h>\n#include <rx.h>\n'

describe.each(simulatedRules)('$code', ({ code, docs }) => {
  const { before, after } = twoSides(docs.example)

  test('the example has its findings, at the marked lines', () => {
    const bad = includes + before
    const marked = bad.split('\n').flatMap((line, i) => (line.endsWith(`// ${code}`) ? [i + 1] : []))
    expect(marked.length).toBeGreaterThan(0)
    expect(found(bad, code)).toEqual(marked)
  })

  test('the correct version has none', () => expect(found(includes + after, code)).toEqual([]))

  test('the page in server/docs is up to date', () => {
    const page = rulePage(catalogue.entry(code)!, { severity: catalogue.severity(code), checked: true, docs })
    return expect(page).toMatchFileSnapshot(`../docs/${code}.md`)
  })
})

/** Lines with a finding of that code, in the scenarios of the annotations. */
function found(text: string, code: string): number[] {
  const settings = '{ "simulation": { "builtinScenarios": false } }'
  const engine = engineOver(memoryFiles({ [path]: text, [`${folder}/.mrxrc.json`]: settings }), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 60_000 }
  const report = simulatePaths(request, { engine, model, catalogue, now: () => 0, formats: () => noFormats })
  const all = [...report.findings, ...report.scenarios.flatMap(({ violations }) => violations)]
  const lines = all.filter(each => each.code === code).map(({ range }) => range.start.line + 1)
  return [...new Set(lines)]
}
