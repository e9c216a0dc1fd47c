// Figures as benchmarks print them.
import { cpus, loadavg } from 'node:os'

/** The value that `share` (0 to 1) of the values do not exceed; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`
}

/** How many times `ours` fits into `theirs`. */
export function ratio(ours: number, theirs: number): string {
  return Number.isFinite(theirs / ours) ? `${(theirs / ours).toFixed(1)}x` : '-'
}

/** Columns padded, the first to the left, figures to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...all.map(row => (row[i] ?? '').length)))
  for (const row of all)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
}

/** Says so when other work keeps the processors busy: wall clocks are then too high, for all alike. */
export function tellLoad(): void {
  const [load = 0] = loadavg()
  const processors = cpus().length
  if (load > processors) console.log(`The machine is busy (load ${load.toFixed(1)} on ${processors} processors).`)
}
