// `npm run bench`: lists the benchmarks; `npm run bench -- typing batch` runs those, `-- all` every one. Each is a folder
// of bench/ with a main.ts that prints its figures beside a peer's from the same run. What follows a second `--` is theirs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { Failure, main, root, step } from './run.mjs'
import { runTypeScript } from './runTypeScript.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const split = args.indexOf('--')
  const asked = split < 0 ? args : args.slice(0, split)
  const passedOn = split < 0 ? [] : args.slice(split + 1)
  const known = benchmarks()
  if (asked.length === 0) return list(known)
  const unknown = asked.find(name => name !== 'all' && !known.includes(name))
  if (unknown !== undefined) throw new Failure(`No benchmark ${unknown}; there are: ${known.join(', ') || 'none'}.`)
  await ensureDependencies()
  step('Building dist/')
  await bundle()
  let failed = 0
  for (const name of asked.includes('all') ? known : asked) {
    step(`bench/${name}`)
    if ((await runTypeScript(`bench/${name}/main.ts`, `bench-${name}`, passedOn)) !== 0) failed++
  }
  return failed === 0 ? 0 : 1
})

function benchmarks() {
  const folder = join(root, 'bench')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'main.ts')))
    .sort()
}

function list(known) {
  for (const name of known) console.log(`${name.padEnd(12)} ${summary(name)}`)
  console.log(known.length === 0 ? 'There are no benchmarks.' : '\nnpm run bench -- NAME…, or all')
  return 0
}

/** The first sentence of the file's head comment. */
function summary(name) {
  const head = /^(?:\/\/.*\n)+/.exec(readFileSync(join(root, 'bench', name, 'main.ts'), 'utf8'))?.[0] ?? ''
  return head
    .replaceAll(/^\/\/ ?/gm, '')
    .replaceAll('\n', ' ')
    .split(/(?<=\.) /)[0]
}
