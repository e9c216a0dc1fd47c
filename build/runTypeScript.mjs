// Runs a program of the checkout that is written in TypeScript: bundled to dist-test, with packages left outside.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

/** `entry` from the root of the checkout; `name`: of the bundle. Resolves to the exit code. */
export async function runTypeScript(entry, name, args) {
  const { build } = await import('esbuild')
  const outfile = join(root, `dist-test/${name}.mjs`)
  mkdirSync(join(root, 'dist-test'), { recursive: true })
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  return run(process.execPath, [outfile, ...args])
}
