// `node build/csmith.mjs [--count N] [--seed N]`: programs of csmith on the machine and natively, on all processors, and
// what they print compared. Bundled, since the transforms of test runners make the machine's loop three times slower.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root } from './run.mjs'
import { runTypeScript } from './runTypeScript.mjs'

const usage = 'node build/csmith.mjs [--count N] [--seed N]: 2000 programs from the seed 1'

await main(async () => {
  const { count, seed } = parsed()
  for (const value of [count, seed]) if (!/^[1-9]\d{0,8}$/.test(value)) throw new Failure(usage)
  await ensureDependencies()
  const args = [join(root, 'server'), count, seed, String(availableParallelism())]
  return runTypeScript('server/test/machine/csmithMain.ts', 'csmith', args)
})

function parsed() {
  const options = { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } }
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`)
  }
}
