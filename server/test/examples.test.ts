// The examples with the bundled headers, as a user meets them: each `// finding: MRXnnn` is found at its line and nothing
// else; the complete drivers are clean; every fix mends what it promises.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { Catalogue } from '../src/knowledge/catalogue.ts'
import { openLibrary } from '../src/main/library.node.ts'
import { memoryFiles } from '../src/project/files.ts'
import { WorkspaceConfigurations } from '../src/project/workspaceConfigurations.ts'
import type { Finding, Fix } from '../src/protocol/finding.ts'
import { rules } from '../src/rules/index.ts'
import { checkPaths } from '../src/services/check.ts'
import { AnalysisEngine } from '../src/services/engine.ts'
import { applied } from './support/driver.ts'

const root = fileURLToPath(new URL('../../examples', import.meta.url))
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
let findings: readonly Finding[] = []

beforeAll(() => {
  const report = checkPaths({ paths: ['/examples'], includePaths: [], defines: [] }, engine)
  expect(report.unusable).toEqual([])
  findings = report.findings
}, 120_000)

function wanted(): string[] {
  return Object.entries(texts)
    .filter(([path]) => !path.endsWith('.md'))
    .flatMap(([path, text]) =>
      text.split('\n').flatMap((line, i) => {
        const code = /\/\/ finding: (MRX\d{3})/.exec(line)?.[1]
        return code === undefined ? [] : [`${path}:${i + 1} ${code}`]
      }),
    )
}

const lineAndCode = ({ file, range, code }: Finding) => `${file}:${range.start.line + 1} ${code}`

test('every marked line is found, and nothing else', () => {
  expect(wanted().length).toBeGreaterThan(20)
  expect(findings.map(lineAndCode).sort()).toEqual(wanted().sort())
})

test('every unit is read without a problem but the one that an example is about', () => {
  expect(problemsIn([...engine.drivers.sources])).toEqual([
    "/examples/broken/prototype-differs.c: 'ElmFinalizeSrvCall' has another type before",
  ])
})

test('each member is found in the complete drivers', () => {
  const complete = engine.drivers.all().filter(({ paths }) => !paths[0]!.startsWith('/examples/broken/'))
  const unregistered = complete.flatMap(({ callbacks }) =>
    callbacks!.implementations.filter(({ registrations }) => registrations.length === 0).map(({ name }) => name),
  )
  expect(unregistered).toEqual([])
  for (const { callbacks } of complete) {
    const members = callbacks!.implementations.flatMap(each => each.registrations.map(r => r.member.name))
    expect(members).toContain('MRxFinalizeSrvCall')
  }
})

describe('fixes', () => {
  test('are offered for every finding about a declaration but those in a positional initialiser', () => {
    const aboutBodies = new Set(rules.flatMap(({ code, isAboutDeclarations }) => (isAboutDeclarations ? [] : [code])))
    const without = findings.filter(({ fixes, code }) => fixes.length === 0 && !aboutBodies.has(code))
    expect(new Set(without.map(({ file }) => file))).toEqual(new Set(['/examples/broken/shifted-initializer.c']))
  })

  test('mend the finding, bring no other, and leave text that parses', { timeout: 120_000 }, () => {
    for (const finding of findings) for (const fix of finding.fixes) expectGood(finding, fix)
  })
})

function expectGood(finding: Finding, fix: Fix): void {
  const folder = finding.file.slice(0, finding.file.lastIndexOf('/'))
  const about = `${finding.file}: ${fix.title}`
  withFix(fix, changed => {
    const own =
      folder === '/examples/broken' ? [finding.file] : Object.keys(texts).filter(p => p.startsWith(`${folder}/`))
    const before = findings.filter(({ file }) => own.includes(file) && file !== finding.file).length
    const left = own.flatMap(file => engine.findingsIn(file))
    expect(
      left.filter(({ code, message }) => code === finding.code && message === finding.message),
      about,
    ).toEqual([])
    expect(left.length, about).toBeLessThanOrEqual(
      before + findings.filter(({ file }) => file === finding.file).length - 1,
    )
    expect(problemsIn(changed), about).toEqual([])
  })
}

function withFix(fix: Fix, look: (changed: string[]) => void): void {
  const after = applied(texts, fix.edits)
  const changed = Object.keys(after).filter(path => after[path] !== texts[path])
  expect(changed, fix.title).not.toEqual([])
  const show = (path: string, text: string) => {
    engine.texts.setDocument(path, text)
    engine.units.headersChanged([path])
  }
  for (const path of changed) show(path, after[path]!)
  look(changed)
  for (const path of changed) show(path, texts[path]!)
}

function problemsIn(changed: readonly string[]): string[] {
  const units = changed.flatMap(path => (engine.drivers.sources.has(path) ? [path] : engine.units.includersOf(path)))
  return units.flatMap(path => engine.units.unit(path)!.problems.map(({ message }) => `${path}: ${message}`))
}
