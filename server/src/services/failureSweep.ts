// The failure sweep as data for an editor: by the places of calls, in words.
import type { Site } from '../machine/fault.ts'
import { placeOf } from '../project/places.ts'
import type { Profile, SweptCall, SweptOutcome } from '../protocol/simulate.ts'
import type { BrokenRule } from '../simulation/scheduler.ts'
import type { SweptCall as Swept } from '../simulation/sweep.ts'
import type { FindingWriter } from './findings.ts'
import { sentence } from './runTrace.ts'

export interface SweepContext {
  readonly profile: Profile
  readonly findings: Pick<FindingWriter, 'range'>
  readonly isAllowed: (rule: BrokenRule) => boolean
}

/** Mistakes that lose memory, a handle or a session. */
const leaks = new Set(['MRX007', 'MRX014', 'MRX037', 'MRX050', 'MRX058', 'MRX207'])

export function sweptCall({ site, outcomes }: Swept, { profile, findings, isAllowed }: SweepContext): SweptCall {
  const place = placeOf(site.first, site.last)
  return {
    file: place.file,
    range: findings.range(place),
    routine: calledAt(site),
    outcomes: outcomes.map(({ scenario, schedule, rule, unknown }) => ({
      ...(rule === undefined || isAllowed(rule) ? survived(unknown) : broken(rule)),
      scenario: scenario.name,
      profile,
      schedule,
    })),
  }
}

function calledAt({ first }: Site): string {
  return first.text
}

type Told = Pick<SweptOutcome, 'kind' | 'code' | 'message'>

function survived(unknown: string | undefined): Told {
  return unknown === undefined ? { kind: 'survives' } : { kind: 'unknown', message: unknown }
}

function broken({ code, message, site }: BrokenRule): Told {
  return {
    kind: leaks.has(code) ? 'leaks' : 'breaks',
    code,
    message: site === undefined ? message : sentence(message, site),
  }
}
