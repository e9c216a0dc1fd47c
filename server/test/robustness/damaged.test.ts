// No input makes the front end throw, hang or swell: MRX_CASES damaged sources, of the drivers in MRX_SOURCES too.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HeaderCache } from '../../src/c/headerCache.ts'
import { caseCount, givenSources, Run } from '../support/longRun.ts'
import { isInTime } from '../support/patience.ts'
import { Random } from '../support/random.ts'
import { mutated } from './mutations.ts'
import { longest, type ReadingOptions, readingTime } from './reading.ts'
import { stresses } from './stress.ts'

const cases = caseCount(400)
/** In bytes, of the whole process. */
const mostMemory = 2 ** 31

const root = new URL('../../../', import.meta.url).pathname

function textsIn(folder: string): [string, string][] {
  const names = readdirSync(root + folder).filter(name => /\.[ch]$/.test(name))
  return names.map(name => [name, readFileSync(`${root}${folder}/${name}`, 'utf8')])
}

/** By name alone, which is all that an #include in memory is looked up by. */
const bundled = Object.fromEntries(
  ['server/model/include', 'server/model/include/kernel']
    .flatMap(textsIn)
    .map(([name, text]) => [name, text.replaceAll(/"(?:\.\.|kernel)\//g, '"')]),
)

describe('damaged sources', () => {
  const own = ['examples/loopback', 'examples/nullredir'].flatMap(textsIn).map(([, text]) => text)
  const sources = [...own, ...Object.values(bundled), ...givenSources().values(), ...stresses(20).map(s => s.text)]

  it.each([
    // Both damage and a file that includes itself.
    ['alone', cases, { 'a.h': '#include "main.c"\n', 'main.c': 'typedef int MAIN;\n' }, ''],
    ['behind the bundled headers', Math.ceil(cases / 20), bundled, '#include <rx.h>\n'],
  ])('%s, %i of them', { timeout: 60_000 + cases * 100 }, (name, count, files, front) => {
    const run = new Run(`damaged sources ${name}`)
    const headers = [new HeaderCache(), new HeaderCache()]
    let slowest = 0
    for (const seed of run.seeds(count)) {
      const text = front + mutated(sources, new Random(seed))
      const cplusplus = seed % 5 === 0
      const outcome = read(text, { files, cplusplus, headers: headers[Number(cplusplus)]! })
      slowest = Math.max(slowest, outcome.time)
      run.program(1, outcome.failure && `seed ${seed}: ${outcome.failure}`)
    }
    run.end({ 'slowest ms': Math.round(slowest), 'heap MB': heldMegabytes() })
    expect(process.memoryUsage().rss).toBeLessThan(mostMemory)
  })
})

function read(text: string, options: ReadingOptions): { time: number; failure?: string | undefined } {
  try {
    const time = readingTime(text, options)
    return { time, failure: isInTime(time, longest) ? undefined : `${time} ms` }
  } catch (error) {
    return { time: 0, failure: String((error as Error).stack) }
  }
}

function heldMegabytes(): number {
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20)
}
