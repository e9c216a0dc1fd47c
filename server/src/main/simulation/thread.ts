// The server's side of the thread that simulates. It starts when something is asked for the first time, gets what has
// changed with the next question, and is started anew after it has died.
import { Worker } from 'node:worker_threads'
import type { ScenarioToSave } from '../../protocol/simulate.ts'
import type { NamedRun, RunProgress, ScenarioRuns } from '../../services/simulations.ts'
import type { Answers, FromSimulator, SaidSettings, ToSimulator, WorkspaceUpdate } from './messages.ts'

/** What a session needs of it. */
export interface Simulator {
  /** Takes effect with the next question; runs of texts that are no more end. */
  update(update: WorkspaceUpdate): void
  list(file: string): Promise<Answers['list']>
  /** Nobody waits for it: it gives way when anybody asks for a run. */
  prepare(file: string): Promise<Answers['prepare']>
  run(runs: ScenarioRuns, told: (progress: RunProgress) => void, signal: AbortSignal): Promise<Answers['run']>
  trace(request: NamedRun): Promise<Answers['trace']>
  watch(request: NamedRun, expressions: readonly string[]): Promise<Answers['watch']>
  sweep(file: string, signal: AbortSignal): Promise<Answers['sweep']>
  save(file: string, run: ScenarioToSave): Promise<Answers['save']>
  stop(): void
}

interface Asked {
  resolve(value: unknown): void
  reject(error: Error): void
  told?: (progress: RunProgress) => void
}

type Question = ToSimulator extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never

export class SimulatorThread implements Simulator {
  readonly #script: string
  #worker: Worker | undefined
  #nextId = 1
  readonly #asked = new Map<number, Asked>()
  /** All that a new thread has to know. */
  #folders: readonly string[] = []
  #settings: SaidSettings = { value: {} }
  readonly #documents = new Map<string, string>()
  #unsaid: WorkspaceUpdate = {}
  #preparing: AbortController | undefined

  /** `script`: of the thread. */
  constructor(script: string) {
    this.#script = script
  }

  update(update: WorkspaceUpdate): void {
    const { folders, settings, documents = {}, files = [] } = update
    if (folders !== undefined) this.#folders = folders
    if (settings !== undefined) this.#settings = settings
    for (const [path, text] of Object.entries(documents)) {
      if (text === null) this.#documents.delete(path)
      else this.#documents.set(path, text)
    }
    if (this.#worker === undefined) return
    const before = this.#unsaid
    this.#unsaid = {
      ...before,
      ...update,
      documents: { ...before.documents, ...documents },
      files: [...(before.files ?? []), ...files],
    }
    // A run of texts that are no more is in vain.
    if (this.#asked.size > 0) this.#say(this.#worker)
  }

  list(file: string): Promise<Answers['list']> {
    return this.#ask<'list'>({ kind: 'list', file })
  }

  prepare(file: string): Promise<Answers['prepare']> {
    this.#preparing ??= new AbortController()
    return cancellable(this.#preparing.signal, cancelled => this.#ask<'prepare'>({ kind: 'prepare', file, cancelled }))
  }

  trace(request: NamedRun): Promise<Answers['trace']> {
    return this.#ask<'trace'>({ kind: 'trace', request })
  }

  watch(request: NamedRun, expressions: readonly string[]): Promise<Answers['watch']> {
    return this.#ask<'watch'>({ kind: 'watch', request, expressions })
  }

  save(file: string, run: ScenarioToSave): Promise<Answers['save']> {
    return this.#ask<'save'>({ kind: 'save', file, run })
  }

  sweep(file: string, signal: AbortSignal): Promise<Answers['sweep']> {
    return cancellable(signal, cancelled => this.#ask<'sweep'>({ kind: 'sweep', file, cancelled }))
  }

  run(runs: ScenarioRuns, told: (progress: RunProgress) => void, signal: AbortSignal): Promise<Answers['run']> {
    return cancellable(signal, cancelled => this.#ask<'run'>({ kind: 'run', runs, cancelled }, told))
  }

  stop(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
  }

  #ask<K extends keyof Answers>(question: Question, told?: (progress: RunProgress) => void): Promise<Answers[K]> {
    if (question.kind !== 'prepare' && question.kind !== 'list') {
      this.#preparing?.abort()
      this.#preparing = undefined
    }
    const worker = this.#started()
    this.#say(worker)
    const id = this.#nextId++
    return new Promise<Answers[K]>((resolve, reject) => {
      this.#asked.set(id, { resolve: value => resolve(value as Answers[K]), reject, ...(told && { told }) })
      worker.postMessage({ ...question, id } satisfies ToSimulator)
    })
  }

  #say(worker: Worker): void {
    if (Object.keys(this.#unsaid).length > 0)
      worker.postMessage({ kind: 'update', update: this.#unsaid } satisfies ToSimulator)
    this.#unsaid = {}
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(this.#script)
    this.#worker = worker
    const documents = Object.fromEntries(this.#documents)
    this.#unsaid = { folders: this.#folders, settings: this.#settings, documents }
    worker.on('message', (message: FromSimulator) => this.#answered(message))
    worker.on('error', error => this.#died(worker, error))
    worker.on('exit', () => this.#died(worker, new Error('The simulator ended.')))
    // A server that has nothing else to do ends.
    worker.unref()
    return worker
  }

  #answered(message: FromSimulator): void {
    const asked = this.#asked.get(message.id)
    if (asked === undefined) return
    if (message.kind === 'progress') {
      asked.told?.(message.progress)
      return
    }
    this.#asked.delete(message.id)
    if (message.kind === 'answer') asked.resolve(message.value)
    else asked.reject(new Error(message.message))
  }

  #died(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#worker = undefined
    else if (this.#worker !== undefined) return
    for (const { reject } of this.#asked.values()) reject(error)
    this.#asked.clear()
  }
}

/** `ask` gets what the thread looks at while it works. */
function cancellable<T>(signal: AbortSignal, ask: (cancelled: Int32Array) => Promise<T>): Promise<T> {
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const cancel = () => Atomics.store(cancelled, 0, 1)
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  return ask(cancelled).finally(() => signal.removeEventListener('abort', cancel))
}
