// The debug adapter on streams: `mrx debug-adapter` on standard input and output.
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { DebugSession, type SessionOptions } from '../debugging/session.ts'
import { normalize } from '../project/paths.ts'

export class DebugAdapter extends ProtocolServer {
  readonly #session: DebugSession

  /** `close`: nobody is to be listened to any more. */
  constructor(open: SessionOptions['open'], close: () => void) {
    super()
    const failed = (error: unknown) =>
      void process.stderr.write(`mrx: ${error instanceof Error ? error.stack : error}\n`)
    const send: SessionOptions['send'] = message =>
      message.type === 'response'
        ? this.sendResponse(message as DebugProtocol.Response)
        : this.sendEvent(message as DebugProtocol.Event)
    this.#session = new DebugSession({ cwd: normalize(process.cwd()), open, send, close, failed })
    // What is no message is passed over.
    this.on('error', event => failed((event as DebugProtocol.Event).body))
    this.on('close', () => this.#session.end())
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    this.#session.receive(request)
  }
}
