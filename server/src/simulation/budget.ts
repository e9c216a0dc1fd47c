// How long a simulation may take, and how that is shared: what finishes early leaves its time to the others, and one scenario
// with very many orders does not take all of it.

export interface Budget {
  isOver(): boolean
  /** For the next one of `left` that share what is there. `generosity`: how many times its equal part it may have. */
  share(left: number, generosity?: number): Budget
  /** From now on. */
  atMost(ms: number): Budget
}

/** A scenario rarely needs its part: most have few orders. */
const usualGenerosity = 3

/** `now` and `end` in milliseconds. `isCancelled`: nobody wants to know any more. */
export function timeBudget(now: () => number, end: number, isCancelled: () => boolean = () => false): Budget {
  return {
    isOver: () => isCancelled() || now() >= end,
    share(left, generosity = usualGenerosity) {
      const start = now()
      const own = ((end - start) * generosity) / Math.max(left, 1)
      return timeBudget(now, Math.min(end, start + own), isCancelled)
    },
    atMost: ms => timeBudget(now, Math.min(end, now() + ms), isCancelled),
  }
}
