// `node build/pairs.mjs FOLDER…`: undefined C programs and their good twins on the machine; see server/test/pairs.
import { join, resolve } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root } from './run.mjs'
import { runTypeScript } from './runTypeScript.mjs'

await main(async () => {
  const folders = process.argv.slice(2)
  if (folders.length === 0)
    throw new Failure('node build/pairs.mjs FOLDER…: folders of undefined C programs and their good twins')
  await ensureDependencies()
  const args = [join(root, 'server'), ...folders.map(folder => resolve(folder))]
  return runTypeScript('server/test/pairs/main.ts', 'pairs', args)
})
