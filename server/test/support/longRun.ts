// Runs over generated programs, short in the suite and long when asked (`npm run long-tests`): MRX_CASES programs from
// MRX_SEED on. A run counts what it compared and keeps what differed; MRX_FIGURES names a file that gets the counts.
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

export const isLong = process.env.MRX_CASES !== undefined

/** How many generated programs a test runs: `short` in the suite, MRX_CASES in a long run. */
export function caseCount(short: number): number {
  return Number(process.env.MRX_CASES ?? short)
}

/** MRX_SEED moves to other programs. */
export function firstSeed(): number {
  return Number(process.env.MRX_SEED ?? 1)
}

/** Texts of the C files in the folder MRX_SOURCES, by path: real drivers, which are nobody's to put here. */
export function givenSources(): Map<string, string> {
  const folder = process.env.MRX_SOURCES
  const names = folder === undefined ? [] : readdirSync(folder).filter(name => /\.[ch]$/i.test(name))
  return new Map(names.map(name => join(folder!, name)).map(path => [path, readFileSync(path, 'utf8')]))
}

const figuresFile = process.env.MRX_FIGURES
const mostDifferences = 10

/** What is counted between the start and the end of one test. */
export class Run {
  readonly #name: string
  readonly #start = Date.now()
  readonly #differences: string[] = []
  #programs = 0
  #comparisons = 0
  #failed = 0

  constructor(name: string) {
    this.#name = name
  }

  /** As many seeds. The one at work is written down, or a program that throws, hangs or takes all memory had no name. */
  *seeds(count = Number.POSITIVE_INFINITY): Iterable<number> {
    for (let seed = firstSeed(); seed < firstSeed() + count; seed++) {
      if (figuresFile !== undefined) writeFileSync(`${figuresFile}.now`, `${this.#name}, seed ${seed}`)
      yield seed
    }
  }

  /** False when so much differs that more of it tells nothing. */
  get goesOn(): boolean {
    return this.#failed < mostDifferences
  }

  /** One program that was compared `comparisons` times; `difference`: what it showed, undefined when all agreed. */
  program(comparisons: number, difference: string | undefined): void {
    this.#programs++
    this.#comparisons += comparisons
    if (difference === undefined) return
    this.#failed++
    if (this.#differences.length < mostDifferences) this.#differences.push(difference)
  }

  /** Writes the figures down and fails when something differed. `more`: figures of this run alone. */
  end(more: Readonly<Record<string, string | number>> = {}): void {
    const figures = {
      run: this.#name,
      programs: this.#programs,
      agreed: this.#programs - this.#failed,
      comparisons: this.#comparisons,
      seconds: Math.round((Date.now() - this.#start) / 100) / 10,
      // Of the process since its start; Node gives KiB.
      'peak MB': Math.round(process.resourceUsage().maxRSS / 1024),
      ...more,
    }
    if (figuresFile !== undefined) {
      appendFileSync(figuresFile, `${JSON.stringify(figures)}\n`)
      rmSync(`${figuresFile}.now`, { force: true })
    }
    expect(this.#differences, `${this.#failed} of ${this.#programs} programs differ`).toEqual([])
  }
}
