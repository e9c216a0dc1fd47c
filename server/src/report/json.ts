// `check --format json`: the shape that scripts rely on. Fields are added, never renamed or taken away.
import type { Range } from 'vscode-languageserver-types'
import type { CheckReport } from '../protocol/check.ts'
import type { Finding, RelatedPlace } from '../protocol/finding.ts'

export interface JsonOptions {
  elapsedMs: number
  /** A path as the reader sees it. */
  shown: (path: string) => string
}

export function jsonReport(report: CheckReport, { elapsedMs, shown }: JsonOptions): string {
  return JSON.stringify(
    {
      version: 1,
      tool: 'mrx-driver-tools',
      files: report.files.length,
      elapsedMs: Math.round(elapsedMs),
      ...(report.known !== undefined && report.known > 0 && { known: report.known }),
      findings: report.findings.map(finding => jsonFinding(finding, shown)),
    },
    undefined,
    2,
  )
}

function jsonFinding(finding: Finding, shown: (path: string) => string) {
  const placed = ({ file, range, message }: RelatedPlace) => ({ file: shown(file), range: plainRange(range), message })
  return {
    file: shown(finding.file),
    code: finding.code,
    name: finding.name,
    severity: finding.severity,
    message: finding.message,
    range: plainRange(finding.range),
    function: finding.function,
    related: finding.related.map(placed),
    path: finding.path?.map(placed),
    fixable: finding.fixes.length > 0,
  }
}

function plainRange({ start, end }: Range): Range {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  }
}
