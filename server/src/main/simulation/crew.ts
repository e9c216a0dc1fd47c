// A second thread for one command: both go through the same scenarios in the same order, each takes the next that nobody has
// taken, and the first one puts the report together, in that order. The second one begins when the first has had work for a
// while: it reads the driver and warms up as the first did, which a short run does not earn back. The command waits for
// nothing else meanwhile, so it looks for messages itself. That the second one has died it cannot hear: a thread without work of its own, which has
// started it, listens for that.
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

/** What the listening thread gets. */
interface KeeperData {
  readonly script: string
  readonly data: HelperData
  /** One message when the second thread is gone before it was done: why. */
  readonly lost: MessagePort
}

const keeper = `const { Worker, workerData } = require('node:worker_threads')
const { script, data, lost } = workerData
const worker = new Worker(script, { workerData: data, transferList: [data.port] })
let why
worker.on('error', error => { why = error.message })
worker.on('exit', code => {
  if (why === undefined && code === 0) return
  lost.postMessage(why ?? 'it ended with ' + code)
  Atomics.add(data.sent, 0, 1)
  Atomics.notify(data.sent, 0)
})`

/** In each profile one; what lies beyond is the first thread's. */
const mostScenarios = 4_096
/** That the second thread may be late, in milliseconds. */
const patience = 5_000
/** Until the second thread begins, in milliseconds. */
const usualDelay = 3_000

/** Asked again and again: whether the next scenario is still to be had. */
export function takesOf(taken: Int32Array, isFirst: boolean): () => boolean {
  let next = 0
  return () => {
    const number = next++
    return number < taken.length ? Atomics.compareExchange(taken, number, 0, 1) === 0 : isFirst
  }
}

export class ThreadCrew implements Crew {
  readonly #script: string
  readonly #request: SimulateRequest
  readonly #delay: number
  readonly #begin = performance.now()
  readonly #taken = new Int32Array(new SharedArrayBuffer(mostScenarios * 4))
  readonly #sent = new Int32Array(new SharedArrayBuffer(4))
  readonly #parts = new MessageChannel()
  readonly #news = new MessageChannel()
  readonly #takes = takesOf(this.#taken, true)
  #worker: Worker | undefined
  #received = 0
  /** Drivers that the first thread is done with. */
  #drivers = 0

  /** `script`: of the second thread; `delay`: until it begins, in milliseconds. */
  constructor(script: string, request: SimulateRequest, delay = usualDelay) {
    this.#script = script
    this.#request = request
    this.#delay = delay
    this.#parts.port1.unref()
    this.#news.port1.unref()
    if (delay === 0) this.#start()
  }

  takes(): boolean {
    if (this.#worker === undefined && performance.now() - this.#begin >= this.#delay) this.#start()
    return this.#takes()
  }

  #start(): void {
    const request = { ...this.#request, budgetMs: this.#left }
    const data: HelperData = { request, taken: this.#taken, port: this.#parts.port2, sent: this.#sent }
    const workerData: KeeperData = { script: this.#script, data, lost: this.#news.port2 }
    const transferList = [this.#parts.port2, this.#news.port2]
    this.#worker = new Worker(keeper, { eval: true, workerData, transferList })
    // It is of no use then, and its scenarios are run by the first thread.
    this.#worker.on('error', () => undefined)
    this.#worker.unref()
  }

  others(): readonly (ScenarioPart | undefined)[] {
    this.#drivers++
    if (this.#worker === undefined) return []
    // What it says of drivers that were over before it began comes first.
    let parts: readonly (ScenarioPart | undefined)[] = []
    while (this.#received < this.#drivers) {
      const message = this.#next()
      if (message === undefined) return []
      parts = message
    }
    return parts
  }

  /** Of the time that the request may take. */
  get #left(): number {
    return this.#begin + (this.#request.budgetMs ?? Number.POSITIVE_INFINITY) - performance.now()
  }

  #next(): readonly (ScenarioPart | undefined)[] | undefined {
    const left = this.#left + patience
    if (Atomics.load(this.#sent, 0) === this.#received && left > 0) Atomics.wait(this.#sent, 0, this.#received, left)
    const received = receiveMessageOnPort(this.#parts.port1)
    if (received !== undefined) this.#received++
    return received?.message
  }

  /** Why the second thread is gone before it was done; undefined: it is not. */
  lost(): string | undefined {
    return receiveMessageOnPort(this.#news.port1)?.message
  }

  stop(): void {
    void this.#worker?.terminate()
  }
}
