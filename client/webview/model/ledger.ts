// Who holds what: every acquire and release of an object, from the changes of the whole trace.
import type { Trace, TraceChange, TraceObjectKind } from '../../../server/src/protocol/trace.ts'

export interface LedgerEntry {
  readonly step: number
  readonly lane: number
  readonly kind: 'acquire' | 'release'
  /** The function, or how the lock is held. */
  readonly by: string
  /** Behind it. */
  readonly left: number
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[]
  /** In words: what is left at the end. */
  readonly outcome: string
  /** Functions that took more references than they gave back, those that owe most first; empty where nothing is left. */
  readonly balances: readonly Balance[]
}

export interface Balance {
  readonly by: string
  readonly acquired: number
  readonly released: number
}

export function ledgerOf(trace: Pick<Trace, 'steps' | 'objects'>, object: number): Ledger {
  const entries: LedgerEntry[] = []
  let left = 0
  const isRdbss = trace.steps.some(({ changes = [] }) =>
    changes.some(change => change.what === 'references' && change.object === object),
  )
  for (const [step, { lane, changes = [], text }] of trace.steps.entries())
    for (const change of changes) {
      if (!('object' in change) || change.object !== object) continue
      const delta = deltaOf(change, isRdbss)
      if (delta === 0) continue
      left += delta
      const by = change.what === 'references' ? change.by : change.what === 'lock' ? change.to || change.from : text
      const own = change.what === 'lock' ? change.lane : lane
      entries.push({ step, lane: own, kind: delta > 0 ? 'acquire' : 'release', by, left })
    }
  const { kind } = trace.objects[object]!
  return { entries, outcome: outcomeOf(kind, entries, left), balances: left > 0 && isRdbss ? debtors(entries) : [] }
}

function deltaOf(change: TraceChange, isRdbss: boolean): number {
  switch (change.what) {
    case 'references':
      return change.to - change.from
    case 'lock':
      return Number(change.to !== '') - Number(change.from !== '')
    case 'made':
      return isRdbss ? 0 : 1
    case 'gone':
      return isRdbss ? 0 : -1
  }
  return 0
}

function outcomeOf(kind: TraceObjectKind, entries: readonly LedgerEntry[], left: number): string {
  if (entries.length === 0) return 'It is not acquired in this run.'
  if (left === 0) return kind === 'pool' || kind === 'handle' ? 'It is freed.' : 'Nobody holds it at the end.'
  if (kind === 'pool' || kind === 'handle') return 'It is never freed.'
  if (kind === 'lock') return 'It is still held at the end.'
  return `${left} ${left === 1 ? 'reference is' : 'references are'} left at the end of the run.`
}

function debtors(entries: readonly LedgerEntry[]): Balance[] {
  const balances = new Map<string, { by: string; acquired: number; released: number }>()
  for (const [i, { by, left }] of entries.entries()) {
    const balance = balances.get(by) ?? { by, acquired: 0, released: 0 }
    const delta = left - (entries[i - 1]?.left ?? 0)
    if (delta > 0) balance.acquired += delta
    else balance.released -= delta
    balances.set(by, balance)
  }
  const owed = ({ acquired, released }: Balance) => acquired - released
  return [...balances.values()].filter(each => owed(each) > 0).sort((a, b) => owed(b) - owed(a))
}
