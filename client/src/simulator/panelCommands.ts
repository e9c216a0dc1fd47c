// What the panel does with the run that is shown, as commands: for the palette and for keys of one's own.
import { commands, Disposable, window } from 'vscode'
import type { Action } from '../../webview/messages.ts'
import type { SimulatorPanel } from './panel.ts'

export function panelCommands(panel: SimulatorPanel): Disposable {
  const act = (action: Action) => {
    if (panel.trace === undefined)
      void window.showInformationMessage('MRx: simulate first; then there is a run to look at.')
    else panel.act(action)
  }
  return Disposable.from(
    commands.registerCommand('mrx.compareRuns', () => act({ act: 'compare' })),
    commands.registerCommand('mrx.moveStepLater', () => act({ act: 'moveLater' })),
    commands.registerCommand('mrx.watchExpression', async (given?: unknown) => {
      const expression = typeof given === 'string' ? given : await askedExpression()
      if (expression !== undefined) act({ act: 'watch', expression })
    }),
  )
}

/** What is selected is offered. */
function askedExpression(): Thenable<string | undefined> {
  const editor = window.activeTextEditor
  return window.showInputBox({
    title: 'Watch over the run',
    prompt: 'An expression of C, such as SrvCall->Context',
    value: editor?.document.getText(editor.selection) ?? '',
  })
}
