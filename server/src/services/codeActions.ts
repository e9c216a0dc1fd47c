// What can be done about the findings in a range: their quick fixes, the comments that allow them, their pages; and
// `source.fixAll.mrx` for all certain fixes of a file.
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types'
import { pathToUri } from '../project/paths.ts'
import type { FileEdit, Finding, Fix } from '../protocol/finding.ts'
import { allowKind, explainRuleCommand } from '../protocol/requests.ts'
import type { AllowEdit } from './allowEdits.ts'

export const fixAllKind = `${CodeActionKind.SourceFixAll}.mrx`

export function codeActionsFor(
  findings: readonly Finding[],
  range: Range,
  allowEdits: (finding: Finding) => readonly AllowEdit[],
): CodeAction[] {
  const touched = findings.filter(finding => overlaps(finding.range, range))
  const all = fixAll(findings)
  return [
    ...touched.flatMap(({ fixes }) => fixes.map(fix => quickFix(fix))),
    ...firstOfEachCode(touched).flatMap(finding => allowEdits(finding).map(allowAction)),
    ...firstOfEachCode(touched).map(explainAction),
    ...(all === undefined ? [] : [all]),
  ]
}

function firstOfEachCode(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }, i) => findings.findIndex(other => other.code === code) === i)
}

function quickFix({ title, edits, certain }: Fix): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, isPreferred: certain, edit: { changes: changesOf(edits) } }
}

function allowAction({ title, edit }: AllowEdit): CodeAction {
  return { title, kind: allowKind, edit: { changes: changesOf([edit]) } }
}

function explainAction({ code }: Finding): CodeAction {
  const title = `Explain ${code}`
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: explainRuleCommand, arguments: [code] } }
}

/** The certain fixes that do not touch each other; what is left is offered again afterwards. */
function fixAll(findings: readonly Finding[]): CodeAction | undefined {
  const chosen: FileEdit[] = []
  for (const { fixes } of findings) {
    const fix = fixes.find(({ certain }) => certain)
    if (fix === undefined) continue
    const fresh = fix.edits.filter(edit => !chosen.some(other => sameEdit(edit, other)))
    if (fresh.some(edit => chosen.some(other => collides(edit, other)))) continue
    chosen.push(...fresh)
  }
  if (chosen.length === 0) return undefined
  return { title: 'Fix all certain MRx findings', kind: fixAllKind, edit: { changes: changesOf(chosen) } }
}

function changesOf(edits: readonly FileEdit[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {}
  for (const { file, range, newText } of edits) (changes[pathToUri(file)] ??= []).push({ range, newText })
  return changes
}

function sameEdit(a: FileEdit, b: FileEdit): boolean {
  return (
    a.file === b.file &&
    a.newText === b.newText &&
    compare(a.range.start, b.range.start) === 0 &&
    compare(a.range.end, b.range.end) === 0
  )
}

function collides(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && overlaps(a.range, b.range)
}

function overlaps(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0
}

function compare(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character
}
