import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { ThreadCrew, takesOf } from './crew.ts'

const folder = mkdtempSync(join(tmpdir(), 'mrx-crew-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Of a thread that takes every second scenario of six; `end`: what it does then. */
function crewWith(end: string, budgetMs = 1_000, delay = 0): ThreadCrew {
  const script = join(folder, `${end.length}.js`)
  writeFileSync(
    script,
    `const { request, taken, port, sent } = require('node:worker_threads').workerData
const tell = () => { Atomics.add(sent, 0, 1); Atomics.notify(sent, 0) }
const parts = [0, 1, 2, 3, 4, 5].map(i => i % 2 === 1 && Atomics.compareExchange(taken, i, 0, 1) === 0 ? request.paths[0] + i : undefined)
${end}
`,
  )
  const crew = new ThreadCrew(script, { paths: ['part '], includePaths: [], defines: [], budgetMs }, delay)
  onTestFinished(() => crew.stop())
  return crew
}

test('each scenario is taken by one thread, and the parts of the other come in its order', () => {
  const crew = crewWith('port.postMessage(parts); tell()')
  expect(crew.others()).toEqual([undefined, 'part 1', undefined, 'part 3', undefined, 'part 5'])
  expect([0, 1, 2, 3, 4, 5].map(() => crew.takes())).toEqual([true, false, true, false, true, false])
})

test('one message for each driver', () => {
  const crew = crewWith('port.postMessage(parts.slice(0, 2)); tell(); port.postMessage(parts.slice(2)); tell()')
  expect([crew.others(), crew.others()]).toEqual([
    [undefined, 'part 1'],
    [undefined, 'part 3', undefined, 'part 5'],
  ])
})

test('a run that is over before the second thread is due has none', () => {
  const crew = crewWith('port.postMessage(parts); tell()', 1_000, 60_000)
  expect([0, 1, 2, 3, 4, 5].map(() => crew.takes())).toEqual([true, true, true, true, true, true])
  expect(crew.others()).toEqual([])
})

test('one that begins late says of the drivers before that it has nothing of them', () => {
  const crew = crewWith('port.postMessage([undefined]); tell(); port.postMessage(parts.slice(1)); tell()', 10_000, 1)
  expect(crew.others()).toEqual([])
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  expect(crew.takes()).toBe(true)
  expect(crew.others()).toEqual(['part 1', undefined, 'part 3', undefined, 'part 5'])
})

test('a thread that fails gives nothing, so that its scenarios are run here', () => {
  expect(crewWith('tell(); throw new Error("no")').others()).toEqual([])
})

test.each([
  ['process.exit(3)', 'it ended with 3'],
  ['tell(); throw new Error("no")', 'no'],
])('a thread that dies is seen at once, and told: %s', async (end, why) => {
  const crew = crewWith(end, 60_000)
  const before = performance.now()
  expect(crew.others()).toEqual([])
  expect(performance.now() - before).toBeLessThan(30_000)
  await expect.poll(() => crew.lost(), { timeout: 10_000 }).toMatch(why)
})

test('what has no number in the table is for the first thread', () => {
  const taken = new Int32Array(1)
  const [first, second] = [takesOf(taken, true), takesOf(taken, false)]
  expect([second(), second(), first(), first()]).toEqual([true, false, false, true])
})
