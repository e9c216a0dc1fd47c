// A run with its past. Snapshots are taken now and then on the way; any position that the run went through is reached
// again by going back to the snapshot before it and running forward. Searching backward is searching forward from
// snapshot to snapshot, last one first.
import type { LoadedFunction, Stop } from '../machine.ts'
import { Breaks } from './breaks.ts'
import type { Execution } from './execution.ts'

/** What is looked for, and where the machine must stop to look. */
export interface Search {
  readonly breaks: Breaks
  /** The run stands at a break, or behind the instruction of one: is that it? */
  accepts(behind: boolean): boolean
  /** The run has been moved: what was noted on the way does not count. */
  moved?(): void
}

/** Whichever is found first; all of them are asked. */
export function anyOf(execution: Execution, searches: readonly Search[]): Search {
  const breaks = new Breaks()
  for (const search of searches) breaks.addAll(search.breaks)
  const asked = (behind: boolean) =>
    searches.filter(each => {
      const { thread } = execution
      return (behind || (thread !== undefined && each.breaks.holds(thread))) && each.accepts(behind)
    })
  const moved = () => {
    for (const search of searches) search.moved?.()
  }
  return { breaks, accepts: behind => asked(behind).length > 0, moved }
}

/** What ends a run, or keeps it from going on. */
export type Ending = Exclude<Stop, { kind: 'paused' }>

interface Checkpoint {
  readonly position: number
  readonly snapshot: unknown
}

/** Instructions between two snapshots, at first. */
const firstInterval = 20_000
const mostCheckpoints = 256

export class Timeline {
  readonly execution: Execution
  #checkpoints: Checkpoint[]
  #interval = firstInterval

  constructor(execution: Execution) {
    this.execution = execution
    this.#checkpoints = [this.#checkpoint()]
  }

  /** Instructions executed so far. */
  get position(): number {
    return this.execution.machine.steps
  }

  /** Where the past begins. */
  get first(): number {
    return this.#checkpoints[0]!.position
  }

  // ---- Forward -------------------------------------------------------------------------------------------------

  /** Up to the next place that is accepted; the answer says why the run stopped elsewhere. */
  forward(search: Search, limit: number): Ending | 'found' | 'limit' {
    const patched = search.breaks.patched(this.execution.machine.functions)
    return this.#forward(search, patched, limit)
  }

  #forward(search: Search, patched: LoadedFunction[], limit: number): Ending | 'found' | 'limit' {
    for (;;) {
      // The break that the run stands at is not the next one.
      const stop = this.#once(search)
      if (stop !== undefined) return stop
      if (this.#holds(search)) {
        if (search.accepts(false)) return 'found'
        continue
      }
      const next = this.#untilBreak(patched, limit)
      if (next !== undefined) return next
      if (this.#holds(search) && search.accepts(false)) return 'found'
    }
  }

  /** One instruction, without breaks. */
  #once(search: Search): Ending | 'found' | undefined {
    const isBreak = this.#holds(search)
    const stop = this.execution.run(1)
    if (stop.kind !== 'paused') return stop
    this.#keep()
    return isBreak && search.accepts(true) ? 'found' : undefined
  }

  #holds({ breaks }: Search): boolean {
    const { thread } = this.execution
    return thread !== undefined && breaks.holds(thread)
  }

  /** Undefined: the run stands at a break, or somewhere else after a switch of threads. */
  #untilBreak(patched: LoadedFunction[], limit: number): Ending | 'limit' | undefined {
    const { execution } = this
    for (;;) {
      const before = this.position
      const budget = Math.min(limit, this.#next()) - before
      if (budget <= 0) {
        if (before >= limit) return 'limit'
        this.#keep()
        continue
      }
      const plain = execution.machine.functions
      execution.machine.functions = patched
      let stop: Stop
      try {
        stop = execution.run(budget)
      } finally {
        execution.machine.functions = plain
      }
      if (stop.kind !== 'paused') return stop
      if (this.position < before + budget) return undefined
    }
  }

  // ---- Backward ------------------------------------------------------------------------------------------------

  /**
   * Back to the last place that is accepted, or to where the past begins. `limit`: behind so many instructions of the past
   * the run stands at a snapshot, and the search goes on from there when it is asked for again.
   */
  backward(search: Search, limit = Number.POSITIVE_INFINITY): 'found' | 'start' | 'limit' {
    const patched = search.breaks.patched(this.execution.machine.functions)
    const begin = this.position
    let end = begin
    for (const { position, snapshot } of this.#checkpoints.filter(each => each.position < end).reverse()) {
      this.execution.restore(snapshot)
      search.moved?.()
      const found = this.#lastBefore(search, patched, end)
      if (found !== undefined) {
        this.seek(found)
        return 'found'
      }
      end = position
      if (begin - end < limit || end <= this.first) continue
      this.execution.restore(snapshot)
      return 'limit'
    }
    this.seek(this.first)
    return 'start'
  }

  #lastBefore(search: Search, patched: LoadedFunction[], end: number): number | undefined {
    let last = this.#holds(search) && search.accepts(false) ? this.position : undefined
    while (this.position < end && this.#forward(search, patched, end) === 'found' && this.position < end)
      last = this.position
    return last
  }

  /** To a position that the run went through. */
  seek(position: number): void {
    const { snapshot } = this.#checkpoints.findLast(each => each.position <= position)!
    this.execution.restore(snapshot)
    while (this.position < position && this.execution.run(position - this.position).kind === 'paused');
  }

  // ---- Snapshots -----------------------------------------------------------------------------------------------

  /** The position of the snapshot that comes next. */
  #next(): number {
    return this.#checkpoints.at(-1)!.position + this.#interval
  }

  /** Takes a snapshot where one is due. */
  #keep(): void {
    if (this.position < this.#next()) return
    this.#checkpoints.push(this.#checkpoint())
    if (this.#checkpoints.length < mostCheckpoints) return
    this.#checkpoints = this.#checkpoints.filter((_, i) => i % 2 === 0)
    this.#interval *= 2
  }

  #checkpoint(): Checkpoint {
    return { position: this.position, snapshot: this.execution.snapshot() }
  }
}
