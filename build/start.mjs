// `npm start`: sets everything up, then shows what the tool does on the bundled examples, or checks the paths given
// after `--`.
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { capture, main, root, run, step } from './run.mjs'

const mrx = join(root, 'dist/mrx.js')

await main(async () => {
  const paths = process.argv.slice(2)
  await ensureDependencies()
  step('Building dist/')
  await bundle()
  if (paths.length > 0) {
    step(`mrx check ${paths.join(' ')}`)
    // npm runs scripts in the package's folder; paths are meant from where the user is.
    return run(process.execPath, [mrx, 'check', ...paths], { cwd: process.env.INIT_CWD ?? process.cwd() })
  }
  return demonstrate()
})

async function demonstrate() {
  step('Two complete mini-redirectors: mrx check examples/nullredir examples/loopback')
  const correct = await run(process.execPath, [mrx, 'check', 'examples/nullredir', 'examples/loopback'])
  step('The same kind of driver with one mistake: mrx check examples/broken/force-as-pboolean.c')
  const wrong = await run(process.execPath, [mrx, 'check', 'examples/broken/force-as-pboolean.c'])
  step('Every mistake in examples/broken, one line each: mrx check examples/broken --quiet')
  const broken = await run(process.execPath, [mrx, 'check', 'examples/broken', '--quiet'])
  const json = await capture(process.execPath, [mrx, 'check', 'examples/broken', '--format', 'json'])
  if (correct !== 0 || wrong !== 1 || broken !== 1) {
    console.error(`\nNot as expected: exit codes ${correct}, ${wrong}, ${broken} instead of 0, 1, 1.`)
    return 1
  }
  const codes = new Set(JSON.parse(json.stdout).findings.map(({ code }) => code))
  console.log(`
As expected: the complete drivers are clean, the broken ones have findings of ${codes.size} kinds.

Next
  npm start -- PATH              check your own driver: files or folders, no WDK needed
  node dist/mrx.js explain MRX011    what a finding means
  node dist/mrx.js check --help      all options; --format json for scripts
  npm run package                make the extension, then: code --install-extension mrx-driver-tools-*.vsix
  npm test                       all tests`)
  return 0
}
