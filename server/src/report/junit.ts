// `check --format junit`: a suite of test cases for build servers, one case a file, failed when something serious is found
// in it. Information and hints are output of the case.
import type { CheckReport } from '../protocol/check.ts'
import type { Finding } from '../protocol/finding.ts'

export interface JunitOptions {
  readonly elapsedMs: number
  /** A path as the reader sees it. */
  readonly shown: (path: string) => string
}

export function junitReport(report: CheckReport, { elapsedMs, shown }: JunitOptions): string {
  const cases = report.files.map(file => testCase(file, report, shown))
  const failures = report.files.filter(file => seriousIn(report, file).length > 0).length
  const counts = `tests="${report.files.length + report.unusable.length}" failures="${failures}" errors="${report.unusable.length}"`
  const time = (elapsedMs / 1000).toFixed(3)
  const errors = report.unusable.map(errorCase)
  const suite = `  <testsuite name="mrx check" ${counts} time="${time}">\n${cases.join('')}${errors.join('')}  </testsuite>\n`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}</testsuites>\n`
}

/** Of what could not be used. */
export function errorCase(line: string): string {
  return `    <testcase name="${escaped(line)}" classname="mrx"><error message="${escaped(line)}"/></testcase>\n`
}

function testCase(file: string, report: CheckReport, shown: (path: string) => string): string {
  const name = escaped(shown(file))
  const line = (finding: Finding) => lineOf(finding, shown)
  const serious = seriousIn(report, file)
  const others = report.findings.filter(finding => finding.file === file && !serious.includes(finding))
  const failure = serious.map(
    finding =>
      `<failure type="${finding.code}" message="${escaped(finding.message)}">${escaped(line(finding))}</failure>`,
  )
  const output = others.length === 0 ? [] : [`<system-out>${escaped(others.map(line).join('\n'))}</system-out>`]
  const inner = [...failure, ...output].map(each => `\n      ${each}`).join('')
  const end = inner === '' ? '/>' : `>${inner}\n    </testcase>`
  return `    <testcase name="${name}" classname="mrx" file="${name}"${end}\n`
}

function seriousIn({ findings }: CheckReport, file: string): Finding[] {
  return findings.filter(each => each.file === file && (each.severity === 'error' || each.severity === 'warning'))
}

function lineOf({ file, range, severity, message, code, name }: Finding, shown: (path: string) => string): string {
  const { line, character } = range.start
  return `${shown(file)}:${line + 1}:${character + 1}: ${severity}: ${message} [${code} ${name}]`
}

/** XML 1.0 has no control characters but tab and line breaks, and no lone surrogates. */
export function escaped(text: string): string {
  return [...text]
    .map(character => (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character) ? '\ufffd' : character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
