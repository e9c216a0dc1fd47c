// Debugging of recorded runs: an inline adapter whose sessions are threads, so that no other extension waits for what they
// compute. What the editor has not saved goes along, so that lines are those that are seen.
import {
  type DebugAdapter,
  DebugAdapterInlineImplementation,
  type DebugConfiguration,
  type DebugConfigurationProvider,
  type DebugProtocolMessage,
  Disposable,
  debug,
  EventEmitter,
  type ExtensionContext,
  languages,
  window,
  workspace,
} from 'vscode'
import { documentSelector, settingsFor } from '../languageClient.ts'
import { DebugThread } from './debugThread.ts'
import { uriOf } from './enginePaths.ts'
import type { DriverVerdicts } from './verdicts.ts'

const type = 'mrx'

export function offerDebugging(context: ExtensionContext): Disposable {
  const script = context.asAbsolutePath('dist/debugThread.js')
  const provider: DebugConfigurationProvider = {
    /** Without a launch.json: the file in the editor. */
    resolveDebugConfiguration: (_, given) => {
      const program = given.program ?? window.activeTextEditor?.document.uri.fsPath
      const stopOnEntry = given.stopOnEntry ?? given.type === undefined
      const named = { type, request: 'launch', name: given.name || 'MRx' }
      if (program !== undefined) return { ...given, ...named, program, stopOnEntry }
      void window.showInformationMessage('MRx: open a source file of the driver to debug it.')
      return undefined
    },
    resolveDebugConfigurationWithSubstitutedVariables: (_, given) => ({
      documents: unsaved(),
      workspace: openFolders(),
      ...given,
    }),
  }
  return Disposable.from(
    debug.registerDebugConfigurationProvider(type, provider),
    debug.registerDebugAdapterDescriptorFactory(type, {
      createDebugAdapterDescriptor: () => new DebugAdapterInlineImplementation(adapterOf(script)),
    }),
  )
}

function adapterOf(script: string): DebugAdapter {
  const sent = new EventEmitter<DebugProtocolMessage>()
  const thread = new DebugThread(script, message => sent.fire(message))
  return {
    onDidSendMessage: sent.event,
    handleMessage: message => thread.receive(message),
    dispose: () => {
      thread.stop()
      sent.dispose()
    },
  }
}

/** Texts by path. */
function unsaved(): Record<string, string> {
  const changed = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file')
  const own = changed.filter(document => languages.match(documentSelector, document) > 0)
  return Object.fromEntries(own.map(document => [document.uri.fsPath, document.getText()]))
}

/** What a driver is read with beside its files: its other folders, and settings that no file has. */
function openFolders(): object {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file')
  return {
    folders: folders.map(({ uri }) => uri.fsPath),
    settings: settingsFor(undefined),
    ofFolders: Object.fromEntries(folders.map(({ uri }) => [uri.fsPath, settingsFor(uri)])),
  }
}

/** The run that fails, else the one that is asked for. */
export async function debugRun({ list, scenarios }: DriverVerdicts, scenario?: string): Promise<void> {
  const { scheme, fsPath } = uriOf(list.file)
  if (scheme !== 'file') {
    void window.showInformationMessage('MRx: a debugger opens files; save the driver first.')
    return
  }
  const own = scenarios.filter(each => scenario === undefined || each.scenario === scenario)
  const report = own.find(({ verdict }) => verdict === 'fail') ?? own[0]
  const configuration: DebugConfiguration = {
    type,
    request: 'launch',
    name: `MRx: ${scenario ?? list.function}`,
    program: fsPath,
    function: list.function,
    stopOnEntry: false,
    ...(scenario !== undefined && { scenario }),
    ...(report && { scenario: report.scenario, profile: report.profile }),
    ...(report?.schedule !== undefined && { schedule: report.schedule }),
  }
  await debug.startDebugging(undefined, configuration)
}
