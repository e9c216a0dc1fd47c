// Whatever a client sends, the language server with its real engine answers or logs, and the next request works.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { Engine } from '../../src/main/engine.node.ts'
import { startSession } from '../../src/main/lsp/session.ts'
import { normalize, pathToUri } from '../../src/project/paths.ts'
import { idleSimulator } from '../support/idleSimulator.ts'

const root = normalize(mkdtempSync(join(tmpdir(), 'mrx-messages-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const uri = pathToUri(`${root}/a.c`)
const text = `#include <rx.h>
MINIRDR_DISPATCH D;
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return 0; }
void Fill(void) { D.MRxFinalizeSrvCall = (PVOID)Drop; }
`

interface Report {
  readonly items: readonly { readonly code: string }[]
}

function server() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const streams = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const
  const connection = createConnection(ProposedFeatures.all, ...streams)
  const engine = new Engine(import.meta.dirname)
  startSession(connection, {
    version: '',
    createService: () => engine.languageService(() => {}),
    catalogue: () => engine.catalogue,
    rules: () => engine.checkEngine(),
    forget: paths => engine.files.invalidate(paths),
    simulator: idleSimulator,
  })
  connection.listen()
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  client.listen()
  onTestFinished(() => client.dispose())
  const initialize = (more: object = {}): Promise<unknown> =>
    client.sendRequest('initialize', {
      processId: null,
      rootUri: pathToUri(root),
      capabilities: { textDocument: { diagnostic: {} } },
      ...more,
    })
  const open = (at: unknown = uri) =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: at, languageId: 'c', version: 1, text },
    })
  const codes = async (at: unknown = uri) => {
    const report = await client.sendRequest<Report>('textDocument/diagnostic', { textDocument: { uri: at } })
    return report.items.map(({ code }) => code)
  }
  return { client, initialize, open, codes, raw: (bytes: string) => void toServer.write(bytes) }
}

async function opened() {
  const session = server()
  await session.initialize()
  await session.open()
  return session
}

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

test.each([
  ['no frame', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['no JSON', frame('{nope')],
  ['null', frame('null')],
  ['an array', frame('[1, 2]')],
  ['no method', frame('{ "jsonrpc": "2.0", "id": 7 }')],
  ['a method that is none', frame('{ "jsonrpc": "2.0", "id": 7, "method": 5 }')],
  [
    'depth without end',
    frame(`{ "jsonrpc": "2.0", "method": "x", "params": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`),
  ],
])('after %s the server goes on', async (_, bytes) => {
  const { raw, codes } = await opened()
  raw(bytes)
  expect(await codes()).toEqual(['MRX011'])
})

test('a second initialize is refused, and changes nothing', async () => {
  const { initialize, codes } = await opened()
  await expect(initialize({ rootUri: null })).rejects.toMatchObject({ code: -32600 })
  expect(await codes()).toEqual(['MRX011'])
})

test.each([
  { rootUri: 5 },
  { rootUri: '::::' },
  { rootUri: 'file:///nowhere' },
  { workspaceFolders: 'x' },
  { workspaceFolders: [null, { uri: 5 }] },
  { initializationOptions: 7 },
  { initializationOptions: { settings: [1], rulePage: {} } },
])('initialize with %j', async more => {
  const { initialize, open, codes } = server()
  await initialize(more)
  await open()
  expect(await codes()).toEqual(['MRX011'])
})

describe('positions out of range', () => {
  const far = [
    { line: 1e9, character: 0 },
    { line: 0, character: 1e9 },
    { line: -1, character: -5 },
    { line: 1.5, character: 0.5 },
    { line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER },
  ]

  test.each(far)('%j', async position => {
    const { client, codes } = await opened()
    const textDocument = { uri }
    expect(await client.sendRequest('textDocument/hover', { textDocument, position })).toBeNull()
    const action = { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } }
    expect(await client.sendRequest('textDocument/codeAction', action)).toEqual([])
    const change = { range: { start: position, end: position }, text: '\n' }
    const edited = { textDocument: { uri, version: 2 }, contentChanges: [change] }
    await client.sendNotification('textDocument/didChange', edited)
    await codes()
    const whole = { textDocument: { uri, version: 3 }, contentChanges: [{ text }] }
    await client.sendNotification('textDocument/didChange', whole)
    expect(await codes()).toEqual(['MRX011'])
  })

  test('no position at all is answered with an error', async () => {
    const { client, codes } = await opened()
    await expect(client.sendRequest('textDocument/hover', { textDocument: { uri } })).rejects.toMatchObject({
      code: -32603,
    })
    expect(await codes()).toEqual(['MRX011'])
  })
})

test.each([
  'untitled:Untitled-1',
  'git:/w/a.c?%7B%22ref%22%3A%22HEAD%22%7D',
  'vscode-notebook-cell:/w/x.ipynb#ch0',
  'vscode-vfs://github/x/y/a.c',
  'http://x/y.c',
  'file:///%zz/a.c',
  'a.c',
  '::::',
  '',
])('a document at %s', async at => {
  const { client, initialize, open, codes } = server()
  await initialize()
  expect(await codes(at)).toEqual([])
  await open(at)
  expect(await codes(at)).toEqual(['MRX011'])
  await client.sendNotification('textDocument/didClose', { textDocument: { uri: at } })
  expect(await codes(at)).toEqual([])
})

test('a file that is deleted while it is open counts as long as it is', async () => {
  writeFileSync(`${root}/gone.c`, text)
  const gone = pathToUri(`${root}/gone.c`)
  const { client, initialize, open, codes } = server()
  await initialize()
  await open(gone)
  rmSync(`${root}/gone.c`)
  await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: gone, type: 3 }] })
  expect(await codes(gone)).toEqual(['MRX011'])
  await client.sendNotification('textDocument/didClose', { textDocument: { uri: gone } })
  expect(await codes(gone)).toEqual([])
})
