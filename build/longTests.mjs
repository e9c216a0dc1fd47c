// `npm run long-tests`: the front end against gcc, clang and csmith, and against damage, and the rules against mistakes, at
// length; `-- robustness` runs one part. Ends with the figures of each run: programs, agreements, comparisons, seconds, peak memory.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, step } from './run.mjs'
import { runVitest } from './vitest.mjs'

/** Programs of each part, which are folders of server/test. */
const lengths = {
  preprocessor: 1_000,
  conformance: 1_000,
  headers: 1,
  incremental: 2_000,
  robustness: 100_000,
  // Of each mistake in each driver, which is all there are.
  mutations: 10_000,
  // Few: 2,000 of csmith are for build/csmith.mjs, which is faster.
  machine: 100,
  explore: 200,
}

/** In milliseconds; no program of any part takes half as long. */
const patience = 60_000

const help = `npm run long-tests -- [PART…] [--cases N] [--seed N] [--sources FOLDER]

Parts: ${Object.keys(lengths).join(', ')}; all of them without one.
--cases    programs or edit sequences instead of the usual number of each part
--seed     the first seed, 1 by default: other programs
--sources  C files of a driver, which are damaged and edited too`

await main(async () => {
  const { values, positionals } = parsed()
  if (values.help) return console.log(help)
  const unknown = positionals.find(name => !(name in lengths))
  if (unknown !== undefined) throw new Failure(`No part ${unknown}.\n\n${help}`)
  await ensureDependencies()
  const parts = positionals.length > 0 ? positionals : Object.keys(lengths)
  const total = { failed: 0, figures: [], notRun: [] }
  for (const part of parts) {
    step(part)
    const { failed, notRun, figures } = await runPart(part, values)
    total.failed += failed
    total.figures.push(...figures)
    total.notRun.push(...notRun.map(name => `${part}: ${name}`))
  }
  for (const name of total.notRun) console.log(`Not run: ${name}`)
  for (const { run, ...counts } of total.figures) console.log(`${run}: ${told(counts)}`)
  console.log(total.failed === 0 ? 'All that ran agreed.' : `${total.failed} failed.`)
  return total.failed === 0 ? 0 : 1
})

function parsed() {
  const options = {
    help: { type: 'boolean', short: 'h' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    sources: { type: 'string' },
  }
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    throw new Failure(`${error.message}\n\n${help}`)
  }
}

async function runPart(part, { cases, seed, sources }) {
  const folder = mkdtempSync(join(tmpdir(), 'mrx-long-'))
  const file = join(folder, 'figures.jsonl')
  const env = { MRX_CASES: cases ?? String(lengths[part]), MRX_FIGURES: file }
  if (seed !== undefined) env.MRX_SEED = seed
  if (sources !== undefined) env.MRX_SOURCES = resolve(sources)
  const watch = setInterval(() => tellLateness(`${file}.now`), patience)
  try {
    // One process after the other: figures of time and memory are those of one core.
    const result = await runVitest([`server/test/${part}/`, '--no-file-parallelism'], env)
    if (existsSync(`${file}.now`)) console.log(`Not finished: ${readFileSync(`${file}.now`, 'utf8')}`)
    return { ...result, figures: figuresIn(file) }
  } finally {
    clearInterval(watch)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `now`: the file that names the program at work. */
function tellLateness(now) {
  const since = statSync(now, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  if (Date.now() - since > patience) console.log(`Still at it: ${readFileSync(now, 'utf8')}`)
}

/** A part without generated programs has none. */
function figuresIn(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse)
  } catch {
    return []
  }
}

function told(counts) {
  return Object.entries(counts)
    .map(([name, value]) => `${value} ${name}`)
    .join(', ')
}
