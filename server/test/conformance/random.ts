// Choices out of a seed, the same on every machine (mulberry32).
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  }

  /** From 0 up to, and without, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  chance(probability: number): boolean {
    return this.below(1_000) < probability * 1_000
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }
}

/** How many generated programs a test runs: `short` in the suite, MRX_CASES in a long run. */
export function caseCount(short: number): number {
  return Number(process.env.MRX_CASES ?? short)
}

/** The seeds of a test; MRX_SEED moves to other programs. */
export function seeds(count: number): number[] {
  const first = Number(process.env.MRX_SEED ?? 1)
  return Array.from({ length: count }, (_, i) => first + i)
}
