// How often a server may die before it is left dead. A crash now and then is survived without a word; one that comes back
// at once (a file that kills the server each time) is not worth a loop.

export class CrashBudget {
  readonly #most: number
  readonly #withinMs: number
  #crashes: number[] = []

  constructor(most: number, withinMs: number) {
    this.#most = most
    this.#withinMs = withinMs
  }

  /** Books a crash at `now`, in milliseconds. True when the server is to be started again. */
  crashed(now: number): boolean {
    this.#crashes = this.#crashes.filter(at => now - at < this.#withinMs)
    this.#crashes.push(now)
    return this.#crashes.length <= this.#most
  }

  /** After a start that a person asked for. */
  reset(): void {
    this.#crashes = []
  }
}
