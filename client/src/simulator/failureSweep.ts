// The failure sweep in the gutter: beside each call that can fail, what its failure leads to. It is asked for when a run of
// all scenarios is over, stands for the texts that were run, and goes with the first edit.
import {
  CancellationTokenSource,
  type DecorationOptions,
  Disposable,
  type ExtensionContext,
  MarkdownString,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  window,
} from 'vscode'
import { sweepRequest } from '../../../server/src/protocol/requests.ts'
import type { SweptCall, SweptOutcome } from '../../../server/src/protocol/simulate.ts'
import type { Server } from '../languageClient.ts'
import { keyOf, keyOfPath, uriOf } from './enginePaths.ts'
import { type Strength, strengthOf, sweepText } from './sweepText.ts'
import { rangeOf } from './testMessages.ts'
import type { DriverVerdicts, Verdicts } from './verdicts.ts'

const colors: Readonly<Record<Strength, string>> = {
  survives: 'testing.iconPassed',
  unknown: 'testing.iconSkipped',
  leaks: 'list.warningForeground',
  breaks: 'testing.iconFailed',
  'not reached': 'testing.iconUnset',
}

export class FailureSweep implements Disposable {
  readonly #server: Server
  readonly #marks: Readonly<Record<Strength, TextEditorDecorationType>>
  readonly #swept = new Map<DriverVerdicts, readonly SweptCall[]>()
  readonly #asked = new Map<DriverVerdicts, CancellationTokenSource>()
  readonly #disposables: Disposable

  constructor(context: ExtensionContext, server: Server, verdicts: Verdicts) {
    this.#server = server
    const mark = (strength: Strength) => markOf(context, strength)
    this.#marks = {
      survives: mark('survives'),
      unknown: mark('unknown'),
      leaks: mark('leaks'),
      breaks: mark('breaks'),
      'not reached': mark('not reached'),
    }
    const listening = verdicts.onDidChange(driver => this.#changed(driver))
    this.#disposables = Disposable.from(
      ...Object.values(this.#marks),
      new Disposable(() => listening.dispose()),
      window.onDidChangeVisibleTextEditors(() => this.#draw()),
    )
  }

  dispose(): void {
    for (const source of this.#asked.values()) source.cancel()
    this.#disposables.dispose()
  }

  /** What is known of a driver's calls. */
  of(driver: DriverVerdicts): readonly SweptCall[] | undefined {
    return this.#swept.get(driver)
  }

  #changed(driver: DriverVerdicts): void {
    const isSettled = driver.status === 'done' && !driver.isStale
    if (isSettled) {
      if (!this.#asked.has(driver)) void this.#ask(driver)
      return
    }
    this.#asked.get(driver)?.cancel()
    this.#asked.delete(driver)
    if (this.#swept.delete(driver)) this.#draw()
  }

  async #ask(driver: DriverVerdicts): Promise<void> {
    const source = new CancellationTokenSource()
    this.#asked.set(driver, source)
    const params = { uri: uriOf(driver.list.file).toString() }
    // Nothing depends on it: where it cannot be had, there is none.
    const swept = await this.#server
      .request<SweptCall[] | null>(sweepRequest, params, source.token)
      .catch(() => undefined)
    if (this.#asked.get(driver) !== source || !swept) return
    this.#swept.set(driver, swept)
    this.#draw()
  }

  #draw(): void {
    const calls = [...this.#swept.values()].flat()
    for (const editor of window.visibleTextEditors) this.#drawIn(editor, calls)
  }

  #drawIn(editor: TextEditor, calls: readonly SweptCall[]): void {
    const key = keyOf(editor.document.uri)
    const own = calls.filter(({ file }) => keyOfPath(file) === key)
    for (const [strength, mark] of Object.entries(this.#marks)) {
      const options = own.filter(call => strengthOf(call) === strength).map(call => optionsOf(call, editor.document))
      editor.setDecorations(mark, options)
    }
  }
}

function markOf(context: ExtensionContext, strength: Strength): TextEditorDecorationType {
  const icon = Uri.joinPath(context.extensionUri, 'media', 'sweep', `${strength.replace(' ', '-')}.svg`)
  const color = new ThemeColor(colors[strength])
  const isBad = strength === 'breaks' || strength === 'leaks'
  return window.createTextEditorDecorationType({
    gutterIconPath: icon,
    gutterIconSize: '70%',
    ...(isBad && { overviewRulerColor: color, overviewRulerLane: OverviewRulerLane.Left }),
  })
}

/**
 * One mark for a call, on however many lines it stands. The hover is the call's: what extensions draw in the gutter has none
 * (microsoft/vscode#28080).
 */
function optionsOf(call: SweptCall, document: TextDocument): DecorationOptions {
  const hoverMessage = new MarkdownString(sweepText(call, linkTo))
  hoverMessage.isTrusted = { enabledCommands: ['mrx.replay'] }
  const { start, end } = rangeOf(call.range)
  const first = start.line < document.lineCount ? document.lineAt(start.line).range.end : end
  return { range: new Range(start, end.line > start.line ? first : end), hoverMessage }
}

/** To the run. */
function linkTo({ scenario, profile, schedule }: SweptOutcome): string {
  return `command:mrx.replay?${encodeURIComponent(JSON.stringify([{ scenario, profile, schedule }]))}`
}
