// What V8 is told about our programs. By itself it compiles a function a second time, optimised, after some dozen calls, and
// in a program's first second most of that work is in vain: types are still being learnt, and the code is thrown away
// again. It copies much into the functions that it optimises, which a short run does not earn back, nor what large ones
// take. And it lets the heap of a program grow to four times of what is alive. Measured on Node 20: a cold start and a check
// of a driver take 30 % less when optimising waits, and a check 8 % less when little is copied; it takes 15 MB less, and no
// more time, when the room for new objects stays as large as the library has made it, and another 3 MB less when large
// functions stay as they are. Behind the library the heap may grow so far that a driver of 15,000 lines is checked before
// what went by is collected. Node 22 and 24 have a quick compiler in between, which is enough for a short run: a check takes
// 35 and 20 % less of the processor, and 33 and 126 MB less. A server for 10,000 lines takes 20 MB less when its heap grows in
// small steps. A check that takes longer than a short run earns V8's own ways back: one of 73,000 lines takes 35 % less with
// them. A simulation has two threads, so what V8 compiles beside them takes their processors: on Node 20 optimising was half of
// all the work of a run of 6 s, and takes half of that when it waits and copies little; the run takes 20 % less time, on Node
// 22 and 24 10 and 30 %. One of 24 s takes 27 % more that way, so it goes back to V8's own as well. V8 complains about flags that it does not know, on standard error, so versions that nobody has tried are left
// alone.
import { setFlagsFromString } from 'node:v8'

const version = Number.parseInt(process.versions.v8, 10)
const isNode20 = version === 11
const isNode22To24 = version === 12 || version === 13

/** In bytes of bytecode that a function has run through; Node 20 waits for 67,584. */
const patient = { shortRun: 250_000, simulation: 300_000, server: 500_000 }
const usual = 67_584

/** How long a server starts, at most, and how long a check and a simulation count as short: from the start of the program on. */
const startMs = 1_500
const shortCheckMs = 5_000
const shortSimulationMs = 9_000

type Flags = Readonly<Record<string, number>>

const ofShortRun: Flags = {
  'semi-space-growth-factor': 1,
  'max-inlined-bytecode-size-cumulative': 200,
  'max-optimized-bytecode-size': 400,
  'heap-growing-percent': 280,
  ...(isNode22To24 && { 'invocation-count-for-turbofan': 20_000 }),
}
const ofShortSimulation: Flags = { 'max-inlined-bytecode-size-cumulative': 200 }
/** What V8 has by itself. */
const ofLongRun: Flags = {
  'semi-space-growth-factor': 2,
  'max-inlined-bytecode-size-cumulative': 920,
  'max-optimized-bytecode-size': 61_440,
  'heap-growing-percent': 0,
  ...(isNode22To24 && { 'invocation-count-for-turbofan': 3_000 }),
}

function optimizeAfter(budget: number): void {
  if (isNode20) setFlagsFromString(`--interrupt-budget=${budget}`)
}

/** For a program that ends soon; `load` reads what it stands on. What comes back is to be called now and then, in case that it does not end. */
export function forShortRun(load: () => void): () => void {
  optimizeAfter(patient.shortRun)
  load()
  return until(shortCheckMs, ofShortRun)
}

/** For one that runs drivers; what comes back is to be called now and then, too. */
export function forSimulation(): () => void {
  optimizeAfter(patient.simulation)
  return until(shortSimulationMs, ofShortSimulation)
}

/** Flags for so many milliseconds; V8's own behind them. */
function until(milliseconds: number, flags: Flags): () => void {
  if (!isNode20 && !isNode22To24) return () => undefined
  setFlags(flags)
  let isShort = true
  return () => {
    if (!isShort || performance.now() < milliseconds) return
    isShort = false
    optimizeAfter(usual)
    setFlags(ofLongRun)
  }
}

function setFlags(flags: Flags): void {
  for (const name in flags) setFlagsFromString(`--${name}=${flags[name]}`)
}

/** For one that stays, and is to be quick in what it does over and over. */
export function forServer(): void {
  optimizeAfter(patient.server)
  setTimeout(() => optimizeAfter(usual), startMs).unref()
  setFlagsFromString('--heap-growing-percent=15')
}
