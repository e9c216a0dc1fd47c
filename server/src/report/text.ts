// `check` for people: one line a finding in the form that compilers use (editors and CI jobs know how to read it), the
// source below it, then the places that explain it as notes.
import type { Range } from 'vscode-languageserver-types'
import type { CheckReport } from '../protocol/check.ts'
import type { Finding, Severity } from '../protocol/finding.ts'
import { excerpt, printable, splitLines } from './excerpt.ts'
import { notesOf } from './notes.ts'

export interface TextOptions {
  color: boolean
  /** One line a finding, nothing else. */
  quiet: boolean
  /** A path as the reader sees it. */
  shown: (path: string) => string
  /** The text that was checked. */
  read: (path: string) => string | undefined
}

const severityColors: Record<Severity | 'note', number> = {
  error: 31,
  warning: 33,
  information: 36,
  hint: 36,
  note: 34,
}
const counted: readonly [Severity, string, string][] = [
  ['error', 'error', 'errors'],
  ['warning', 'warning', 'warnings'],
  ['information', 'note', 'notes'],
  ['hint', 'hint', 'hints'],
]

/** Ends with a newline unless it is empty. */
export function textReport(report: CheckReport, options: TextOptions): string {
  const writer = new TextWriter(options)
  for (const finding of report.findings) writer.finding(finding)
  if (!options.quiet) writer.line(summary(report))
  return writer.text
}

/** `3 files checked: 2 errors, 1 hint; 2 have a quick fix; 4 are in the baseline` */
export function summary({ files, findings, known = 0, unknown = [] }: CheckReport): string {
  const counts = counted.flatMap(([severity, one, many]) => {
    const count = findings.filter(finding => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const fixable = findings.filter(finding => finding.fixes.length > 0).length
  const fixes = fixable === 0 ? '' : `; ${fixable} ${fixable === 1 ? 'has' : 'have'} a quick fix`
  const left = known === 0 ? '' : `; ${known} ${known === 1 ? 'is' : 'are'} in the baseline`
  const nothing = unknown.length > 0 ? 'not everything is known' : 'nothing to report'
  const result = counts.length === 0 ? nothing : counts.join(', ')
  return `${files.length} ${files.length === 1 ? 'file' : 'files'} checked: ${result}${fixes}${left}`
}

class TextWriter {
  text = ''
  readonly #options: TextOptions
  readonly #lines = new Map<string, readonly string[]>()

  constructor(options: TextOptions) {
    this.#options = options
  }

  line(text: string): void {
    this.text += `${text}\n`
  }

  finding(finding: Finding): void {
    const { file, range, severity, message, code, name, function: inside } = finding
    const where = inside === undefined ? '' : ` in ${printable(inside)}`
    this.#place(file, range, severity, `${printable(message)} [${code} ${name}]${this.#styled(where, 2)}`)
    if (this.#options.quiet) return
    this.#excerpt(file, range, severity)
    for (const place of notesOf(finding)) {
      this.#place(place.file, place.range, 'note', printable(place.message))
      this.#excerpt(place.file, place.range, 'note')
    }
    this.line('')
  }

  #place(file: string, { start }: Range, severity: Severity | 'note', message: string): void {
    const at = `${printable(this.#options.shown(file))}:${start.line + 1}:${start.character + 1}:`
    this.line(`${this.#styled(at, 1)} ${this.#styled(`${severity}:`, severityColors[severity])} ${message}`)
  }

  #excerpt(file: string, range: Range, severity: Severity | 'note'): void {
    const found = excerpt(this.#linesOf(file), range)
    if (found === undefined || found.text.trim() === '') return
    const number = String(found.number).padStart(5)
    this.line(`${number} | ${found.text}`)
    this.line(`${' '.repeat(number.length)} | ${this.#styled(found.marks, severityColors[severity])}`)
  }

  #linesOf(file: string): readonly string[] {
    let lines = this.#lines.get(file)
    if (lines === undefined) this.#lines.set(file, (lines = splitLines(this.#options.read(file) ?? '')))
    return lines
  }

  #styled(text: string, style: number): string {
    return this.#options.color && text !== '' ? `\u001b[${style}m${text}\u001b[0m` : text
  }
}
