// The second thread of `mrx simulate`.
import { workerData } from 'node:worker_threads'
import { helpSimulate } from '../services/simulate.ts'
import { Engine } from './engine.node.ts'
import { type HelperData, takesOf } from './simulation/crew.ts'
import { contextOver } from './simulator.node.ts'

const { request, taken, port, sent } = workerData as HelperData
const context = contextOver(new Engine(import.meta.dirname), request, () => performance.now())
try {
  helpSimulate(request, context, takesOf(taken, false), parts => {
    port.postMessage(parts)
    tell()
  })
} finally {
  // Whatever happened, nobody waits for more.
  tell()
}

function tell(): void {
  Atomics.add(sent, 0, 1)
  Atomics.notify(sent, 0)
}
