// In which order the scenarios of a driver run, and how long each may take before the next one has its turn. Somebody waits
// for the first verdict, so it is one that is soon to be had, and the life that people look at where that is short. What needs
// more comes last: what fails is told soon, and what is short leaves its time to the others. What was seen is remembered.
import { shortLives, usualLives } from '../simulation/builtinScenarios.ts'
import type { Profile } from '../simulation/scenario.ts'

/** A scenario in a profile. */
export interface Pair {
  readonly name: string
  readonly profile: Profile
}

/** In milliseconds, as all others: what is short takes no longer. */
const shortMs = 120
/** What took so long the last time, or was tried in vain, is not tried as if it were short. */
const longMs = 2 * shortMs
/** Where so many one after the other were tried in vain, the driver's lives are long: what is left gets a glance. */
const mostInVain = 3
/** Enough for the runs in which nobody interferes: what fails there is told soon. */
const glanceMs = shortMs / 3
/** One that should be short may take so long for the first time. */
const firstMs = 1_500

export class RunOrder {
  /** By pair: what it took the last time, or more than was spent in vain. */
  readonly #costs = new Map<string, number>()
  /** One after the other, in this run. */
  #inVain = 0

  /** `late`: known to be long. */
  of(pairs: readonly Pair[]): { readonly soon: Pair[]; readonly late: Pair[] } {
    this.#inVain = 0
    const ordered = [...pairs].sort((a, b) => this.#rank(a) - this.#rank(b))
    const isSoon = (pair: Pair) => this.#rank(pair) < longMs
    return { soon: ordered.filter(isSoon), late: ordered.filter(pair => !isSoon(pair)) }
  }

  /** What it may take before the others have their turn. */
  patience(pair: Pair): number {
    if (isShortest(pair)) return firstMs
    return this.#inVain < mostInVain ? shortMs : glanceMs
  }

  took(pair: Pair, ms: number): void {
    this.#inVain = 0
    this.#costs.set(keyOf(pair), ms)
  }

  /** It has tried our patience. */
  wasCut(pair: Pair): void {
    this.#inVain++
    this.#costs.set(keyOf(pair), longMs)
  }

  /** The usual life is first unless it is long: where it fails, that is the run to look at. */
  #rank(pair: Pair): number {
    const known = this.#costs.get(keyOf(pair))
    if (isUsual(pair) && (known ?? 0) < longMs) return 0
    if (isShortest(pair)) return 1
    return 2 + (known ?? (isShortLife(pair) ? shortMs / 2 : shortMs))
  }
}

function keyOf({ name, profile }: Pair): string {
  return `${profile} ${name}`
}

function isUsual({ name }: Pair): boolean {
  return name === usualLives[0]
}

function isShortLife({ name }: Pair): boolean {
  return shortLives.some(each => each === name)
}

/** Without a worker there are fewer orders. */
function isShortest(pair: Pair): boolean {
  return pair.profile === 'function-page' && isShortLife(pair)
}
