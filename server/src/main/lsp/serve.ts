// A connection on the streams that the arguments name (--stdio, --node-ipc, --socket, --pipe), with the real engine
// behind it. The library ends the process: with the editor, with its process, or after `exit` (1 without `shutdown`).
import { join } from 'node:path'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import type { Engine } from '../engine.node.ts'
import { SimulatorThread } from '../simulation/thread.ts'
import { version } from '../version.ts'
import { startSession } from './session.ts'

/** `folder`: where the programs lie. */
export function serve(engine: Engine, folder: string): void {
  const connection = createConnection(ProposedFeatures.all)
  const log = (error: unknown) => connection.console.error(`${error instanceof Error ? error.stack : error}`)
  process.on('uncaughtException', log)
  process.on('unhandledRejection', log)
  startSession(connection, {
    version,
    createService: () => engine.languageService(log),
    catalogue: () => engine.catalogue,
    rules: () => engine.checkEngine(),
    forget: paths => engine.files.invalidate(paths),
    simulator: new SimulatorThread(join(folder, 'simulator.js')),
  })
  connection.listen()
}
