// What is switched on inside the editor. Every line is one feature, in a file of its own.
import { commands, type ExtensionContext, window } from 'vscode'
import { allowFindings } from './allowFinding.ts'
import { showBundledHeaders } from './bundledHeaders.ts'
import { explainRules } from './explainRule.ts'
import { Server } from './languageClient.ts'
import { offerExample } from './openExample.ts'
import { QuickGate } from './quickGate.ts'
import type { ServerState } from './serverState.ts'
import { Simulator } from './simulator/simulator.ts'
import { showStatus } from './statusItem.ts'

/** For other extensions and for tests: what the server is doing. */
export interface Api {
  readonly serverState: ServerState
  readonly serverProcessId: number | undefined
  /** What has been simulated, and the run that the panel shows. */
  readonly simulator: Simulator
}

let running: Server | undefined

export function activate(context: ExtensionContext): Api {
  const output = window.createOutputChannel('MRx Driver Tools', { log: true })
  const server = new Server(context, output)
  running = server
  const simulator = new Simulator(context, server)
  context.subscriptions.push(
    output,
    server,
    showStatus(server),
    commands.registerCommand('mrx.restartServer', () => server.restart()),
    commands.registerCommand('mrx.showOutput', () => output.show(true)),
    explainRules(server),
    allowFindings(server),
    showBundledHeaders(server),
    offerExample(context),
    simulator,
    new QuickGate(() => void server.start()),
  )
  return {
    get serverState() {
      return server.state
    },
    get serverProcessId() {
      return server.processId
    },
    simulator,
  }
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop()
}
