// The functions of a program as a watched run has them. `base` does what the program does; `patched` stops as well.

import { Breaks } from '../../machine/debug/breaks.ts'
import type { HostCall } from '../../machine/host.ts'
import type { LoadedFunction } from '../../machine/machine.ts'
import { Op, width } from '../../machine/opcodes.ts'
import type { Thread } from '../../machine/thread.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { performer } from './performing.ts'
import type { Plan } from './plan.ts'
import { type Replacement, stoppingCode, stubCode } from './replacement.ts'

export interface Instrumented {
  readonly base: LoadedFunction[]
  readonly patched: LoadedFunction[]
  /** Does the thread stand where `patched` stops? */
  isStop(thread: Thread): boolean
  /** Of the run. */
  listener: Listener | undefined
}

export interface Listener {
  /** A routine of the host is called. */
  routine(number: number, call: HostCall): void
  /** A routine of the host is about to be called that may fail instead. */
  injected(replacement: Replacement, call: HostCall): 'open' | 'done' | 'itself'
  /** A block of pool is about to be freed. */
  free(call: HostCall): void
  /** Whether another thread goes on first. */
  yields(call: HostCall): boolean
  /** The call has been made. */
  done(call: HostCall): void
  /** The answer forgets what is told from now on: the call waits, and will be made again. */
  now(): () => void
}

const known = new WeakMap<Plan, Instrumented>()

/** The same for all runs of a plan. */
export function instrumented(system: LoadedDriver, plan: Plan): Instrumented {
  let own = known.get(plan)
  if (own === undefined) known.set(plan, (own = instrument(system, plan)))
  return own
}

function instrument({ machine }: LoadedDriver, plan: Plan): Instrumented {
  const base = machine.functions.map((each, number) => {
    const replacement = plan.replaced.get(number)
    if (replacement?.stub !== undefined) return { ...each, code: stubCode(replacement), routine: undefined }
    if (each.name === performer && plan.scenario !== undefined)
      return { ...each, code: stoppingCode(2, 2, each.code!.sites[0]!) }
    const { routine } = each
    if (routine === undefined) return each
    const isEvent = plan.functions.get(number)?.isEvent === true
    const isFree = plan.frees && each.name === 'KxFree'
    if (!isEvent && !isFree && replacement === undefined) return each
    const told = (call: HostCall) => {
      const listener = result.listener!
      if ((isEvent || isFree) && listener.yields(call)) return { kind: 'wait' as const }
      const takeBack = listener.now()
      if (isFree) listener.free(call)
      const answer = replacement === undefined ? 'itself' : listener.injected(replacement, call)
      if (answer === 'open') return { kind: 'wait' as const }
      if (isEvent) listener.routine(number, call)
      const answered = answer === 'itself' ? routine(call) : undefined
      if (answered?.kind === 'wait') takeBack()
      else listener.done(call)
      return answered
    }
    return { ...each, routine: told }
  })
  const breaks = breaksOf(base, plan)
  const isStop = (thread: Thread) => {
    const top = thread.depth - 1
    const { code } = base[thread.functionAt(top)]!
    return breaks.holds(thread) || code!.instructions[thread.pcAt(top)] === Op.Break
  }
  const result: Instrumented = { base, patched: breaks.patched(base), isStop, listener: undefined }
  return result
}

function breaksOf(functions: readonly LoadedFunction[], plan: Plan): Breaks {
  const breaks = new Breaks()
  for (const number of plan.replaced.keys()) if (functions[number]!.code !== undefined) breaks.add(number, 0)
  for (const [number, { isEntryOnly, isEvent }] of plan.functions) {
    const { code } = functions[number]!
    if (code === undefined) continue
    breaks.add(number, 0)
    if (isEntryOnly && !isEvent && number !== plan.isolated) continue
    for (let pc = 0; pc < code.instructions.length; pc += width)
      if (returning.has(code.instructions[pc] as Op)) breaks.add(number, pc)
  }
  for (const table of [plan.points, plan.macros])
    for (const [number, places] of table) for (const pc of places.keys()) breaks.add(number, pc)
  return breaks
}

const returning: ReadonlySet<Op> = new Set([Op.Return, Op.ReturnValue, Op.NoValue])
