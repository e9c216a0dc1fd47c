// Choices that are drawn by lot, the same for the same seed: who goes on, which call of those that are to fail once each does,
// what a stub does.
import type { Choice, Choices } from '../choices.ts'
import { ScheduledChoices } from '../choices.ts'
import type { FaultPattern } from '../scenario.ts'

/** Of eight visible operations one is preceded by another thread. */
const preemptionsIn = 8
/** Of so many calls that may fail one does. */
const failuresIn = 6

export class RandomChoices extends ScheduledChoices implements Choices {
  readonly #faults: readonly FaultPattern[]
  readonly #calls: number[]
  #state: number
  #hasFailed = false

  constructor(faults: readonly FaultPattern[], seed: number) {
    super()
    this.#faults = faults
    this.#calls = faults.map(() => 0)
    this.#state = seed | 0
  }

  override choose(choice: Choice): number {
    return this.take(choice, this.#draw(choice))
  }

  #draw({ name, options }: Choice): number {
    if (options < 2) return 0
    if (name === 'preemption') return this.#below(preemptionsIn) > 0 ? 0 : 1 + this.#below(options - 1)
    if (name === 'thread' || name === 'step' || name.startsWith('outcome of ')) return this.#below(options)
    for (const [i, { matches, at, option = 1 }] of this.#faults.entries()) {
      if (!matches(name)) continue
      const count = ++this.#calls[i]!
      if (at !== 'each' && (at ?? count) === count) return option
      if (at !== 'each' || this.#hasFailed || this.#below(failuresIn) > 0) continue
      this.#hasFailed = true
      return option
    }
    return 0
  }

  /** 0 … most - 1 (splitmix32). */
  #below(most: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let x = this.#state ^ (this.#state >>> 16)
    x = Math.imul(x, 0x21f0aaad)
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
    return ((x ^ (x >>> 15)) >>> 0) % most
  }
}
