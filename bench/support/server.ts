// One language server as a child process, and a client that takes the time. Both servers get the same client: documents
// with incremental changes, diagnostics pushed with their versions.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import {
  createMessageConnection,
  type MessageConnection,
  ProgressType,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { nodeFlags } from '../../server/src/protocol/serverProcess.ts'
import { root, type Workspace } from './workspace.ts'

export interface Program {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

export const mrx: Program = {
  name: 'mrx',
  command: process.execPath,
  args: [...nodeFlags, join(root, 'dist/server.js'), '--stdio'],
}

export function clangd(command: string, { commands }: Workspace, ...more: string[]): Program {
  const args = ['--clang-tidy', '--log=error', `--compile-commands-dir=${commands}`, ...more]
  return { name: 'clangd', command, args }
}

export interface Position {
  readonly line: number
  readonly character: number
}

export interface Edit {
  readonly range: { readonly start: Position; readonly end: Position }
  readonly text: string
}

export interface Published {
  readonly uri: string
  readonly version?: number
  readonly diagnostics: readonly { readonly message: string; readonly code?: string | number }[]
}

interface Waiter {
  readonly isIt: (published: Published) => boolean
  readonly resolve: (published: Published) => void
}

/** Nothing takes this long but a server that is stuck. */
const patienceMs = 120_000

export class Server {
  readonly #process: ChildProcessWithoutNullStreams
  readonly #connection: MessageConnection
  readonly #waiters = new Set<Waiter>()
  readonly #versions = new Map<string, number>()

  private constructor({ command, args }: Program, folder: string) {
    this.#process = spawn(command, args, { cwd: folder })
    this.#process.stderr.resume()
    const { stdout, stdin } = this.#process
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin))
    this.#connection.onNotification('textDocument/publishDiagnostics', (published: Published) => {
      for (const waiter of [...this.#waiters]) if (waiter.isIt(published)) waiter.resolve(published)
    })
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null))
    this.#connection.onRequest('client/registerCapability', () => null)
    this.#connection.onRequest('window/workDoneProgress/create', () => null)
    this.#connection.listen()
  }

  /** Up to the answer to `initialize`. */
  static async start(program: Program, folder: string): Promise<Server> {
    const server = new Server(program, folder)
    const uri = pathToFileURL(folder).href
    await server.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        textDocument: { synchronization: {}, publishDiagnostics: { versionSupport: true, relatedInformation: true } },
        workspace: { configuration: true, workspaceFolders: true },
      },
    })
    await server.#connection.sendNotification('initialized', {})
    return server
  }

  /** The first diagnostics of the document as opened. */
  open(path: string, text: string): Promise<Published> {
    const uri = pathToFileURL(path).href
    this.#versions.set(uri, 1)
    const answer = this.#diagnosticsOf(uri, 1)
    void this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'c', version: 1, text },
    })
    return answer
  }

  /** Milliseconds from sending the edit to the diagnostics of the text that it makes. */
  async edit(path: string, { range, text }: Edit): Promise<{ ms: number; published: Published }> {
    const uri = pathToFileURL(path).href
    const version = (this.#versions.get(uri) ?? 0) + 1
    this.#versions.set(uri, version)
    const answer = this.#diagnosticsOf(uri, version)
    const start = performance.now()
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    })
    const published = await answer
    return { ms: performance.now() - start, published }
  }

  #diagnosticsOf(uri: string, version: number): Promise<Published> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`No diagnostics for version ${version} of ${uri}`)), patienceMs)
      const waiter: Waiter = {
        isIt: published => published.uri === uri && published.version === version,
        resolve: published => {
          clearTimeout(giveUp)
          this.#waiters.delete(waiter)
          resolve(published)
        },
      }
      this.#waiters.add(waiter)
    })
  }

  /** Of the protocol's own requests and of ours. */
  request<T>(method: string, params: object): Promise<T> {
    return this.#connection.sendRequest<T>(method, params)
  }

  /** Partial results that come with the token. */
  onProgress(token: string, told: () => void): void {
    this.#connection.onProgress(new ProgressType<unknown>(), token, told)
  }

  /** Waits, a minute at most, until the process has done nothing for two seconds: no work in the background is left. */
  async settled(): Promise<void> {
    const until = performance.now() + 60_000
    for (let before = this.#ticks(), quiet = 0; quiet < 4 && performance.now() < until; ) {
      await sleep(500)
      const now = this.#ticks()
      quiet = now - before <= 1 ? quiet + 1 : 0
      before = now
    }
  }

  /** Clock ticks of the processor that it used; 0 where there is no /proc. */
  #ticks(): number {
    const fields = this.#proc('stat')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }

  /** Resident memory in bytes, as it is and as it was at most; NaN where there is no /proc. */
  memory(): { now: number; peak: number } {
    const status = this.#proc('status')
    const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
    return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
  }

  #proc(file: string): string {
    try {
      return readFileSync(`/proc/${this.#process.pid}/${file}`, 'utf8')
    } catch {
      return ''
    }
  }

  async stop(): Promise<void> {
    const gone = new Promise(resolve => this.#process.once('exit', resolve))
    await this.#connection.sendRequest('shutdown').catch(() => undefined)
    await this.#connection.sendNotification('exit').catch(() => undefined)
    const kill = setTimeout(() => this.#process.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(kill)
    this.#connection.dispose()
  }
}
