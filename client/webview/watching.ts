// Expressions that are watched over the run that is shown. The server evaluates them on a replay; what it says belongs to
// the trace whose steps it has.
import type { Trace, Watched } from '../../server/src/protocol/trace.ts'
import type { FromPanel } from './messages.ts'
import { recordedWatch } from './model/recorded.ts'

export class Watching {
  expressions: readonly string[]
  /** Of the expressions, in their order; undefined: not there yet. */
  watches: readonly Watched[] | undefined
  problem: string | undefined
  readonly #post: (message: FromPanel) => void
  readonly #changed: () => void
  #key: string | undefined

  constructor(expressions: readonly string[], post: (message: FromPanel) => void, changed: () => void) {
    this.expressions = expressions
    this.#post = post
    this.#changed = changed
  }

  /** Another trace is shown. */
  ask(key: string): void {
    this.#key = key
    this.watches = undefined
    this.problem = undefined
    if (this.expressions.length > 0) this.#post({ type: 'watch', key, expressions: [...this.expressions] })
  }

  add(text: string): void {
    const expression = text.trim()
    if (expression !== '' && !this.expressions.includes(expression)) this.#set([...this.expressions, expression])
  }

  remove(expression: string): void {
    this.#set(this.expressions.filter(each => each !== expression))
  }

  #set(expressions: readonly string[]): void {
    this.expressions = expressions
    if (this.#key !== undefined) this.ask(this.#key)
    this.#changed()
  }

  /** `steps`: of the run that was made again. */
  came(key: string, steps: number, watches: readonly Watched[], trace: Trace): void {
    if (key !== this.#key) return
    if (steps === trace.steps.length) {
      this.watches = watches
      this.#changed()
    } else
      this.failed(key, 'The source is another one than that of this run; run it again to watch any expression.', trace)
  }

  /** What the trace has itself is told all the same. */
  failed(key: string, problem: string, trace: Trace): void {
    if (key !== this.#key) return
    this.problem = problem
    this.watches = this.expressions.map(
      expression => recordedWatch(trace, expression) ?? { expression, values: [], problem: 'not in the trace' },
    )
    this.#changed()
  }
}
