// The line of the step that is shown, marked in the editor as a debugger marks where it stands, with the values beside it.
import {
  type Disposable,
  OverviewRulerLane,
  Range,
  type TextDocument,
  TextEditorRevealType,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode'
import { bundledScheme } from '../../../server/src/protocol/requests.ts'
import type { TraceValue } from '../../../server/src/protocol/trace.ts'
import { InlineValues } from './inlineValues.ts'
import { lineBehind } from './markedLine.ts'
import { openEditor, visibleEditor } from './openEditor.ts'

interface Shown {
  /** The editor takes the focus, and opens what is not the author's. */
  readonly focus: boolean
  /** Of locals. */
  readonly values: readonly TraceValue[]
}

export class StepHighlight implements Disposable {
  readonly #values = new InlineValues()
  readonly #mark = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerColor: new ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerLane: OverviewRulerLane.Full,
  })
  /** Values are those of the text that was run. */
  readonly #edits = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0) return
    this.#values.clear(document)
    if (this.#marked?.document !== document) return
    const line = lineBehind(this.#marked.line, contentChanges)
    if (line === undefined) this.#unmark()
    else this.#marked = { document, line }
  })
  #marked: { readonly document: TextDocument; readonly line: number } | undefined
  #asked = 0

  async show(uri: Uri, place: readonly [number, number, number, number], { focus, values }: Shown): Promise<void> {
    const asked = ++this.#asked
    if (uri.scheme === bundledScheme && !focus) {
      this.#unmark()
      return
    }
    const open = focus ? undefined : visibleEditor(uri)
    const editor = open ?? (await openEditor(uri, { preserveFocus: !focus, isUnasked: !focus }))
    if (asked !== this.#asked) return
    this.#unmark()
    if (editor === undefined) return
    const range = new Range(...place)
    editor.setDecorations(this.#mark, [range])
    this.#marked = { document: editor.document, line: range.start.line }
    this.#values.show(editor, range.start.line, values)
    // The beginning of the line: long ones would move the text sideways.
    editor.revealRange(
      new Range(range.start.line, 0, range.start.line, 0),
      TextEditorRevealType.InCenterIfOutsideViewport,
    )
  }

  clear(): void {
    this.#asked++
    this.#unmark()
  }

  #unmark(): void {
    for (const editor of window.visibleTextEditors) editor.setDecorations(this.#mark, [])
    this.#marked = undefined
    this.#values.clear()
  }

  dispose(): void {
    this.#edits.dispose()
    this.#mark.dispose()
    this.#values.dispose()
  }
}
