// Why a driver takes no connection or opens no file, in words: beside what the judge knows, what failed in the driver, which is
// looked for in one more run of the first scenario that ends so. The others of the same kind are told the same.
import { writtenAt } from '../c/token.ts'
import { descendantsOf } from '../c/walk.ts'
import type { Site } from '../machine/fault.ts'
import type { ProgramEntry } from '../machine/program.ts'
import { baseName } from '../project/paths.ts'
import { placeOf } from '../project/places.ts'
import { parseSchedule } from '../simulation/choices.ts'
import { type SystemSnapshot, snapshotOf } from '../simulation/driverProgram.ts'
import type { Judgement } from '../simulation/judge.ts'
import { originOf } from '../simulation/model.ts'
import { failureEvent, type Refusal } from '../simulation/refusal.ts'
import { livesOf } from '../simulation/scenario.ts'
import type { Loading } from '../simulation/simulate.ts'
import { usualShare } from '../simulation/steps.ts'
import { causesOf, type FailedCall } from '../simulation/tracing/failures.ts'
import type { FindingWriter } from './findings.ts'

export class Refusals {
  readonly #loading: Loading
  readonly #start: SystemSnapshot | undefined
  readonly #findings: FindingWriter
  readonly #known = new Map<string, string>()

  /** `loading`: as it stands before its first run. */
  constructor(loading: Loading, findings: FindingWriter) {
    this.#loading = loading
    this.#start = 'problem' in loading ? undefined : snapshotOf(loading.system)
    this.#findings = findings
  }

  /** The judgement's reason, with what is behind it where that is a refusal. */
  reason(judgement: Judgement): string | undefined {
    const { reason, refusal, scenario } = judgement
    if (refusal === undefined) return reason
    const key = `${refusal.isUsualShare} ${refusal.reason}`
    let text = this.#known.get(key)
    if (text === undefined) {
      text = refusal.reason + this.#behind(judgement, refusal)
      if (refusal.isUsualShare) text += shareAdvice
      if (refusal.what === 'connect' && scenario.attributes === undefined && this.#readsAttributes)
        text += attributesAdvice
      this.#known.set(key, text)
    }
    return text
  }

  #behind({ scenario, profile }: Judgement, refusal: Refusal): string {
    const schedule = parseSchedule(refusal.schedule)
    if ('problem' in this.#loading || schedule === undefined) return ''
    const request = { scenario: livesOf(scenario)[0]!, profile, schedule, until: failureEvent(refusal.what) }
    const { call, assignment } = causesOf(this.#loading.system, this.#start!, request)
    const told = [call && this.#failed(call), assignment && `the status is set at ${this.#place(assignment)}`]
    const text = told.filter(each => each !== undefined).join(', and ')
    return text === '' ? '' : `: ${text}${call?.canBeStubbed === true ? stubAdvice(call.function) : ''}`
  }

  /** The driver looks at extended attributes of a create. */
  get #readsAttributes(): boolean {
    return !('problem' in this.#loading) && this.#loading.program.entries.some(readsAttributes)
  }

  #failed({ function: name, status, site }: FailedCall): string {
    return `${name} returns ${status} at ${this.#place(site)}`
  }

  #place({ first }: Site): string {
    const line = this.#findings.range(placeOf(first)).start.line + 1
    return `${baseName(writtenAt(first).origin.file)}:${line}`
  }
}

const shareAdvice = `; if ${usualShare} is no name that it takes, "simulation.connect" in the settings says another`
const attributesAdvice = '; extended attributes that it asks for are given by "simulation.ea"'

function readsAttributes(entry: ProgramEntry): boolean {
  if (entry.kind !== 'function' || entry.definition === undefined) return false
  if (originOf(writtenAt(entry.definition.first).origin.file) !== 'driver') return false
  return descendantsOf(entry.definition).some(node => node.kind === 'member' && node.name === 'EaBuffer')
}

function stubAdvice(name: string): string {
  return `; if it asks a service, "@mrx stub ${name} returns STATUS_SUCCESS" answers for that`
}
