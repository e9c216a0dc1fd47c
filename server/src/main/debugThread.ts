// A session of the debugger in a thread of its own, for an editor that hands its messages over as they are.
import { parentPort } from 'node:worker_threads'
import { DebugSession } from '../debugging/session.ts'
import { normalize } from '../project/paths.ts'
import { Engine } from './engine.node.ts'
import { programsOver } from './simulator.node.ts'

const port = parentPort!
const session = new DebugSession({
  cwd: normalize(process.cwd()),
  open: programsOver(new Engine(import.meta.dirname), () => performance.now()),
  send: message => port.postMessage(message),
  close: () => port.close(),
  failed: error => void process.stderr.write(`mrx: ${error instanceof Error ? error.stack : error}\n`),
})
port.on('message', request => session.receive(request))
