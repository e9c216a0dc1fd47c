// A recorded run under a debugger: where it stands is a step, forward and backward are the same. It knows nothing of any
// debugger's protocol.
import type { Trace, TracePlace, TraceStep } from '../protocol/trace.ts'
import { type RunState, RunStates, valuesAt } from '../protocol/traceState.ts'

export interface TraceFrame {
  readonly name: string
  /** The step that it stands at. */
  readonly step: number
  readonly at: TracePlace | undefined
  readonly isModel: boolean
}

export interface LineBreakpoint {
  /** Index in `trace.files`. */
  readonly file: number
  readonly line: number
  readonly condition?: string | undefined
  /** Not a stop: what is said there, with `{name}` for values. */
  readonly message?: string | undefined
}

export interface FunctionBreakpoint {
  readonly name: string
  readonly condition?: string | undefined
}

/** Changes of a field of an object, or of its `references`. */
export interface DataBreakpoint {
  readonly object: number
  readonly field: string
}

export type StopReason =
  | 'entry'
  | 'step'
  | 'breakpoint'
  | 'function breakpoint'
  | 'data breakpoint'
  | 'violation'
  | 'start'
  | 'end'

export interface Stop {
  readonly reason: StopReason
  /** What log points on the way said. */
  readonly said: readonly string[]
}

export class TraceDebugger {
  readonly trace: Trace
  readonly #states: RunStates
  lines: readonly LineBreakpoint[] = []
  functions: readonly FunctionBreakpoint[] = []
  data: readonly DataBreakpoint[] = []
  breaksOnViolation = true
  position: number

  /** Stands at the driver's first statement. */
  constructor(trace: Trace) {
    this.trace = trace
    this.#states = new RunStates(trace)
    this.position = Math.max(
      0,
      trace.steps.findIndex(({ kind, origin }) => kind === 'statement' && origin === 'driver'),
    )
  }

  // ---- Moving --------------------------------------------------------------------------------------------------

  /** `over`: not into calls; `in`: into every statement, the model's too; `out`: behind the call. */
  step(kind: 'over' | 'in' | 'out'): Stop {
    const { lane, depth } = this.#here
    const isWanted = (step: TraceStep) =>
      step.lane === lane && (kind === 'in' || step.depth < depth || (kind === 'over' && step.depth === depth))
    return this.#move(1, isWanted)
  }

  stepBack(): Stop {
    const { lane, depth } = this.#here
    return this.#move(-1, step => step.lane === lane && step.depth <= depth)
  }

  resume(): Stop {
    return this.#move(1, undefined)
  }

  reverse(): Stop {
    return this.#move(-1, undefined)
  }

  get #here(): TraceStep {
    return this.trace.steps[this.position]!
  }

  #move(way: 1 | -1, isWanted: ((step: TraceStep) => boolean) | undefined): Stop {
    const { steps } = this.trace
    const said: string[] = []
    for (let i = this.position + way; i >= 0 && i < steps.length; i += way) {
      const step = steps[i]!
      const isStep = isWanted !== undefined && step.kind === 'statement' && isWanted(step)
      const reason = this.#hit(i, said) ?? (isStep ? 'step' : undefined)
      const stands = reason === undefined ? undefined : this.#standing(i, reason, way)
      // Where it stands already is no move.
      if (reason === undefined || stands === undefined || stands === this.position) continue
      this.position = stands
      return { reason, said }
    }
    this.position = way > 0 ? steps.length - 1 : 0
    return { reason: way > 0 ? 'end' : 'start', said }
  }

  /** In a function that was entered, behind a change that was made. */
  #standing(index: number, reason: StopReason, way: 1 | -1): number {
    const isBehind = reason === 'function breakpoint' || (reason === 'data breakpoint' && way > 0)
    return isBehind ? Math.min(index + 1, this.trace.steps.length - 1) : index
  }

  #hit(index: number, said: string[]): StopReason | undefined {
    const step = this.trace.steps[index]!
    if (step.kind === 'violation' && this.breaksOnViolation) return 'violation'
    const isData = ({ object, field }: DataBreakpoint) =>
      (step.changes ?? []).some(
        change =>
          'object' in change &&
          change.object === object &&
          (change.what === 'field' ? change.field === field : change.what === field),
      )
    if (this.data.some(isData)) return 'data breakpoint'
    const isCalled = ({ name, condition }: FunctionBreakpoint) =>
      step.kind === 'call' && nameOf(step) === name && this.#holds(condition, index)
    if (this.functions.some(isCalled)) return 'function breakpoint'
    if (step.kind !== 'statement' || step.at === undefined) return undefined
    const [file, line] = step.at
    const here = this.lines.filter(
      each => each.file === file && each.line === line && this.#holds(each.condition, index),
    )
    for (const { message } of here) if (message !== undefined) said.push(this.#filled(message, index))
    return here.some(({ message }) => message === undefined) ? 'breakpoint' : undefined
  }

  /** The first line from there on, up to the next function, that the run came through; undefined: none. */
  reached(file: number, line: number): number | undefined {
    let best: number | undefined
    for (const { kind, at } of this.trace.steps)
      if (kind === 'statement' && at?.[0] === file && at[1] >= line && (best === undefined || at[1] < best))
        best = at[1]
    return best
  }

  // ---- Looking -------------------------------------------------------------------------------------------------

  /** Lanes that have begun. */
  get lanes(): number[] {
    return this.trace.lanes.flatMap((_, lane) => (this.#last(lane) === undefined ? [] : [lane]))
  }

  /** The last step of a lane, where the run stands. */
  #last(lane: number): number | undefined {
    for (let i = this.position; i >= 0; i--) if (this.trace.steps[i]!.lane === lane) return i
    return undefined
  }

  /** Innermost first. */
  frames(lane: number): TraceFrame[] {
    const { steps } = this.trace
    const top = this.#last(lane)
    const frames: TraceFrame[] = []
    let step = top
    let depth = top === undefined ? 0 : steps[top]!.depth
    for (let i = top ?? -1; i >= 0 && depth > 0; i--) {
      const each = steps[i]!
      if (each.lane !== lane) continue
      if (each.kind === 'begin') break
      // The statement that stands around the call.
      if (step === undefined && each.depth === depth && each.kind === 'statement') step = i
      if (each.kind !== 'call' || each.depth !== depth - 1) continue
      const stands = step ?? i
      frames.push({ name: nameOf(each), step: stands, at: steps[stands]!.at, isModel: each.origin !== 'driver' })
      step = undefined
      depth = each.depth
    }
    return frames
  }

  locals({ step }: Pick<TraceFrame, 'step'>): readonly (readonly [string, string])[] {
    return valuesAt(this.trace, step)
  }

  /** What holds when the step that it stands at begins. */
  get state(): RunState {
    return this.#states.at(this.position - 1)
  }

  /** `server`, `S1`, `SrvCall->Context`; undefined: nothing of the kind was recorded. */
  evaluate(text: string, step = this.position): string | undefined {
    const [, name, member] = /^\s*(\w+(?: \d+)?)\s*(?:(?:->|\.)\s*(\w+))?\s*$/.exec(text) ?? []
    if (name === undefined) return undefined
    const local = valuesAt(this.trace, step).find(([each]) => each === name)?.[1]
    if (member === undefined) return local ?? (this.object(name) === undefined ? undefined : name)
    const object = this.object(local ?? name)
    const held = object === undefined ? undefined : this.#states.at(step - 1).objects.get(object)
    return member === 'references' ? held && String(held.references) : held?.fields.get(member)
  }

  object(name: string): number | undefined {
    const index = this.trace.objects.findIndex(each => each.name === name)
    return index < 0 ? undefined : index
  }

  /** What a data breakpoint on the expression watches. */
  watched(text: string): DataBreakpoint | undefined {
    const [, name, field] = /^\s*(\w+(?: \d+)?)\s*(?:->|\.)\s*(\w+)\s*$/.exec(text) ?? []
    if (name === undefined || field === undefined) return undefined
    const object = this.object(this.evaluate(name) ?? name)
    return object === undefined ? undefined : { object, field }
  }

  /** `name == value`, `name != value`, or a name that is neither 0 nor NULL nor FALSE. */
  #holds(condition: string | undefined, step: number): boolean {
    if (condition === undefined || condition.trim() === '') return true
    const [, left, operator, right] = /^(.+?)\s*(==|!=)\s*(.+)$/.exec(condition.trim()) ?? []
    if (left === undefined) return !/^(?:0|NULL|FALSE)?$/.test(this.evaluate(condition, step) ?? '')
    const same = (this.evaluate(left, step) ?? left) === (this.evaluate(right!, step) ?? right)
    return same === (operator === '==')
  }

  #filled(message: string, step: number): string {
    return message.replaceAll(/\{([^}]*)\}/g, (_, name: string) => this.evaluate(name, step) ?? `{${name}}`)
  }
}

/** Of a step that enters a function. */
function nameOf({ text }: TraceStep): string {
  return /^\w+/.exec(text)?.[0] ?? text
}
