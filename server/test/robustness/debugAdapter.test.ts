// `mrx debug-adapter` as a process: whatever comes in, what goes out is messages, and it ends with its client.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mrx-adapter-'))
const program = join(folder, 'mrx.cjs')
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/main/cli/mrx.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { MRX_VERSION: '"0"', 'import.meta.dirname': '__dirname' },
  })
}, 60_000)

const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const request = (seq: number, command: string, more: object = {}) =>
  framed(JSON.stringify({ seq, type: 'request', command, ...more }))

/** All messages, and how the process ended. */
async function answers(...parts: string[]) {
  const child = spawn(process.execPath, [program, 'debug-adapter'])
  let [out, err] = ['', '']
  child.stdout.on('data', data => (out += data))
  child.stderr.on('data', data => (err += data))
  child.stdin.end(parts.join(''))
  const code = await new Promise(resolve => child.on('close', resolve))
  const bodies = out.split(/Content-Length: \d+\r\n\r\n/).slice(1)
  return { code, err, messages: bodies.map(body => JSON.parse(body)) }
}

test('answers what it can, and ends with its input', async () => {
  const { code, messages } = await answers(
    request(1, 'initialize', { arguments: { adapterID: 'mrx' } }),
    request(2, 'threads'),
  )
  expect(code).toBe(0)
  expect(messages).toMatchObject([
    {
      type: 'response',
      request_seq: 1,
      success: true,
      body: { supportsStepBack: true, supportsDataBreakpoints: true },
    },
    { type: 'response', request_seq: 2, success: false, message: 'nothing has been launched' },
  ])
})

test('passes over what is no message', async () => {
  const garbage = ['hello\r\n\r\n', framed('{x}'), framed('null'), framed('[1]'), framed('{"type":"request"}')]
  const { code, err, messages } = await answers(
    ...garbage,
    request(5, 'launch', { arguments: 'all of it' }),
    request(6, 'launch', { arguments: null }),
    request(7, 'disconnect'),
    request(8, 'threads'),
  )
  expect(code).toBe(0)
  expect(messages.filter(({ success }) => success)).toMatchObject([{ request_seq: 7 }])
  expect(messages.map(({ message }) => message)).toContain('"arguments" has to be an object')
  expect(err).not.toContain('    at ')
})
