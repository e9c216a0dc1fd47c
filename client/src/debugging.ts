// Debugging a scenario (type `mrx`): the adapter is the command line's, which the manifest names. Here a configuration gets
// what the author did not write: without any, the file in the editor is run.
import { type DebugConfiguration, type DebugConfigurationProvider, type Disposable, debug, window } from 'vscode'

const type = 'mrx'

export function debugScenarios(): Disposable {
  return debug.registerDebugConfigurationProvider(type, provider)
}

const provider: DebugConfigurationProvider = {
  resolveDebugConfiguration: (_folder, configuration) => completed(configuration),
}

function completed(configuration: DebugConfiguration): DebugConfiguration | undefined {
  const { document } = window.activeTextEditor ?? {}
  const isSource = document?.uri.scheme === 'file' && /^c(pp)?$/.test(document.languageId)
  const isEmpty = configuration.type === undefined || configuration.type === ''
  if (isEmpty && isSource)
    return { type, request: 'launch', name: 'MRx', program: document.uri.fsPath, stopOnEntry: true }
  if (configuration.program !== undefined || isEmpty) return configuration
  if (isSource) return { ...configuration, program: document.uri.fsPath }
  void window.showErrorMessage('MRx: open a source of the driver, or name it as "program" in launch.json.')
  return undefined
}
