import { PassThrough } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { idleSimulator as simulator } from '../../../test/support/idleSimulator.ts'
import { Catalogue } from '../../knowledge/catalogue.ts'
import type { Finding } from '../../protocol/finding.ts'
import type { LanguageService } from '../../services/languageService.ts'
import { startSession } from './session.ts'

const uri = 'file:///w/a.c'
const range = { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }

/** Finds the word BAD, and reports it for the whole first line. */
class FakeService implements LanguageService {
  readonly calls: unknown[] = []
  readonly texts = new Map<string, string>()
  readonly affected = new Set<string>()
  actions: CodeAction[] = []
  slices = 0
  completions() {
    return []
  }
  semanticTokens() {
    return { data: [] }
  }
  hoverFails = false
  hoverText: string | undefined
  /** Nothing is found in what is opened before `finish`. */
  isSlow = false
  unfinished: string[] = []
  readonly #asked = new Set<string>()
  setFolders = (folders: readonly string[]) => void this.calls.push(['setFolders', ...folders])
  configure(settings: unknown, ofFolders: object = {}) {
    this.calls.push(['configure', settings, ...(Object.keys(ofFolders).length > 0 ? [ofFolders] : [])])
    return (settings as { bad?: boolean }).bad === true ? ['"bad" is wrong.'] : []
  }
  problems: string[] = []
  takeSettingsProblems = () => this.problems.splice(0)
  openDocument(path: string, _languageId: string, text: string) {
    this.texts.set(path, text)
    if (this.isSlow) this.unfinished.push(path)
  }
  changeDocument(path: string, changes: readonly { text: string }[]) {
    this.calls.push(['change', path, ...changes])
    this.texts.set(path, changes.at(-1)!.text)
  }
  closeDocument = (path: string) => void this.texts.delete(path)
  text = (path: string) => this.texts.get(path)
  filesChanged = (paths: readonly string[]) => void this.calls.push(['filesChanged', ...paths])
  index() {
    if (this.slices > 0) this.slices--
    return { done: 10 - this.slices, total: 10 }
  }
  findings(path: string): Finding[] {
    this.#asked.add(path)
    if (!this.texts.get(path)?.includes('BAD') || this.unfinished.includes(path)) return []
    const related = [{ file: '/w/b.c', range, message: 'registered here' }]
    const fixes = [{ title: 'Fix', edits: [], certain: true }]
    return [
      {
        file: path,
        code: 'MRX011',
        name: 'callback-signature',
        severity: 'warning',
        message: 'm',
        range,
        related,
        // The place is a step of the way as well, and told once.
        path: related,
        fixes,
      },
    ]
  }
  resultId = (path: string) => (this.unfinished.includes(path) ? 'unfinished' : (this.texts.get(path) ?? ''))
  /** One document in each piece of work; what nobody has asked about has time. */
  finish() {
    const path = this.unfinished.findLast(each => this.#asked.has(each))
    if (path === undefined) return 'nothing'
    this.unfinished.splice(this.unfinished.indexOf(path), 1)
    this.affected.add(path)
    return this.unfinished.length > 0 ? 'more' : 'done'
  }
  hover() {
    if (this.hoverFails) throw new Error('boom')
    if (this.hoverText !== undefined) return { contents: { kind: 'markdown' as const, value: this.hoverText } }
    return { contents: 'about Force' }
  }
  bundledHeader = (path: string) => (path.endsWith('/mrx.h') ? '/* the table */' : undefined)
  codeActions = () => this.actions
  allowEdits = () => []
  stubEdit = () => undefined
  callbacks = (path: string) =>
    this.texts.has(path) ? { file: path, function: 'F', reach: [path], callbacks: [] } : undefined
  fixAll = () => ({ title: 'all', kind: 'source.fixAll.mrx' })
  timesAffected = 0
  takeAffected() {
    this.timesAffected++
    const paths = [...this.affected]
    this.affected.clear()
    return paths
  }
}

interface Setup {
  capabilities?: object
  initializationOptions?: object
  /** What the client answers for the section `mrx`. */
  configuration?: unknown
  /** And for folders with settings of their own, by URI. */
  ofFolders?: Readonly<Record<string, unknown>>
}

const signature = {
  code: 'MRX011',
  name: 'callback-signature',
  severity: 'high',
  mistake: 'x',
  mechanism: 'y',
} as const
const rules = {
  catalogue: () => new Catalogue([signature, { ...signature, code: 'MRX012', name: 'callback-cast' }]),
  rules: () => ({ codes: ['MRX011'], docs: () => undefined }),
}

const pull = { textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true } } }

async function session({ capabilities = {}, initializationOptions, configuration = {}, ofFolders = {} }: Setup = {}) {
  const service = new FakeService()
  const forgotten: string[] = []
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  )
  const forget = (paths: readonly string[]) => void forgotten.push(...paths)
  startSession(server, { version: '1.2.3', createService: () => service, forget, simulator, ...rules })
  server.listen()
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  const received = record(client, configuration, ofFolders)
  client.listen()
  onTestFinished(() => client.dispose())
  const initialize = { processId: null, rootUri: 'file:///w', capabilities, initializationOptions }
  const result = await client.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', initialize)
  await client.sendNotification('initialized', {})
  const open = (text: string, at = uri) =>
    client.sendNotification('textDocument/didOpen', { textDocument: { uri: at, languageId: 'c', version: 1, text } })
  const change = (version: number, ...contentChanges: object[]) =>
    client.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  return { client, service, result, received, forgotten, open, change }
}

function record(client: ProtocolConnection, configuration: unknown, ofFolders: Readonly<Record<string, unknown>>) {
  const received = {
    published: [] as { uri: string; version?: number; diagnostics: Diagnostic[] }[],
    registered: [] as string[],
    messages: [] as string[],
    logs: [] as string[],
    refreshes: 0,
    progress: [] as string[],
  }
  client.onNotification('textDocument/publishDiagnostics', params => void received.published.push(params))
  client.onNotification('window/showMessage', params => void received.messages.push(params.message))
  client.onNotification('window/logMessage', params => void received.logs.push(params.message))
  client.onNotification('$/progress', params => void received.progress.push(params.value.kind))
  client.onRequest('window/workDoneProgress/create', () => null)
  client.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => ofFolders[scopeUri ?? ''] ?? configuration),
  )
  client.onRequest('workspace/diagnostic/refresh', () => void received.refreshes++)
  client.onRequest('client/registerCapability', ({ registrations }) => {
    received.registered.push(...registrations.map((each: { method: string }) => each.method))
  })
  return received
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 5000, interval: 5 }).toBe(true)
const pulled = { textDocument: { uri } }
const hover = { textDocument: { uri }, position: { line: 0, character: 0 } }

describe('pulled diagnostics', () => {
  test('carry severity, rule page, related places and what can be fixed', async () => {
    const { client, open } = await session({
      capabilities: pull,
      initializationOptions: { rulePage: 'https://x.y/{code}' },
    })
    await open('BAD')
    expect(await client.sendRequest('textDocument/diagnostic', pulled)).toEqual({
      kind: 'full',
      resultId: 'BAD',
      items: [
        {
          range,
          severity: 2,
          code: 'MRX011',
          codeDescription: { href: 'https://x.y/MRX011' },
          source: 'mrx',
          message: 'm',
          relatedInformation: [{ location: { uri: 'file:///w/b.c', range }, message: 'registered here' }],
          data: { name: 'callback-signature', fixes: [{ title: 'Fix', certain: true }] },
        },
      ],
    })
  })

  test('are not sent again while nothing changed', async () => {
    const { client, open, change } = await session({ capabilities: pull })
    await open('BAD')
    const again = { ...pulled, previousResultId: 'BAD' }
    expect(await client.sendRequest('textDocument/diagnostic', again)).toEqual({ kind: 'unchanged', resultId: 'BAD' })
    await change(2, { text: 'good' })
    expect(await client.sendRequest('textDocument/diagnostic', again)).toMatchObject({ kind: 'full', items: [] })
  })

  test('are asked for again when another document is affected', async () => {
    const capabilities = { ...pull, workspace: { diagnostics: { refreshSupport: true } } }
    const { client, service, received, open, change } = await session({ capabilities })
    await open('a')
    await open('b', 'file:///w/b.c')
    await client.sendRequest('textDocument/diagnostic', pulled)
    service.affected.add('/w/b.c')
    await change(2, { text: 'BAD' })
    await until(() => received.refreshes > 0)
    expect(received.published).toEqual([])
  })
})

describe('pushed diagnostics', () => {
  test('follow the edits, with their version, and go when the document closes', async () => {
    const { client, received, open, change } = await session()
    await open('BAD')
    await until(() => received.published.at(-1)?.version === 1)
    await change(2, { text: 'good' })
    await until(() => received.published.at(-1)?.version === 2)
    await client.sendNotification('textDocument/didClose', pulled)
    await until(() => received.published.length === 3)
    expect(received.published.map(each => each.diagnostics.length)).toEqual([1, 0, 0])
  })

  test('come for other open documents that are affected, once', async () => {
    const { service, received, open, change } = await session()
    await open('b', 'file:///w/b.c')
    await open('a')
    await until(() => received.published.length === 2)
    service.affected.add('/w/b.c').add('/w/not-open.c')
    service.texts.set('/w/b.c', 'BAD')
    await change(2, { text: 'x' })
    await until(() => received.published.length === 4)
    expect(received.published.slice(2).map(each => each.uri)).toEqual([uri, 'file:///w/b.c'])
  })

  test('are pushed again when the rest of them is there', async () => {
    const { service, open, received } = await session()
    service.isSlow = true
    await open('BAD')
    await until(() => received.published.length === 2)
    expect(received.published.map(({ diagnostics }) => diagnostics.length)).toEqual([0, 1])
  })

  test('of many documents that are opened in a row are looked for together', async () => {
    const { service, received, open } = await session()
    const count = 200
    for (let i = 0; i < count; i++) void open(`BAD ${i}`, `file:///w/${i}.c`)
    await until(() => received.published.length === count)
    expect(service.timesAffected).toBeLessThan(count / 4)
  })

  test('keep the spelling of the URI that the client uses', async () => {
    const { received, open } = await session()
    await open('BAD', 'file:///C%3A/Driver/a%20b.c')
    await until(() => received.published.length === 1)
    expect(received.published[0]!.uri).toBe('file:///C%3A/Driver/a%20b.c')
  })
})

describe('requests', () => {
  test('a failure is answered and logged, and the next request works', async () => {
    const { client, service, received } = await session()
    service.hoverFails = true
    await expect(client.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32603 })
    await until(() => received.logs.some(line => line.includes('boom')))
    service.hoverFails = false
    expect(await client.sendRequest('textDocument/hover', hover)).toEqual({ contents: 'about Force' })
  })

  test('an unknown request, and one with no sense in it, are answered with an error', async () => {
    const { client } = await session()
    await expect(client.sendRequest('mrx/unknown', {})).rejects.toMatchObject({ code: -32601 })
    await expect(client.sendRequest('textDocument/hover', {})).rejects.toMatchObject({ code: -32603 })
    expect(await client.sendRequest('textDocument/hover', hover)).toBeTruthy()
  })

  test('a cancelled request is not worked on', async () => {
    const { client, service } = await session()
    service.hoverFails = true
    const { CancellationTokenSource } = await import('vscode-languageserver/node')
    const source = new CancellationTokenSource()
    const answer = client.sendRequest('textDocument/hover', hover, source.token)
    source.cancel()
    await expect(answer).rejects.toMatchObject({ code: -32800 })
  })

  test('after shutdown requests are refused', async () => {
    const { client } = await session()
    await client.sendRequest('shutdown')
    await expect(client.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32600 })
  })

  test.each([
    [undefined, ['quickfix']],
    [['quickfix'], ['quickfix']],
    [['source.fixAll'], ['source.fixAll.mrx']],
    [['refactor'], []],
  ])('code actions asked for as %j are %j', async (only, kinds) => {
    const { client, service } = await session()
    service.actions = [{ title: 'one', kind: 'quickfix' }]
    const context = { diagnostics: [], only }
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', { ...pulled, range, context })
    expect(actions.map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('edits go to documents by the URI that the client opened them under', () => {
  const edits = [{ range, newText: 'x' }]
  test.each([
    ['file:///C:/driver/a+b.c', 'file:///c%3A/driver/a%2Bb.c'],
    ['untitled:/new.c', 'untitled:new.c'],
    ['vscode-vfs://github/o/r/a.c?ref=1', 'vscode-vfs://github/o/r/a.c'],
  ])('%s', async (opened, ofEngine) => {
    const { client, service, open } = await session()
    await open('BAD', opened)
    service.actions = [{ title: 'one', kind: 'quickfix', edit: { changes: { [ofEngine]: edits, [uri]: edits } } }]
    const asked = { textDocument: { uri: opened }, range, context: { diagnostics: [] } }
    const [action] = await client.sendRequest<CodeAction[]>('textDocument/codeAction', asked)
    expect(action!.edit!.changes).toEqual({ [opened]: edits, [uri]: edits })
  })
})

describe('a hover', () => {
  const markdown =
    '```c\nchar **f(char **a);\n```\n\n**f** · see [a.c:4](file:///w/a.c#L4)  \n- **`x` is `char **`.** Not `char *`.\n\n[The page](https://x.y/z)'
  const plain = 'char **f(char **a);\n\nf · see a.c:4\n- x is char **. Not char *.\n\nThe page: https://x.y/z'
  test.each([
    [{ contentFormat: ['markdown', 'plaintext'] }, { kind: 'markdown', value: markdown }],
    [{}, { kind: 'markdown', value: markdown }],
    [undefined, { kind: 'markdown', value: markdown }],
    [{ contentFormat: ['plaintext'] }, { kind: 'plaintext', value: plain }],
    [{ contentFormat: 5 }, { kind: 'markdown', value: markdown }],
  ])('for a client that says %j', async (said, contents) => {
    const { client, service } = await session({ capabilities: { textDocument: { hover: said } } })
    service.hoverText = markdown
    expect(await client.sendRequest('textDocument/hover', hover)).toEqual({ contents })
  })
})

test('rules are listed and explained', async () => {
  const { client } = await session()
  const { code, name, mistake } = signature
  expect(await client.sendRequest('mrx/rules')).toEqual([{ code, name, mistake }])
  const page = await client.sendRequest('mrx/explainRule', { rule: 'callback-cast' })
  expect(page).toMatchObject({ code: 'MRX012', markdown: expect.stringContaining('# MRX012 callback-cast') })
  expect(await client.sendRequest('mrx/explainRule', { rule: 'nonsense' })).toBeNull()
  expect(await client.sendRequest('mrx/explainRule')).toBeNull()
})

describe('the command of an action that explains', () => {
  test('is run here for clients without a page', async () => {
    const { client, result, received } = await session()
    expect(result.capabilities.executeCommandProvider).toEqual({ commands: ['mrx.explainRule'] })
    await client.sendRequest('workspace/executeCommand', { command: 'mrx.explainRule', arguments: ['MRX011'] })
    await client.sendRequest('workspace/executeCommand', { command: 'mrx.explainRule' })
    expect(received.messages).toEqual(['MRX011 callback-signature: x. y. More: mrx explain MRX011'])
  })

  test('is left to clients that run it themselves', async () => {
    const { result } = await session({ initializationOptions: { commands: ['mrx.explainRule'] } })
    expect(result.capabilities).not.toHaveProperty('executeCommandProvider')
  })
})

test('bundled headers can be read', async () => {
  const { client } = await session()
  const read = (uri?: string) => client.sendRequest('mrx/bundledHeader', uri === undefined ? undefined : { uri })
  expect(await read('mrx-library:/include/mrx.h')).toBe('/* the table */')
  expect(await read('mrx-library:/include/none.h')).toBeNull()
  expect(await read()).toBeNull()
})

describe('configuration', () => {
  const configuration = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } }

  test('is asked for where the client can be asked, without what is the editor’s own', async () => {
    const section = { arch: 'x86', defines: null, trace: { server: 'off' } }
    const { client, service, received } = await session({ capabilities: configuration, configuration: section })
    await until(() => service.calls.some(call => JSON.stringify(call) === '["configure",{"arch":"x86"}]'))
    expect(received.registered).toEqual(['workspace/didChangeConfiguration'])
    service.calls.length = 0
    await client.sendNotification('workspace/didChangeConfiguration', { settings: null })
    await until(() => service.calls.length > 0)
  })

  test('is asked for each folder, and again when one comes', async () => {
    const { client, service } = await session({
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      configuration: { arch: 'x86' },
      ofFolders: { 'file:///v': { arch: 'arm64', trace: null } },
    })
    await until(() => service.calls.length === 2)
    const event = { added: [{ uri: 'file:///v', name: 'v' }], removed: [] }
    await client.sendNotification('workspace/didChangeWorkspaceFolders', { event })
    await until(() => service.calls.length === 4)
    expect(service.calls.filter(call => (call as string[])[0] === 'configure')).toEqual([
      ['configure', { arch: 'x86' }],
      ['configure', { arch: 'x86' }, { '/v': { arch: 'arm64' } }],
    ])
  })

  test('is taken from what was sent where it cannot be asked', async () => {
    const { client, service } = await session({ initializationOptions: { settings: { arch: 'arm64' } } })
    await until(() => service.calls.some(call => JSON.stringify(call) === '["configure",{"arch":"arm64"}]'))
    await client.sendNotification('workspace/didChangeConfiguration', { settings: { mrx: { arch: 'x64' } } })
    await until(() => service.calls.some(call => JSON.stringify(call) === '["configure",{"arch":"x64"}]'))
  })

  test('counts before the first document where it was sent along, and is asked for all the same', async () => {
    const { service, open } = await session({
      capabilities: configuration,
      initializationOptions: { settings: { arch: 'arm64', trace: { server: 'off' } } },
      configuration: { arch: 'x86' },
    })
    await open('')
    await until(() => service.calls.length >= 3)
    expect(service.calls).toEqual([
      ['configure', { arch: 'arm64' }],
      ['setFolders', '/w'],
      ['configure', { arch: 'x86' }],
    ])
  })

  test.each([null, 'x', [1]])('nonsense that was sent along is nothing: %j', async settings => {
    const { service } = await session({ capabilities: configuration, initializationOptions: { settings } })
    await until(() => service.calls.length >= 3)
    expect(service.calls[1]).toEqual(['setFolders', '/w'])
  })

  test('what is wrong in it is shown', async () => {
    const { received } = await session({ capabilities: configuration, configuration: { bad: true } })
    await until(() => received.messages.length === 1)
    expect(received.messages[0]).toBe('MRx settings: "bad" is wrong.')
  })

  test('what is wrong in a settings file is shown when it was read', async () => {
    const { service, open, received } = await session()
    service.problems.push('/w/.mrxrc.json:1: Unknown key "colour"')
    await open('int x;')
    await until(() => received.messages.length === 1)
    expect(received.messages[0]).toBe('MRx: /w/.mrxrc.json:1: Unknown key "colour"')
  })
})

describe('files and folders', () => {
  test('the root is indexed; folders come and go', async () => {
    const { client, service } = await session({ capabilities: { workspace: { workspaceFolders: true } } })
    expect(service.calls[0]).toEqual(['setFolders', '/w'])
    await until(() => service.calls.length > 1)
    const event = { added: [{ uri: 'file:///v', name: 'v' }], removed: [{ uri: 'file:///w', name: 'w' }] }
    await client.sendNotification('workspace/didChangeWorkspaceFolders', { event })
    await until(() => JSON.stringify(service.calls.at(-1)) === '["setFolders","/v"]')
  })

  test('a change on disk is forgotten before the service hears of it', async () => {
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
    const { client, service, received, forgotten } = await session({ capabilities })
    await until(() => received.registered.includes('workspace/didChangeWatchedFiles'))
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///w/x.h', type: 2 }] })
    await until(() => JSON.stringify(service.calls.at(-1)) === '["filesChanged","/w/x.h"]')
    expect(forgotten).toEqual(['/w/x.h'])
  })

  test('a client without watching tells by saving', async () => {
    const { client, forgotten, open } = await session()
    await open('x')
    await client.sendNotification('textDocument/didSave', pulled)
    await until(() => forgotten.length === 1)
  })
})

test('edits arrive as they were made', async () => {
  const { service, open, change } = await session()
  await open('abc')
  await change(2, { range, text: 'x' }, { text: 'whole' })
  await until(
    () =>
      JSON.stringify(service.calls.at(-1)) ===
      JSON.stringify(['change', '/w/a.c', { range, text: 'x' }, { text: 'whole' }]),
  )
})

test('an edit of a document that is not open is logged and ignored', async () => {
  const { client, received, change } = await session()
  await change(2, { text: 'x' })
  await until(() => received.logs.some(line => line.includes('is not open')))
  expect(await client.sendRequest('textDocument/hover', hover)).toBeTruthy()
})

test('a request that comes before initialize is refused', async () => {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  )
  startSession(server, { version: '', createService: () => new FakeService(), forget: () => {}, simulator, ...rules })
  server.listen()
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  client.listen()
  onTestFinished(() => client.dispose())
  await expect(client.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32002 })
})

test('what the server can do is said by what the client can', async () => {
  const pulls = await session({ capabilities: pull })
  expect(pulls.result.capabilities).toMatchObject({
    hoverProvider: true,
    diagnosticProvider: { interFileDependencies: true },
  })
  const pushes = await session()
  expect(pushes.result.capabilities).not.toHaveProperty('diagnosticProvider')
})

test.each([
  ['mrx/callbacks', undefined, '"uri" must be a string.'],
  ['mrx/callbacks', { uri: 5 }, '"uri" must be a string.'],
  ['mrx/allow', undefined, '"uri" must be a string.'],
  ['mrx/allow', null, '"uri" must be a string.'],
  ['mrx/allow', { uri, code: 'MRX011', range: { start: 1 } }, '"range" must be a range, { start: '],
  ['mrx/stub', undefined, '"uri" must be a string.'],
  ['mrx/stub', { uri }, '"routine" must be a string.'],
])('%s with %j is told what it needs, in a sentence', async (request, params, problem) => {
  const { client } = await session()
  const answer = params === undefined ? client.sendRequest(request) : client.sendRequest(request, params)
  await expect(answer).rejects.toMatchObject({ code: -32602, message: expect.stringContaining(problem) })
})

test('the page of no rule is none', async () => {
  const { client } = await session()
  expect(await client.sendRequest('mrx/explainRule', null)).toBeNull()
})

test('the callbacks of the driver that a file belongs to', async () => {
  const { client, open } = await session()
  await open('x')
  expect(await client.sendRequest('mrx/callbacks', { uri })).toMatchObject({ function: 'F', reach: ['/w/a.c'] })
  expect(await client.sendRequest('mrx/callbacks', { uri: 'file:///w/b.c' })).toBeNull()
  expect(await client.sendRequest('mrx/callbacks', null)).toBeNull()
})
