// `npm run package`: the extension as a .vsix, which must stay small enough to be installed without thinking.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root, run, step, tool } from './run.mjs'

const largest = 1.5 * 1024 * 1024

await main(async () => {
  await ensureDependencies()
  const { name, version, icon } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (icon !== undefined && !existsSync(join(root, icon))) throw new Failure(`${icon} is missing: node build/icon.mjs`)
  step('Building dist/')
  await bundle()
  const vsix = `${name}-${version}.vsix`
  step(`Packing ${vsix}`)
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ]
  const code = await run(process.execPath, [tool('@vscode/vsce/vsce'), ...args])
  if (code !== 0) throw new Failure(`vsce failed (${code}).`)
  const { size } = statSync(join(root, vsix))
  console.log(`${vsix}: ${(size / 1024).toFixed(0)} KB of at most ${largest / 1024} KB`)
  if (size > largest) throw new Failure(`${vsix} is too large.`)
})
