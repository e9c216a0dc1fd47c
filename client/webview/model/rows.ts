// What is shown of a trace, a row each: steps, and in place of what happens inside of the model one row that opens.
import type { Trace } from '../../../server/src/protocol/trace.ts'

export type Row =
  | { readonly kind: 'step'; readonly step: number }
  /** Steps `from` … `to` - 1. */
  | { readonly kind: 'fold'; readonly from: number; readonly to: number; readonly isOpen: boolean }

/** `open`: first steps of folds that are. */
export function rowsOf({ steps }: Pick<Trace, 'steps'>, open: ReadonlySet<number>): Row[] {
  const rows: Row[] = []
  for (let i = 0; i < steps.length; ) {
    if (!steps[i]!.model) {
      rows.push({ kind: 'step', step: i++ })
      continue
    }
    const from = i
    while (i < steps.length && steps[i]!.model && steps[i]!.lane === steps[from]!.lane) i++
    const isOpen = open.has(from)
    rows.push({ kind: 'fold', from, to: i, isOpen })
    if (isOpen) for (let step = from; step < i; step++) rows.push({ kind: 'step', step })
  }
  return rows
}

/** The step whose state a row stands for: a fold is done when its last one is. */
export function stepOf(row: Row): number {
  return row.kind === 'step' ? row.step : row.to - 1
}

/** Steps that a row is about, the last one not included. */
export function spanOf(row: Row): readonly [from: number, to: number] {
  return row.kind === 'step' ? [row.step, row.step + 1] : [row.from, row.to]
}

/** Where a step is shown: its own row, or the fold that it is in. */
export function rowOfStep(rows: readonly Row[], step: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (spanOf(rows[middle]!)[0] <= step) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

/** The lane's index. */
export function laneOfRow({ steps }: Pick<Trace, 'steps'>, row: Row): number {
  return steps[spanOf(row)[0]]!.lane
}

/** By step: how many calls of the driver are open around it in its lane. Those of the model are many, and folded. */
export function indentsOf({ steps, lanes }: Pick<Trace, 'steps' | 'lanes'>): Uint16Array {
  const indents = new Uint16Array(steps.length)
  const open: number[][] = lanes.map(() => [])
  for (const [i, { lane, depth, kind, origin, model }] of steps.entries()) {
    const calls = open[lane]!
    if (kind === 'begin') calls.length = 0
    while (calls.length > 0 && calls.at(-1)! >= depth) calls.pop()
    indents[i] = calls.length + (model ? 1 : 0)
    if (kind === 'call' && origin === 'driver') calls.push(depth)
  }
  return indents
}
