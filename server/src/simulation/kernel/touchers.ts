// Who touches memory: the stretch of the thread that runs, and for whom it works.
import { writtenAt } from '../../c/token.ts'
import type { Machine } from '../../machine/machine.ts'
import type { Program } from '../../machine/program.ts'
import type { Toucher } from '../exploration/inner.ts'
import type { Order } from '../exploration/order.ts'
import { type Origin, originOf } from '../model.ts'
import { tellsOfObjects } from './callers.ts'

export class Touchers {
  readonly #machine: Machine
  readonly #order: Order
  /** Of functions, by their numbers. */
  readonly #origins: readonly Origin[]
  /** By function: whether it says of each object what it does with it. */
  readonly #tells: readonly boolean[]
  readonly #known: Toucher[] = []

  constructor(machine: Machine, order: Order) {
    this.#machine = machine
    this.#order = order
    this.#origins = machine.program.entries.map(originOfEntry)
    this.#tells = machine.program.entries.map(tellsOfObjects)
  }

  /** `running`: number of the thread. */
  toucher(running: number): Toucher {
    const segment = this.#order.of(running)
    const isDriver = this.isForDriver(running)
    const tells = this.#isTelling(running)
    const i = (isDriver ? 1 : 0) + (tells ? 2 : 0)
    const known = this.#known[i]
    if (known?.segment === segment) return known
    return (this.#known[i] = { segment, isDriver, tells })
  }

  #isTelling(running: number): boolean {
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
