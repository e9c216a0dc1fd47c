// Structures that a driver allocates from paged pool and nowhere else: no allocation of another kind is stored as one, and no
// variable is one.
import { pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Call, Expression } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import type { RuleContext } from './rule.ts'

/** Their tags. */
export function pagedRecords(context: RuleContext): ReadonlySet<string> {
  const paged = new Set<string>()
  const others = new Set<string>()
  for (const source of context.flow.functions.values()) {
    for (const { tag, isPaged } of homesIn(source, context)) (isPaged ? paged : others).add(tag)
  }
  for (const { unit } of context.callbacks.driver.units)
    for (const declaration of unit.chunks.flatMap(({ declarations }) => declarations))
      if (declaration.kind === 'declaration')
        for (const { symbol } of declaration.declarators) {
          const tag = symbol?.kind === 'object' ? recordOf(symbol.type)?.tag : undefined
          if (tag !== undefined) others.add(tag)
        }
  for (const tag of others) paged.delete(tag)
  return paged
}

interface Home {
  readonly tag: string
  readonly isPaged: boolean
}

const known = new WeakMap<FunctionSource['definition'], readonly Home[]>()

/** Where one function puts structures: blocks that it allocates, variables of its own. */
function homesIn(source: FunctionSource, context: RuleContext): readonly Home[] {
  let homes = known.get(source.definition)
  if (homes === undefined) known.set(source.definition, (homes = [...found(source, context)]))
  return homes
}

function* found({ definition, semantics }: FunctionSource, { flow }: RuleContext): Iterable<Home> {
  const stored = (type: Type, value: Expression | undefined): Home[] => {
    const call = value && uncast(value)
    const to = pointerOf(valueType(type))?.to
    const tag = to && recordOf(to)?.tag
    const allocates = call?.kind === 'call' && flow.routine(call)?.effects.some(({ verb }) => verb === 'allocates')
    return tag === undefined || !allocates
      ? []
      : [{ tag, isPaged: isPagedPool(call, semantics, flow.routine(call)?.name) }]
  }
  for (const node of descendantsOf(definition.body)) {
    if (node.kind === 'assignment') yield* stored(semantics.typeOf(node.target), node.value)
    if (node.kind === 'cast') yield* stored(node.typeName.type, node.operand)
    if (node.kind !== 'declaration') continue
    for (const { symbol, initializer } of node.declarators) {
      if (symbol?.kind !== 'object') continue
      yield* stored(symbol.type, initializer)
      const tag = recordOf(symbol.type)?.tag
      if (tag !== undefined) yield { tag, isPaged: false }
    }
  }
}

/** POOL_FLAG_PAGED of ExAllocatePool2 and its like; the odd ones of POOL_TYPE; a lookaside list that is paged. */
function isPagedPool(call: Call, semantics: FunctionSource['semantics'], routine: string | undefined): boolean {
  if (routine?.includes('Lookaside')) return routine.includes('FromPaged')
  const [first] = call.arguments
  const pool = first && semantics.fold(first)
  if (pool === undefined) return false
  return /^ExAllocatePool[23]$/.test(routine ?? '') ? (pool & 0x100n) !== 0n : (pool & 1n) === 1n
}
