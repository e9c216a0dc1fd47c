// Expressions over a run as a table: the steps at which one of them changes, and the values behind each.
import type { Watched } from '../../../server/src/protocol/trace.ts'

export interface WatchCell {
  /** Undefined: nothing means it yet. */
  readonly value: string | undefined
  readonly isChanged: boolean
}

export interface WatchRow {
  readonly step: number
  /** By expression. */
  readonly cells: readonly WatchCell[]
}

export function watchRows(watches: readonly Watched[]): WatchRow[] {
  const steps = [...new Set(watches.flatMap(({ values }) => values.map(([step]) => step)))].sort((a, b) => a - b)
  return steps.map(step => ({
    step,
    cells: watches.map(each => watchedAt(each, step)),
  }))
}

/** Behind the step; undefined: nothing means it yet. */
export function watchedAt({ values }: Watched, step: number): WatchCell {
  const at = lastAt(values, step)
  return { value: values[at]?.[1], isChanged: values[at]?.[0] === step && at > 0 }
}

/** Index of the last value from the step or before; -1: there is none. */
function lastAt(values: Watched['values'], step: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]![0] <= step) low = middle + 1
    else high = middle
  }
  return low - 1
}
