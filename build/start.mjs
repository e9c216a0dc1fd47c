// `npm start`: sets everything up, then shows what the tool does on the bundled examples, or checks and simulates the
// driver whose paths are given after `--`.
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { capture, main, root, run, step } from './run.mjs'

const mrx = join(root, 'dist/mrx.js')
const examples = ['nullredir', 'loopback', 'courier', 'harbor'].map(name => `examples/${name}`)
/** Those whose every order of threads is tried while somebody waits. */
const small = examples.slice(0, 2)
const race = {
  file: 'examples/broken/nullredir/read-without-mutex.c',
  scenario: 'an open while the server is finalized',
}

await main(async () => {
  const paths = process.argv.slice(2)
  await ensureDependencies()
  step('Building dist/')
  await bundle()
  return paths.length > 0 ? checkAndSimulate(paths) : demonstrate()
})

/** Exit codes as those of the two commands, the worse one: 2 for what cannot be done, 1 for findings, 3 for unknown. */
async function checkAndSimulate(paths) {
  // npm runs scripts in the package's folder; paths are meant from where the user is.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  const codes = []
  for (const command of ['check', 'simulate']) {
    step(`mrx ${command} ${paths.join(' ')}`)
    codes.push(await run(process.execPath, [mrx, command, ...paths], { cwd }))
    // What cannot be read would be told a second time.
    if (codes.at(-1) === 2) break
  }
  return [70, 2, 1, 3].find(code => codes.includes(code)) ?? 0
}

async function demonstrate() {
  step(`Four complete mini-redirectors: mrx check ${examples.join(' ')}`)
  const correct = await run(process.execPath, [mrx, 'check', ...examples])
  step('The same kind of driver with one mistake: mrx check examples/broken/force-as-pboolean.c')
  const wrong = await run(process.execPath, [mrx, 'check', 'examples/broken/force-as-pboolean.c'])
  step('Every mistake in examples/broken, one line each: mrx check examples/broken --quiet')
  const broken = await run(process.execPath, [mrx, 'check', 'examples/broken', '--quiet'])
  const json = await capture(process.execPath, [mrx, 'check', 'examples/broken', '--format', 'json'])
  const lives = ['simulate', ...small, '--quiet', '--budget', '300']
  step(`The life of a SRV_CALL on two of them, in every order of threads that matters: mrx ${lives.join(' ')}`)
  const life = await run(process.execPath, [mrx, ...lives])
  step(`One mistake in it, and the run that shows it: mrx simulate ${race.file} --scenario "${race.scenario}"`)
  const racing = await run(process.execPath, [mrx, 'simulate', race.file, '--scenario', race.scenario])
  // 3: some orders of threads were not tried in the time.
  if (correct !== 0 || wrong !== 1 || broken !== 1 || (life !== 0 && life !== 3) || racing !== 1) {
    const codes = [correct, wrong, broken, life, racing].join(', ')
    console.error(`\nNot as expected: exit codes ${codes} instead of 0, 1, 1, 0 or 3, 1.`)
    return 1
  }
  const end =
    life === 0 ? 'pass every scenario' : 'fail in no scenario, as far as the time went (--budget SECONDS gives more)'
  const codes = new Set(JSON.parse(json.stdout).findings.map(({ code }) => code))
  console.log(`
As expected: the complete drivers are clean and ${end}, the broken ones have findings of ${codes.size} kinds,
and the race is found.

Next
  npm start -- PATH              check and simulate your own driver: files or folders, no WDK needed
  node dist/mrx.js explain MRX011    what a finding means
  node dist/mrx.js simulate examples/harbor --budget 300    a larger driver, which takes a minute or two
  node dist/mrx.js check --help      all options; --format json for scripts
  npm run package                make the extension, then: code --install-extension mrx-driver-tools-*.vsix
  npm test                       all tests`)
  return 0
}
