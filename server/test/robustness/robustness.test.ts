// No input makes the front end throw, hang or swell. MRX_CASES=100000 runs the mutations at length and prints figures;
// times are those of the processor, since the machine may have other things to do.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Random } from '../support/random.ts'
import { mutated } from './mutations.ts'
import { readingTime } from './reading.ts'
import { masses, stresses } from './stress.ts'

const long = process.env.MRX_CASES !== undefined
const cases = Number(process.env.MRX_CASES ?? 400)
const firstSeed = Number(process.env.MRX_SEED ?? 1)
const size = long ? 100_000 : 5_000
/** In milliseconds. */
const longest = 2_000

describe('sources that are large or deep', () => {
  it.each(stresses(size))('$name', { timeout: 60_000 }, ({ text, files }) => {
    expect(readingTime(text, files)).toBeLessThan(longest)
  })
})

describe.runIf(long)('masses', () => {
  it.each(masses())('$name', { timeout: 120_000 }, ({ text }) => {
    expect(readingTime(text)).toBeLessThan(longest * 3)
  })
})

/** The examples and the bundled headers. */
function realSources(): string[] {
  const root = new URL('../../../', import.meta.url).pathname
  return ['examples/loopback', 'examples/nullredir', 'server/model/include'].flatMap(folder =>
    readdirSync(root + folder)
      .filter(name => /\.[ch]$/.test(name))
      .map(name => readFileSync(`${root}${folder}/${name}`, 'utf8')),
  )
}

describe('damaged sources', () => {
  it(`${cases} of them`, { timeout: 60_000 + cases * 100 }, () => {
    const sources = [...realSources(), ...stresses(20).map(s => s.text)]
    const self = { 'a.h': '#include "main.c"\n', 'main.c': 'typedef int MAIN;\n' }
    let slowest = 0
    for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
      const text = mutated(sources, new Random(seed))
      const time = readingTime(text, self, seed % 5 === 0)
      slowest = Math.max(slowest, time)
      expect(time, `seed ${seed}`).toBeLessThan(longest)
      if (long && seed % 10_000 === 0) report(seed, slowest)
    }
    expect(process.memoryUsage().rss).toBeLessThan(2 ** 31)
  })
})

function report(seed: number, slowest: number): void {
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(`${seed} sources, the slowest ${Math.round(slowest)} ms, ${megabytes} MB`)
}
