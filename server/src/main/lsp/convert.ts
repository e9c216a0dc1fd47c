// Between the engine's words and those of the protocol.
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupContent,
  MarkupKind,
} from 'vscode-languageserver-types'
import { uriToPath } from '../../project/paths.ts'
import type { Finding, RelatedPlace, Severity } from '../../protocol/finding.ts'

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

export interface DiagnosticContext {
  uriOf: (path: string) => string
  /** Where a rule is explained, with `{code}` for its code; the client knows what it can open. */
  rulePage: string | undefined
  relatedInformation: boolean
}

export function toDiagnostic(finding: Finding, { uriOf, rulePage, relatedInformation }: DiagnosticContext): Diagnostic {
  const { code, name, range, severity, message, related, path = [], fixes } = finding
  const diagnostic: Diagnostic = { range, severity: severities[severity], code, source: 'mrx', message }
  if (rulePage !== undefined)
    diagnostic.codeDescription = { href: rulePage.replaceAll('{code}', encodeURIComponent(code)) }
  const others = [...path, ...related.filter(place => !path.some(step => isSame(step, place)))]
  if (relatedInformation && others.length > 0)
    diagnostic.relatedInformation = others.map(place => ({
      location: { uri: uriOf(place.file), range: place.range },
      message: place.message,
    }))
  diagnostic.data = { name, fixes: fixes.map(({ title, certain }) => ({ title, certain })) }
  return diagnostic
}

/** A step of the way is told once, at its place on the way. */
function isSame(a: RelatedPlace, b: RelatedPlace): boolean {
  const [{ start: x }, { start: y }] = [a.range, b.range]
  return a.message === b.message && a.file === b.file && x.line === y.line && x.character === y.character
}

/** Edits of documents by the client's own spelling of their URIs: by another one they would go to the file on the disk. */
export function inClientUris(action: CodeAction, uriOf: DiagnosticContext['uriOf']): CodeAction {
  if (action.edit?.changes === undefined) return action
  const changes = Object.entries(action.edit.changes).map(([uri, edits]) => [uriOf(uriToPath(uri)), edits])
  return { ...action, edit: { ...action.edit, changes: Object.fromEntries(changes) } }
}

/** The same without marks, for who would show them as they are. */
export function withoutMarkdown(hover: Hover): Hover {
  if (!MarkupContent.is(hover.contents) || hover.contents.kind !== MarkupKind.Markdown) return hover
  return { ...hover, contents: { kind: MarkupKind.PlainText, value: plainText(hover.contents.value) } }
}

function plainText(markdown: string): string {
  // Code between fences is as it is.
  const parts = markdown.split(/^```\w*\n([\s\S]*?)\n```$/m)
  return parts.map((part, i) => (i % 2 === 1 ? part : withoutMarks(part))).join('')
}

function withoutMarks(text: string): string {
  const linked = (_: string, label: string, target: string) =>
    target.startsWith('https:') ? `${label}: ${target}` : label
  // What stands between backticks is taken as it is: stars in it are C.
  const code = [...text.matchAll(/`([^`]*)`/g)].map(([, inner]) => inner!)
  return text
    .replace(/`[^`]*`/g, '\0')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, linked)
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/ {2}\n/g, '\n')
    .replace(/\0/g, () => code.shift()!)
}

/** Did the client ask for actions of this kind? Those on a whole file are given on request only, never as light bulbs. */
export function asksFor(kind: CodeActionKind, { only, triggerKind }: CodeActionContext): boolean {
  if (only !== undefined) return only.some(asked => kind === asked || asked === '' || kind.startsWith(`${asked}.`))
  return !kind.startsWith(CodeActionKind.Source) || triggerKind === CodeActionTriggerKind.Invoked
}
