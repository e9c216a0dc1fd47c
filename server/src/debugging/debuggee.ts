// The run that is debugged: a driver, a scenario and a schedule, with the machine's debugger over it. What the kernel's
// model does inside of its routines is the caller's statement: frames show it there.
import { writtenAt } from '../c/token.ts'
import type { Catalogue } from '../knowledge/catalogue.ts'
import { placeOf } from '../machine/debug/breakpoints.ts'
import { Debugger, type Pause } from '../machine/debug/debugger.ts'
import type { FrameView } from '../machine/debug/views.ts'
import type { Machine } from '../machine/machine.ts'
import type { ProgramFunction } from '../machine/program.ts'
import type { SimulationContext } from '../services/simulate.ts'
import type { LoadedDriver } from '../simulation/driverProgram.ts'
import { poolName } from '../simulation/kernel/pool.ts'
import { type Origin, originOf } from '../simulation/model.ts'
import type { Plan, Run } from '../simulation/run.ts'
import type { BrokenRule } from '../simulation/scheduler.ts'
import type { LaunchArguments } from './launch.ts'
import { ScenarioExecution } from './scenarioExecution.ts'

export interface DebuggeeOptions {
  readonly system: LoadedDriver
  readonly schedule: ReadonlyMap<number, number>
  readonly launch: LaunchArguments
  readonly context: SimulationContext
  /** Of the system as it stands. */
  readonly plan: Plan
  /** The same run, as it went without a debugger. */
  readonly run: Run
}

/** Of places that are no frames: more than a thread has. */
const noDepth = 0x8000

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
      formats: { ...this.formats, blockName: poolName },
      steppable: ({ file }) => isShown(originOf(file)),
      limit: slice,
    })
  }

  /** The first one that the run breaks. */
  get violation(): BrokenRule | undefined {
    return this.run.violations[0] ?? this.run.possible[0]
  }

  /** Where a run begins for its author: whichever is called first. */
  get entries(): string[] {
    const { launch, machine } = this
    if (launch.function !== undefined) return [launch.function]
    return machine.program.entries.flatMap(entry =>
      entry.kind === 'function' && entry.code !== undefined && isOfDriver(entry) ? [entry.name] : [],
    )
  }

  /** The run can go back, but not on. */
  get isAtEnd(): boolean {
    const { reason } = this.debug.pause
    return reason === 'fault' || reason === 'unsupported' || reason === 'finished'
  }

  // ---- Frames --------------------------------------------------------------------------------------------------

  /** Innermost first; where a rule is broken in no frame, its place comes in front of them. */
  frames(thread = this.debug.pause.thread): FrameView[] {
    const frames = this.#running(thread)
    const { pause } = this.debug
    const [top, ...outer] = frames
    if (this.isAtEnd && pause.reason !== 'unsupported' && thread === this.threadOf(pause))
      return [...this.#placesOfRule(frames.length === 0), ...frames]
    const isBehind = pause.behind !== undefined && thread === pause.thread
    return isBehind && top?.depth === this.debug.frames()[0]?.depth
      ? [{ ...top!, place: pause.behind }, ...outer]
      : frames
  }

  /** Without routines of the kernel and of headers that the innermost one of the others has called. */
  #running(thread: number | undefined): FrameView[] {
    const frames = this.debug.frames(thread)
    const first = frames.findIndex(({ place }) => isShown(originOf(place.file)))
    return first < 0 ? frames : frames.slice(first)
  }

  #placesOfRule(isAlone: boolean): FrameView[] {
    const { site, stack = [], code = '' } = this.violation ?? {}
    const sites = site === undefined || stack.includes(site) ? (isAlone ? stack : []) : [site]
    return sites.map((each, i) => ({ depth: noDepth + i, function: each.function || code, place: placeOf(each) }))
  }

  /** The frame that a command is about. */
  depthOf(thread = this.debug.pause.thread): number | undefined {
    return this.#running(thread)[0]?.depth
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
    const own = thread ?? (this.isAtEnd ? this.threadOf(this.debug.pause) : undefined)
    const numbers = own === undefined || alive.includes(own) ? alive : [...alive, own]
    return numbers.map(number => ({ number, name: this.system.host.laneName(number) }))
  }

  /** The thread that a pause is about. */
  threadOf({ thread }: Pause): number {
    return thread ?? this.violation?.thread ?? this.debug.threads()[0] ?? 2
  }
}

function isOfDriver({ definition }: ProgramFunction): boolean {
  return definition !== undefined && originOf(writtenAt(definition.first).origin.file) === 'driver'
}

function isShown(origin: Origin): boolean {
  return origin === 'driver' || origin === 'rdbss'
}
