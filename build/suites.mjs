// `node build/suites.mjs [--arch x64|x86|arm64] FOLDER…`: public C programs on the machine, with their figures; see
// server/test/suites.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root, run } from './run.mjs'

const usage = 'node build/suites.mjs [--arch x64|x86|arm64] FOLDER…: folders of C programs with what they print'

await main(async () => {
  const { values, positionals } = parsed()
  if (positionals.length === 0) throw new Failure(usage)
  await ensureDependencies()
  const { build } = await import('esbuild')
  const outfile = join(root, 'dist-test/suites.mjs')
  mkdirSync(join(root, 'dist-test'), { recursive: true })
  await build({
    entryPoints: [join(root, 'server/test/suites/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  const arch = values.arch === undefined ? [] : ['--arch', values.arch]
  return run(process.execPath, [outfile, ...arch, join(root, 'server'), ...positionals.map(folder => resolve(folder))])
})

function parsed() {
  try {
    return parseArgs({ options: { arch: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`)
  }
}
