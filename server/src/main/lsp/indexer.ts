// Background indexing in slices. A slice starts only when no message came since the last look, so requests go first;
// progress is shown once the work has lasted long enough for a person to wonder.
import type { WorkDoneProgressReporter } from 'vscode-languageserver/node'

const sliceMs = 15
const silentMs = 250
const reportEveryMs = 100

export interface IndexerHost {
  index(budgetMs: number): { done: number; total: number }
  beginProgress(): Promise<WorkDoneProgressReporter>
  /** Called when everything is indexed, and now and then before. */
  advanced(): void
  failed(error: unknown): void
}

export class Indexer {
  readonly #host: IndexerHost
  #running = false
  #stopped = false
  #busy = false
  #startedAt = 0
  #reportedAt = 0
  #progress: WorkDoneProgressReporter | 'asked' | undefined

  constructor(host: IndexerHost) {
    this.#host = host
  }

  /** A message was handled: let the next ones in first. */
  noteMessage(): void {
    this.#busy = true
  }

  wake(): void {
    if (this.#running || this.#stopped) return
    this.#running = true
    this.#startedAt = this.#reportedAt = performance.now()
    setImmediate(this.#turn)
  }

  stop(): void {
    this.#stopped = true
    this.#endProgress()
  }

  readonly #turn = (): void => {
    if (this.#stopped) return
    if (this.#busy) {
      this.#busy = false
      setImmediate(this.#turn)
      return
    }
    let state: { done: number; total: number }
    try {
      state = this.#host.index(sliceMs)
    } catch (error) {
      // Once more would fail again: wait for the next change.
      this.#finish()
      this.#host.failed(error)
      return
    }
    if (state.done >= state.total) this.#finish()
    else {
      this.#report(state)
      setImmediate(this.#turn)
    }
  }

  #finish(): void {
    this.#running = false
    this.#endProgress()
    this.#host.advanced()
  }

  #report({ done, total }: { done: number; total: number }): void {
    const now = performance.now()
    if (now - this.#reportedAt < reportEveryMs) return
    this.#reportedAt = now
    if (this.#progress === undefined && now - this.#startedAt > silentMs) this.#beginProgress()
    if (typeof this.#progress === 'object') this.#progress.report((100 * done) / total, `${done} of ${total} files`)
  }

  #beginProgress(): void {
    this.#progress = 'asked'
    this.#host.beginProgress().then(
      progress => {
        progress.begin('Reading drivers', 0, undefined, false)
        if (this.#progress === 'asked') this.#progress = progress
        else progress.done()
      },
      () => (this.#progress = undefined),
    )
  }

  #endProgress(): void {
    if (typeof this.#progress === 'object') this.#progress.done()
    this.#progress = undefined
  }
}
