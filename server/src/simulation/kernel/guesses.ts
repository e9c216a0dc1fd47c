// Routines that have neither a body nor a model. What they return is guessed: success where nobody interferes, and its
// opposite as a choice. A run that used a guess decides nothing.
import { functionOf, pointerOf, typedefNames } from '../../c/predicates.ts'
import { canonical, type Type } from '../../c/types.ts'
import { type HostCall, type HostRoutine, nullPointer } from '../../machine/host.ts'
import type { Program, ProgramFunction } from '../../machine/program.ts'
import { guessedObject, writeOutputs } from './guessedOutputs.ts'

/** What a call does for the option that was chosen. */
interface Guess {
  readonly options: number
  answer(call: HostCall, option: number): undefined
}

/** The option, or that the thread stands until it is chosen. */
type Decide = (call: HostCall, name: string, options: number) => number | undefined

const success = 0
const failure = 0xc0000001 | 0

/** `decide`: told the routine's name and how many options there are. */
export function guessedRoutine(routine: ProgramFunction, decide: Decide): HostRoutine | undefined {
  const { name, type, semantics } = routine
  const guess = guessOf(functionOf(type)?.returns, type => semantics.sizeOf(type), name)
  if (guess === undefined) return undefined
  return call => {
    const option = decide(call, name, guess.options)
    if (option === undefined) return { kind: 'wait' }
    if (option === 0) writeOutputs(call, routine)
    return guess.answer(call, option)
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
  if (pointer !== undefined) return freshObject(sizeOf(pointer.to) ?? 0, name)
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

function freshObject(size: number, name: string): Guess {
  return {
    options: 2,
    answer: (call, option) => call.returnPointer(option === 0 ? guessedObject(call, size, name) : nullPointer),
  }
}
