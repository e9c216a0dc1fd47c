// When V8 compiles a function a second time, optimised. By itself it does so after some dozen calls, and in a program's
// first second most of that work is in vain: types are still being learnt, and the code is thrown away again. Measured on
// Node 20: a cold start and a check of a driver take 30 % less when it waits.
import { setFlagsFromString } from 'node:v8'

/** In bytes of bytecode that a function has run through; Node 20 waits for 67,584. */
const patient = 1_000_000
const usual = 67_584

/** How long a server starts, at most. */
const startMs = 1_500

/** For a program that ends soon. */
export function optimizeLate(): void {
  setFlagsFromString(`--interrupt-budget=${patient}`)
}

/** For one that stays, and is to be quick in what it does over and over. */
export function optimizeOnceStarted(): void {
  optimizeLate()
  setTimeout(() => setFlagsFromString(`--interrupt-budget=${usual}`), startMs).unref()
}
