// Mistakes that only a run has shown, among the problems: until an edit makes the verdict one of an older text. Each leads to
// its run, and can be allowed as any other finding.
import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  languages,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode'
import { documentSelector } from '../languageClient.ts'
import { keyOf, uriOf } from './enginePaths.ts'
import { type RunProblem, runProblems, sameFinding } from './runProblems.ts'
import { rangeOf } from './testMessages.ts'
import type { Verdicts } from './verdicts.ts'

const setting = 'editor.problemsOfRuns'
const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

/** A diagnostic of ours. */
class OfRun extends Diagnostic {
  readonly problem: RunProblem

  constructor(problem: RunProblem) {
    super(rangeOf(problem.range), problem.message, severities[problem.severity])
    this.problem = problem
    this.source = 'mrx'
    this.code = problem.code
    this.relatedInformation = problem.related.map(
      ({ file, range, message }) =>
        new DiagnosticRelatedInformation(new Location(uriOf(file), rangeOf(range)), message),
    )
  }
}

export class ProblemsOfRuns implements Disposable {
  readonly #verdicts: Verdicts
  readonly #shown = languages.createDiagnosticCollection('mrx.run')
  readonly #disposables: Disposable
  /** What is shown, to tell news from what our own change brings about. */
  #last = ''

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts
    const listening = verdicts.onDidChange(() => this.#draw())
    this.#disposables = Disposable.from(
      this.#shown,
      new Disposable(() => listening.dispose()),
      languages.onDidChangeDiagnostics(() => this.#draw()),
      workspace.onDidChangeConfiguration(
        change => void (change.affectsConfiguration(`mrx.${setting}`) && this.#draw()),
      ),
      languages.registerCodeActionsProvider(documentSelector, {
        provideCodeActions: (document, _, { diagnostics }) => this.#actions(document, diagnostics),
      }),
    )
  }

  dispose(): void {
    this.#disposables.dispose()
  }

  #draw(): void {
    const isWanted = workspace.getConfiguration('mrx').get(setting) !== false
    const drivers = isWanted ? this.#verdicts.all().filter(({ isStale }) => !isStale) : []
    const problems = drivers.flatMap(({ scenarios }) => runProblems(scenarios))
    const entries = [...new Set(problems.map(({ file }) => file))].map((file): [Uri, OfRun[]] => {
      const uri = uriOf(file)
      const known = new Set(foundByRules(uri))
      const own = problems.filter(
        each => each.file === file && !known.has(sameFinding(each.code, each.range.start.line)),
      )
      return [uri, own.map(problem => new OfRun(problem))]
    })
    const text = JSON.stringify(entries.map(([uri, own]) => [uri.toString(), own.map(({ problem }) => problem)]))
    if (text === this.#last) return
    this.#last = text
    this.#shown.clear()
    this.#shown.set(entries)
  }

  #actions({ uri }: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const own = (this.#shown.get(uri) ?? []) as readonly OfRun[]
    const given = new Set(diagnostics.map(keyOfDiagnostic))
    return own.filter(each => given.has(keyOfDiagnostic(each))).flatMap(each => actionsFor(each, uri))
  }
}

function actionsFor(diagnostic: OfRun, uri: Uri): CodeAction[] {
  const { code, message, file, scenario, profile, schedule } = diagnostic.problem
  const show = new CodeAction('Show the run in the simulator', CodeActionKind.QuickFix)
  show.command = { command: 'mrx.replay', title: show.title, arguments: [{ file, scenario, profile, schedule }] }
  const allow = new CodeAction(`Allow ${code}…`, CodeActionKind.QuickFix)
  // As menus of the Test Explorer hand messages over.
  const given = { message: { message: `${code}: ${message}`, location: new Location(uri, diagnostic.range) } }
  allow.command = { command: 'mrx.allowFinding', title: allow.title, arguments: [given] }
  return [show, allow].map(each => Object.assign(each, { diagnostics: [diagnostic] }))
}

function keyOfDiagnostic({ message, range: { start } }: Diagnostic): string {
  return `${start.line}:${start.character} ${message}`
}

/** By code and line. */
function foundByRules(uri: Uri): string[] {
  const key = keyOf(uri)
  return languages
    .getDiagnostics()
    .filter(([each]) => keyOf(each) === key)
    .flatMap(([, diagnostics]) => diagnostics)
    .filter(each => each.source === 'mrx' && !(each instanceof OfRun))
    .map(({ code, range }) => sameFinding(String(typeof code === 'object' ? code.value : code), range.start.line))
}
