// A driver that does not load or start, connects to nobody, or opens no file, shows nothing of what comes afterwards: its scenarios are unknown, and
// say why.
import type { TraceEvent } from './kernel/kernelHost.ts'
import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'

export interface Refusal {
  readonly reason: string
  /** Of a run in which it refuses. */
  readonly schedule: string
  readonly what: 'load' | 'start' | 'connect' | 'open'
  /** Nobody has named the share that it does not take. */
  readonly isUsualShare: boolean
}

const connectFails = failureEvent('connect')
const openFails = failureEvent('open')
const startFails = failureEvent('start')
const loadFails = failureEvent('load')
const connectSteps = 'step connect'
const opens = 'call MRxCreate '
/** STATUS_NOT_IMPLEMENTED, STATUS_NOT_SUPPORTED: as if there were no MRxCreate. */
const noCreate = /0xC0000002$|0xC00000BB$/
/** STATUS_REDIRECTOR_NOT_STARTED. */
const notStartedStatus = /0xC00000FB$/

/** How the event begins that tells of it; the status is its last word. */
export function failureEvent(what: Refusal['what']): string {
  return `${what} fails`
}

/** `run`: the first one of all. */
export function refusalOf(run: Run | undefined, scenario: Scenario): Refusal | undefined {
  if (run === undefined || run.trace.some(({ text }) => text.startsWith('fails '))) return undefined
  return notLoaded(run) ?? notStarted(run) ?? refusedConnect(run, scenario) ?? refusedOpen(run, scenario)
}

/** Why DriverEntry loads nothing; undefined: it did not fail. */
export function refusedLoad(trace: readonly TraceEvent[]): string | undefined {
  const failed = trace.find(({ text }) => text.startsWith(loadFails))
  return failed && `DriverEntry ${failed.text.replace('load ', '')}, with nothing injected`
}

function notLoaded({ trace, schedule }: Run): Refusal | undefined {
  const reason = refusedLoad(trace)
  return reason === undefined ? undefined : { reason, schedule, what: 'load', isUsualShare: false }
}

/** MRxStart has failed, and nobody has started the driver again before the first connect. */
function notStarted({ trace, schedule }: Run): Refusal | undefined {
  const first = trace.find(({ text }) => text.startsWith(connectFails) || text.startsWith(opens))
  const failed = trace.find(({ text }) => text.startsWith(startFails))
  if (failed === undefined || first === undefined || !notStartedStatus.test(first.text)) return undefined
  const reason = `the ${failed.text} behind MRxStart, with nothing injected`
  return { reason, schedule, what: 'start', isUsualShare: false }
}

function refusedConnect({ trace, schedule }: Run, { steps, annotated, share }: Scenario): Refusal | undefined {
  const at = trace.findIndex(({ text }) => text.startsWith(connectFails) || text.startsWith(opens))
  const first = trace[at]
  if (first?.text.startsWith(connectFails) !== true) return undefined
  // An author may connect where that has to fail, once it has not failed elsewhere.
  const count = (beginning: string) => trace.filter(({ text }) => text.startsWith(beginning)).length
  if (annotated !== undefined && count(connectSteps) > count(connectFails)) return undefined
  const asked = trace.slice(0, at).flatMap(({ text }) => /^call (MRx(?!Finalize)\w+)/.exec(text)?.[1] ?? [])
  const behind = asked.length === 0 ? '' : ` behind ${asked.at(-1)}`
  const isOwn =
    annotated !== undefined && steps.some(({ step }) => step.kind === 'connect' && step.server !== undefined)
  return {
    reason: `the first ${first.text}${behind}, with nothing injected`,
    schedule,
    what: 'connect',
    isUsualShare: !isOwn && share === undefined,
  }
}

/** MRxCreate was asked, and no file is open in the whole run. A scenario of the author's may want just that. */
function refusedOpen({ trace, schedule }: Run, { annotated }: Scenario): Refusal | undefined {
  if (annotated !== undefined) return undefined
  const [first, ...more] = opensIn(trace)
  if (first === undefined || noCreate.test(first) || [first, ...more].includes('succeeds')) return undefined
  return {
    reason: `each ${first} behind MRxCreate, with nothing injected`,
    schedule,
    what: 'open',
    isUsualShare: false,
  }
}

/** How those ended for which MRxCreate was called: the event of the failure, or `succeeds`. */
function opensIn(trace: readonly TraceEvent[]): string[] {
  const ends: string[] = []
  for (const { text } of trace)
    if (text.startsWith(opens)) ends.push('succeeds')
    else if (text.startsWith(openFails)) ends.splice(-1, 1, text)
  return ends
}
