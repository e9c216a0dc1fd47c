// A second thread for one command: both go through the same scenarios in the same order, each takes the next that nobody has
// taken, and the first one puts the report together, in that order. The command waits for nothing else meanwhile, so it
// looks for messages itself.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { SimulateRequest } from '../../protocol/simulate.ts'
import type { Crew, ScenarioPart } from '../../services/simulate.ts'

/** What the second thread gets. */
export interface HelperData {
  readonly request: SimulateRequest
  /** By number of a scenario: 1 when it is taken. */
  readonly taken: Int32Array
  /** Parts of a report, one message for each driver. */
  readonly port: MessagePort
  /** Messages that were sent; waited for. */
  readonly sent: Int32Array
}

/** In each profile one; what lies beyond is the first thread's. */
const mostScenarios = 4_096
/** That the second thread may be late, in milliseconds. */
const patience = 5_000

/** Asked again and again: whether the next scenario is still to be had. */
export function takesOf(taken: Int32Array, isFirst: boolean): () => boolean {
  let next = 0
  return () => {
    const number = next++
    return number < taken.length ? Atomics.compareExchange(taken, number, 0, 1) === 0 : isFirst
  }
}

export class ThreadCrew implements Crew {
  readonly takes: () => boolean
  readonly #worker: Worker
  readonly #port: MessagePort
  readonly #sent = new Int32Array(new SharedArrayBuffer(4))
  readonly #end: number
  #received = 0

  /** `script`: of the second thread. */
  constructor(script: string, request: SimulateRequest) {
    const taken = new Int32Array(new SharedArrayBuffer(mostScenarios * 4))
    const { port1, port2 } = new MessageChannel()
    const workerData: HelperData = { request, taken, port: port2, sent: this.#sent }
    this.#worker = new Worker(script, { workerData, transferList: [port2] })
    // It is of no use then, and its scenarios are run by the first thread.
    this.#worker.on('error', () => undefined)
    this.#worker.unref()
    this.#port = port1
    this.#port.unref()
    this.#end = performance.now() + request.budgetMs + patience
    this.takes = takesOf(taken, true)
  }

  others(): readonly (ScenarioPart | undefined)[] {
    const left = this.#end - performance.now()
    if (Atomics.load(this.#sent, 0) === this.#received && left > 0) Atomics.wait(this.#sent, 0, this.#received, left)
    const received = receiveMessageOnPort(this.#port)
    if (received !== undefined) this.#received++
    return received?.message ?? []
  }

  stop(): void {
    void this.#worker.terminate()
  }
}
