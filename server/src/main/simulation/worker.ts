// The simulating side: messages in, answers out. Scenarios run one after the other, and between two of them whatever else
// was asked meanwhile is answered, so that a run can be looked at while others are still to come.
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { SweptCall } from '../../protocol/simulate.ts'
import type { LanguageService } from '../../services/languageService.ts'
import type { Simulations } from '../../services/simulations.ts'
import type { FromSimulator, RunAnswer, ToSimulator, WorkspaceUpdate } from './messages.ts'

export interface WorkerOptions {
  readonly service: LanguageService
  readonly simulations: Simulations
  /** What was remembered of files on disk is stale. */
  readonly forget: (paths: readonly string[]) => void
  readonly post: (message: FromSimulator) => void
  /** Milliseconds between the first verdict of many and the work for the others: whoever shows it needs the processor. */
  readonly courtesy: number
}

/** Verdicts that are soon there together. */
const few = 4

export class SimulationWorker {
  readonly #options: WorkerOptions
  readonly #open = new Set<string>()
  readonly #said = new Map<string, string>()
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
      case 'prepare':
        return simulations.prepare(message.file, () => Atomics.load(message.cancelled, 0) !== 0)
      case 'trace':
        return simulations.trace(message.request)
      case 'watch':
        return simulations.watch(message.request, message.expressions)
      case 'sweep':
        return this.#sweep(message)
      case 'save':
        return simulations.save(message.file, message.run)
      case 'run':
        return this.#run(message)
    }
  }

  async #run({ id, runs, cancelled }: Extract<ToSimulator, { kind: 'run' }>): Promise<RunAnswer | undefined> {
    const isOutdated = this.#newsSince()
    const { simulations, post, courtesy } = this.#options
    const running = simulations.run(runs, () => isOutdated() || Atomics.load(cancelled, 0) !== 0)
    for (let isFirst = true; ; isFirst = false) {
      const next = running.next()
      if (next.done) return next.value && { ...next.value, isOutdated: isOutdated() }
      post({ kind: 'progress', id, progress: next.value })
      await (isFirst && next.value.total > few ? setTimeout(courtesy) : setImmediate())
    }
  }

  /** News make it begin again: who does not want what it was asked for any more says so. */
  async #sweep({ file, cancelled }: Extract<ToSimulator, { kind: 'sweep' }>): Promise<SweptCall[] | undefined> {
    for (;;) {
      const isOutdated = this.#newsSince()
      const sweeping = this.#options.simulations.sweep(file)
      while (!isOutdated()) {
        const next = sweeping.next()
        if (next.done) return next.value
        await setImmediate()
        if (Atomics.load(cancelled, 0) !== 0) return undefined
      }
    }
  }

  #newsSince(): () => boolean {
    const generation = this.#generation
    return () => this.#generation !== generation
  }

  /** What says what is known already leaves a run as it is: editors repeat themselves, and open what the disk has. */
  #update({ folders, settings, documents = {}, files = [] }: WorkspaceUpdate): void {
    const { service, forget } = this.#options
    if (folders !== undefined) {
      this.#noteNews('folders', folders)
      service.setFolders(folders)
    }
    if (settings !== undefined) {
      this.#noteNews('settings', settings)
      service.configure(settings.value, settings.ofFolders)
    }
    for (const [path, text] of Object.entries(documents)) this.#document(path, text)
    const before = files.map(path => service.text(path))
    forget(files)
    if (files.length > 0) service.filesChanged(files)
    // What was saved is what the editor said before.
    if (files.some((path, i) => service.text(path) !== before[i])) this.#generation++
  }

  #document(path: string, text: string | null): void {
    const { service } = this.#options
    const before = service.text(path)
    if (text !== null && !this.#open.has(path)) service.openDocument(path, 'c', text)
    else if (text !== null) service.changeDocument(path, [{ text }])
    else service.closeDocument(path)
    if (text === null) this.#open.delete(path)
    else this.#open.add(path)
    if (service.text(path) !== before) this.#generation++
  }

  #noteNews(what: string, value: unknown): void {
    const said = JSON.stringify(value)
    if (this.#said.get(what) !== said) this.#generation++
    this.#said.set(what, said)
  }
}
