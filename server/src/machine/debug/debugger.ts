// The door for debuggers: a run that is stepped in both directions, and looked at where it stands. Everything that goes
// in and comes out is data. There is no clock and no state beside the run's: what is shown at a position is the same
// whether the run came forward or backward to it.
import type { Site } from '../fault.ts'
import type { Thread } from '../thread.ts'
import { type BoundBreakpoint, type Breakpoint, bind, type Place, placeOf } from './breakpoints.ts'
import { statementBreaks } from './breaks.ts'
import { type EvaluationOptions, evaluate } from './evaluate.ts'
import type { Execution } from './execution.ts'
import { type Frame, frameAt, framesOf, scopesOf, siteBefore } from './frames.ts'
import { backSearch, type Granularity, type StepKind, type Stepped, stepSearch } from './stepping.ts'
import { Stops } from './stops.ts'
import { anyOf, type Ending, type Search, Timeline } from './timeline.ts'
import { noFormats, type ValueFormats } from './valueNames.ts'
import { ValueTexts } from './valueText.ts'
import { type FrameView, OpenValues, type ScopeView, type VariableView } from './views.ts'
import type { DataBreakpoint } from './watch.ts'

export interface DebuggerOptions extends EvaluationOptions {
  readonly formats?: ValueFormats
  /** May a step end in a place that it has gone into? Without it everywhere. */
  readonly steppable?: (place: Place) => boolean
  /** Instructions that one command may take. */
  readonly limit?: number
}

type Why = Omit<Pause, 'position' | 'thread' | 'hits'> & { readonly hits?: readonly number[] }

/** Why the run stands where it stands. */
export interface Pause {
  readonly reason: 'entry' | 'step' | 'breakpoint' | 'data breakpoint' | 'start' | 'limit' | Ending['kind']
  /** Instructions executed so far: names the state. */
  readonly position: number
  /** Undefined: none runs any more. */
  readonly thread: number | undefined
  /** Indices of the breakpoints, or data breakpoints, that were hit. */
  readonly hits: readonly number[]
  /** Of a fault and what is not supported; what is wrong with a breakpoint's condition. */
  readonly message?: string | undefined
  /** Of a data breakpoint: what has been executed last, where that can be said. */
  readonly behind?: Place | undefined
  /** Of a breakpoint: it is where the step would have ended, too. */
  readonly endsStep?: boolean
  /** Of a fault: MRXnnn; of an exception: its code as hexadecimal digits; of `exit`: the status. */
  readonly code?: string | undefined
}

interface Sought {
  readonly search: Search
  readonly stops: Stops
  /** Positions at which a step has ended. */
  readonly ends: Set<number>
}

const usualLimit = 1_000_000_000

export class Debugger {
  pause: Pause
  readonly #execution: Execution
  readonly #timeline: Timeline
  readonly #options: DebuggerOptions
  readonly #texts: ValueTexts
  readonly #open = new OpenValues()
  /** What the last command forward looks for. */
  #sought: Sought | undefined
  #breakpoints: readonly BoundBreakpoint[] = []
  #dataBreakpoints: readonly DataBreakpoint[] = []

  /** The run stands before the first statement then. */
  constructor(execution: Execution, options: DebuggerOptions = {}) {
    this.#execution = execution
    this.#options = options
    this.#texts = new ValueTexts(execution.machine, options.formats ?? noFormats)
    this.#enter()
    this.#timeline = new Timeline(execution)
    this.pause = { reason: 'entry', position: this.#timeline.position, thread: execution.thread?.number, hits: [] }
  }

  #enter(): void {
    const { thread, machine } = this.#execution
    if (thread === undefined || statementBreaks(machine.functions, machine.functions.keys()).holds(thread)) return
    new Timeline(this.#execution).forward(this.#step({ thread, depth: thread.depth }, 'in', 'statement'), this.#limit)
  }

  // ---- Moving --------------------------------------------------------------------------------------------------

  /** Of the frame at a depth of a thread, without it the innermost one of the thread that stands; others run as they do. */
  step(kind: StepKind, granularity: Granularity = 'statement', of: { thread?: number; depth?: number } = {}): Pause {
    const { thread: standing, machine } = this.#execution
    const thread = of.thread === undefined ? standing : machine.threads[of.thread]
    if (thread === undefined || thread.depth === 0) return this.#forward([])
    const depth = of.depth === undefined ? thread.depth : Math.min(of.depth + 1, thread.depth)
    return this.#forward([this.#step({ thread, depth }, kind, granularity)])
  }

  /** Goes on with the command that has ended at the limit. */
  proceed(): Pause {
    return this.#sought === undefined ? this.pause : this.#run(this.#sought)
  }

  /** To a breakpoint, or to the end. */
  resume(): Pause {
    return this.#forward([])
  }

  /** To the first of some places once, or to what stops the run before it. */
  runTo(...places: readonly Breakpoint[]): Pause {
    const { machine } = this.#execution
    const accepts = (behind: boolean) => !behind
    return this.#forward(places.map(place => ({ breaks: bind(machine, place).breaks, accepts })))
  }

  /** To the statement before, of the frame at the depth or the innermost one; calls that have returned are passed over. */
  stepBack(depth?: number): Pause {
    return this.#backward([backSearch(this.#execution, depth === undefined ? undefined : depth + 1)])
  }

  /** Back to a breakpoint, or to the beginning. */
  reverse(): Pause {
    return this.#backward([])
  }

  /** To a position between the beginning and the last one that the run has seen. */
  seek(position: number): Pause {
    this.#timeline.seek(Math.max(position, this.#timeline.first))
    return this.#moved({ reason: 'step' })
  }

  #step(stepped: Stepped, kind: StepKind, granularity: Granularity): Search {
    const { steppable = () => true } = this.#options
    return stepSearch(this.#execution, stepped, kind, granularity, (site: Site) => steppable(placeOf(site)))
  }

  get #limit(): number {
    return this.#execution.machine.steps + (this.#options.limit ?? usualLimit)
  }

  #forward(steps: readonly Search[]): Pause {
    const stops = this.#stops()
    const ends = new Set<number>()
    const searches = [...steps.map(each => this.#noting(each, ends)), ...stops.searches]
    return this.#run({ search: anyOf(this.#execution, searches), stops, ends })
  }

  #noting(search: Search, ends: Set<number>): Search {
    const accepts = (behind: boolean) => {
      const isEnd = search.accepts(behind)
      if (isEnd) ends.add(this.#execution.machine.steps)
      return isEnd
    }
    return { ...search, accepts }
  }

  #run(sought: Sought): Pause {
    this.#sought = sought
    const { search, stops, ends } = sought
    const found = this.#timeline.forward(search, this.#limit)
    if (found === 'found') return this.#found(stops, ends)
    return typeof found === 'string' ? this.#moved({ reason: found }) : this.#moved(endingOf(found))
  }

  #backward(steps: readonly Search[]): Pause {
    const stops = this.#stops()
    const search = anyOf(this.#execution, [...steps, ...stops.searches])
    const found = this.#timeline.backward(search, this.#options.limit ?? usualLimit)
    return found === 'found' ? this.#found(stops) : this.#moved({ reason: found })
  }

  #stops(): Stops {
    return new Stops(this.#execution, this.#breakpoints, this.#dataBreakpoints, this.#options)
  }

  #found(stops: Stops, ends: ReadonlySet<number> = new Set()): Pause {
    const hit = stops.at(this.#timeline.position)
    const behind = hit?.reason === 'data breakpoint' ? this.#behind() : undefined
    return this.#moved(
      hit === undefined ? { reason: 'step' } : { ...hit, behind, endsStep: ends.has(this.#timeline.position) },
    )
  }

  #behind(): Place | undefined {
    const { thread, machine } = this.#execution
    const site = thread && siteBefore(machine, thread)
    return site && placeOf(site)
  }

  #moved(why: Why): Pause {
    this.#open.clear()
    this.pause = { hits: [], ...why, position: this.#timeline.position, thread: this.#execution.thread?.number }
    return this.pause
  }

  // ---- Breakpoints ---------------------------------------------------------------------------------------------

  /** In place of those before; where each of them stands, undefined: nowhere in the program. */
  setBreakpoints(breakpoints: readonly Breakpoint[]): (Place | undefined)[] {
    this.#breakpoints = breakpoints.map(each => bind(this.#execution.machine, each))
    return this.#breakpoints.map(({ site }) => site && placeOf(site))
  }

  /** In place of those before. */
  setDataBreakpoints(data: readonly DataBreakpoint[]): void {
    this.#dataBreakpoints = data
  }

  // ---- Looking -------------------------------------------------------------------------------------------------

  /** Numbers of the threads that have something to run. */
  threads(): number[] {
    return this.#execution.machine.threads.filter(({ depth }) => depth > 0).map(({ number }) => number)
  }

  /** Of a thread, without it the one that stands; innermost first. */
  frames(thread = this.pause.thread): FrameView[] {
    const { machine } = this.#execution
    const own = thread === undefined ? undefined : machine.threads[thread]
    if (own === undefined) return []
    return framesOf(machine, own).map(({ depth, function: { name }, site }) => ({
      depth,
      function: name,
      place: placeOf(site),
    }))
  }

  /** What is in scope in a frame: blocks from the innermost outwards, arguments, globals; `kinds`: those alone. */
  scopes(depth: number, thread = this.pause.thread, kinds?: readonly ScopeView['kind'][]): ScopeView[] {
    const { machine } = this.#execution
    const at = this.#frame(thread, depth)
    return at === undefined
      ? []
      : scopesOf(machine, at.thread, at.frame)
          .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
          .map(scope => this.#open.scope(this.#texts, scope))
  }

  /** What a value opens to. */
  variables(reference: number, start = 0, count = Number.POSITIVE_INFINITY): VariableView[] {
    return this.#open.open(reference, start, count)
  }

  /** An expression of C in a frame; the text of what is wrong with it. Nothing in the run changes. */
  evaluate(text: string, depth: number, thread = this.pause.thread): VariableView | string {
    const at = this.#frame(thread, depth)
    if (at === undefined) return 'there is no such frame'
    const answer = evaluate(this.#execution.machine, at.thread, at.frame, text, this.#options)
    if (answer.kind === 'error') return answer.message
    const { formats = noFormats } = this.#options
    return this.#open.view(new ValueTexts(answer.machine, formats, this.#texts), answer.value)
  }

  #frame(number: number | undefined, depth: number): { thread: Thread; frame: Frame } | undefined {
    const { machine } = this.#execution
    const thread = number === undefined ? undefined : machine.threads[number]
    const frame = thread && frameAt(machine, thread, depth)
    return frame && { thread: thread!, frame }
  }
}

function endingOf(stop: Ending): Why {
  switch (stop.kind) {
    case 'fault':
      return { reason: 'fault', code: stop.code, message: stop.message }
    case 'unsupported':
      return { reason: 'unsupported', message: stop.message }
    case 'exception':
      return { reason: 'exception', code: (stop.code >>> 0).toString(16) }
    case 'exit':
      return { reason: 'exit', code: String(stop.status) }
  }
  return { reason: stop.kind }
}
