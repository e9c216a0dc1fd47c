// `check --format github`: workflow commands that GitHub Actions shows beside the lines of a pull request.
import type { CheckReport } from '../protocol/check.ts'
import type { Finding, Severity } from '../protocol/finding.ts'
import { notesOf } from './notes.ts'
import { summary } from './text.ts'

export interface GithubOptions {
  /** A path as the reader sees it: relative to the checkout. */
  shown: (path: string) => string
  /** Without the line that counts the findings. */
  quiet: boolean
}

const commands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
}

export function githubReport(report: CheckReport, { shown, quiet }: GithubOptions): string {
  const lines = report.findings.map(finding => command(finding, shown))
  for (const text of report.unknown ?? []) lines.push(`::notice title=unknown::${escaped(text, false)}`)
  if (!quiet) lines.push(summary(report))
  return lines.map(line => `${line}\n`).join('')
}

function command(finding: Finding, shown: (path: string) => string): string {
  const { file, range, severity, code, name, message } = finding
  const { start, end } = range
  const properties = {
    file: shown(file),
    line: start.line + 1,
    endLine: end.line + 1,
    col: start.character + 1,
    // GitHub takes an end column on the same line only.
    ...(end.line === start.line && { endColumn: end.character + 1 }),
    title: `${code} ${name}`,
  }
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escaped(String(value), true)}`)
  const others = notesOf(finding).map(other => `${shown(other.file)}:${other.range.start.line + 1}: ${other.message}`)
  return `::${commands[severity]} ${list.join(',')}::${escaped([message, ...others].join('\n'), false)}`
}

/** As GitHub's own toolkit escapes what would end a command or a property. */
function escaped(text: string, property: boolean): string {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return property ? data.replaceAll(':', '%3A').replaceAll(',', '%2C') : data
}
