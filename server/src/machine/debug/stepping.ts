// What a step looks for. A step ends where a statement begins (or, for expressions, where another one is at work), or
// where a call has returned to its caller, whichever comes first; how deep in the calls depends on the kind of step.
import { siteAt } from '../code.ts'
import type { Site } from '../fault.ts'
import type { LoadedFunction, Machine } from '../machine.ts'
import { Op, width } from '../opcodes.ts'
import type { Thread } from '../thread.ts'
import { Breaks, returnBreaks, statementBreaks } from './breaks.ts'
import type { Execution } from './execution.ts'
import type { Search } from './timeline.ts'

export type StepKind = 'in' | 'over' | 'out'
export type Granularity = 'statement' | 'expression'

/** A frame of a thread, and all around it; what it has called is passed over. */
export interface Stepped {
  readonly thread: Thread
  /** Calls of the thread, up to this frame. */
  readonly depth: number
}

/** `steppable`: whether a step may end in a place that it has gone into. */
export function stepSearch(
  execution: Execution,
  stepped: Stepped,
  kind: StepKind,
  granularity: Granularity,
  steppable: (site: Site) => boolean,
): Search {
  const start = standing(stepped)
  const { functions } = execution.machine
  const breaks = returnBreaks(stepped.thread)
  const inside = kind === 'in' ? functions.keys() : start.functions
  const starts = granularity === 'statement' ? statementBreaks : expressionBreaks
  // Out of a frame leads its return, or a handler or label of a caller.
  breaks.addAll(kind === 'out' ? statementBreaks(functions, start.functions) : starts(functions, inside))
  const site = siteOf(execution.machine, stepped.thread)
  const accepts = (behind: boolean): boolean => {
    const { thread } = execution
    if (behind || thread?.number !== start.thread) return false
    const { depth } = thread
    if (depth < start.depth) return true
    if (kind === 'out' || (kind === 'over' && depth > start.depth)) return false
    if (thread.serialAt(depth - 1) === start.serials[depth - 1])
      return granularity === 'statement' || siteOf(execution.machine, thread) !== site
    return kind === 'in' && steppable(siteOf(execution.machine, thread))
  }
  return { breaks, accepts }
}

/** The statement before, in a frame that is still there; a call that has returned is passed over as a whole. `depth`: as of `Stepped`. */
export function backSearch(execution: Execution, depth?: number): Search {
  const { functions } = execution.machine
  // Where the last thread has ended, its outermost function's last statement is what went before.
  if (execution.thread === undefined)
    return {
      breaks: statementBreaks(functions, functions.keys()),
      accepts: behind => !behind && execution.thread?.depth === 1,
    }
  const { thread: standingThread } = execution
  const start = standing({ thread: standingThread, depth: depth ?? standingThread.depth })
  const breaks = statementBreaks(functions, start.functions)
  const accepts = (behind: boolean): boolean => {
    const { thread } = execution
    if (behind || thread?.number !== start.thread) return false
    const { depth } = thread
    return depth <= start.depth && thread.serialAt(depth - 1) === start.serials[depth - 1]
  }
  return { breaks, accepts }
}

/** The thread, and the frames that it has. */
function standing({ thread, depth }: Stepped) {
  const { number } = thread
  const depths = Array.from({ length: depth }, (_, i) => i)
  const functions = new Set(depths.map(each => thread.functionAt(each)))
  return { thread: number, depth, serials: depths.map(each => thread.serialAt(each)), functions }
}

function siteOf({ functions }: Machine, thread: Thread): Site {
  const top = thread.depth - 1
  return siteAt(functions[thread.functionAt(top)]!.code!, thread.pcAt(top))
}

/** Where the instructions of another expression begin. */
function expressionBreaks(functions: readonly LoadedFunction[], only: Iterable<number>): Breaks {
  const breaks = new Breaks()
  for (const number of only) {
    const code = functions[number]!.code
    for (let pc = 0; pc < (code?.instructions.length ?? 0); pc += width) {
      const isNew = pc === 0 || siteAt(code!, pc) !== siteAt(code!, pc - width)
      if (isNew && code!.instructions[pc] !== Op.Jump) breaks.add(number, pc)
    }
  }
  return breaks
}
