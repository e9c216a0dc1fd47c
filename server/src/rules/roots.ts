// Functions that something outside the driver calls: callbacks, and routines that are handed to the kernel or to RDBSS to run
// later. Nobody in the driver tidies up behind them, and nobody prepares the ground.
import type { Call, FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { functionKey } from '../project/functionFlows.ts'
import { expectedMembers } from './placement.ts'
import type { RuleContext } from './rule.ts'

export interface Root {
  readonly analysis: FunctionAnalysis
  /** The members of the table that it implements; none: it runs as a thread, a work item or a DPC. */
  readonly members: readonly string[]
  /** A DPC, which runs at DISPATCH_LEVEL. */
  readonly isDpc: boolean
}

const known = new WeakMap<RuleContext, readonly Root[]>()

/** In the order of the sources, each once. */
export function rootsOf(context: RuleContext): readonly Root[] {
  let roots = known.get(context)
  if (roots === undefined) known.set(context, (roots = found(context)))
  return roots
}

function found(context: RuleContext): Root[] {
  const { callbacks, flow } = context
  const byDefinition = new Map<FunctionDefinition, Root>()
  const add = (definition: FunctionDefinition, path: string, members: readonly string[], isDpc: boolean) => {
    const analysis = byDefinition.has(definition) ? undefined : flow.analysis(definition, path)
    if (analysis !== undefined) byDefinition.set(definition, { analysis, members, isDpc })
  }
  for (const implementation of callbacks.implementations) {
    const { definition, unit } = implementation
    if (definition === undefined) continue
    const members = expectedMembers(implementation, callbacks).map(({ name }) => name)
    if (members.length > 0) add(definition, unit.path, members, false)
  }
  for (const { key, isDpc } of laterCalls(context)) {
    const source = flow.functions.get(key)
    if (source !== undefined) add(source.definition, source.path, [], isDpc)
  }
  return [...byDefinition.values()]
}

/** Functions that are named where a routine takes what it is to run. */
function* laterCalls({ flow }: RuleContext): Iterable<{ key: string; isDpc: boolean }> {
  for (const { definition, path } of flow.functions.values()) {
    for (const call of callsIn(definition)) {
      const effects = flow.routine(call)?.effects ?? []
      for (const { verb, subject } of effects) {
        if (verb !== 'runs' || typeof subject !== 'number') continue
        const argument = call.arguments[subject]
        const e = argument && uncast(argument)
        if (e?.kind === 'identifier' && e.symbol?.kind === 'function')
          yield { key: functionKey(e.symbol, path), isDpc: effects.some(({ as }) => as === 'dpc') }
      }
    }
  }
}

const calls = new WeakMap<FunctionDefinition, readonly Call[]>()

/** The calls in a function's body, in the order of the source. */
export function callsIn(definition: FunctionDefinition): readonly Call[] {
  let list = calls.get(definition)
  if (list === undefined) {
    list = descendantsOf(definition.body).filter(node => node.kind === 'call')
    calls.set(definition, list)
  }
  return list
}
