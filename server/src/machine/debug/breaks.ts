// Places in compiled functions where the machine is to stop. As in debuggers of processors, a breakpoint takes the place
// of the instruction: a machine that runs with patched functions is as fast as any, and nobody else pays. The functions
// of the program stay as they are.
import type { Code } from '../code.ts'
import type { LoadedFunction } from '../machine.ts'
import { Op, width } from '../opcodes.ts'
import type { Thread } from '../thread.ts'

/** By number of the function: instructions. */
export class Breaks {
  readonly #places = new Map<number, Set<number>>()

  add(func: number, pc: number): void {
    const places = this.#places.get(func)
    if (places === undefined) this.#places.set(func, new Set([pc]))
    else places.add(pc)
  }

  addAll(other: Breaks): void {
    for (const [func, places] of other.#places) for (const pc of places) this.add(func, pc)
  }

  has(func: number, pc: number): boolean {
    return this.#places.get(func)?.has(pc) === true
  }

  /** Does the thread stand at one? */
  holds(thread: Thread): boolean {
    const top = thread.depth - 1
    return top >= 0 && this.has(thread.functionAt(top), thread.pcAt(top))
  }

  patched(functions: readonly LoadedFunction[]): LoadedFunction[] {
    return functions.map((each, number) => {
      const places = this.#places.get(number)
      return places === undefined || each.code === undefined ? each : { ...each, code: patch(each.code, places) }
    })
  }
}

function patch(code: Code, places: ReadonlySet<number>): Code {
  const instructions = code.instructions.slice()
  const words = code.words === code.instructions ? instructions : code.words.slice()
  for (const pc of places) instructions[pc] = words[pc] = Op.Break
  return { ...code, instructions, words }
}

/** Where a statement begins, in the functions with these numbers. */
export function statementBreaks(functions: readonly LoadedFunction[], only: Iterable<number>): Breaks {
  const breaks = new Breaks()
  for (const number of only) for (const pc of functions[number]!.code?.statements.keys() ?? []) breaks.add(number, pc)
  return breaks
}

/** Behind the calls that the thread's frames wait for. */
export function returnBreaks(thread: Thread): Breaks {
  const breaks = new Breaks()
  for (let depth = 0; depth < thread.depth - 1; depth++)
    breaks.add(thread.functionAt(depth), thread.pcAt(depth) + width)
  return breaks
}

const writing = new Set<Op>([
  Op.StoreByte,
  Op.StoreShort,
  Op.StoreW,
  Op.StoreL,
  Op.StoreP,
  Op.StoreFloat,
  Op.StoreF,
  Op.StoreBits,
  Op.Copy,
  Op.Zero,
  Op.Bytes,
  Op.Call,
  Op.CallP,
  Op.Return,
  Op.ReturnValue,
  Op.NoValue,
  Op.Local,
  Op.LocalSize,
  Op.EndLocal,
  Op.Arguments,
  Op.SetJump,
  Op.LongJump,
  Op.EndFilter,
  Op.EndFinally,
])

/** Instructions that may write memory, or end a block's life. */
export function writingBreaks(functions: readonly LoadedFunction[]): Breaks {
  const breaks = new Breaks()
  for (const [number, { code }] of functions.entries())
    for (let pc = 0; pc < (code?.instructions.length ?? 0); pc += width)
      if (writing.has(code!.instructions[pc] as Op)) breaks.add(number, pc)
  return breaks
}
