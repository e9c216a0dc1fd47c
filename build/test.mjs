// `npm test`: everything that says whether the project is sound, from a fresh clone. Ends with one line over all suites,
// `N passed, N failed`. A suite that this machine cannot run is named and counted as neither.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { capture, main, root, run, step, tool } from './run.mjs'
import { runVitest } from './vitest.mjs'
import { runInVscode } from './vscode.mjs'

const suites = {
  'types of the server': () => command(tool('typescript/bin/tsc'), ['-p', '.']),
  'types of the client': () => command(tool('typescript/bin/tsc'), ['-p', 'client']),
  'types of the panel': () => command(tool('typescript/bin/tsc'), ['-p', 'client/webview']),
  'lint and format': () => command(tool('@biomejs/biome/bin/biome'), ['check', '.']),
  'the bundles start': () => bundlesStart(join(root, 'dist')),
  'unit tests': () => runVitest(),
  'in VS Code': runInVscode,
}

await main(async () => {
  await ensureDependencies()
  step('Building dist/')
  await bundle()
  const total = { passed: 0, failed: 0 }
  const notRun = []
  for (const [name, suite] of Object.entries(suites)) {
    step(name)
    const result = await suite().catch(error => ({ passed: 0, failed: 1, problem: error }))
    if (result.problem !== undefined) console.error(result.problem)
    total.passed += result.passed
    total.failed += result.failed
    for (const reason of result.notRun ?? []) notRun.push(`${name}: ${reason}`)
    console.log(`${name}: ${result.failed === 0 ? 'ok' : `FAILED (${result.failed})`}`)
  }
  for (const line of notRun) console.log(`Not run: ${line}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

/** A program whose exit code is the result. */
async function command(script, args) {
  const code = await run(process.execPath, [script, ...args])
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** What only shows in the bundles: a missing file, a package that does not bundle. */
async function bundlesStart(dist) {
  const result = { passed: 0, failed: 0 }
  const check = (holds, name, output = '') => {
    result[holds ? 'passed' : 'failed']++
    if (!holds) console.error(`${name}: ${output}`)
  }
  for (const args of [['--version'], ['rules'], ['explain', 'MRX011']]) {
    const { code, stdout, stderr } = await capture(process.execPath, [join(dist, 'mrx.js'), ...args])
    check(code === 0 && stdout !== '', `mrx ${args.join(' ')}`, stderr)
  }
  for (const args of [
    ['server.js', '--stdio'],
    ['mrx.js', 'server', '--stdio'],
  ]) {
    const server = [join(dist, args[0]), ...args.slice(1)]
    const polite = await capture(process.execPath, server, { input: conversation() })
    check(polite.code === 0 && polite.stdout.includes('hoverProvider'), args.join(' '), JSON.stringify(polite))
    // The end of its input is the end of a server; with code 1, since nobody said `shutdown`.
    const rude = await capture(process.execPath, server, { input: '' })
    check(rude.code === 1 && rude.stderr === '', `${args.join(' ')} without input`, JSON.stringify(rude))
  }
  check(existsSync(join(dist, 'library.json.br')), 'library.json.br is missing')
  return result
}

/** The shortest one that the language server protocol knows. */
function conversation() {
  const messages = [
    { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    { method: 'initialized', params: {} },
    { id: 2, method: 'shutdown' },
    { method: 'exit' },
  ]
  const framed = messages.map(message => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  })
  return framed.join('')
}
