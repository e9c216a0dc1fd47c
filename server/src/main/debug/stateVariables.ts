// The state of kernel and RDBSS as variables of a debugger.
import type { Trace } from '../../protocol/trace.ts'
import type { ObjectState, RunState } from '../../protocol/traceState.ts'

const irqls = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL']

export function objectSummary({ objects }: Pick<Trace, 'objects'>, { object, references }: ObjectState): string {
  const { kind, about } = objects[object]!
  if (kind === 'pool' || kind === 'handle') return about ?? kind
  return `${kind}, ${references} ${references === 1 ? 'reference' : 'references'}`
}

export function objectFields({ objects }: RunState, object: number): [string, string][] {
  const state = objects.get(object)
  if (state === undefined) return []
  return [
    ['references', String(state.references)],
    ...[...state.fields].map(([name, value]): [string, string] => [name, value]),
  ]
}

export function locksOf({ objects }: Pick<Trace, 'objects'>, { irql, locks }: RunState, lane: number): string {
  const held = [...locks].flatMap(([lock, lanes]) =>
    lanes.has(lane) ? [`${objects[lock]!.name} (${lanes.get(lane)})`] : [],
  )
  const level = irql.get(lane) ?? 0
  return [irqls[level] ?? `IRQL ${level}`, ...held].join(', ')
}
