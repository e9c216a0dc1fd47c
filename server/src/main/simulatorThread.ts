// The thread that simulates for the language server: the server goes on answering while it runs.
import { parentPort } from 'node:worker_threads'
import { Engine } from './engine.node.ts'
import { SimulationWorker } from './simulation/worker.ts'
import { simulationsOver } from './simulator.node.ts'

const port = parentPort!
const engine = new Engine(import.meta.dirname)
const worker = new SimulationWorker({
  ...simulationsOver(engine, () => performance.now()),
  forget: paths => engine.files.invalidate(paths),
  post: message => port.postMessage(message),
  courtesy: 250,
})
port.on('message', message => worker.receive(message))
