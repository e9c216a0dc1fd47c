// A whole program of hosted C: its units and the library's, from main to the exit status.

import { writtenAt } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { Site } from '../fault.ts'
import { Machine, type Stop } from '../machine.ts'
import { linkProgram } from '../program.ts'
import { hostedLibrary, type Output } from './hostedLibrary.ts'
import { isHostedLibrary } from './hostedUnits.ts'

export type Ending = Exclude<Stop, { kind: 'finished' | 'paused' }>

export interface Execution {
  readonly ending: Ending
  /** Executed instructions. */
  readonly steps: number
}

/** As the default of Linux. */
const stackBytes = 8 * 2 ** 20

/** `steps`: beyond so many instructions the program is taken for endless. */
export function executeHosted(units: readonly TranslationUnit[], output: Output, steps: number): Execution {
  const machine = hostedMachine(units, output)
  return { ending: machine.initialize() ?? untilTheEnd(machine, steps), steps: machine.steps }
}

export function hostedMachine(units: readonly TranslationUnit[], output: Output): Machine {
  return new Machine(linkProgram(units, ['main', 'exit']), hostedLibrary(output), { stackBytes })
}

function untilTheEnd(machine: Machine, steps: number): Ending {
  if (!machine.start('main')) return { kind: 'unsupported', message: 'a program without main', stack: [] }
  passArguments(machine)
  const returned = machine.run(steps)
  if (returned.kind === 'finished') {
    machine.start('exit', 1)
    return ended(machine, machine.run(steps))
  }
  return ended(machine, returned)
}

/** The one argument of main is the program's name. */
function passArguments({ memory, thread }: Machine): void {
  const name = memory.allocate({ size: 8, kind: 'static', name: 'argv[0]' })!
  for (const [i, character] of [...'program\0'].entries()) memory.setByte(name.base + i, character.charCodeAt(0))
  const { pointerSize, high } = memory
  const list = memory.allocate({ size: 2 * pointerSize, kind: 'static', name: 'argv' })!
  memory.write(list.base, pointerSize, (BigInt(high) << 32n) | BigInt(name.base))
  memory.setProvenance(list.base, name.id)
  memory.write(list.base + pointerSize, pointerSize, 0n)
  thread.i32.set([1, 0, list.base, high])
  thread.provenance.set([0, list.id])
}

function ended(machine: Machine, stop: ReturnType<Machine['run']>): Ending {
  switch (stop.kind) {
    case 'paused':
      return { kind: 'fault', code: 'MRX217', message: 'the program does not end', stack: machine.stack(), history: [] }
    case 'finished':
      return { kind: 'exit', status: 0 }
  }
  return stop
}

/** The places that are the program's own, not the library's, innermost first. */
export function ownPlaces(stack: readonly Site[]): Site[] {
  return stack.filter(({ first }) => !isHostedLibrary(writtenAt(first).origin.file))
}
