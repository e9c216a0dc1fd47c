// A driver and the model linked into one program, and a machine that has loaded it. Loading happens once for a driver and
// profile; every run of a scenario starts from the snapshot that was taken then.
import type { TranslationUnit } from '../c/translationUnit.ts'
import { Trap } from '../machine/fault.ts'
import { Machine, type MachineSnapshot } from '../machine/machine.ts'
import { linkProgram, type Program, type Reached } from '../machine/program.ts'
import { type DriverAnnotations, noAnnotations } from './expectations/collect.ts'
import { Evaluator } from './expectations/evaluator.ts'
import { nothingObserved, type ObservedState } from './expectations/log.ts'
import type { Observation } from './expectations/observation.ts'
import { KernelHost, type KernelSnapshot, threadCount } from './kernel/kernelHost.ts'
import { raceCode } from './races/races.ts'
import { RacingMemory } from './races/racingMemory.ts'
import type { Recording } from './watching.ts'

/** What the scheduler and the steps of scenarios call. */
const roots = [
  'KxMain',
  'KxAdvance',
  'StepLoad',
  'StepLoadStandIns',
  'StepConnect',
  'StepClaim',
  'StepOpen',
  'StepClose',
  'StepDelete',
  'StepFinalize',
  'StepStop',
  'StepUnload',
  'StepElapse',
  'StepElapseUntilDue',
  'StepExpireNextTimer',
  'StepStuck',
  'StepByHost',
  'KxHeldMode',
  'KxInSystemProcess',
  'KxStubTakes',
  'KxStubBlocks',
]

/** Pages of a kernel stack that are left for a driver, in bytes. */
const stackBytes = { 8: 24 * 1024, 4: 12 * 1024 }

/** `callbacks`: of a driver without DriverEntry. Text: why the driver cannot run. */
export function linkDriver(
  units: readonly TranslationUnit[],
  model: readonly TranslationUnit[],
  callbacks: readonly Reached[] = [],
): Program | { readonly problem: string } {
  try {
    return linkProgram([...units, ...model], roots, callbacks)
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    return { problem: `not supported: ${trap.message}` }
  }
}

export function hasEntry({ entries, functions }: Program): boolean {
  const entry = entries[functions.get('DriverEntry') ?? -1]
  return entry?.kind === 'function' && entry.code !== undefined
}

/** Functions that are called and have neither a body nor a model. */
export function missingBodies({ entries }: Program, host: KernelHost): string[] {
  return entries.flatMap(entry =>
    entry.kind === 'function' && entry.code === undefined && entry.name !== 'DriverEntry' && !host.isKnown(entry.name)
      ? [entry.name]
      : [],
  )
}

export interface LoadedDriver {
  readonly machine: Machine
  readonly host: KernelHost
  /** Of a run that is recorded. */
  readonly recording?: Recording
  /** Its callbacks are in the model's table, for it has no DriverEntry. */
  readonly isWithoutEntry: boolean
  readonly annotations: DriverAnnotations
  readonly evaluator: Evaluator
  /** Of the run that is under way. */
  observation: Observation | undefined
}

export interface SystemSnapshot {
  readonly machine: MachineSnapshot
  readonly kernel: KernelSnapshot
  readonly observed: ObservedState | undefined
}

/** A machine whose threads run nothing yet. Text: the initialisers cannot run. */
export function newSystem(program: Program, annotations = noAnnotations): LoadedDriver | { readonly problem: string } {
  const host = new KernelHost(program)
  const memory = new RacingMemory(program.pointerSize, host.races)
  const machine = new Machine(program, host, {
    stackBytes: stackBytes[program.pointerSize],
    memory,
    // Handlers see page faults of user addresses, but not at DISPATCH_LEVEL, and there are none where the host calls.
    mayRaise: ({ number }) => number < threadCount && host.byteOf('KxIrql', number) < 2,
    passes: ({ code, stack }, thread) => code === raceCode && host.passesRace(thread, stack),
  })
  host.attach(machine)
  const stop = machine.initialize()
  if (stop !== undefined) return { problem: stop.message }
  // One more, for what the host calls itself.
  for (let i = 0; i <= threadCount; i++) machine.newThread()
  const isWithoutEntry = !hasEntry(program)
  const evaluator = new Evaluator({ machine, host })
  return { machine, host, isWithoutEntry, annotations, evaluator, observation: undefined }
}

export function snapshotOf({ machine, host, observation }: LoadedDriver): SystemSnapshot {
  return { machine: machine.snapshot(), kernel: host.snapshot(), observed: observation?.state }
}

export function restoreTo({ machine, host, observation }: LoadedDriver, snapshot: SystemSnapshot): void {
  if (observation !== undefined) observation.state = snapshot.observed ?? nothingObserved
  machine.restore(snapshot.machine)
  host.restore(snapshot.kernel)
}
