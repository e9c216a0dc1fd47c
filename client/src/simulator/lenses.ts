// Above each callback of a driver: run it, debug it, and what came of it; where it fails, the run can be kept.
import { type CancellationToken, CodeLens, Disposable, EventEmitter, languages, Range, type TextDocument } from 'vscode'
import type { CallbackList } from '../../../server/src/protocol/simulate.ts'
import { documentSelector, type Server } from '../languageClient.ts'
import { keyOf, keyOfPath } from './enginePaths.ts'
import type { Runs } from './runs.ts'
import { failingRun } from './saveScenario.ts'
import { asksForStub, summaryOf } from './verdicts.ts'

export interface LensOptions {
  readonly runs: Runs
  readonly server: Server
  /** The driver that the document belongs to; undefined: none, or not known yet. */
  readonly list: (document: TextDocument, token: CancellationToken) => Promise<CallbackList | undefined>
}

export function showLenses(options: LensOptions): Disposable {
  const changed = new EventEmitter<void>()
  const { verdicts } = options.runs
  return Disposable.from(
    changed,
    new Disposable(verdicts.onDidChange(({ progress }) => void (progress ?? changed.fire())).dispose),
    options.server.onDidChangeState(() => changed.fire()),
    languages.registerCodeLensProvider(documentSelector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document, token) => lensesIn(document, token, options),
    }),
  )
}

async function lensesIn(
  document: TextDocument,
  token: CancellationToken,
  { runs, list: listOf }: LensOptions,
): Promise<CodeLens[]> {
  const list = await listOf(document, token)
  const own = list?.callbacks.filter(({ file }) => keyOfPath(file) === keyOf(document.uri)) ?? []
  const driver = runs.verdicts.of(keyOf(document.uri))
  const summary = driver && summaryOf(driver)
  const canSave = driver !== undefined && !driver.isStale && failingRun(driver) !== undefined
  return own.flatMap(({ name, range: { start, end } }) => {
    const range = new Range(start.line, start.character, end.line, end.character)
    // Without arguments: those of lenses that are drawn anew are forgotten while the old ones can still be clicked.
    const run = { title: '$(play) Simulate', command: 'mrx.simulate' }
    const isSubject = name === list?.function
    const icon = driver?.scenarios.some(({ verdict }) => verdict === 'fail') ? '$(error)' : '$(circuit-board)'
    const debug = { title: '$(debug-alt) Debug', command: 'mrx.debug' }
    const show = { title: `${icon} ${summary}`, command: 'mrx.showSimulator' }
    const save = { title: '$(save) Save failing run', command: 'mrx.saveScenario' }
    const stub = { title: '$(edit) Write stub', command: 'mrx.writeStub' }
    const canStub = driver !== undefined && asksForStub(driver)
    const ways = [...(canSave ? [save] : []), ...(canStub ? [stub] : [])]
    const verdict = isSubject && summary !== undefined ? [show, ...ways] : []
    return [run, debug, ...verdict].map(command => new CodeLens(range, command))
  })
}
