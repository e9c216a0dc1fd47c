// Who holds what: every acquire and release of an object, from the changes of the whole trace.
import type { Trace, TraceChange } from '../../../server/src/protocol/trace.ts'

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
  /** In words: who still holds it at the end. */
  readonly outcome: string
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
  return { entries, outcome: outcomeOf(trace, object, entries, left) }
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

function outcomeOf(
  { objects }: Pick<Trace, 'objects'>,
  object: number,
  entries: readonly LedgerEntry[],
  left: number,
): string {
  const { kind } = objects[object]!
  if (entries.length === 0) return 'It is not acquired in this run.'
  if (left === 0) return kind === 'pool' || kind === 'handle' ? 'It is freed.' : 'Nobody holds it at the end.'
  if (kind === 'pool' || kind === 'handle') return 'It is never freed.'
  if (kind === 'lock') return 'It is still held at the end.'
  return `Left at the end: ${left}. More often taken than given back by ${debtors(entries)}.`
}

/** Functions that took more than they gave back, most first. */
function debtors(entries: readonly LedgerEntry[]): string {
  const balance = new Map<string, number>()
  for (const [i, { by, left }] of entries.entries())
    balance.set(by, (balance.get(by) ?? 0) + left - (entries[i - 1]?.left ?? 0))
  const owing = [...balance].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
  return owing.map(([by]) => by).join(', ') || 'nobody'
}
