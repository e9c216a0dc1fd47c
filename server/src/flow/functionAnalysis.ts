// Everything that is known of one function: its graph, and the states before each of its points, a few at a point, each
// for the ways to it that are told apart. Rules ask here.

import type { Semantics } from '../c/semantics.ts'
import type { Token } from '../c/token.ts'
import type { Call, Expression, FunctionDefinition } from '../c/tree.ts'
import type { Effect, RoutineEffects, Verb } from '../knowledge/effects.ts'
import { stripped } from '../project/functionFlows.ts'
import { compact, none } from '../text/compact.ts'
import { Aggregates } from './aggregates.ts'
import { Alternative, type AlternativeContext } from './alternative.ts'
import type { Allocation, CallContext } from './callContext.ts'
import { Calls } from './calls.ts'
import { contractOf } from './contract.ts'
import { type CallEnding, controlFlow } from './controlFlow.ts'
import { type Analysis, solve } from './dataFlow.ts'
import { Evaluator } from './evaluator.ts'
import { Facts } from './facts.ts'
import type { Block, CallPoint, ControlFlowGraph, Edge, Point } from './graph.ts'
import { Joiner } from './join.ts'
import { alive } from './liveness.ts'
import { Memory } from './memory.ts'
import { Rounds } from './rounds.ts'
import { changed, Interned, type State, sameState } from './state.ts'
import { type Callee, type Need, outcomesOf, type Reached, type Summary } from './summary.ts'
import type { SummaryCall } from './summaryCall.ts'
import { firstEra, isEntryValue, type Place, Terms, type Value } from './terms.ts'
import type { Told } from './told.ts'
import { Transfer } from './transfer.ts'

/** What an analysis asks about the functions that are called. */
export interface CalledFunctions {
  endingOf(call: Call): CallEnding
  /** `pointer`: the value of what is called, where that is no name. */
  calleeOf(call: Call, pointer: Value | undefined): Callee
}

export interface FunctionSource {
  readonly definition: FunctionDefinition
  /** Of the unit that has the definition. */
  readonly path: string
  readonly semantics: Semantics
}

/** A need of a called function, as its caller meets it. */
export interface PassedNeed {
  readonly need: Need
  readonly state: Alternative
  readonly value: Value
}

/** A call of a function on one of the ways to it, as its caller sees it. */
export interface Passage {
  /** A value of the callee in the caller's terms. */
  value(value: Value): Value
  /** The way to a point of the callee where it knows `told`, and what is told of it and of these values; undefined: it never comes there. */
  enter(told: Told, values: readonly Value[]): { readonly state: Alternative; readonly told: Told } | undefined
}

export class FunctionAnalysis {
  readonly definition: FunctionDefinition
  readonly path: string
  readonly semantics: Semantics
  readonly graph: ControlFlowGraph
  readonly #context: AlternativeContext & CallContext
  readonly #calls: Calls
  readonly #transfer: Transfer
  readonly #joiner: Joiner
  readonly #rounds: Rounds
  readonly #entering = new Map<Block, readonly State[]>()
  /** Behind a block, and in the middle of its last point. */
  readonly #raised = new Map<Block, readonly State[]>()
  readonly #before = new Map<Point, readonly State[]>()
  readonly #called: CalledFunctions
  readonly #enteredCalls = new Map<State, Map<Call, SummaryCall>>()
  readonly #callees = new Map<Call, Callee>()
  readonly #answers = new Map<object, unknown>()
  readonly #points: readonly Point[]
  #cutShort = false
  #isReleased = false
  readonly #alternatives = new Map<State, Alternative>()
  /** Every question asks for the same ones. */
  readonly #ways = new Map<readonly State[], readonly Alternative[]>()
  #exits: readonly Alternative[] | undefined
  #summary: Summary | undefined

  constructor({ definition, path, semantics }: FunctionSource, called: CalledFunctions) {
    this.definition = definition
    this.path = path
    this.semantics = semantics
    this.#called = called
    this.graph = controlFlow(definition, semantics, call => called.endingOf(call))
    const fresh = new Map<Value, Allocation>()
    const terms = new Terms()
    const interned = new Interned()
    const memory = new Memory(terms, value => fresh.has(value))
    const facts = new Facts(interned)
    const evaluator = new Evaluator(definition, path, semantics, terms, memory)
    this.#context = { terms, memory, facts, interned, evaluator, fresh }
    const aggregates = new Aggregates(this.#context, semantics)
    this.#calls = new Calls(this.#context, aggregates)
    const calleeOf = (call: Call, state: State) => this.#calleeOf(call, state)
    this.#transfer = new Transfer(this.#context, semantics, aggregates, this.#calls, calleeOf)
    this.#rounds = new Rounds(this.graph, interned)
    this.#joiner = new Joiner({ ...this.#context, blockOf: evaluator.blockOf })
    this.#solve()
    this.#points = compact(this.graph.blocks.flatMap(block => (this.#entering.has(block) ? block.points : [])))
  }

  /** Where the source could not be read, or the analysis gave up: a rule that is about all ways says nothing then. */
  get unknown(): Token | undefined {
    return this.graph.unknown ?? (this.#cutShort ? this.definition.first : undefined)
  }

  /** It was given up before everything was known. */
  get isCutShort(): boolean {
    return this.#cutShort
  }

  /** All points that are reached, each once. */
  points(): readonly Point[] {
    return this.#points
  }

  /** What is known before the point, for each way to it that is told apart; empty: it is not reached. */
  before(point: Point): readonly Alternative[] {
    const states = this.#statesBefore(point)
    let ways = this.#ways.get(states)
    if (ways === undefined) this.#ways.set(states, (ways = states.map(state => this.#alternative(state))))
    return ways
  }

  /** What is known when the function returns, finalizers behind it, for each way that is told apart. */
  exits(): readonly Alternative[] {
    if (this.#exits === undefined) {
      this.#ensureSolved()
      this.#exits = this.#arriving(this.graph.exit).map(state => this.#alternative(state))
    }
    return this.#exits
  }

  /** `Context` of parameter 0, as the function found it; `held` of a state tells what it holds there. */
  entryField(parameter: number, ...fields: readonly string[]): Place | undefined {
    const symbol = this.definition.parameters[parameter]
    return symbol && this.#context.evaluator.entryField(symbol, fields)
  }

  /** What the place held when the function began. */
  valueAtEntry(place: Place): Value {
    return this.#context.terms.initial(place, firstEra)
  }

  /** What stood there when the function began; without fields, the argument itself. Equal values are one object. */
  entryValue(parameter: number, ...fields: readonly string[]): Value | undefined {
    const place = this.entryField(parameter, ...fields)
    return place && this.valueAtEntry(place)
  }

  /** The clauses with this verb of the routine that is called, with the argument, or the call itself for its result. */
  effectsOf({ node }: CallPoint, verb: Verb): { effect: Effect; of: Expression }[] {
    const callee = this.calleeOf(node)
    const effects = callee.kind === 'routine' ? callee.routine.effects.filter(each => each.verb === verb) : []
    return effects.flatMap(effect => {
      const of = typeof effect.subject === 'number' ? node.arguments[effect.subject] : node
      return of === undefined ? [] : [{ effect, of }]
    })
  }

  /** What is known of the function that a call names. */
  calleeOf(call: Call): Callee {
    let callee = this.#callees.get(call)
    if (callee === undefined) this.#callees.set(call, (callee = this.#called.calleeOf(call, undefined)))
    return callee
  }

  /** What callers need to know. */
  get summary(): Summary {
    this.#summary ??= this.#summarized()
    return this.#summary
  }

  /** The answer to a question about the function, which is kept as long as the analysis is. */
  remember<T>(question: object, answer: () => T): T {
    if (!this.#answers.has(question)) this.#answers.set(question, answer())
    return this.#answers.get(question) as T
  }

  /** Keeps what callers need, and answers; what is known at points and exits is computed again when somebody asks for it. */
  release(): void {
    this.releasePoints()
    this.#exits = undefined
  }

  /** As release(), but keeps the exits. */
  releasePoints(): void {
    this.#isReleased = true
    // Asked of every function of a driver at each edit; clear() makes a new table even of an empty one.
    for (const known of [
      this.#entering,
      this.#before,
      this.#raised,
      this.#alternatives,
      this.#ways,
      this.#enteredCalls,
    ])
      if (known.size > 0) known.clear()
  }

  /** What the function that is called here dereferences without a test of its own, as values before the call. */
  needsOf(point: CallPoint): PassedNeed[] {
    const { node } = point
    const callee = this.calleeOf(node)
    if (callee.kind !== 'function') return []
    const { summary } = callee
    return summary.needs.flatMap(need =>
      this.#statesBefore(point).map(state => ({
        need,
        state: this.#alternative(state),
        value: this.#entered(state, node, summary).value(need.value),
      })),
    )
  }

  /** The ways to a call that are told apart. */
  passages(point: CallPoint, summary: Summary): Passage[] {
    return this.#statesBefore(point).map(before => {
      const called = this.#entered(before, point.node, summary)
      const given = this.#alternative(before).told(none)
      const enter = (inner: Told, values: readonly Value[]) => {
        const entered = called.told(inner, values, given)
        return entered && { state: this.#stateFor(before, point.node, summary, inner), told: entered.told }
      }
      return { value: value => called.value(value), enter }
    })
  }

  /** Made when somebody looks at it: there are thousands, and hardly anybody does. */
  #stateFor(before: State, call: Call, summary: Summary, inner: Told): Alternative {
    const make = () => this.#calls.entering(before, call, summary).assuming(inner)!
    return new Alternative(this.#context, { isExceptional: before.isExceptional, make })
  }

  /** One for each call and state, however much is asked about the callee. */
  #entered(state: State, call: Call, summary: Summary): SummaryCall {
    let calls = this.#enteredCalls.get(state)
    if (calls === undefined) this.#enteredCalls.set(state, (calls = new Map()))
    let entered = calls.get(call)
    if (entered === undefined) calls.set(call, (entered = this.#calls.entering(state, call, summary)))
    return entered
  }

  #summarized(): Summary {
    this.#ensureSolved()
    const { terms, fresh } = this.#context
    const { exit } = this.graph
    const outcomes = outcomesOf(this.#entering.get(exit) ?? [], () => this.#arriving(exit), terms)
    return {
      definition: this.definition,
      path: this.path,
      terms,
      outcomes,
      needs: this.#needs(),
      fresh,
      reaches: this.#reaches(),
    }
  }

  /** Values of the entry that are dereferenced on some way without a test, here and in what is called. */
  #needs(): Need[] {
    const needs = new Map<Value, Need>()
    const note = (value: Value, isTested: boolean, need: Omit<Need, 'value'>) => {
      if (isEntryValue(value) && !isTested && !needs.has(value)) needs.set(value, { ...need, value })
    }
    for (const point of this.points()) {
      if (point.kind === 'call')
        for (const { need, state, value } of this.needsOf(point))
          note(value, state.nullness(value) === 'non-null', need)
      if (point.kind !== 'dereference') continue
      const { pointer } = point
      for (const state of this.before(point))
        note(state.value(pointer), state.nullness(pointer) === 'non-null', {
          node: pointer,
          definition: this.definition,
        })
    }
    return [...needs.values()]
  }

  /** The routines that are called, here and below, each once. */
  #reaches(): Reached[] {
    const reached = new Map<RoutineEffects, Reached>()
    for (const point of this.points()) {
      if (point.kind !== 'call') continue
      const callee = this.calleeOf(point.node)
      const { definition } = this
      const all =
        callee.kind === 'routine'
          ? [{ routine: callee.routine, call: point.node, definition }]
          : callee.kind === 'function'
            ? callee.summary.reaches
            : []
      for (const each of all) if (!reached.has(each.routine)) reached.set(each.routine, each)
    }
    return [...reached.values()]
  }

  // ---- The analysis ----------------------------------------------------------------------------------------------

  #calleeOf(call: Call, state: State): Callee {
    const e = stripped(call.callee)
    const isNamed = e.kind === 'identifier' && e.symbol?.kind === 'function'
    return isNamed ? this.calleeOf(call) : this.#called.calleeOf(call, this.#valueOf(e, state))
  }

  #valueOf(expression: Expression, state: State): Value {
    return this.#context.evaluator.value(expression, state)
  }

  /** One for each state, however many rules ask. */
  #alternative(state: State): Alternative {
    let alternative = this.#alternatives.get(state)
    if (alternative === undefined) this.#alternatives.set(state, (alternative = new Alternative(this.#context, state)))
    return alternative
  }

  #statesBefore(point: Point): readonly State[] {
    this.#ensureSolved()
    return this.#before.get(point) ?? none
  }

  #ensureSolved(): void {
    if (!this.#isReleased) return
    this.#isReleased = false
    this.#solve()
  }

  #solve(): void {
    this.#joiner.begin()
    const analysis: Analysis<readonly State[]> = {
      direction: 'forward',
      start: [this.#start()],
      transfer: (block, before) => this.#through(block, before),
      along: (edge, states) => this.#along(edge, states),
      join: (block, arriving, before) => this.#joined(block, arriving.flat(), before),
      equal: sameStates,
    }
    const solution = solve(this.graph, analysis)
    for (const block of this.graph.blocks) {
      const states = solution.at(block)
      if (states !== undefined && states.length > 0) this.#entering.set(block, states)
    }
    this.#cutShort = solution.cutShort
  }

  #joined(block: Block, arriving: readonly State[], before: readonly State[] | undefined): readonly State[] {
    const states = this.#joiner.at(block, arriving, before)
    return block.in.length < 2 ? states : states.map(state => alive(state, this.#context.terms))
  }

  #start(): State {
    const { interned } = this.#context
    const asked = contractOf(this.definition.symbol).irql
    return {
      store: undefined,
      facts: undefined,
      eras: undefined,
      temps: undefined,
      locks: undefined,
      freed: undefined,
      objects: undefined,
      escaped: undefined,
      saved: undefined,
      irql: asked === undefined ? interned.entryIrql : interned.irql({ isEntry: true, ...asked }),
      region: 0,
      reasons: undefined,
      isExceptional: false,
      result: undefined,
      returned: undefined,
      way: undefined,
    }
  }

  /** The states behind the block; those before its points stay noted from the last time, which had the final ones. */
  #through(block: Block, before: readonly State[]): readonly State[] {
    this.#context.evaluator.block = block.id
    const last = block.points.at(-1)
    const raises = block.out.some(edge => edge.exception)
    let states = before
    for (const point of block.points) {
      this.#before.set(point, states)
      if (point === last && raises) this.#raise(block, states)
      if (point.kind !== 'read') states = this.#behind(point, states)
    }
    if (raises && last?.kind === 'call') this.#raise(block, [...(this.#raised.get(block) ?? []), ...states])
    if (raises && last === undefined) this.#raised.set(block, before)
    return states
  }

  /** A handler is reached from everywhere: ways to it are not told apart for what else they know. */
  #raise(block: Block, states: readonly State[]): void {
    this.#raised.set(block, this.#joiner.byLocks(states, this.graph.blocks.length + this.graph.points + block.id))
  }

  #behind(point: Point, states: readonly State[]): readonly State[] {
    const [first] = states
    if (states.length === 1) return this.#fewer(this.#transfer.point(point, first!), 1, point)
    return this.#fewer(
      states.flatMap(state => this.#transfer.point(point, state)),
      states.length,
      point,
    )
  }

  /** Calls have several outcomes. */
  #fewer(states: readonly State[], before: number, point: Point): readonly State[] {
    return states.length > before ? this.#joiner.limited(states, this.graph.blocks.length + point.id) : states
  }

  #along(edge: Edge, states: readonly State[]): readonly State[] | undefined {
    const leaving = edge.exception ? (this.#raised.get(edge.from) ?? []) : states
    const arriving: State[] = []
    for (const state of leaving) {
      const after = this.#transfer.along(edge, state)
      if (after === undefined) continue
      const next = this.#rounds.along(edge, after)
      arriving.push(edge.exception ? this.#excepted(edge.from, next) : next)
    }
    return arriving.length === 0 ? undefined : arriving
  }

  /** The ways to a block as they come, before they are made fewer: returns are not mixed up. */
  #arriving(block: Block): State[] {
    return block.in.flatMap(edge => {
      const states = this.#entering.get(edge.from)
      return states === undefined ? [] : (this.#along(edge, this.#through(edge.from, states)) ?? [])
    })
  }

  #excepted({ points }: Block, state: State): State {
    const last = points.at(-1)
    const isMeant = last === undefined || (last.kind === 'call' && this.#called.endingOf(last.node) === 'raises')
    return isMeant || state.isExceptional ? state : changed(state, { isExceptional: true })
  }
}

function sameStates(a: readonly State[], b: readonly State[]): boolean {
  return a.length === b.length && a.every((state, i) => state === b[i] || sameState(state, b[i]!))
}
