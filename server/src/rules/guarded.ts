// Accesses whose failure a handler takes: those in the body of a `__try` with an `__except`. NULL lies in the user's part of
// the address space, and there an access that fails is an exception like any other, in the kernel, too.
import type { FunctionDefinition, Try } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { CallPoint, DereferencePoint } from '../flow/graph.ts'
import type { ReachedPoint } from './reached.ts'

const known = new WeakMap<FunctionDefinition, ReadonlySet<unknown>>()

/** Does a handler in the function, around the expression, take what it raises? */
export function isGuarded(expression: unknown, definition: FunctionDefinition): boolean {
  let guarded = known.get(definition)
  if (guarded === undefined) known.set(definition, (guarded = guardedIn(definition)))
  return guarded.has(expression)
}

/** The same of a point, or of a call on the way to it. */
export function isCaught({ point, analysis, calls }: ReachedPoint<CallPoint | DereferencePoint>): boolean {
  return (
    isGuarded(point.node, analysis.definition) ||
    calls.some(({ point: { node }, from }) => isGuarded(node, from.definition))
  )
}

function guardedIn({ body }: FunctionDefinition): Set<unknown> {
  const guarded = new Set<unknown>()
  for (const node of descendantsOf(body))
    if (node.kind === 'try' && takes(node)) for (const inner of descendantsOf(node.body)) guarded.add(inner)
  return guarded
}

/** EXCEPTION_CONTINUE_SEARCH hands everything on. */
function takes({ filter }: Try): boolean {
  const e = filter && uncast(filter)
  return e !== undefined && !(e.kind === 'integer-constant' && e.value === 0n)
}
