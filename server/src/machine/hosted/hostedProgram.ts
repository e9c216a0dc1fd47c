// A whole program of hosted C: its units and the library's, from main to the exit status.

import { writtenAt } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import { runUnlessEndless } from '../endless.ts'
import { type Site, Trap } from '../fault.ts'
import { Machine, type Stop } from '../machine.ts'
import { linkProgram } from '../program.ts'
import type { Thread } from '../thread.ts'
import { hostedLibrary, type Output } from './hostedLibrary.ts'
import { isHostedLibrary } from './hostedUnits.ts'

export type Ending = Exclude<Stop, { kind: 'finished' | 'paused' | 'waiting' }>

export interface Execution {
  readonly ending: Ending
  /** Executed instructions. */
  readonly steps: number
}

/** As the default of Linux. */
const stackBytes = 8 * 2 ** 20

/** `steps`: beyond so many instructions the program is taken for endless. */
export function executeHosted(units: readonly TranslationUnit[], output: Output, steps: number): Execution {
  try {
    const machine = hostedMachine(units, output)
    return { ending: machine.initialize() ?? untilTheEnd(machine, steps), steps: machine.steps }
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    const stack = trap.site === undefined ? [] : [trap.site]
    return { ending: { kind: 'unsupported', message: trap.message, stack }, steps: 0 }
  }
}

/** Throws a Trap where the program cannot be laid out. */
export function hostedMachine(units: readonly TranslationUnit[], output: Output): Machine {
  return new Machine(linkProgram(units, ['main', 'exit']), hostedLibrary(output), { stackBytes, checksAlignment: true })
}

function untilTheEnd(machine: Machine, steps: number): Ending {
  const thread = startMain(machine)
  if (thread === undefined) return { kind: 'unsupported', message: 'a program without main', stack: [] }
  const stop = runUnlessEndless(machine, thread, steps)
  if (stop.kind !== 'finished') return ended(machine, thread, stop)
  machine.start(thread, 'exit', 1)
  return ended(machine, thread, runUnlessEndless(machine, thread, steps))
}

/** A thread that stands before main; undefined: there is none. */
export function startMain(machine: Machine): Thread | undefined {
  const thread = machine.newThread()
  if (!machine.start(thread, 'main')) return undefined
  passArguments(machine, thread)
  return thread
}

/** The one argument of main is the program's name. */
function passArguments({ memory, program }: Machine, thread: Thread): void {
  const name = memory.allocate({ size: 8, kind: 'static', name: 'argv[0]' })!
  for (const [i, character] of [...'program\0'].entries()) memory.setByte(name.base + i, character.charCodeAt(0))
  const { pointerSize, high } = memory
  const list = memory.allocate({ size: 2 * pointerSize, kind: 'static', name: 'argv' })!
  memory.write(list.base, pointerSize, (BigInt(high) << 32n) | BigInt(name.base))
  memory.setProvenance(list.base, name.id)
  memory.write(list.base + pointerSize, pointerSize, 0n)
  // Registers behind the parameters belong to the function.
  const entry = program.entries[program.functions.get('main')!]
  const given = entry?.kind === 'function' ? entry.definition!.parameters.length : 0
  thread.i32.set([1, 0, list.base, high].slice(0, given * 2))
  thread.provenance.set([0, list.id].slice(0, given))
}

function ended(machine: Machine, thread: Thread, stop: Stop): Ending {
  switch (stop.kind) {
    case 'paused':
      return {
        kind: 'fault',
        code: 'MRX217',
        message: 'does not end',
        stack: machine.stack(thread),
        history: [],
      }
    case 'finished':
    case 'waiting':
      return { kind: 'exit', status: 0 }
  }
  return stop
}

/** The places that are the program's own, not the library's, innermost first. */
export function ownPlaces(stack: readonly Site[]): Site[] {
  return stack.filter(({ first }) => !isHostedLibrary(writtenAt(first).origin.file))
}
