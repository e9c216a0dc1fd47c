// The trace of a run: it is made once more, with somebody who looks on.
import type { ValueFormats } from '../../machine/debug/valueNames.ts'
import type { Trace, Watched } from '../../protocol/trace.ts'
import { traceFormat, traceVersion } from '../../protocol/trace.ts'
import { withCauses } from '../causes.ts'
import { type Choice, ScheduledChoices } from '../choices.ts'
import type { LoadedDriver, SystemSnapshot } from '../driverProgram.ts'
import { type Run, runScenario } from '../run.ts'
import type { Profile, Scenario } from '../scenario.ts'
import type { BrokenRule } from '../scheduler.ts'
import { Recorder, textOf } from './recorder.ts'
import { TraceSources } from './sources.ts'

export interface RecordRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  readonly schedule: ReadonlyMap<number, number>
  /** The text of a file of the driver or of the model. */
  readonly read: (path: string) => string | undefined
  readonly formats: ValueFormats
  /** Expressions of C. */
  readonly watches?: readonly string[] | undefined
}

export interface Recording {
  readonly run: Run
  /** Did the run make all the choices that the schedule names? */
  readonly isFollowed: boolean
  /** Without what names the run. */
  readonly trace: Omit<Trace, 'run'>
  /** The step at which the first violation is; undefined: there is none. */
  readonly violationStep: number | undefined
  readonly watched: Watched[]
}

export function record(system: LoadedDriver, start: SystemSnapshot, request: RecordRequest): Recording {
  const { scenario, profile, schedule, read, formats, watches } = request
  const sources = new TraceSources(read)
  const recorder = new Recorder(system, sources, formats, watches)
  const choices = new WatchedChoices(schedule, recorder)
  const watched: LoadedDriver = { ...system, recording: recorder.execute.bind(recorder) }
  const made = runScenario(watched, start, { scenario, profile, choices })
  const shown = firstOf(made)
  const violationStep = shown && recorder.broke(shown)
  const { steps, lanes, state } = recorder
  const run = withCauses(system, start, { scenario, profile, choices }, made)
  if (violationStep !== undefined) steps[violationStep] = { ...steps[violationStep]!, text: textOf(firstOf(run)!) }
  const trace = {
    format: traceFormat,
    version: traceVersion,
    files: sources.files,
    lanes,
    objects: state.objects,
    steps,
  } as const
  return { run, isFollowed: choices.isFollowed, trace, violationStep, watched: recorder.watches.results }
}

function firstOf({ violations, possible }: Run): BrokenRule | undefined {
  return violations[0] ?? possible[0]
}

/** Tells what was decided. */
class WatchedChoices extends ScheduledChoices {
  readonly #recorder: Recorder
  #index = 0

  constructor(schedule: ReadonlyMap<number, number>, recorder: Recorder) {
    super(schedule)
    this.#recorder = recorder
  }

  override choose(choice: Choice): number {
    const taken = super.choose(choice)
    this.#recorder.chose(this.#index++, choice, taken)
    return taken
  }
}
