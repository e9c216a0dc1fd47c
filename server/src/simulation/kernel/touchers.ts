// For whom the thread that runs works.
import { writtenAt } from '../../c/token.ts'
import type { Machine } from '../../machine/machine.ts'
import type { Program } from '../../machine/program.ts'
import { type Origin, originOf } from '../model.ts'
import { tellsOfObjects } from './callers.ts'

export class Touchers {
  readonly #machine: Machine
  /** Of functions, by their numbers. */
  readonly #origins: readonly Origin[]
  /** By function: whether it says of each object what it does with it. */
  readonly #tells: readonly boolean[]

  constructor(machine: Machine) {
    this.#machine = machine
    this.#origins = machine.program.entries.map(originOfEntry)
    this.#tells = machine.program.entries.map(tellsOfObjects)
  }

  /** `running`: number of the thread. */
  isTelling(running: number): boolean {
    const thread = this.#machine.threads[running]
    return thread !== undefined && thread.depth > 0 && this.#tells[thread.functionAt(thread.depth - 1)]!
  }

  /** Does the thread work for the driver, and not for RDBSS? As `callerOf`, for whoever asks often. */
  isForDriver(running: number): boolean {
    const thread = this.#machine.threads[running]
    for (let depth = (thread?.depth ?? 0) - 1; depth >= 0; depth--) {
      const origin = this.#origins[thread!.functionAt(depth)]!
      if (origin === 'driver' || origin === 'rdbss') return origin === 'driver'
    }
    return false
  }
}

function originOfEntry(entry: Program['entries'][number]): Origin {
  const token = entry.kind === 'function' ? entry.definition?.symbol.token : undefined
  return token === undefined ? 'header' : originOf(writtenAt(token).origin.file)
}
