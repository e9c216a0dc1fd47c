// What a violation comes from, found by experiment: the run is made once more with one thing of RDBSS otherwise (RX_OTHERWISE
// of server/model/rdbss/rdbss.h). Where nothing breaks then, the driver relied on just that.
import { parseSchedule, ScheduledChoices } from './choices.ts'
import type { LoadedDriver, SystemSnapshot } from './driverProgram.ts'
import { type Run, type RunRequest, runScenario } from './run.ts'
import type { BrokenRule } from './scheduler.ts'

interface Cause {
  readonly code: string
  /** By number, as in RX_OTHERWISE. */
  readonly otherwise: number
  /** For the message. */
  readonly why: string
  /** Violations that it may be behind. */
  readonly of: ReadonlySet<string>
}

const causes: readonly Cause[] = [
  { code: 'MRX010', otherwise: 2, why: 'Force is NULL there', of: codes('055 201') },
  {
    code: 'MRX054',
    otherwise: 4,
    why: 'the NET_ROOT was finalized before its last V_NET_ROOT',
    of: codes('055 201 202 203'),
  },
  {
    code: 'MRX008',
    otherwise: 3,
    why: 'the SRV_CALL was finalized by force while others used it',
    of: codes('202 203'),
  },
  {
    code: 'MRX007',
    otherwise: 1,
    why: 'with the other Force nothing breaks',
    of: codes('002 033 034 035 036 037 060 207'),
  },
  { code: 'MRX062', otherwise: 5, why: 'the mark of the scavenger is in the type code', of: codes('218') },
  {
    code: 'MRX063',
    otherwise: 6,
    why: 'another SRV_CALL was still being finalized',
    of: codes('002 005 006 201 202 203 207'),
  },
]

function codes(numbers: string): ReadonlySet<string> {
  return new Set(numbers.split(' ').map(each => `MRX${each}`))
}

/** The run, its violations by what they come from. */
export function withCauses(system: LoadedDriver, start: SystemSnapshot, request: RunRequest, run: Run): Run {
  const caused = (rule: BrokenRule) => {
    const cause = causes.find(
      each => each.of.has(rule.code) && isRight(runOtherwise(system, start, request, run, each.otherwise)),
    )
    return cause === undefined ? rule : { ...rule, code: cause.code, message: `${rule.message}; ${cause.why}` }
  }
  return { ...run, violations: run.violations.map(caused) }
}

function runOtherwise(
  system: LoadedDriver,
  start: SystemSnapshot,
  request: RunRequest,
  { schedule }: Run,
  otherwise: number,
): Run {
  const choices = new ScheduledChoices(parseSchedule(schedule))
  return runScenario(system, start, { ...request, choices, otherwise })
}

function isRight({ violations, possible, unknown }: Run): boolean {
  return violations.length === 0 && possible.length === 0 && unknown === undefined
}
