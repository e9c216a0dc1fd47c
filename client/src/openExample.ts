// The small broken driver that the walkthrough and the screenshots use, as an unsaved document: everything can be tried on
// it, and nothing of the installation or of the user's folder changes.
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode'

const example = 'examples/broken/force-as-pboolean.c'

export function offerExample(context: ExtensionContext): Disposable {
  return commands.registerCommand('mrx.openExample', async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, example))
    const content = new TextDecoder().decode(bytes)
    await window.showTextDocument(await workspace.openTextDocument({ language: 'c', content }))
  })
}
