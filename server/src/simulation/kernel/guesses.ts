// Routines that have neither a body nor a model. What they return is guessed: success where nobody interferes, and its
// opposite as a choice. A run that used a guess decides nothing.
import { functionOf, pointerOf } from '../../c/predicates.ts'
import { canonical, type Type } from '../../c/types.ts'
import { type HostCall, type HostRoutine, nullPointer } from '../../machine/host.ts'
import type { Program, ProgramFunction } from '../../machine/program.ts'

/** What a call does for the option that was chosen. */
interface Guess {
  readonly options: number
  answer(call: HostCall, option: number): undefined
}

/** The option, or that the thread stands until it is chosen. */
type Decide = (call: HostCall, name: string, options: number) => number | undefined

const success = 0
const failure = 0xc0000001 | 0
/** Of what a pointer to nobody-knows-what points to, in bytes. */
const unknownSize = 64

/** `decide`: told the routine's name and how many options there are. */
export function guessedRoutine({ name, type, semantics }: ProgramFunction, decide: Decide): HostRoutine | undefined {
  const guess = guessOf(functionOf(type)?.returns, type => semantics.sizeOf(type), name)
  if (guess === undefined) return undefined
  return call => {
    const option = decide(call, name, guess.options)
    return option === undefined ? { kind: 'wait' } : guess.answer(call, option)
  }
}

/** Functions that are called and that nobody defines, by name. */
export function undefinedFunctions({ entries }: Program): ReadonlyMap<string, ProgramFunction> {
  const found = entries.flatMap(entry =>
    entry.kind === 'function' && entry.code === undefined ? [[entry.name, entry] as const] : [],
  )
  return new Map(found)
}

function guessOf(
  returns: Type | undefined,
  sizeOf: (type: Type) => number | undefined,
  name: string,
): Guess | undefined {
  if (returns === undefined) return undefined
  const type = canonical(returns)
  if (type.kind === 'void') return { options: 1, answer: () => undefined }
  const pointer = pointerOf(returns)
  if (pointer !== undefined) return freshObject(sizeOf(pointer.to) ?? unknownSize, name)
  if (type.kind !== 'integer' && type.kind !== 'enum') return undefined
  const [first, second] = typedefNames(returns).includes('BOOLEAN') ? [1, 0] : [success, statusOr(returns)]
  const isWide = (sizeOf(returns) ?? 4) > 4
  return {
    options: 2,
    answer: (call, option) => {
      const value = option === 0 ? first : second
      return isWide ? call.returnLong(BigInt(value)) : call.returnWord(value)
    },
  }
}

function statusOr(type: Type): number {
  return typedefNames(type).includes('NTSTATUS') ? failure : 1
}

function typedefNames(type: Type): string[] {
  return type.kind === 'typedef' ? [type.name, ...typedefNames(type.of)] : []
}

/** Static, so that nobody has to free it. */
function freshObject(size: number, name: string): Guess {
  return {
    options: 2,
    answer: (call, option) => {
      if (option !== 0) return call.returnPointer(nullPointer)
      const block = call.memory.allocate({ size, kind: 'static', name: `what ${name} returned` })
      if (block === undefined) return call.returnPointer(nullPointer)
      const pointer = { id: block.id, low: block.base, high: call.memory.high }
      call.memory.fill(call.place(pointer, size, true), 0, size)
      return call.returnPointer(pointer)
    },
  }
}
