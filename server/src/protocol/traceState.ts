// What holds behind a step: objects with their references and fields, locks, IRQL. It is what the changes up to there add up
// to; states at distances are kept, so that any step of a long trace is near one.
import type { Trace, TraceChange, TracePlace, TraceStep, TraceValue } from './trace.ts'

export interface ObjectState {
  readonly object: number
  isAlive: boolean
  references: number
  readonly fields: Map<string, string>
}

export class RunState {
  readonly objects = new Map<number, ObjectState>()
  /** By lock and lane: how it is held. */
  readonly locks = new Map<number, Map<number, string>>()
  /** By lane; missing: 0. */
  readonly irql = new Map<number, number>()

  copy(): RunState {
    const copy = new RunState()
    for (const [key, { fields, ...rest }] of this.objects) copy.objects.set(key, { ...rest, fields: new Map(fields) })
    for (const [key, lanes] of this.locks) copy.locks.set(key, new Map(lanes))
    for (const [lane, irql] of this.irql) copy.irql.set(lane, irql)
    return copy
  }

  apply(change: TraceChange): void {
    switch (change.what) {
      case 'made':
      case 'gone':
        this.#object(change.object).isAlive = change.what === 'made'
        break
      case 'references':
        this.#object(change.object).references = change.to
        break
      case 'field':
        this.#object(change.object).fields.set(change.field, change.to)
        break
      case 'lock':
        this.#lock(change.object, change.lane, change.to)
        break
      case 'irql':
        this.irql.set(change.lane, change.to)
        break
    }
  }

  #object(object: number): ObjectState {
    let state = this.objects.get(object)
    if (state === undefined)
      this.objects.set(object, (state = { object, isAlive: true, references: 0, fields: new Map() }))
    return state
  }

  #lock(lock: number, lane: number, how: string): void {
    const lanes = this.locks.get(lock) ?? new Map<number, string>()
    if (how === '') lanes.delete(lane)
    else lanes.set(lane, how)
    if (lanes.size === 0) this.locks.delete(lock)
    else this.locks.set(lock, lanes)
  }
}

const distance = 256

export class RunStates {
  readonly #steps: readonly TraceStep[]
  /** Behind step `distance * i - 1`. */
  readonly #kept = [new RunState()]

  constructor({ steps }: Pick<Trace, 'steps'>) {
    this.#steps = steps
  }

  /** Behind the step. */
  at(step: number): RunState {
    const slot = Math.min(Math.floor((step + 1) / distance), this.#kept.length - 1)
    const state = this.#kept[slot]!.copy()
    for (let i = slot * distance; i <= step && i < this.#steps.length; i++) {
      if (i > 0 && i % distance === 0 && this.#kept.length === i / distance) this.#kept.push(state.copy())
      for (const change of this.#steps[i]!.changes ?? []) state.apply(change)
    }
    return state
  }
}

/** Locals of the driver's function that the step stands in, as they are when its statement begins. */
export function valuesAt({ steps }: Pick<Trace, 'steps'>, step: number): TraceValue[] {
  const here = statementOf(steps, step)
  if (here === undefined) return []
  const values = new Map<string, string>()
  for (let i = step; i >= 0; i--) {
    const { lane, depth, kind, values: changed = [] } = steps[i]!
    if (lane !== here.lane || depth > here.depth) continue
    if (depth < here.depth && kind === 'call') break
    for (const [name, value] of changed) if (!values.has(name)) values.set(name, value)
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The statement of the driver that the step is, or in which a rule is broken; undefined: it stands elsewhere. */
function statementOf(steps: readonly TraceStep[], step: number): TraceStep | undefined {
  const here = steps[step]
  if (here?.origin !== 'driver') return undefined
  if (here.kind === 'statement') return here
  if (here.kind !== 'violation') return undefined
  const isOwn = ({ lane, origin, kind }: TraceStep) => lane === here.lane && origin === 'driver' && kind === 'statement'
  const last = steps.slice(0, step).findLast(isOwn)
  return last !== undefined && covers(last.at, here.at) ? last : undefined
}

function covers(outer: TracePlace | undefined, inner: TracePlace | undefined): boolean {
  if (outer === undefined || inner === undefined) return false
  const [file, line, , end] = outer
  return inner[0] === file && inner[1] >= line && inner[1] <= end
}
