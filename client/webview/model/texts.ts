// Words for what a trace holds: names of lanes, what a change is, what a row says. The same in the diagram, the table, the
// announcements and the exports.
import type { Trace, TraceChange, TraceLane } from '../../../server/src/protocol/trace.ts'
import { type Row, spanOf } from './rows.ts'

type Named = Pick<Trace, 'objects' | 'lanes' | 'steps'>

export function laneText({ name, kind }: TraceLane): string {
  const number = name.split('-')[1]
  switch (kind) {
    case 'worker':
      return `RDBSS worker ${number}`
    case 'thread':
      return `driver thread ${number}`
    case 'clock':
      return 'DPC'
  }
  return number === undefined ? `${name} process` : `user process ${number}`
}

const irqls = ['PASSIVE', 'APC', 'DISPATCH']

export function irqlText(irql: number): string {
  return irqls[irql] ?? String(irql)
}

export function changeText(change: TraceChange, { objects, lanes }: Named): string {
  const name = 'object' in change ? objects[change.object]!.name : ''
  switch (change.what) {
    case 'made':
      return `${name} allocated`
    case 'gone':
      return `${name} freed`
    case 'references':
      return `${name} references ${change.from} → ${change.to}`
    case 'field':
      return `${name} ${change.field} ${change.from === '' ? '' : `${change.from} → `}${change.to === '' ? 'none' : change.to}`
    case 'lock':
      return change.to === '' ? `${name} released` : `${name} ${change.to}`
    case 'irql':
      return `${laneText(lanes[change.lane]!)} IRQL ${irqlText(change.from)} → ${irqlText(change.to)}`
  }
}

/** All changes of a row, less what is undone inside of it. */
export function changesOf(row: Row, { steps }: Pick<Trace, 'steps'>): TraceChange[] {
  const [from, to] = spanOf(row)
  const merged = new Map<string, TraceChange>()
  for (let i = from; i < to; i++) for (const change of steps[i]!.changes ?? []) merge(merged, change)
  return [...merged.values()]
}

function merge(merged: Map<string, TraceChange>, change: TraceChange): void {
  const key = keyOf(change)
  const before = merged.get(key)
  if (before === undefined) {
    merged.set(key, change)
    return
  }
  if (!('from' in before) || !('from' in change)) {
    // Allocated and freed again: both are told by neither.
    merged.delete(key)
    return
  }
  if (before.from === change.to) merged.delete(key)
  else merged.set(key, { ...change, from: before.from } as TraceChange)
}

function keyOf(change: TraceChange): string {
  switch (change.what) {
    case 'made':
    case 'gone':
      return `life ${change.object}`
    case 'references':
      return `references ${change.object}`
    case 'field':
      return `field ${change.object} ${change.field}`
    case 'lock':
      return `lock ${change.object} ${change.lane}`
    case 'irql':
      return `irql ${change.lane}`
  }
}

export function rowText(row: Row, { steps }: Pick<Trace, 'steps'>): string {
  if (row.kind === 'step') return steps[row.step]!.text
  const count = row.to - row.from
  const inside = steps.slice(row.from, row.to)
  const whose = inside.some(({ origin }) => origin === 'rdbss') ? 'RDBSS' : 'kernel'
  return `${whose}: ${count} ${count === 1 ? 'step' : 'steps'}`
}

const kindWords: Readonly<Record<string, string>> = {
  begin: 'scenario step',
  call: 'calls',
  wait: '',
  preempted: '',
  fault: 'injected failure',
  guess: 'guessed',
  violation: 'broken rule',
}

/** For screen readers: everything that the row shows. */
export function spokenRow(row: Row, trace: Named): string {
  const [from] = spanOf(row)
  const { lane, kind } = trace.steps[from]!
  const word = row.kind === 'step' ? (kindWords[kind] ?? '') : ''
  const changes = changesOf(row, trace).map(change => changeText(change, trace))
  const what = [word, rowText(row, trace)].filter(Boolean).join(' ')
  return [`Step ${from + 1}, ${laneText(trace.lanes[lane]!)}: ${what}`, ...changes].join('. ')
}
