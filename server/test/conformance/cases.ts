// Which generated programs a test runs.

/** How many generated programs a test runs: `short` in the suite, MRX_CASES in a long run. */
export function caseCount(short: number): number {
  return Number(process.env.MRX_CASES ?? short)
}

/** The seeds of a test; MRX_SEED moves to other programs. */
export function seeds(count: number): number[] {
  const first = Number(process.env.MRX_SEED ?? 1)
  return Array.from({ length: count }, (_, i) => first + i)
}
