// Limits of time that a slow machine, or one that does other work, keeps too.

import { expect } from 'vitest'
import { targets } from '../../src/c/environment.ts'
import { HeaderCache } from '../../src/c/headerCache.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { memoryLoader } from './sources.ts'

/** Milliseconds that a machine of usual speed needs for `yardstick`. */
const usual = 130
/** How many times slower a machine may be: what a bug makes slower must not excuse itself. */
const slowest = 8

const yardstick = Array.from(
  { length: 3_000 },
  (_, i) =>
    `struct s${i} { int a; struct s${i} *b; };\nint f${i}(struct s${i} *p) { return p->b ? p->a + ${i} : f${i}(p->b); }\n`,
).join('')

/** Milliseconds of the processor that `work` takes. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage()
  work()
  return process.cpuUsage(start).user / 1_000
}

/**
 * Whether `ms` of the processor keep a limit that was set on a machine of usual speed. What exceeds it is compared with
 * an ordinary source that is read here and now.
 */
export function isInTime(ms: number, limit: number): boolean {
  return ms < limit || ms < limit * Math.min(processorTime(readYardstick) / usual, slowest)
}

export function expectInTime(ms: number, limit: number, what?: string): void {
  expect(isInTime(ms, limit), `${what ?? 'it'} took ${ms} ms`).toBe(true)
}

function readYardstick(): void {
  const unit = { path: 'main.c', target: targets.x64, dialect: 'msvc', defines: [], configuration: 'test' } as const
  new TranslationUnit({ ...unit, cplusplus: false }, memoryLoader({}), new HeaderCache()).update(yardstick)
}
