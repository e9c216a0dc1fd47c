// What is known at a point on one of the ways to it, as rules ask for it: in expressions of the source.
import type { Expression } from '../c/tree.ts'
import type { RecordType } from '../c/types.ts'
import type { Verb } from '../knowledge/effects.ts'
import type { Allocation } from './callContext.ts'
import type { Evaluator } from './evaluator.ts'
import { factOf, type Nullness, nullnessOf } from './facts.ts'
import type { Edge } from './graph.ts'
import { entries, filtered, get } from './intMap.ts'
import type { Memory } from './memory.ts'
import { everything, type Fact, type Happening, type Interned, type IrqlState, type State } from './state.ts'
import { isOfEntry } from './summary.ts'
import { objectOf, type Place, rootOf, type Terms, type Value } from './terms.ts'
import { type Told, telling } from './told.ts'

export interface AlternativeContext {
  readonly terms: Terms
  readonly memory: Memory
  readonly interned: Interned
  readonly evaluator: Evaluator
  readonly fresh: ReadonlyMap<Value, Allocation>
}

export interface HeldLock {
  readonly lock: Value
  readonly happening: Happening
}

/** What is known on a way, made when somebody asks for it; whether the way is exceptional is known before. */
export interface LaterState {
  readonly isExceptional: boolean
  readonly make: () => State
}

export class Alternative {
  readonly #context: AlternativeContext
  #state: State | LaterState
  /** Made when it is needed: most ways are asked for nothing, and there are thousands. */
  #values: Map<Expression, Value> | undefined
  #given: { readonly told: Told } | undefined

  constructor(context: AlternativeContext, state: State | LaterState) {
    this.#context = context
    this.#state = state
  }

  /** For the analysis, not for rules. */
  get state(): State {
    if ('make' in this.#state) this.#state = this.#state.make()
    return this.#state
  }

  /** Two expressions with one value are the same for all purposes. */
  value(expression: Expression): Value {
    this.#values ??= new Map()
    let value = this.#values.get(expression)
    if (value === undefined) {
      value = this.#context.evaluator.value(expression, this.state)
      this.#values.set(expression, value)
    }
    return value
  }

  /** What a place holds. */
  held(place: Place): Value {
    return this.#context.memory.reload(this.state, place, 0)
  }

  /** What a record holds in a field of its own: `_OBJECT_ATTRIBUTES.Attributes` of what the pointer leads to. */
  heldIn(pointer: Value, tag: string, field: string): Value {
    const { terms } = this.#context
    return this.held(terms.field(terms.pointee(pointer), field, `${tag}.${field}`, false))
  }

  place(expression: Expression): Place | undefined {
    return this.#context.evaluator.place(expression, this.state)
  }

  /** A member of what the pointer leads to; `path` leads through records inside of it. */
  placeOf(pointer: Value, path: readonly { readonly record: RecordType; readonly name: string }[]): Place {
    const { terms, evaluator } = this.#context
    let place = terms.pointee(pointer)
    for (const { record, name } of path) place = evaluator.field(place, record, name)
    return place
  }

  /** Its address. */
  memberOf(pointer: Value, path: readonly { readonly record: RecordType; readonly name: string }[]): Value {
    return this.#context.terms.addressOf(this.placeOf(pointer, path))
  }

  nullness(of: Expression | Value): Nullness {
    return nullnessOf(this.state, this.#valueOf(of))
  }

  fact(of: Expression | Value): Fact {
    return factOf(this.state, this.#valueOf(of))
  }

  /** What callers need to know, where these values matter. */
  told(values: readonly Value[]): Told {
    const { facts } = this.state
    const { terms, interned } = this.#context
    this.#given ??= { told: interned.facts(filtered(facts, id => isOfEntry(terms.value(id)))) }
    return telling(this.#given.told, facts, values)
  }

  /** How and where the block that the value points to was freed. */
  freed(of: Expression | Value): Happening | undefined {
    return get(this.state.freed, this.#valueOf(of).id)
  }

  /** The blocks that were freed on this way or on some that led here. */
  get freedBlocks(): readonly { readonly block: Value; readonly happening: Happening }[] {
    const { terms } = this.#context
    return [...entries(this.state.freed)].map(([id, happening]) => ({ block: terms.value(id), happening }))
  }

  /** Some block was freed. */
  get hasFreed(): boolean {
    return this.state.freed !== undefined
  }

  /** The last that was done to the object that the value points to: initialised, deleted, linked … */
  object(of: Expression | Value): Happening | undefined {
    return get(this.state.objects, this.#valueOf(of).id)
  }

  /** It was the last that was done to a member of that name in some record of its kind, on this way or on some that led here. */
  hasDone(verb: Verb, member: Place): boolean {
    const { terms } = this.#context
    const label = member.kind === 'field' ? member.label : undefined
    return [...entries(this.state.objects)].some(([id, happening]) => {
      const value = terms.value(id)
      return (
        happening.verb === verb && value.kind === 'address' && value.of.kind === 'field' && value.of.label === label
      )
    })
  }

  /** Of a work item in the block: it was queued, and nothing was done to it since. */
  isQueued(block: Value): boolean {
    const { terms } = this.#context
    return [...entries(this.state.objects)].some(
      ([id, { verb, as }]) => verb === 'starts' && as === 'work-item' && objectOf(terms.value(id)) === block,
    )
  }

  /** The value was stored where others see it, or given away. */
  isEscaped(of: Expression | Value): boolean {
    return get(this.state.escaped, this.#valueOf(of).id) !== undefined
  }

  /** Something was written to what the pointer leads to, here or where the pointer went. */
  isWrittenThrough(pointer: Value): boolean {
    const { terms } = this.#context
    const leads = (place: Place) => {
      const root = rootOf(place)
      return root.kind === 'pointee' && root.pointer === pointer
    }
    for (const [id] of entries(this.state.store)) if (leads(terms.place(id))) return true
    for (const [key] of entries(this.state.eras)) {
      const named = key === everything ? '' : terms.named(key - 1)
      if (typeof named !== 'string' && leads(named)) return true
    }
    return false
  }

  /** A block that this function allocated, itself or through others. */
  isFresh(of: Expression | Value): boolean {
    return this.allocation(of) !== undefined
  }

  /** How that block was allocated. */
  allocation(of: Expression | Value): Allocation | undefined {
    return this.#context.fresh.get(this.#valueOf(of))
  }

  /** Acquired and not released since the function's entry; what it let go of for its caller is in it with `releases`. */
  get locks(): readonly HeldLock[] {
    return [...entries(this.state.locks)].map(([id, happening]) => ({
      lock: this.#context.terms.value(id),
      happening,
    }))
  }

  get irql(): IrqlState {
    return this.state.irql
  }

  /** Critical regions entered and not left since the function's entry; undefined: it depends. */
  get region(): number | undefined {
    return this.state.region
  }

  /** What the function returns, at its exit. */
  get result(): Value | undefined {
    return this.state.result
  }

  /** The point of the return that leads to this exit; undefined: one of several. */
  get returned(): State['returned'] {
    return this.state.returned
  }

  /** A call or an access in a guarded block failed on this way; every one might, so hardly a rule is about it. */
  get isExceptional(): boolean {
    return this.#state.isExceptional
  }

  /** The decisions that lead here, the first one first. */
  way(): Edge[] {
    const edges: Edge[] = []
    for (let { way } = this.state; way !== undefined; way = way.before) edges.push(way.edge)
    return edges.reverse()
  }

  #valueOf(of: Expression | Value): Value {
    return 'first' in of ? this.value(of) : of
  }
}
