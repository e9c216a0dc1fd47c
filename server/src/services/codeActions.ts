// What can be done about the findings in a range: their quick fixes, the comments that allow them, their pages.
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
  return [
    ...touched.flatMap(({ fixes }) => fixes.map(fix => quickFix(fix))),
    ...firstOfEachCode(touched).flatMap(finding => allowEdits(finding).map(allowAction)),
    ...firstOfEachCode(touched).map(explainAction),
  ]
}

/** Undefined: there is nothing to fix. */
export function fixAllAction(edits: readonly FileEdit[]): CodeAction | undefined {
  if (edits.length === 0) return undefined
  return { title: 'Fix all certain MRx findings', kind: fixAllKind, edit: { changes: changesOf(edits) } }
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

function changesOf(edits: readonly FileEdit[]): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {}
  for (const { file, range, newText } of edits) (changes[pathToUri(file)] ??= []).push({ range, newText })
  return changes
}

function overlaps(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0
}

function compare(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character
}
