// What kernel and RDBSS know where the run stands, as a tree of names and values: IRQL, locks, references, pool. Names of
// objects are those of traces.
import { SystemState } from '../simulation/tracing/systemState.ts'
import type { Debuggee } from './debuggee.ts'

export interface StateNode {
  readonly name: string
  readonly value: string
  readonly children: readonly StateNode[]
}

interface Known {
  readonly name: string
  readonly kind: string
  readonly about: string
  references: number
  readonly fields: Map<string, string>
}

const levels = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL']

/** `thread`: whose IRQL and locks come first. */
export function kernelState({ system, formats }: Debuggee, thread: number): StateNode[] {
  const state = new SystemState(system, formats)
  const objects = new Map<number, Known>()
  const held: { readonly lane: number; readonly object: number; readonly how: string }[] = []
  let irql = 0
  for (const change of state.changes(each => each, '')) {
    switch (change.what) {
      case 'made': {
        const { name, kind, about = '' } = state.objects[change.object]!
        objects.set(change.object, { name, kind, about, references: 0, fields: new Map() })
        break
      }
      case 'gone':
        objects.delete(change.object)
        break
      case 'references':
        objects.get(change.object)!.references = change.to
        break
      case 'field':
        objects.get(change.object)!.fields.set(change.field, change.to)
        break
      case 'lock':
        held.push({ lane: change.lane, object: change.object, how: change.to })
        break
      case 'irql':
        if (change.lane === thread) irql = change.to
    }
  }
  const locks = held.map(({ lane, object, how }) =>
    leaf(state.objects[object]!.name, `${how}, by ${system.host.laneName(lane)}`),
  )
  const all = [...objects.values()]
  const waited = state.waitedFor(thread)
  return [
    leaf('IRQL', `${levels[irql] ?? 'DIRQL'} (${irql})`),
    ...(waited === undefined ? [] : [leaf('waits for', waited)]),
    group('locks held', locks),
    group('references', all.filter(({ kind }) => !isPool(kind)).map(counted)),
    group(
      'pool',
      all.filter(({ kind }) => isPool(kind)).map(({ name, kind, about }) => leaf(name, about || kind)),
    ),
  ]
}

function isPool(kind: string): boolean {
  return kind === 'pool' || kind === 'handle'
}

function counted({ name, kind, references, fields }: Known): StateNode {
  const own = fields.get('name')
  const count = `${references} reference${references === 1 ? '' : 's'}`
  const children = [...fields].map(([field, value]) => leaf(field, value))
  return { name, value: `${kind}${own === undefined ? '' : ` ${own}`}, ${count}`, children }
}

function leaf(name: string, value: string): StateNode {
  return { name, value, children: [] }
}

function group(name: string, children: readonly StateNode[]): StateNode {
  return { name, value: children.length === 0 ? 'none' : String(children.length), children }
}
