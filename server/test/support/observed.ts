// Orders of callbacks that were seen when another implementation of RDBSS ran, and their replay on the model.
import { type Choice, ScheduledChoices } from '../../src/simulation/choices.ts'
import { threadCount } from '../../src/simulation/kernel/kernelHost.ts'
import { planned, shownBy } from '../../src/simulation/run.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { Scheduler, type Stage, type StepCall } from '../../src/simulation/scheduler.ts'
import { wideText } from '../../src/simulation/staticData.ts'
import { driverWith, loaded, type Parts } from './simulated.ts'

export interface Observed {
  readonly name: string
  readonly does: string
  readonly parts: Parts
  readonly clauses: readonly string[]
  /** What is posted runs before the next step. */
  readonly postedFirst?: true
  /** Names are claimed for MUP, which waits for no answer, instead of connected to; or the claims are cancelled. */
  readonly claims?: true | 'cancelled'
  /** Connections by names without the prefix that the I/O manager's have. */
  readonly bareNames?: true
  /** Callback, SRV_CALL, references, lock, process. */
  readonly callbacks: readonly string[]
}

/** Callers with names have the last threads. */
const firstNamed = threadCount - 6

/** What was posted runs when nobody else can, as in the runs that were observed. */
class CallersFirst extends ScheduledChoices {
  override choose(choice: Choice): number {
    const chosen = super.choose(choice)
    if (choice.name === 'step') return choice.options - 1
    const named = choice.name === 'thread' ? choice.threads!.findLastIndex(thread => thread >= firstNamed) : -1
    return named < 0 ? chosen : named
  }
}

/** The faults of a clause count in the order of the calls. */
function choicesFor(clauses: readonly string[]): ScheduledChoices {
  const fault = clauses
    .map(text => /^inject ((?:post|allocation)(?: by rdbss)?) fails(?: at (\d))?$/.exec(text))
    .find(Boolean)
  if (!fault) return new CallersFirst()
  const [, name, at] = fault
  return new CallersFirst(undefined, { matches: each => each === name, at: at === undefined ? undefined : Number(at) })
}

export interface Replayed {
  readonly callbacks: readonly string[]
  /** Codes. */
  readonly violations: readonly string[]
  readonly unknown: string | undefined
}

export function replay({ parts, clauses, postedFirst, bareNames, claims }: Observed): Replayed {
  const { system, start } = loaded(driverWith(parts))
  const choices = postedFirst ? new ScheduledChoices() : choicesFor(clauses)
  const plan = planned(system, start, scenarioOf({ name: 'observed', clauses }), 'callback-page')
  if ('problem' in plan) throw new Error(plan.problem)
  const bare = () => wideText(system.machine, '\\server\\share\\')
  const named = bareNames ? plan.stages.map(stage => withName(stage, bare())) : plan.stages
  const stages = claims === undefined ? named : named.map(stage => claimed(stage, claims === 'cancelled'))
  const outcome = new Scheduler(system, stages, choices, 2e7).advance()
  const { violations, unknown } = shownBy(system, plan, outcome)
  const callbacks = system.host.trace.flatMap(({ text }) => {
    const call = /^call MRx(\w+) (S\d+) rc (\d+) lock (\w+) (\w+)$/.exec(text)
    return call === null ? [] : [call.slice(1).join(' ')]
  })
  return { callbacks, violations: violations.map(({ code }) => code), unknown }
}

function claimed(stage: Stage, isCancelled: boolean): Stage {
  return withConnects(stage, call => ({
    ...call,
    routine: 'StepClaim',
    arguments: [...call.arguments.slice(0, 3), isCancelled ? 1 : 0],
  }))
}

function withName(stage: Stage, name: ReturnType<typeof wideText>): Stage {
  return withConnects(stage, call => ({ ...call, arguments: call.arguments.with(2, name) }))
}

function withConnects({ callers }: Stage, change: (call: StepCall) => StepCall): Stage {
  const changed = callers.map(({ thread, calls }) => ({
    thread,
    calls: calls.map(call => (call.routine === 'StepConnect' ? change(call) : call)),
  }))
  return { callers: changed }
}
