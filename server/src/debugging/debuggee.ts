// The run that is debugged: a driver, a scenario and a schedule, with the machine's debugger over it. What the kernel's
// model does inside of its routines is the caller's statement: frames show it there.
import { writtenAt } from '../c/token.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { Debugger, type Pause } from '../machine/debug/debugger.ts'
import type { FrameView } from '../machine/debug/views.ts'
import type { Machine } from '../machine/machine.ts'
import type { SimulationContext } from '../services/simulate.ts'
import type { LoadedDriver, SystemSnapshot } from '../simulation/driverProgram.ts'
import { type Origin, originOf } from '../simulation/model.ts'
import type { Plan, Run } from '../simulation/run.ts'
import type { Scenario } from '../simulation/scenario.ts'
import type { BrokenRule } from '../simulation/scheduler.ts'
import type { LaunchArguments } from './launch.ts'
import { ScenarioExecution } from './scenarioExecution.ts'

export interface DebuggeeOptions {
  readonly system: LoadedDriver
  readonly start: SystemSnapshot
  readonly scenario: Scenario
  readonly schedule: ReadonlyMap<number, number>
  readonly launch: LaunchArguments
  readonly context: SimulationContext
  /** Of the system as it stands. */
  readonly plan: Plan
  /** The same run, as it went without a debugger. */
  readonly run: Run
}

/** Instructions between two looks at what the client wants: some milliseconds. */
const slice = 100_000

export class Debuggee {
  readonly system: LoadedDriver
  readonly machine: Machine
  readonly debug: Debugger
  readonly run: Run
  readonly launch: LaunchArguments
  readonly catalogue: Catalogue
  readonly formats: ReturnType<SimulationContext['formats']>
  /** Undefined: no such file. */
  readonly read: (path: string) => string | undefined

  constructor({ system, schedule, launch, context, plan, run }: DebuggeeOptions) {
    const { engine, model, formats, catalogue } = context
    this.system = system
    this.machine = system.machine
    this.run = run
    this.launch = launch
    this.catalogue = catalogue
    this.formats = formats()
    this.read = path => (originOf(path) === 'driver' ? engine.texts.read(path) : model.text(path))
    this.debug = new Debugger(new ScenarioExecution(system, plan, schedule), {
      formats: this.formats,
      steppable: ({ file }) => isShown(originOf(file)),
      limit: slice,
    })
  }

  /** The first one that the run breaks. */
  get violation(): BrokenRule | undefined {
    return this.run.violations[0] ?? this.run.possible[0]
  }

  /** Where a run begins for its author. */
  get entry(): string {
    const { launch, machine } = this
    if (launch.function !== undefined) return launch.function
    const { program } = machine
    return program.functions.has('DriverEntry') ? 'DriverEntry' : this.#ownFunctions()[0]!
  }

  #ownFunctions(): string[] {
    return this.machine.program.entries.flatMap(entry =>
      entry.kind === 'function' && entry.code !== undefined && this.originOf(entry.name) === 'driver'
        ? [entry.name]
        : [],
    )
  }

  originOf(name: string): Origin {
    const { program } = this.machine
    const entry = program.entries[program.functions.get(name) ?? -1]
    return entry?.kind === 'function' && entry.definition !== undefined
      ? originOf(writtenAt(entry.definition.first).origin.file)
      : 'header'
  }

  /** Innermost first, without routines of the kernel and of headers that the innermost one of the others has called. */
  frames(thread = this.debug.pause.thread): FrameView[] {
    const frames = this.debug.frames(thread)
    const first = frames.findIndex(({ place }) => isShown(originOf(place.file)))
    const shown = first < 0 ? frames : frames.slice(first)
    const { behind } = this.debug.pause
    const isBehind = behind !== undefined && first === 0 && thread === this.debug.pause.thread
    return isBehind && shown.length > 0 ? [{ ...shown[0]!, place: behind }, ...shown.slice(1)] : shown
  }

  /** The frame that a command is about. */
  depthOf(thread = this.debug.pause.thread): number | undefined {
    return this.frames(thread)[0]?.depth
  }

  /** The data was written by a statement that is over: the run stands in front of the next one, which is not shown yet. */
  get isBehindStatement(): boolean {
    const { behind } = this.debug.pause
    const [frame] = this.debug.frames()
    if (behind === undefined || frame === undefined || this.depthOf() !== frame.depth) return false
    const { file, start } = frame.place
    return file !== behind.file || start < behind.start || start >= behind.end
  }

  threads(): { number: number; name: string }[] {
    const { thread } = this.debug.pause
    const alive = this.debug.threads()
    const numbers = thread === undefined || alive.includes(thread) ? alive : [...alive, thread]
    return numbers.map(number => ({ number, name: this.system.host.laneName(number) }))
  }

  /** The thread that a pause is about. */
  threadOf({ thread }: Pause): number {
    return thread ?? this.violation?.thread ?? this.debug.threads()[0] ?? 2
  }
}

function isShown(origin: Origin): boolean {
  return origin === 'driver' || origin === 'rdbss'
}
