// Who knows of what was done where threads may race. Of two runs in the same state, the one in which less is known shows every
// race that the other one shows, and where nothing races they go on alike.

/** By what is noted of some accesses: for each moment at which they were made, the names of those who know of it. */
export type Knowledge = ReadonlyMap<number, readonly ReadonlySet<number>[]>

/** `all` is asked for where no other knowledge has that sum. */
export interface SummedKnowledge {
  readonly sum: number
  all(): Knowledge
}

export const nothingKnown: SummedKnowledge = { sum: 0, all: () => new Map() }

/** Whoever knows of something in `less` knows of it in `more`. What is not noted in `more` can race with nothing. */
export function isKnownIn(more: Knowledge, less: Knowledge): boolean {
  for (const [noted, moments] of more) {
    const others = less.get(noted) ?? []
    if (!moments.every(knowing => others.some(each => isSubset(each, knowing)))) return false
  }
  return true
}

function isSubset(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  if (one.size > other.size) return false
  for (const each of one) if (!other.has(each)) return false
  return true
}
