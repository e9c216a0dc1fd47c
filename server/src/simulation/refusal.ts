// A driver that connects to nobody shows nothing of what comes afterwards: its scenarios are unknown, and say why.
import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'

export interface Refusal {
  readonly reason: string
  /** Of a run in which it refuses. */
  readonly schedule: string
  /** Nobody has named the share. */
  readonly isUsualShare: boolean
}

/** Text of the event. */
export const connectFails = 'connect fails'

/** `run`: the first one of all. */
export function refusalOf(run: Run | undefined, { steps, annotated, share }: Scenario): Refusal | undefined {
  const trace = run?.trace ?? []
  const at = trace.findIndex(({ text }) => text.startsWith(connectFails) || text.startsWith('call MRxCreate '))
  const isInjected = trace.some(({ text }) => text.startsWith('fails '))
  const first = trace[at]
  if (run === undefined || isInjected || first?.text.startsWith(connectFails) !== true) return undefined
  const asked = trace.slice(0, at).flatMap(({ text }) => /^call (MRx(?!Finalize)\w+)/.exec(text)?.[1] ?? [])
  const behind = asked.length === 0 ? '' : ` behind ${asked.at(-1)}`
  const isOwn =
    annotated !== undefined && steps.some(({ step }) => step.kind === 'connect' && step.server !== undefined)
  return {
    reason: `the first ${first.text}${behind}, with nothing injected`,
    schedule: run.schedule,
    isUsualShare: !isOwn && share === undefined,
  }
}
