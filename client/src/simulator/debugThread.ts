// A session of the debugger in a thread: it records the run and steps through it in both directions, and whoever started it
// goes on meanwhile. Its memory, snapshots of a whole run, is bounded: a thread that takes more ends, and with it the session
// alone. A thread that is gone is told as the protocol has it: what was asked fails, and the session is over.
import { Worker } from 'node:worker_threads'

/** A message of the debug adapter protocol, as far as it is looked at. */
interface Message {
  readonly seq?: number
  readonly type?: string
  readonly command?: string
  readonly request_seq?: number
}

/** In megabytes. A run of a complete driver needs less than a tenth. */
const mostMemory = 1_024

export class DebugThread {
  readonly #worker: Worker
  readonly #send: (message: object) => void
  /** Commands by the numbers of requests that are not answered. */
  readonly #asked = new Map<number, string>()
  /** Why nobody answers any more. */
  #end: string | undefined
  #seq = 1

  /** `script`: of the thread. `send`: responses and events. */
  constructor(script: string, send: (message: object) => void, maxOldGenerationSizeMb = mostMemory) {
    this.#send = send
    this.#worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb } })
    this.#worker.on('message', (message: Message) => this.#said(message))
    this.#worker.on('error', error => this.#ended(error.message))
    this.#worker.on('exit', code => this.#ended(code === 0 ? undefined : `its thread ended with ${code}`))
  }

  receive(message: Message): void {
    if (message.type === 'request') this.#asked.set(message.seq!, message.command!)
    if (this.#end === undefined) this.#worker.postMessage(message)
    else this.#refuse(this.#end)
  }

  stop(): void {
    this.#end = 'The session is over.'
    this.#asked.clear()
    void this.#worker.terminate()
  }

  #said(message: Message): void {
    if (message.type === 'response') this.#asked.delete(message.request_seq!)
    this.#tell(message)
  }

  /** `why`: undefined where it was asked to end. */
  #ended(why: string | undefined): void {
    if (this.#end !== undefined) return
    this.#end = why === undefined ? 'The session is over.' : `The debugger is gone: ${why}.`
    this.#refuse(this.#end)
    if (why !== undefined)
      this.#tell({ type: 'event', event: 'output', body: { category: 'stderr', output: `${this.#end}\n` } })
    this.#tell({ type: 'event', event: 'terminated' })
  }

  #refuse(message: string): void {
    for (const [request, command] of this.#asked)
      this.#tell({ type: 'response', request_seq: request, command, success: false, message })
    this.#asked.clear()
  }

  #tell(message: object): void {
    this.#send({ ...message, seq: this.#seq++ })
  }
}
