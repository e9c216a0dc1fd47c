// `node build/suites.mjs FOLDER…`: public C programs on the machine, with their figures; see server/test/suites.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root, run } from './run.mjs'

await main(async () => {
  const folders = process.argv.slice(2)
  if (folders.length === 0)
    throw new Failure('node build/suites.mjs FOLDER…: folders of C programs with what they print')
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
  return run(process.execPath, [outfile, join(root, 'server'), ...folders.map(folder => resolve(folder))])
})
