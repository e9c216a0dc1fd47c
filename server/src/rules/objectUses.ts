// What a driver does anywhere to objects that lie in its own structures: which fields are resources that it initialises,
// timers that it starts, list entries that it links. Read from the sources alone, function by function.
import type { Call, Expression, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import type { Verb } from '../knowledge/effects.ts'
import { stripped } from '../project/functionFlows.ts'
import { callsIn } from './roots.ts'
import type { RuleContext } from './rule.ts'
import { tagOf } from './stores.ts'

/** `KeSetTimer(&server->Timer, …)`: it starts, as a timer, the field `Timer` of the record with that tag. */
export interface ObjectUse {
  readonly source: FunctionSource
  readonly verb: Verb
  readonly as: string | undefined
  readonly tag: string | undefined
  readonly field: string
  readonly call: Call
}

const verbs: readonly Verb[] = ['initializes', 'deletes', 'starts', 'stops', 'links', 'unlinks']

const known = new WeakMap<FunctionDefinition, readonly ObjectUse[]>()

/** In all functions of the driver. */
export function* objectUses(context: RuleContext): Iterable<ObjectUse> {
  for (const source of context.flow.functions.values()) {
    let uses = known.get(source.definition)
    if (uses === undefined) known.set(source.definition, (uses = [...usesIn(source, context)]))
    yield* uses
  }
}

function* usesIn(source: FunctionSource, { flow }: RuleContext): Iterable<ObjectUse> {
  for (const call of callsIn(source.definition)) {
    for (const { verb, as, subject } of flow.routine(call)?.effects ?? []) {
      if (!verbs.includes(verb) || typeof subject !== 'number') continue
      const member = call.arguments[subject] && memberAt(call.arguments[subject])
      if (member !== undefined)
        yield { source, verb, as, tag: tagOf(member, source.semantics), field: member.name, call }
    }
  }
}

/** `server->Timer` of `&server->Timer`. */
function memberAt(argument: Expression): MemberAccess | undefined {
  const address = uncast(argument)
  const of = address.kind === 'unary' && address.operator === '&' ? stripped(address.operand) : undefined
  return of?.kind === 'member' ? of : undefined
}

/** Does the function free anything itself? */
export function frees({ definition }: FunctionSource, { flow }: RuleContext): boolean {
  return callsIn(definition).some(call => flow.routine(call)?.effects.some(({ verb }) => verb === 'frees') ?? false)
}
