// A driver and the model linked into one program, and a machine that has loaded it. Loading happens once for a driver and
// profile; every run of a scenario starts from the snapshot that was taken then.
import type { TranslationUnit } from '../c/translationUnit.ts'
import { Trap } from '../machine/fault.ts'
import { Machine, type MachineSnapshot } from '../machine/machine.ts'
import { linkProgram, type Program } from '../machine/program.ts'
import { KernelHost, type KernelSnapshot, threadCount } from './kernel/kernelHost.ts'

/** What the scheduler and the steps of scenarios call. */
const roots = [
  'KxMain',
  'KxAdvance',
  'StepLoad',
  'StepConnect',
  'StepOpen',
  'StepClose',
  'StepDelete',
  'StepFinalize',
  'StepStop',
  'StepUnload',
  'StepElapse',
  'StepStuck',
]

/** Pages of a kernel stack that are left for a driver, in bytes. */
const stackBytes = { 8: 24 * 1024, 4: 12 * 1024 }

/** Text: why the driver cannot run. */
export function linkDriver(
  units: readonly TranslationUnit[],
  model: readonly TranslationUnit[],
): Program | { readonly problem: string } {
  try {
    const program = linkProgram([...units, ...model], roots)
    const entry = program.entries[program.functions.get('DriverEntry') ?? -1]
    if (entry?.kind !== 'function' || entry.code === undefined) return { problem: 'there is no DriverEntry' }
    return program
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    return { problem: `not supported: ${trap.message}` }
  }
}

/** Functions that are called and have neither a body nor a model. */
export function missingBodies({ entries }: Program, host: KernelHost): string[] {
  return entries.flatMap(entry =>
    entry.kind === 'function' && entry.code === undefined && !host.isKnown(entry.name) ? [entry.name] : [],
  )
}

export interface LoadedDriver {
  readonly machine: Machine
  readonly host: KernelHost
}

export interface SystemSnapshot {
  readonly machine: MachineSnapshot
  readonly kernel: KernelSnapshot
}

/** A machine whose threads run nothing yet. Text: the initialisers cannot run. */
export function newSystem(program: Program): LoadedDriver | { readonly problem: string } {
  const host = new KernelHost(program)
  const machine = new Machine(program, host, { stackBytes: stackBytes[program.pointerSize] })
  host.attach(machine)
  const stop = machine.initialize()
  if (stop !== undefined) return { problem: stop.message }
  // One more, for what the host calls itself.
  for (let i = 0; i <= threadCount; i++) machine.newThread()
  return { machine, host }
}

export function snapshotOf({ machine, host }: LoadedDriver): SystemSnapshot {
  return { machine: machine.snapshot(), kernel: host.snapshot() }
}

export function restoreTo({ machine, host }: LoadedDriver, snapshot: SystemSnapshot): void {
  machine.restore(snapshot.machine)
  host.restore(snapshot.kernel)
}
