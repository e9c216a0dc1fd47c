// A debug adapter on a socket, and clients that talk to it as editors do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DebugClient } from '@vscode/debugadapter-testsupport'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { DebugAdapter } from '../../src/main/debugAdapter.node.ts'
import { Engine } from '../../src/main/engine.node.ts'
import { programsOver } from '../../src/main/simulator.node.ts'
import { normalize } from '../../src/project/paths.ts'

type Frame = DebugProtocol.StackFrame
type Stopped = DebugProtocol.StoppedEvent['body'] | 'terminated'

/** One for all tests of a file: the model is compiled once. */
export class AdapterServer {
  readonly #open = programsOver(new Engine(import.meta.dirname), () => performance.now())
  readonly #server = createServer(socket => {
    new DebugAdapter(this.#open, () => socket.end()).start(socket, socket)
  }).listen(0)
  readonly #folders: string[] = []
  readonly #clients: Client[] = []

  /** The path of a source in a folder of its own. */
  file(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'mrx-debug-'))
    this.#folders.push(folder)
    const path = join(folder, 'driver.c')
    writeFileSync(path, text)
    return normalize(path)
  }

  async client(): Promise<Client> {
    const client = new Client('node', '', 'mrx')
    this.#clients.push(client)
    await client.start((this.#server.address() as AddressInfo).port)
    return client
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) await client.stop()
    this.#server.close()
    for (const folder of this.#folders) rmSync(folder, { recursive: true })
  }
}

export class Client extends DebugClient {
  output = ''
  thread = 1
  readonly #ends: Stopped[] = []
  #wake: (() => void) | undefined

  /** Launched; breakpoints can be set. */
  async launched(program: string, more: object = {}): Promise<this> {
    this.on('output', event => (this.output += event.body.output))
    this.on('stopped', event => this.#ended(event.body))
    this.on('terminated', () => this.#ended('terminated'))
    const initialized = this.waitForEvent('initialized')
    await this.initializeRequest()
    await this.launchRequest({ program, ...more } as DebugProtocol.LaunchRequestArguments)
    await initialized
    return this
  }

  /** Begins the run, with breaks at violations. */
  async begin(filters = ['violation', 'unknown']): Promise<Stopped> {
    await this.setExceptionBreakpointsRequest({ filters })
    await this.configurationDoneRequest()
    return this.stopped()
  }

  #ended(end: Stopped): void {
    this.#ends.push(end)
    this.#wake?.()
  }

  async stopped(): Promise<Stopped> {
    while (this.#ends.length === 0) await new Promise<void>(resolve => (this.#wake = resolve))
    const end = this.#ends.shift()!
    if (end !== 'terminated') this.thread = end.threadId ?? this.thread
    return end
  }

  /** Where a command that moves ends. */
  async move(command: string, more: object = {}): Promise<Stopped> {
    await this.customRequest(command, { threadId: this.thread, ...more })
    return this.stopped()
  }

  async frames(): Promise<Frame[]> {
    return (await this.stackTraceRequest({ threadId: this.thread })).body.stackFrames
  }

  /** `MyFinalize:12`, of the frame at the top. */
  async where(): Promise<string> {
    const [frame] = await this.frames()
    return frame === undefined ? 'nowhere' : `${frame.name}:${frame.line}`
  }

  async evaluated(expression: string, context = 'watch'): Promise<DebugProtocol.EvaluateResponse['body']> {
    const [frame] = await this.frames()
    return (await this.evaluateRequest({ expression, context, ...(frame && { frameId: frame.id }) })).body
  }

  /** Of the scopes of the frame at the top, by their names: `name = value`. */
  async scopes(): Promise<Record<string, string[]>> {
    const [frame] = await this.frames()
    const { scopes } = (await this.scopesRequest({ frameId: frame!.id })).body
    const shown: Record<string, string[]> = {}
    for (const { name, variablesReference } of scopes) shown[name] = await this.parts(variablesReference)
    return shown
  }

  async parts(variablesReference: number): Promise<string[]> {
    const { variables } = (await this.variablesRequest({ variablesReference })).body
    return variables.map(({ name, value }) => `${name} = ${value}`)
  }
}

/** The line with the text, counted from 1. */
export function lineOf(source: string, text: string): number {
  return source.slice(0, source.indexOf(text)).split('\n').length
}
