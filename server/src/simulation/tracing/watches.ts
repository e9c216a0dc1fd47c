// Expressions of C over a whole run: each is read in the innermost function of the driver that has its names, and where no
// function has them, from the place in memory that it meant last. So `SrvCall->Context` is told while RDBSS runs, too, and
// until the SRV_CALL is gone.
import { evaluate } from '../../machine/debug/evaluate.ts'
import { type Frame, frameAt } from '../../machine/debug/frames.ts'
import type { Value } from '../../machine/debug/values.ts'
import type { Thread } from '../../machine/thread.ts'
import type { Watched } from '../../protocol/trace.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import type { SystemState } from './systemState.ts'

const longest = 400

interface Followed {
  readonly watched: Watched
  /** Where it lies, as it was meant last. */
  place?: Value | undefined
  /** The innermost call of the driver when it was. */
  inside?: number
  /** The call whose variable it is, where it lies nowhere. */
  home?: { readonly thread: number; readonly serial: number; readonly depth: number } | undefined
  /** Why it could not be read, where nothing ever could. */
  problem?: string
}

export class Watches {
  readonly #system: LoadedDriver
  readonly #state: SystemState
  readonly #isDriver: (functionNumber: number) => boolean
  readonly #followed: readonly Followed[]

  /** `isDriver`: of a function's number. */
  constructor(
    system: LoadedDriver,
    state: SystemState,
    expressions: readonly string[],
    isDriver: (functionNumber: number) => boolean,
  ) {
    this.#system = system
    this.#state = state
    this.#isDriver = isDriver
    this.#followed = expressions.map(expression => ({ watched: { expression, values: [] } }))
  }

  get results(): Watched[] {
    return this.#followed.map(({ watched, problem }) => {
      const hasValue = watched.values.length > 0 || problem === undefined
      return hasValue ? watched : { ...watched, problem }
    })
  }

  /** Behind the step; the thread stands where the next one begins. */
  look(step: number, thread: Thread): void {
    const frames = this.#driverFrames(thread)
    for (const each of this.#followed) {
      const text = this.#read(each, thread, frames)
      const { values } = each.watched
      if (text !== undefined && text !== values.at(-1)?.[1]) values.push([step, text])
    }
  }

  /** Innermost first. */
  #driverFrames(thread: Thread): Frame[] {
    const frames: Frame[] = []
    for (let depth = thread.depth - 1; depth >= 0; depth--) {
      if (!this.#isDriver(thread.functionAt(depth))) continue
      const frame = frameAt(this.#system.machine, thread, depth)
      if (frame !== undefined) frames.push(frame)
    }
    return frames
  }

  /** Undefined: nothing means it yet. */
  #read(followed: Followed, thread: Thread, frames: readonly Frame[]): string | undefined {
    const { machine } = this.#system
    const [inner] = frames
    // While RDBSS runs for it, the driver's own variables stay as they are.
    const isWaiting = inner !== undefined && inner.depth < thread.depth - 1 && followed.inside === inner.serial
    if (isWaiting && followed.place !== undefined) return this.#text(followed.place)
    for (const frame of frames) {
      const found = evaluate(machine, thread, frame, followed.watched.expression)
      if (found.kind === 'error') {
        if (found.isOfRun) return found.message
        // Functions further outside may have the names, and no other reason says more than that nobody has.
        const isName = found.message.endsWith('is not declared')
        if (followed.problem === undefined || !isName) followed.problem = found.message
        continue
      }
      const { value } = found
      const isPlace = value.location.kind === 'memory'
      followed.place = isPlace ? value : undefined
      followed.inside = inner!.serial
      followed.home = isPlace ? undefined : { thread: thread.number, serial: frame.serial, depth: frame.depth }
      return this.#text(value)
    }
    if (followed.place !== undefined) return this.#text(followed.place)
    return followed.home === undefined || this.#runs(followed.home) ? undefined : 'out of scope'
  }

  #runs({ thread: number, serial, depth }: NonNullable<Followed['home']>): boolean {
    const thread = this.#system.machine.threads[number]!
    return thread.depth > depth && thread.serialAt(depth) === serial
  }

  #text(value: Value): string {
    const text = this.#state.text(value)
    return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  }
}
