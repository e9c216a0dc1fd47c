// The page of each rule: its examples are run with the bundled headers, its fixes are applied, and server/docs holds what
// is generated. After a change of a page: npx vitest run server/test/rulePages.test.ts -u
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Catalogue } from '../src/knowledge/catalogue.ts'
import { openLibrary } from '../src/main/library.node.ts'
import { memoryFiles } from '../src/project/files.ts'
import { placeOf } from '../src/project/places.ts'
import type { Finding } from '../src/protocol/finding.ts'
import { ruleIndex, rulePage } from '../src/report/rulePage.ts'
import { fixAll } from '../src/services/fixAll.ts'
import { reported } from '../src/services/ownRules.ts'
import { readingLimits } from '../src/services/readingLimits.ts'
import { simulatedRules } from '../src/services/simulatedRules.ts'
import { twoSides } from '../src/text/twoSides.ts'
import { applied, engineOver } from './support/driver.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const engine = engineOver(memoryFiles({}), { library })
const path = '/page/example.c'
const includes = '#include <ntifs.h>\n#include <rx.h>\n'

/** Rules that say nothing of themselves yet; the list only shrinks. */
const withoutDocs: readonly string[] = []

const documented = reported.flatMap(({ code, docs }) => (docs === undefined ? [] : [{ code, docs }]))

test('every rule has docs, and a row in the catalogue', () => {
  expect(reported.filter(({ docs }) => docs === undefined).map(({ code }) => code)).toEqual(withoutDocs)
  expect(reported.filter(({ code }) => catalogue.entry(code) === undefined)).toEqual([])
})

describe.each(documented)('$code', ({ code, docs }) => {
  const { before, after } = twoSides(docs.example)
  const bad = includes + before
  const good = includes + after

  test('the example has its findings, at the marked lines', () => {
    const marked = bad.split('\n').flatMap((line, i) => (line.endsWith(`// ${code}`) ? [`${i + 1} ${code}`] : []))
    expect(marked.length).toBeGreaterThan(0)
    expect(findings(bad).map(lineAndCode)).toEqual(marked)
  })

  test('the correct version has none', () => expect(findings(good).map(told)).toEqual([]))

  test('both are C that is read without a problem', () => {
    for (const text of [bad, good]) expect(problems(text)).toEqual([])
  })

  test('each fix mends its finding, brings no other, leaves C, and is not offered again', () => {
    const before = findings(bad)
    const known = before.map(nameOf)
    for (const finding of before)
      for (const { title, edits } of finding.fixes) {
        const fixed = applied({ [path]: bad }, edits)[path]!
        const left = findings(fixed)
        const times = (all: readonly Finding[]) => all.filter(each => nameOf(each) === nameOf(finding)).length
        expect(times(left), title).toBe(times(before) - 1)
        expect(known, title).toEqual(expect.arrayContaining(left.map(nameOf)))
        expect(problems(fixed), title).toEqual([])
      }
  })

  test('each fix ends its lines as the file does', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n')
    const fixedTexts = (text: string) =>
      findings(text).flatMap(({ fixes }) => fixes.map(({ edits }) => applied({ [path]: text }, edits)[path]!))
    expect(fixedTexts(crlf(bad))).toEqual(fixedTexts(bad).map(crlf))
  })

  test('certain fixes mend it at once, once and for all', () => {
    const fixable = findings(bad).filter(hasCertainFix)
    const fixed = withAllFixed(bad)
    expect(fixed === bad).toBe(fixable.length === 0)
    expect(findings(fixed).filter(hasCertainFix)).toEqual([])
    expect(findings(fixed).map(lineAndCode)).toEqual(
      findings(bad)
        .filter(each => !hasCertainFix(each))
        .map(lineAndCode),
    )
    expect(problems(fixed)).toEqual([])
    expect(withAllFixed(fixed)).toBe(fixed)
  })

  test('the page in server/docs is up to date', () => {
    const page = rulePage(catalogue.entry(code)!, { severity: catalogue.severity(code), checked: true, docs })
    return expect(page).toMatchFileSnapshot(`../docs/${code}.md`)
  })
})

test('server/docs has an index, and nothing that is gone', async () => {
  const all = [...documented, ...simulatedRules].sort((a, b) => (a.code < b.code ? -1 : 1))
  const entries = all.map(({ code }) => ({ entry: catalogue.entry(code)!, severity: catalogue.severity(code) }))
  await expect(ruleIndex(entries)).toMatchFileSnapshot('../docs/README.md')
  const wanted = new Set(['README.md', ...all.map(({ code }) => `${code}.md`)])
  const files = readdirSync(fileURLToPath(new URL('../docs', import.meta.url)))
  expect(files.filter(name => !wanted.has(name))).toEqual([])
})

const findings = (text: string) => withDriver(text, () => engine.findingsIn(path))

/** The text is a driver by itself while `look` runs. */
function withDriver<T>(text: string, look: () => T): T {
  engine.texts.setDocument(path, text)
  engine.drivers.add(path)
  const seen = look()
  engine.drivers.remove(path)
  return seen
}

function problems(text: string): string[] {
  engine.texts.setDocument(path, text)
  const unit = engine.units.unit(path)!
  const limits = new Set(readingLimits(unit).map(({ place }) => place.start))
  return unit.problems.filter(({ token }) => !limits.has(placeOf(token).start)).map(({ message }) => message)
}

function withAllFixed(text: string): string {
  return withDriver(text, () => applied({ [path]: text }, fixAll(path, engine))[path]!)
}

const hasCertainFix = ({ fixes }: Finding) => fixes.some(({ certain }) => certain)
const nameOf = ({ code, message }: Finding) => `${code} ${message}`
const lineAndCode = ({ range, code }: Finding) => `${range.start.line + 1} ${code}`
const told = ({ range, code, message }: Finding) => `${range.start.line + 1} ${code} ${message}`
