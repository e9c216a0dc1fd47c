// Drivers without DriverEntry: the callbacks that the sources hold are written into a table of the model, whose missing
// members are stand-ins (server/model/rdbss/standIns.c). What such a run shows is true of the callbacks; that it shows
// nothing is not known, for the rest of the driver is not here.
import { pointerOf } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Expression, FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { childrenOf, type TreeNode } from '../c/walk.ts'
import type { Machine } from '../machine/machine.ts'

/** A function of the driver's that implements a member of the table. */
export interface FoundCallback {
  readonly member: string
  readonly symbol: Symbol
  readonly definition: FunctionDefinition
  readonly semantics: Semantics
}

/** Members that a SRV_CALL's life needs, beside its end. */
export const neededMembers = [
  'MRxCreateSrvCall',
  'MRxSrvCallWinnerNotify',
  'MRxExtractNetRootName',
  'MRxCreateVNetRoot',
] as const

const table = 'StandInDispatch'

/** Before the machine is copied: what it writes belongs to every run. */
export function installCallbacks(
  machine: Machine,
  model: readonly TranslationUnit[],
  callbacks: readonly FoundCallback[],
): void {
  const { program, memory, ids, bases } = machine
  const base = bases[program.objects.get(table)!]!
  for (const { member, symbol, semantics } of callbacks) {
    const offset = offsetOf(model, member)
    const number = program.find(symbol, semantics)
    if (offset === undefined || number === undefined) continue
    const address = (BigInt(memory.high) << 32n) | BigInt(bases[number]!)
    memory.write(base + offset, memory.pointerSize, address)
    memory.setProvenance(base + offset, ids[number]!)
  }
  const finalizer = callbacks.find(({ member }) => member === 'MRxFinalizeSrvCall')
  const size = finalizer && contextSize(finalizer)
  if (size !== undefined) memory.write(bases[program.objects.get('StandInContextSize')!]!, 4, BigInt(size))
}

function offsetOf(model: readonly TranslationUnit[], name: string): number | undefined {
  const tag = '_MINIRDR_DISPATCH'
  const unit = model.find(({ tables }) => tables.tags.get(tag) !== undefined)
  const record = unit?.tables.tags.get(tag)
  const layout = record?.kind === 'record' ? unit?.semantics.layout(record) : undefined
  return layout?.members.find(({ member }) => member.name === name)?.offset
}

/** Of what the function takes SrvCall->Context for, by its first use; undefined: it does not say. */
function contextSize({ definition, semantics }: FoundCallback): number | undefined {
  const type = contextType(definition.body, semantics)
  const pointer = type && pointerOf(type)
  return pointer && semantics.sizeOf(pointer.to)
}

function contextType(node: TreeNode, semantics: Semantics): Type | undefined {
  if (node.kind === 'declaration')
    for (const { symbol, initializer } of node.declarators)
      if (symbol !== undefined && initializer !== undefined && isContext(initializer)) return symbol.type
  if (node.kind === 'assignment' && isContext(node.value)) return semantics.typeOf(node.target)
  if (node.kind === 'cast' && isContext(node.operand)) return semantics.typeOf(node)
  for (const child of childrenOf(node)) {
    const found = contextType(child, semantics)
    if (found !== undefined) return found
  }
  return undefined
}

function isContext(node: Expression): boolean {
  if (node.kind === 'cast') return isContext(node.operand)
  if (node.kind === 'parenthesized') return isContext(node.expression)
  return node.kind === 'member' && node.name === 'Context'
}
