// Values of variables beside the code: of the step that the panel shows as decorations, and in a debug session as the editor
// shows them for any debugger.
import {
  type Disposable,
  debug,
  InlineValueVariableLookup,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  window,
} from 'vscode'
import type { TraceValue } from '../../../server/src/protocol/trace.ts'
import { documentSelector } from '../languageClient.ts'
import { namesUpTo, valueLines } from './valueLines.ts'

export class InlineValues implements Disposable {
  readonly #mark = window.createTextEditorDecorationType({})

  show(editor: TextEditor, line: number, values: readonly TraceValue[]): void {
    const { document } = editor
    const lines = document.getText().split(/\r\n|\n|\r/)
    const options = [...valueLines(lines, line, values)].map(([at, contentText]) => ({
      range: document.lineAt(at).range,
      renderOptions: {
        after: {
          contentText,
          margin: '0 0 0 2em',
          color: new ThemeColor('editor.inlineValuesForeground'),
          backgroundColor: new ThemeColor('editor.inlineValuesBackground'),
        },
      },
    }))
    editor.setDecorations(this.#mark, options)
  }

  /** In editors of the document; in all without it. */
  clear(document?: TextDocument): void {
    for (const editor of window.visibleTextEditors)
      if (document === undefined || editor.document === document) editor.setDecorations(this.#mark, [])
  }

  dispose(): void {
    this.#mark.dispose()
  }
}

/** Other debuggers of C have their own. */
export function valuesForDebugger(): Disposable {
  return languages.registerInlineValuesProvider(documentSelector, {
    provideInlineValues: (document, viewPort, { stoppedLocation }) => {
      if (debug.activeDebugSession?.type !== 'mrx') return []
      const lines = document.getText().split(/\r\n|\n|\r/)
      return namesUpTo(lines, stoppedLocation.end.line)
        .filter(({ line }) => line >= viewPort.start.line && line <= viewPort.end.line)
        .map(({ line, character, name }) => {
          const range = new Range(line, character, line, character + name.length)
          return new InlineValueVariableLookup(range, name, true)
        })
    },
  })
}
