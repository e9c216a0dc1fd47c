// What the server is doing, as data, and how that reads in the editor's language status.

export type ServerState =
  | { kind: 'idle' }
  | { kind: 'starting' }
  | { kind: 'running'; progress?: string }
  | { kind: 'failed'; reason: string }

export interface Status {
  text: string
  detail: string
  busy: boolean
  failed: boolean
}

export function statusOf(state: ServerState): Status {
  switch (state.kind) {
    case 'idle':
      return { text: 'MRx', detail: 'Idle: no mini-redirector code met yet', busy: false, failed: false }
    case 'starting':
      return { text: 'MRx', detail: 'Starting', busy: true, failed: false }
    case 'running':
      return { text: 'MRx', detail: state.progress ?? 'Ready', busy: state.progress !== undefined, failed: false }
    case 'failed':
      return { text: 'MRx: stopped', detail: state.reason, busy: false, failed: true }
  }
}

/** A progress report in one line: `Indexing: 12 of 40 files`. */
export function progressLine(title: string, message: string | undefined, percentage: number | undefined): string {
  if (message) return title ? `${title}: ${message}` : message
  return percentage === undefined ? title : `${title}: ${Math.round(percentage)} %`
}

/** Of JSON-RPC: the connection is gone, and whatever was asked has no answer. */
const goneCodes = { from: -32_099, to: -32_096 }

/** The words of the library for a connection that is gone are no words for people. */
export function requestError(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown }
  const isGone = typeof code === 'number' && code >= goneCodes.from && code <= goneCodes.to
  return isGone ? new Error('The language server ended before it answered.') : error
}
