// One run under the eyes of its clauses. The machine runs with patched functions and stops at what the plan watches; there
// the observation notes what happens, evaluates what has to be evaluated at that moment, and lets the thread go on. Its
// state is data beside the machine's, so that a run can be gone back in.
import type { Expr } from '../../annotations/clause.ts'
import { functionOf } from '../../c/predicates.ts'
import type { Code } from '../../machine/code.ts'
import type { Site } from '../../machine/fault.ts'
import type { HostCall } from '../../machine/host.ts'
import type { LoadedFunction, Stop } from '../../machine/machine.ts'
import { Op, width } from '../../machine/opcodes.ts'
import type { Thread } from '../../machine/thread.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { originOfSite, ownSite } from '../kernel/callers.ts'
import { threadNames } from '../steps.ts'
import { CallJudge } from './callJudge.ts'
import type { Evaluator, Moment, Register, TypedRegister } from './evaluator.ts'
import { type Expectation, isOverRun } from './expectation.ts'
import { explanation } from './explanation.ts'
import { type Instrumented, instrumented } from './instrumented.ts'
import { Isolation } from './isolation.ts'
import { argumentsOf } from './layouts.ts'
import {
  type FunctionCall,
  type LoggedEvent,
  type NotedEvent,
  nothingObserved,
  type ObservedState,
  type Outcome,
  withOutcome,
} from './log.ts'
import { sumsOf } from './past.ts'
import { Performing, performer } from './performing.ts'
import { closing, type FunctionPlan, type LooseEvent, type Plan, type PointPlan } from './plan.ts'
import { type Next, Replacing } from './replacing.ts'

export class Observation {
  readonly plan: Plan
  readonly evaluator: Evaluator
  readonly system: LoadedDriver
  /** Numbers of the threads that the scenario names. */
  readonly threads: ReadonlyMap<string, number> = new Map()
  state: ObservedState = nothingObserved
  readonly #judge: CallJudge
  readonly #replacing: Replacing
  readonly #performing: Performing
  readonly #functions: Instrumented
  readonly #before: LoadedFunction[]

  /** The machine runs with other functions until `end`. */
  constructor(system: LoadedDriver, plan: Plan) {
    this.system = system
    this.plan = plan
    this.evaluator = system.evaluator
    this.#judge = new CallJudge(this)
    this.#replacing = new Replacing(this)
    this.#performing = new Performing(this)
    if (plan.scenario !== undefined) this.threads = threadNames(plan.scenario.steps.map(({ clause }) => clause))
    this.#before = system.machine.functions
    this.#functions = instrumented(system, plan)
    this.#functions.listener = {
      routine: (number, call) => this.#routine(number, call),
      free: call => this.freed(freedBlock(call), call.thread),
      injected: (replacement, call) => this.#replacing.injectedRoutine(replacement, call),
      yields: ({ thread }) => this.#yields(thread),
      done: ({ thread }) => void this.#waved(thread, undefined),
      now: () => {
        const { state } = this
        return () => {
          this.state = state
        }
      },
    }
    system.machine.functions = this.#functions.patched
  }

  end(): void {
    this.system.machine.functions = this.#before
  }

  /**
   * As the machine's run, but it is `paused` at the next place that somebody watches. What the clauses watch is looked at
   * when the thread goes on from there, so that others who stop at the same place come first.
   */
  advance(thread: Thread, budget: number): Stop {
    const { machine } = this.system
    const before = machine.steps
    const stop = this.#run(thread, budget)
    if (stop.kind !== 'paused' || machine.steps > before || !this.#functions.isStop(thread)) return stop
    if (this.#isEvent(thread) && this.#yields(thread)) return { kind: 'waiting' }
    const { state } = this
    const next = this.#stopped(thread)
    if (next === 'goes on') return this.#waved(thread, stop)
    if (next !== 'itself') return next
    const { functions } = machine
    machine.functions = this.#functions.base
    const step = this.#run(thread, 1)
    machine.functions = functions
    // The instruction is a call that will be made again, and is looked at then.
    if (step.kind === 'waiting') this.state = state
    return step.kind === 'waiting' ? step : this.#waved(thread, step)
  }

  #run(thread: Thread, budget: number): Stop {
    const { machine } = this.system
    const before = machine.steps
    const stop = machine.run(thread, budget)
    if (!this.plan.countsSteps) return stop
    const { steps } = this.state
    this.#set({ steps: new Map(steps).set(thread.number, (steps.get(thread.number) ?? 0) + machine.steps - before) })
    return stop
  }

  #set(change: Partial<ObservedState>): void {
    this.state = { ...this.state, ...change }
  }

  // ---- Other threads -------------------------------------------------------------------------------------------

  /** Whether another thread goes on in front of an event; asked once of each. */
  #yields({ number }: Thread): boolean {
    const { waved } = this.state
    if (!this.plan.ordersThreads || waved.has(number)) return false
    if (this.system.host.yieldsToObserved(number)) return true
    this.#set({ waved: new Set(waved).add(number) })
    return false
  }

  /** The event is over. */
  #waved<T>({ number }: Thread, result: T): T {
    const { waved } = this.state
    if (waved.has(number)) this.#set({ waved: new Set([...waved].filter(each => each !== number)) })
    return result
  }

  /** Does the thread stand at one? */
  #isEvent(thread: Thread): boolean {
    const top = thread.depth - 1
    const [number, pc] = [thread.functionAt(top), thread.pcAt(top)]
    if (this.plan.macros.get(number)?.has(pc) === true) return true
    if (this.plan.functions.get(number)?.isEvent !== true) return false
    return pc === 0 || isReturn(this.#functions.base[number]!.code!.instructions[pc]!)
  }

  // ---- Stops ---------------------------------------------------------------------------------------------------

  #stopped(thread: Thread): Next {
    const top = thread.depth - 1
    const [number, pc] = [thread.functionAt(top), thread.pcAt(top)]
    if (this.#functions.base[number]!.name === performer && this.plan.scenario !== undefined)
      return this.#performing.at(thread)
    const plan = this.plan.functions.get(number)
    this.#forget(thread)
    // A loop may go back to the first instruction.
    const isNew = pc === 0 && !this.state.frames.some(frame => isFrame(frame, thread, top))
    if (isNew && number === this.plan.isolated) {
      const stop = this.#isolated(thread)
      if (stop !== undefined) return stop
    }
    const enter = () => {
      if (isNew && plan !== undefined) this.#enter(plan, thread)
    }
    const replacement = this.plan.replaced.get(number)
    const next =
      replacement === undefined || (pc === 0 && !isNew) ? 'itself' : this.#replacing.at(replacement, thread, enter)
    if (next !== 'itself') return next
    enter()
    if (isNew) this.#set({ frames: [...this.state.frames, frameOf(thread, top)] })
    for (const { macro } of this.plan.macros.get(number)?.get(pc) ?? [])
      this.#note({ kind: 'enter', names: [macro], arguments: [], block: 0 }, thread, 0)
    for (const point of this.plan.points.get(number)?.get(pc) ?? []) this.#point(point, thread)
    if (plan !== undefined) this.#leaving(plan, thread, pc)
    return this.state.isOver ? runIsOver : 'itself'
  }

  /** Undefined: the callback begins. */
  #isolated(thread: Thread): Stop | undefined {
    const isolation = new Isolation(this, this.plan.scenario!)
    const beginning = isolation.begin(thread, this.plan.given)
    if (beginning === 'open') return { kind: 'waiting' }
    if (typeof beginning === 'object')
      return { kind: 'unsupported', message: `'given': ${beginning.problem}`, stack: this.system.machine.stack(thread) }
    if (beginning === 'begins') this.#set({ known: isolation.lostBefore(), from: this.#nextIndex })
    else this.#set({ isOver: true })
    return beginning === 'begins' ? undefined : runIsOver
  }

  /** Calls of the thread that ended another way than by returning. */
  #forget(thread: Thread): void {
    const { open, frames } = this.state
    const lives = (frame: FrameName) => frame.thread !== thread.number || isFrame(frame, thread, frame.depth)
    if (!frames.every(lives)) this.#set({ open: open.filter(lives), frames: frames.filter(lives) })
  }

  #enter(plan: FunctionPlan, thread: Thread): void {
    const top = thread.depth - 1
    const base = thread.baseAt(top)
    const { hidden, types } = argumentsOf(plan.entry)
    const read = (i: number): Register => ({ bits: thread.u64[base + i]!, provenance: thread.provenance[base + i]! })
    const given = types.map((type, i): TypedRegister => ({ type, ...read(hidden + i) }))
    const stack = this.system.machine.stack(thread)
    const index = this.#nextIndex
    if (this.#isCounted(plan, stack)) {
      this.#note({ kind: 'enter', names: [plan.entry.name], arguments: given, block: 0 }, thread, 1)
      if ((closing as readonly string[]).includes(plan.entry.name) && this.plan.closes)
        this.#note({ kind: 'close', names: [], arguments: given.slice(0, 1), block: 0 }, thread, 1)
    }
    if (plan.expectations.length === 0) return
    const isByDriver = stack[1] !== undefined && originOfSite(stack[1]) === 'driver'
    const passed = Array.from({ length: hidden + types.length }, (_, i) => read(i))
    const call: FunctionCall = {
      id: this.state.calls,
      func: plan.number,
      thread: thread.number,
      depth: top,
      serial: thread.serialAt(top),
      passed,
      atEntry: new Map(),
      when: new Map(),
      time: this.time,
      steps: this.state.steps.get(thread.number) ?? 0,
      from: index,
      to: undefined,
      isIgnored: isByDriver && this.#isIgnored(thread.functionAt(top - 1), thread.pcAt(top - 1)),
      site: ownSite(stack.slice(1)) ?? ownSite(stack),
    }
    const entered = this.#judge.entered(call, plan)
    if (plan.isEntryOnly) return
    this.#set({ open: [...this.state.open, entered], calls: this.state.calls + 1 })
  }

  /** Is the result of the call at that instruction of the function used by nobody? */
  #isIgnored(number: number, pc: number): boolean {
    const { code } = this.#functions.base[number]!
    return code?.unusedCalls.has(pc) === true && !isReturned(code, pc)
  }

  /** What the kernel calls inside of itself is no call of anybody's. */
  #isCounted({ entry, isEvent }: FunctionPlan, [, ...outer]: readonly Site[]): boolean {
    if (!isEvent) return false
    const caller = outer.map(originOfSite).find(each => each !== 'header')
    const own =
      entry.definition === undefined ? undefined : originOfSite({ ...outer[0]!, first: entry.definition.first })
    return caller !== 'kernel' || own !== 'kernel'
  }

  #leaving(plan: FunctionPlan, thread: Thread, pc: number): void {
    const { code } = this.#functions.base[plan.number]!
    const op = code!.instructions[pc]!
    if (!isReturn(op)) return
    const top = thread.depth - 1
    const call = this.state.open.find(each => isFrame(each, thread, top))
    if (plan.number === this.plan.isolated) this.#set({ isOver: true })
    if (plan.isEvent) this.#note({ kind: 'leave', names: [plan.entry.name], arguments: [], block: 0 }, thread, 0)
    if (call === undefined) return
    const over = { ...call, to: this.state.log === undefined ? -1 : this.state.log.index }
    this.#set({ open: this.state.open.filter(each => each !== call) })
    const closed = this.#judge.left(over, plan, this.#result(plan, thread, op, code!.instructions[pc + 1]!))
    this.#keep(closed, plan)
  }

  /** What the end of the run asks of the call; all else is forgotten, so that runs that differ in nothing more meet. */
  #keep(call: FunctionCall, { expectations }: FunctionPlan): void {
    const { over, reached } = this.state
    const asked = expectations.filter(index => call.when.get(index) === true)
    const isAsked = (index: number, of: (expectation: Expectation) => boolean) => of(this.plan.expectations[index]!)
    if (asked.some(index => isAsked(index, isOverRun))) this.#set({ over: [...over, call] })
    const news = asked.filter(index => !reached.has(index) && isAsked(index, ({ property }) => property.kind === 'no'))
    if (news.length > 0) this.#set({ reached: new Set([...reached, ...news]) })
  }

  #result({ entry }: FunctionPlan, thread: Thread, op: Op, operand: number): TypedRegister | undefined {
    const type = functionOf(entry.type)?.returns
    if (type === undefined || op === Op.Return) return undefined
    if (op === Op.NoValue) return { type, bits: 0n, provenance: -1 }
    const register = thread.baseAt(thread.depth - 1) + operand
    return { type, bits: thread.u64[register]!, provenance: thread.provenance[register]! }
  }

  #point({ expectation, kind, key, layout }: PointPlan, thread: Thread): void {
    const top = thread.depth - 1
    const id = `${key} ${thread.number} ${thread.serialAt(top)}`
    const runs = this.state.running.has(id)
    if (kind === 'end' && !runs) return
    if (kind !== 'before') {
      const running = new Set(this.state.running)
      if (kind === 'start') running.add(id)
      else running.delete(id)
      this.#set({ running })
    }
    const { point } = this.plan.expectations[expectation]!.home
    // In front of a loop is only where it is come to from above.
    const isThere = kind === 'before' || (kind === 'end') === (point!.where !== 'before')
    if (!isThere || (kind === 'start' && runs)) return
    const call = this.state.open.find(each => isFrame(each, thread, top))
    const base = thread.baseAt(top)
    const register = (i: number) => ({ bits: thread.u64[base + i]!, provenance: thread.provenance[base + i]! })
    this.#judge.reached(
      expectation,
      call,
      { ...this.moment(thread.number, layout), register },
      this.system.machine.stack(thread),
    )
  }

  /** Without a frame: `layout` has no names. */
  moment(thread: number | undefined, layout: Moment['layout']): Moment {
    return {
      layout,
      thread,
      register: () => ({ bits: 0n, provenance: -1 }),
      result: undefined,
      old: () => ({ kind: 'unknown', message: "'old' means nothing here" }),
      threads: this.threads,
    }
  }

  // ---- Routines of the host ------------------------------------------------------------------------------------

  #routine(number: number, call: HostCall): void {
    const { entry } = this.plan.functions.get(number)!
    const { hidden, types } = argumentsOf(entry)
    const given = types.map((type, i): TypedRegister => {
      const { id, low, high } = call.pointer(hidden + i)
      return { type, bits: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0), provenance: id }
    })
    this.#note({ kind: 'enter', names: [entry.name], arguments: given, block: 0 }, call.thread, 0)
    this.#note({ kind: 'leave', names: [entry.name], arguments: [], block: 0 }, call.thread, 0)
  }

  /** `block`: its identity. */
  freed(block: number, thread: Thread): void {
    if (this.plan.frees) this.#note({ kind: 'free', names: [], arguments: [], block }, thread, 0)
  }

  // ---- Functions that are replaced -----------------------------------------------------------------------------

  replacedLeaves(name: string, number: number, thread: Thread): void {
    if (this.plan.functions.get(number)?.isEvent === true)
      this.#note({ kind: 'leave', names: [name], arguments: [], block: 0 }, thread, 0)
  }

  /** `place` is a pointer, with the type of the object that it leads to. */
  store(place: TypedRegister, { bits, provenance }: Register): void {
    const { memory, program } = this.system.machine
    const size = program.units[0]!.semantics.sizeOf(place.type) ?? 0
    const [low, high] = [Number(BigInt.asIntN(32, place.bits)), Number(BigInt.asIntN(32, place.bits >> 32n))]
    this.system.host.aside(() => {
      const at = memory.place(place.provenance, low, high, size, true)
      memory.write(at, size, BigInt.asUintN(size * 8, bits))
      if (size === memory.pointerSize) memory.setProvenance(at, provenance)
    })
  }

  // ---- Events --------------------------------------------------------------------------------------------------

  get #nextIndex(): number {
    const { log } = this.state
    return log === undefined ? 0 : log.index + 1
  }

  /** `from`: how many frames stand between the event and who made it. */
  #note(what: Pick<LoggedEvent, 'kind' | 'names' | 'arguments' | 'block'>, thread: Thread, from: number): void {
    const stack = this.system.machine.stack(thread)
    const previous = this.state.log
    const logged = {
      ...what,
      index: this.#nextIndex,
      thread: thread.number,
      lane: this.evaluator.laneOf(thread.number),
      site: ownSite(stack.slice(from)),
      previous,
    }
    const { loose } = this.plan
    const found = [...loose.keys()].filter(i => this.#isMeant(loose[i]!, logged))
    const matches = new Set(found.map(i => loose[i]!.event))
    this.#set({ log: { ...logged, matches, sums: sumsOf(logged, found, this.system) } })
  }

  #isMeant({ event, layout, own }: LooseEvent, logged: NotedEvent): boolean {
    const at = this.moment(logged.thread, layout)
    const isOwn = (kind: LoggedEvent['kind']) => own !== undefined && logged.kind === kind && logged.names.includes(own)
    return this.#judge.isMeant(logged, event, expr => this.evaluator.value(expr, at), isOwn)
  }

  outcome(index: number, outcome: Outcome): void {
    this.#set({ outcomes: withOutcome(this.state.outcomes, index, outcome) })
  }

  /** Why a condition does not hold. */
  explained(expr: Expr, at: Moment): string {
    return explanation(expr, at, this)
  }

  /** Virtual, in 100 ns. */
  get time(): bigint {
    return this.system.machine.memory.read(this.system.host.base('KxTime'), 8)
  }
}

/** Is what the call answers returned at once? It is looked at further out. */
function isReturned({ instructions }: Code, call: number): boolean {
  let register = instructions[call + 1]!
  for (let pc = call + width; pc <= call + 4 * width; pc += width) {
    const op = instructions[pc] as Op
    if (op === Op.ReturnValue) return instructions[pc + 1] === register
    const isMove = (op === Op.Move || op === Op.Truncate) && instructions[pc + 2] === register
    if (isMove) register = instructions[pc + 1]!
  }
  return false
}

function isReturn(op: Op): boolean {
  return op === Op.Return || op === Op.ReturnValue || op === Op.NoValue
}

/** What the scheduler ends the run with; it is no fault (`ObservedState.isOver`). */
const runIsOver: Stop = { kind: 'unsupported', message: 'the callback has returned', stack: [] }

type FrameName = Pick<FunctionCall, 'thread' | 'depth' | 'serial'>

function frameOf(thread: Thread, depth: number): FrameName {
  return { thread: thread.number, depth, serial: thread.serialAt(depth) }
}

/** The identity of the block that a call of KxFree frees. */
function freedBlock(call: HostCall): number {
  const { id, low, high } = call.pointer(0)
  const block = id > 0 ? call.memory.blockOf(id) : call.memory.ownerOf(low, high)
  return block?.id ?? 0
}

function isFrame({ thread, depth, serial }: FrameName, own: Thread, at: number): boolean {
  return thread === own.number && depth === at && at < own.depth && own.serialAt(at) === serial
}
