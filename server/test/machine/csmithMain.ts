// `node build/csmith.mjs`: compares so many programs of csmith, by seeds in a row, each processor one after the other.
// Programs that run longer than a second natively are not counted. Ends with the figures; the status is 1 where one differs.
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openLibrary } from '../../src/main/library.node.ts'
import { hasCsmithHeader, hasGcc } from '../conformance/compilers.ts'
import { type Comparison, comparedProgram } from './csmithProgram.ts'

interface Answer extends Comparison {
  readonly seed: number
}

if (isMainThread) {
  const [server, ...numbers] = process.argv.slice(2)
  const [count, seed, processors] = numbers.map(Number)
  process.exitCode = hasCsmithHeader && hasGcc ? await compareAll(server!, count!, seed!, processors!) : missing()
} else {
  const library = openLibrary(workerData)
  parentPort!.on('message', (seed: number) => parentPort!.postMessage({ seed, ...comparedProgram(seed, library) }))
}

function missing(): number {
  console.log('Not run: csmith with its header and gcc are needed.')
  return 2
}

async function compareAll(server: string, count: number, first: number, processors: number): Promise<number> {
  const start = performance.now()
  let [next, compared, late, different] = [first, 0, 0, 0]
  const take = ({ tooLong, difference }: Answer) => {
    if (tooLong) late++
    else compared++
    if (difference !== undefined) different++
    if (difference !== undefined) console.log(difference)
    if (!tooLong && compared % 100 === 0) console.log(`${compared} compared`)
  }
  const work = async () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: server })
    while (compared < count) take(await answerOf(worker, next++))
    await worker.terminate()
  }
  await Promise.all(Array.from({ length: processors }, work))
  const seconds = Math.round((performance.now() - start) / 1_000)
  console.log(`${compared} programs compared, ${compared - different} agree; ${late} run longer than a second natively`)
  console.log(`Seeds ${first} to ${next - 1}, ${seconds} s`)
  return different === 0 ? 0 : 1
}

async function answerOf(worker: Worker, seed: number): Promise<Answer> {
  worker.postMessage(seed)
  const [answer] = await once(worker, 'message')
  return answer
}
