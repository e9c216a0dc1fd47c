// `node build/suites.mjs [--arch x64|x86|arm64] FOLDER…`: public C programs on the machine, with their figures; see
// server/test/suites.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root } from './run.mjs'
import { runTypeScript } from './runTypeScript.mjs'

const usage = 'node build/suites.mjs [--arch x64|x86|arm64] FOLDER…: folders of C programs with what they print'

await main(async () => {
  const { values, positionals } = parsed()
  if (positionals.length === 0) throw new Failure(usage)
  await ensureDependencies()
  const arch = values.arch === undefined ? [] : ['--arch', values.arch]
  const folders = positionals.map(folder => resolve(folder))
  return runTypeScript('server/test/suites/main.ts', 'suites', [...arch, join(root, 'server'), ...folders])
})

function parsed() {
  try {
    return parseArgs({ options: { arch: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`)
  }
}
