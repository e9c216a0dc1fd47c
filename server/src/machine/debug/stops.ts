// The breakpoints that a run is watched for while one command moves it, and which of them it met where.
import type { BoundBreakpoint } from './breakpoints.ts'
import { Breaks } from './breaks.ts'
import { type EvaluationOptions, evaluate } from './evaluate.ts'
import type { Execution } from './execution.ts'
import { frameAt } from './frames.ts'
import type { Search } from './timeline.ts'
import { contentsOf } from './values.ts'
import { type DataBreakpoint, Watch } from './watch.ts'

export interface Hit {
  readonly reason: 'breakpoint' | 'data breakpoint'
  readonly hits: readonly number[]
  /** Of a condition that cannot be evaluated: the run stops there, since nobody knows. */
  readonly message?: string | undefined
}

export class Stops {
  readonly searches: readonly Search[]
  readonly #execution: Execution
  readonly #options: EvaluationOptions
  readonly #breakpoints: readonly BoundBreakpoint[]
  readonly #hits = new Map<number, Hit>()

  constructor(
    execution: Execution,
    breakpoints: readonly BoundBreakpoint[],
    data: readonly DataBreakpoint[],
    options: EvaluationOptions,
  ) {
    this.#execution = execution
    this.#breakpoints = breakpoints
    this.#options = options
    this.searches = [this.#places(), this.#changes(data)]
  }

  /** What was met at the position. */
  at(position: number): Hit | undefined {
    return this.#hits.get(position)
  }

  #places(): Search {
    const breaks = new Breaks()
    for (const each of this.#breakpoints) breaks.addAll(each.breaks)
    return { breaks, accepts: behind => !behind && this.#note(this.#met()) }
  }

  #changes(data: readonly DataBreakpoint[]): Search {
    const watch = new Watch(this.#execution.machine, data)
    const changed = () => this.#hit('data breakpoint', watch.changed(), index => data[index]!.condition)
    return { breaks: watch.breaks, accepts: behind => behind && this.#note(changed()), moved: () => watch.reset() }
  }

  #note(hit: Hit | undefined): boolean {
    if (hit !== undefined) this.#hits.set(this.#execution.machine.steps, hit)
    return hit !== undefined
  }

  #met(): Hit | undefined {
    const { thread } = this.#execution
    if (thread === undefined) return undefined
    const met = [...this.#breakpoints.keys()].filter(index => this.#breakpoints[index]!.breaks.holds(thread))
    return this.#hit('breakpoint', met, index => this.#breakpoints[index]!.breakpoint.condition)
  }

  /** Those whose condition holds. */
  #hit(reason: Hit['reason'], met: readonly number[], conditionOf: (index: number) => string | undefined) {
    const hits: number[] = []
    let message: string | undefined
    for (const index of met) {
      const condition = conditionOf(index)
      const answer = condition === undefined ? true : this.#holds(condition)
      if (answer !== false) hits.push(index)
      if (typeof answer === 'string') message ??= answer
    }
    return hits.length === 0 ? undefined : { reason, hits, message }
  }

  /** The text of what is wrong with the condition. */
  #holds(condition: string): boolean | string {
    const { machine, thread } = this.#execution
    const frame = thread && frameAt(machine, thread, thread.depth - 1)
    if (frame === undefined) return false
    const answer = evaluate(machine, thread!, frame, condition, this.#options)
    if (answer.kind === 'error') return answer.message
    const contents = contentsOf(answer.machine, answer.value)
    switch (contents.kind) {
      case 'integer':
        return contents.value !== 0n
      case 'floating':
        return contents.value !== 0
      case 'pointer':
        return contents.address !== 0n
      case 'absent':
        return `${condition}: ${contents.why}`
    }
    return `${condition} is no condition`
  }
}
