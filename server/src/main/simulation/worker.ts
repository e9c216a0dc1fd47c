// The simulating side: messages in, answers out. Scenarios run one after the other, and between two of them whatever else
// was asked meanwhile is answered, so that a run can be looked at while others are still to come.
import type { LanguageService } from '../../services/languageService.ts'
import type { Simulations } from '../../services/simulations.ts'
import type { FromSimulator, RunAnswer, ToSimulator, WorkspaceUpdate } from './messages.ts'

export interface WorkerOptions {
  readonly service: LanguageService
  readonly simulations: Simulations
  /** What was remembered of files on disk is stale. */
  readonly forget: (paths: readonly string[]) => void
  readonly post: (message: FromSimulator) => void
}

export class SimulationWorker {
  readonly #options: WorkerOptions
  readonly #open = new Set<string>()
  #generation = 0

  constructor(options: WorkerOptions) {
    this.#options = options
  }

  receive(message: ToSimulator): void {
    if (message.kind === 'update') {
      this.#update(message.update)
      return
    }
    const { id } = message
    this.#answer(message).then(
      value => this.#options.post({ kind: 'answer', id, value }),
      error =>
        this.#options.post({ kind: 'failed', id, message: String(error instanceof Error ? error.stack : error) }),
    )
  }

  async #answer(message: Exclude<ToSimulator, { kind: 'update' }>): Promise<unknown> {
    const { simulations } = this.#options
    switch (message.kind) {
      case 'list':
        return simulations.list(message.file)
      case 'trace':
        return simulations.trace(message.request)
      case 'run':
        return this.#run(message)
    }
  }

  async #run({ id, runs, cancelled }: Extract<ToSimulator, { kind: 'run' }>): Promise<RunAnswer | undefined> {
    const generation = this.#generation
    const isOutdated = () => this.#generation !== generation
    const running = this.#options.simulations.run(runs, () => isOutdated() || Atomics.load(cancelled, 0) !== 0)
    for (;;) {
      const next = running.next()
      if (next.done) return next.value && { ...next.value, isOutdated: isOutdated() }
      this.#options.post({ kind: 'progress', id, progress: next.value })
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  #update({ folders, settings, documents = {}, files = [] }: WorkspaceUpdate): void {
    const { service, forget } = this.#options
    this.#generation++
    if (folders !== undefined) service.setFolders(folders)
    if (settings !== undefined) service.configure(settings.value)
    for (const [path, text] of Object.entries(documents)) {
      if (text !== null && !this.#open.has(path)) service.openDocument(path, 'c', text)
      else if (text !== null) service.changeDocument(path, [{ text }])
      else service.closeDocument(path)
      if (text === null) this.#open.delete(path)
      else this.#open.add(path)
    }
    forget(files)
    if (files.length > 0) service.filesChanged(files)
  }
}
