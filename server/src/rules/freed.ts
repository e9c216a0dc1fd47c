// Is a block gone at a point? Where every way to the point frees it, yes. Where some ways do, only when nothing in the
// function counts references: `if (InterlockedDecrement(&s->References) == 0) Free(s);` leaves the block to others.
import type { Call, Expression, FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { type Happening, isCertain } from '../flow/state.ts'
import { rootOf, type Value } from '../flow/terms.ts'
import { usual } from './entered.ts'

export interface FreedBlock {
  readonly block: Value
  readonly freed: Happening
  readonly state: Alternative
  /** The pointer leads to the block itself, and not into it. */
  readonly isWhole: boolean
}

/** The block that `value` points to, freed before; `states`: all ways to a point, `valueIn`: the pointer on each. */
export function freedAt(
  states: readonly Alternative[],
  valueIn: (state: Alternative) => Value | undefined,
  { definition }: FunctionAnalysis,
): FreedBlock | undefined {
  const ways = usual(states)
  const found = ways.flatMap(state => {
    const value = valueIn(state)
    return (value && freedBlockOf(value, state)) ?? []
  })
  const [first] = found
  if (first === undefined || found.length === ways.length) return first
  return isCounted(first.state) || countsReferences(definition) ? undefined : first
}

function freedBlockOf(value: Value, state: Alternative): FreedBlock | undefined {
  const pointer = blockOf(value)
  if (pointer === undefined || !state.hasFreed) return undefined
  const block = state.freed(pointer) === undefined ? recordAround(pointer, state) : pointer
  const freed = block && state.freed(block)
  return isCertain(freed) ? { block: block!, freed, state, isWhole: block === value } : undefined
}

/** What was freed by way of an entry in it: `Free(CONTAINING_RECORD(entry, …))`, and `entry` leads into the block. */
function recordAround(entry: Value, state: Alternative): Value | undefined {
  return state.freedBlocks.find(
    ({ block }) => block.kind === 'operation' && block.operator === '-' && block.operands[0] === entry,
  )?.block
}

/** Of the address of a part, the pointer to the whole. */
export function blockOf(value: Value): Value | undefined {
  if (value.kind !== 'address') return value
  const root = rootOf(value.of)
  return root.kind === 'pointee' ? root.pointer : undefined
}

/** A routine, another one than `call`, decided whether the block goes. */
export function isCounted(state: Alternative, call?: Call): boolean {
  return state.way().some(({ condition }) => condition?.kind === 'test' && hasCall(condition.expression, call))
}

function hasCall(expression: Expression, except: Call | undefined): boolean {
  return [expression, ...descendantsOf(expression)].some(node => node.kind === 'call' && node !== except)
}

export function countsReferences({ body }: FunctionDefinition): boolean {
  return descendantsOf(body).some(node => {
    if (node.kind === 'call') return /^_?Interlocked.*(?:Decrement|Add|And|Or)/.test(calledName(node) ?? '')
    if (node.kind === 'assignment') return node.operator === '-=' && node.target.kind === 'member'
    return (
      (node.kind === 'unary' || node.kind === 'postfix') && node.operator === '--' && node.operand.kind === 'member'
    )
  })
}
