// A driver in memory, and expectations below the lines that they are about:
//
//     NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) …
//                                                             ^^^^^^^^^^^^^^ MRX011 must be 'BOOLEAN'
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { Catalogue } from '../../src/knowledge/catalogue.ts'
import type { Library } from '../../src/knowledge/library.ts'
import { type Files, memoryFiles } from '../../src/project/files.ts'
import { isSource } from '../../src/project/paths.ts'
import { type Overrides, WorkspaceConfigurations } from '../../src/project/workspaceConfigurations.ts'
import type { FileEdit, Finding, Fix } from '../../src/protocol/finding.ts'
import { checkPaths } from '../../src/services/check.ts'
import { AnalysisEngine } from '../../src/services/engine.ts'
import { LineMap } from '../../src/text/lineMap.ts'
import { caretsOf } from './cSource.ts'
import { smallLibrary } from './rdbss.ts'

export const folder = '/driver'

/** One source, or several files by their names in the driver's folder. */
export type Sources = string | Readonly<Record<string, string>>

export interface DriverOptions extends Overrides {
  readonly library?: Library
  /** Keeps what it has read from one test to the next. */
  readonly engine?: AnalysisEngine
  /** Findings of this rule count, others are not asked for. */
  readonly only?: string
}

export function filesOf(sources: Sources): Record<string, string> {
  if (typeof sources === 'string') return { [`${folder}/driver.c`]: sources }
  return Object.fromEntries(Object.entries(sources).map(([name, text]) => [`${folder}/${name}`, text]))
}

const catalogue = new Catalogue(
  JSON.parse(readFileSync(new URL('../../knowledge/catalogue.json', import.meta.url), 'utf8')),
)

export function configurationsOver(files: Files, options: DriverOptions = {}): WorkspaceConfigurations {
  return new WorkspaceConfigurations(files, { ruleKeys: catalogue.keys }, options)
}

export function engineOver(
  files: Files,
  options: DriverOptions = {},
  configurations = configurationsOver(files, options),
): AnalysisEngine {
  const { library = smallLibrary() } = options
  return new AnalysisEngine({ files, library, catalogue, configurations })
}

/** An engine that knows all sources in the folder. */
export function engineOf(sources: Sources, options: DriverOptions = {}): AnalysisEngine {
  const texts = filesOf(sources)
  const engine = engineOver(memoryFiles(texts), options)
  for (const path of Object.keys(texts)) if (isSource(path)) engine.drivers.add(path)
  return engine
}

export function findingsOf(texts: Readonly<Record<string, string>>, options: DriverOptions = {}): readonly Finding[] {
  const { only } = options
  return allFindings(texts, options).filter(({ code }) => only === undefined || code === only)
}

function allFindings(texts: Readonly<Record<string, string>>, options: DriverOptions): readonly Finding[] {
  if (options.engine !== undefined) return findingsWith(options.engine, texts)
  const engine = engineOver(memoryFiles(texts), options)
  const report = checkPaths({ paths: [folder], includePaths: [], defines: [], ...options }, engine)
  expect(report.unusable).toEqual([])
  return report.findings
}

/** The documents are open, and are the driver, while findings are asked for. */
function findingsWith(engine: AnalysisEngine, texts: Readonly<Record<string, string>>): readonly Finding[] {
  const paths = Object.keys(texts)
  for (const path of paths) engine.texts.setDocument(path, texts[path]!)
  engine.units.headersChanged(paths.filter(path => !isSource(path)))
  for (const path of paths.filter(isSource)) engine.drivers.add(path)
  const findings = paths.flatMap(path => engine.findingsIn(path))
  for (const path of paths.filter(isSource)) engine.drivers.remove(path)
  return findings
}

/** The findings, and nothing else, stand where the carets say; `MRX011 text`: the message holds the text. */
export function expectFindings(sources: Sources, options: DriverOptions = {}): readonly Finding[] {
  const texts: Record<string, string> = {}
  const wanted: string[] = []
  const read = Object.entries(filesOf(sources)).map(([path, annotated]) => ({ path, ...caretsOf(annotated) }))
  for (const { path, source } of read) texts[path] = source
  const findings = findingsOf(texts, options)
  for (const { path, source, marks } of read) {
    for (const { start, end, text } of marks) {
      const { line, character } = new LineMap(source).position(start)
      const [code, ...words] = text.split(' ')
      const found = findings.find(f => f.file === path && f.code === code && isAt(f, line, character))
      const said = words.length === 0 || found?.message.includes(words.join(' ')) ? '' : `: ${words.join(' ')}`
      wanted.push(`${path}:${line + 1}:${character + 1} ${code} ${source.slice(start, end)}${said}`)
    }
  }
  expect(findings.map(finding => placed(finding, texts)).sort()).toEqual(wanted.sort())
  return findings
}

/** No finding at all. */
export function expectClean(sources: Sources, options: DriverOptions = {}): void {
  const texts = filesOf(sources)
  expect(findingsOf(texts, options).map(finding => `${placed(finding, texts)}: ${finding.message}`)).toEqual([])
}

function isAt({ range }: Finding, line: number, character: number): boolean {
  return range.start.line === line && range.start.character === character
}

function placed({ file, code, range }: Finding, texts: Readonly<Record<string, string>>): string {
  const text = texts[file] ?? ''
  const lines = new LineMap(text)
  const marked = text.slice(lines.offset(range.start), lines.offset(range.end))
  return `${file}:${range.start.line + 1}:${range.start.character + 1} ${code} ${marked}`
}

// ---- Fixes ------------------------------------------------------------------------------------------------------

export function applied(texts: Readonly<Record<string, string>>, edits: readonly FileEdit[]): Record<string, string> {
  const result = { ...texts }
  for (const path of new Set(edits.map(({ file }) => file))) {
    const text = texts[path] ?? ''
    const lines = new LineMap(text)
    const own = edits.filter(({ file }) => file === path)
    const placedEdits = own
      .map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), newText }))
      .sort((a, b) => b.start - a.start || b.end - a.end)
    let [changed, before] = [text, text.length]
    for (const { start, end, newText } of placedEdits) {
      expect(end, 'edits of one fix do not overlap').toBeLessThanOrEqual(before)
      changed = changed.slice(0, start) + newText + changed.slice(end)
      before = start
    }
    result[path] = changed
  }
  return result
}

export function fixesOf(findings: readonly Finding[]): Fix[] {
  return findings.flatMap(({ fixes }) => fixes)
}

/** The fixed text of the only source, for the first fix there is. */
export function fixed(source: string, options: DriverOptions = {}): string {
  const texts = filesOf(source)
  const [fix] = fixesOf(findingsOf(texts, options))
  if (fix === undefined) throw new Error('no fix is offered')
  return applied(texts, fix.edits)[`${folder}/driver.c`]!
}

/** The lines that the first fix changes, as it leaves them. */
export function fixedLines(source: string, options: DriverOptions = {}): string[] {
  const before = new Set(source.split('\n'))
  return fixed(source, options)
    .split('\n')
    .filter(line => !before.has(line))
}

/** Each fix takes its finding away, brings no new one, and leaves text that parses. */
export function expectGoodFixes(texts: Readonly<Record<string, string>>, options: DriverOptions = {}): void {
  const before = findingsOf(texts, options)
  for (const finding of before) {
    for (const fix of finding.fixes.filter(({ certain }) => certain)) {
      const after = applied(texts, fix.edits)
      expect(after, fix.title).not.toEqual(texts)
      const left = findingsOf(after, options)
      expect(left.map(nameOf), fix.title).not.toContain(nameOf(finding))
      expect(
        left.map(nameOf).filter(name => !before.map(nameOf).includes(name)),
        fix.title,
      ).toEqual([])
      expect(problemsIn(after, options), fix.title).toEqual(problemsIn(texts, options))
    }
  }
}

/** Survives edits elsewhere in the file. */
function nameOf({ file, code, message }: Finding): string {
  return `${file} ${code} ${message}`
}

function problemsIn(texts: Readonly<Record<string, string>>, options: DriverOptions): string[] {
  const engine = engineOver(memoryFiles(texts), options)
  return Object.keys(texts)
    .filter(isSource)
    .flatMap(path => engine.units.unit(path)!.problems.map(({ message }) => `${path}: ${message}`))
}
