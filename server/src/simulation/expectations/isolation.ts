// A callback that is called alone (`given` on its parameters). It is called as RDBSS calls it in a small life; in front of
// that call what is given is put into the object, and when the callback returns the run is over. What is not given takes
// the values that RDBSS could pass: Force both ways, Context NULL or as the driver's own creation leaves it. What RDBSS
// could never produce is vacuous.
import type { Expr, Setting } from '../../annotations/clause.ts'
import { pointerOf, recordOf } from '../../c/predicates.ts'
import type { Site } from '../../machine/fault.ts'
import type { Thread } from '../../machine/thread.ts'
import { callbackOf, withoutContext } from '../classify.ts'
import { poolOriginOf } from '../kernel/pool.ts'
import type { AnnotatedScenario } from './collect.ts'
import type { Answer, Moment, TypedRegister } from './evaluator.ts'
import { namesCall } from './expectation.ts'
import { callLayout } from './layouts.ts'
import { unreachable } from './leaks.ts'
import type { Observation } from './observation.ts'
import { levelExpression } from './performing.ts'

/** What the runs of a scenario have shown of its `given`; with steps, `refused` alone. */
export interface GivenState {
  /** Some call began as it is given. */
  isMet: boolean
  /** The first setting that a call could not meet. */
  refused: { readonly site: Site; readonly message: string } | undefined
}

/** `open`: a choice has to be made first; `vacuous`: RDBSS does not call it so. */
export type Beginning = 'begins' | 'open' | 'vacuous' | { readonly problem: string }

export class Isolation {
  readonly #observation: Observation
  readonly #scenario: AnnotatedScenario

  constructor(observation: Observation, scenario: AnnotatedScenario) {
    this.#observation = observation
    this.#scenario = scenario
  }

  /** The callback stands at its beginning. */
  begin(thread: Thread, given: GivenState): Beginning {
    const own = this.#scenario.home.function!
    const at = this.#moment(thread)
    const changes: (() => void)[] = []
    const settings = this.#scenario.given.flatMap(({ clause, site }) =>
      clause.settings.map(setting => ({ setting, site })),
    )
    for (const { setting, site } of settings) {
      const met = this.#meets(setting, at, thread)
      if (typeof met === 'object') return met
      if (typeof met === 'string') {
        given.refused ??= { site, message: met }
        return 'vacuous'
      }
      changes.push(met)
    }
    const free = this.#free(
      thread,
      at,
      settings.map(each => each.setting),
    )
    if (free === 'open') return 'open'
    for (const change of [...changes, ...free]) change()
    given.isMet = true
    const { name } = own.symbol
    this.#observation.system.host.record(thread.number, `given ${name} alone`, undefined)
    return 'begins'
  }

  /** Blocks that were lost before, by what is given. */
  lostBefore(): ReadonlySet<number> {
    return new Set(unreachable(this.#observation.system).map(({ id }) => id))
  }

  #moment(thread: Thread): Moment {
    const own = this.#scenario.home.function!
    const base = thread.baseAt(thread.depth - 1)
    const register = (i: number) => ({ bits: thread.u64[base + i]!, provenance: thread.provenance[base + i]! })
    return { ...this.#observation.moment(thread.number, callLayout(this.#scenario.home.unit, own)), register }
  }

  // ---- What is given -------------------------------------------------------------------------------------------

  /** How it is brought about; text: that it cannot be, and why. */
  #meets(setting: Setting, at: Moment, thread: Thread): (() => void) | string | { readonly problem: string } {
    const { evaluator } = this.#observation
    switch (setting.kind) {
      case 'profile':
      case 'process':
        return () => undefined
      case 'refs':
        return this.#references(setting, at, thread)
      case 'irql': {
        const level = evaluator.value(levelExpression(setting), at)
        const own = this.#observation.system.host.byteOf('KxIrql', thread.number)
        if (level.kind !== 'value') return { problem: level.message }
        return Number(level.bits) === own ? () => undefined : `RDBSS calls it at IRQL ${own}`
      }
    }
    const value = evaluator.value(setting.value, at)
    if (value.kind !== 'value') return { problem: value.message }
    if (setting.target.kind === 'name' && this.#parameter(setting.target.name) !== undefined)
      return this.#parameterIs(setting.target, value, at, thread)
    return this.#placeIs(setting.target, value, at, thread)
  }

  #parameter(name: string): number | undefined {
    const index = this.#scenario.home.function!.parameters.findIndex(each => each.name === name)
    return index < 0 ? undefined : index
  }

  #parameterIs(
    { name }: Expr & { kind: 'name' },
    value: TypedRegister,
    at: Moment,
    thread: Thread,
  ): (() => void) | string {
    const number = this.#parameter(name)!
    const now = at.register(number)
    if ((now.bits & 0xffffffffn) === (value.bits & 0xffffffffn)) return () => undefined
    const isForce = this.#isFinalizer(thread) && number === 1 && (value.bits === 0n || value.bits === 1n)
    if (!isForce) return `RDBSS does not call it with this '${name}'`
    return () => this.#force(thread, value.bits)
  }

  /** Force, and the flag that it comes from. */
  #force(thread: Thread, bits: bigint): void {
    thread.i64[thread.baseAt(thread.depth - 1) + 1] = bits
  }

  #isFinalizer(thread: Thread): boolean {
    return callbackOf(thread.number, this.#observation.system)?.name === 'MRxFinalizeSrvCall'
  }

  #placeIs(
    target: Expr,
    value: TypedRegister,
    at: Moment,
    thread: Thread,
  ): (() => void) | string | { readonly problem: string } {
    const { evaluator, system } = this.#observation
    const place = evaluator.place(target, at)
    if (place.kind === 'unknown') return { problem: place.message }
    if (place.kind === 'fault') return place.message
    const now = evaluator.value(target, at)
    const width = BigInt((system.machine.program.units[0]!.semantics.sizeOf(place.type) ?? 8) * 8)
    const isSame = (answer: Answer) =>
      answer.kind === 'value' &&
      BigInt.asUintN(Number(width), answer.bits) === BigInt.asUintN(Number(width), value.bits)
    if (isSame(now)) return () => undefined
    const block = system.machine.memory.blockOf(place.provenance)
    const isOfRdbss = block !== undefined && poolOriginOf(block)?.by === 'rdbss'
    const isLeft = target.kind === 'member' && /^Context2?$/.test(target.member.name) && value.bits === 0n
    if (isOfRdbss && !isLeft) return 'RDBSS never hands it over like that'
    return () => {
      this.#observation.store(place, value)
      if (isLeft && isContext(target)) withoutContext(thread.number, system)
    }
  }

  /** The table's reference and N-1 children; the worker's own does not count. */
  #references(
    { object, count }: Setting & { kind: 'refs' },
    at: Moment,
    thread: Thread,
  ): (() => void) | string | { readonly problem: string } {
    const { start, end } = object
    const refs: Expr = { kind: 'query', query: 'refs', operand: object, start, end }
    const now = this.#observation.evaluator.value(refs, at)
    if (now.kind !== 'value') return { problem: now.message }
    const own = this.#observation.evaluator.laneOf(thread.number) === 'worker' ? 1n : 0n
    return now.bits - own === BigInt(count) ? () => undefined : `it has ${now.bits - own} references there`
  }

  // ---- What is not given ---------------------------------------------------------------------------------------

  /** Force both ways, Context as it is and NULL. */
  #free(thread: Thread, at: Moment, settings: readonly Setting[]): (() => void)[] | 'open' {
    const callback = callbackOf(thread.number, this.#observation.system)
    if (callback === undefined || !/^MRxFinalize(?:SrvCall|NetRoot|VNetRoot)$/.test(callback.name)) return []
    const targets = settings.flatMap(setting => (setting.kind === 'value' ? [setting.target] : []))
    const own = this.#scenario.home.function!
    const [object, force] = own.parameters
    const isGiven = (index: number) =>
      targets.some(each => each.kind === 'name' && each.name === own.parameters[index]?.name)
    const options: { context: boolean; force: boolean }[] = [{ context: false, force: false }]
    const context = object && !targets.some(isContext) ? this.#contextOf(object, at) : undefined
    if (context !== undefined) options.push(...options.map(each => ({ ...each, context: true })))
    if (this.#isFinalizer(thread) && force !== undefined && !isGiven(1))
      options.push(...options.map(each => ({ ...each, force: true })))
    if (options.length === 1) return []
    const chosen = this.#observation.system.host.choices.choose({ name: `outcome of given`, options: options.length })
    if (chosen === undefined) return 'open'
    const wanted = options[chosen]!
    const changes: (() => void)[] = []
    if (wanted.context)
      changes.push(() => {
        this.#observation.store(context!, { bits: 0n, provenance: 0 })
        withoutContext(thread.number, this.#observation.system)
      })
    if (wanted.force) changes.push(() => this.#force(thread, at.register(1).bits === 0n ? 1n : 0n))
    return changes
  }

  /** Of the object that is handed over, where it is not NULL. */
  #contextOf(
    { name, type }: { name: string; type: Parameters<typeof pointerOf>[0] },
    at: Moment,
  ): TypedRegister | undefined {
    const pointer = pointerOf(type)
    if (pointer === undefined || recordOf(pointer.to) === undefined) return undefined
    const place = { start: 0, end: 0 }
    const object: Expr = { kind: 'name', name, escaped: true, ...place }
    const context: Expr = { kind: 'member', object, arrow: true, member: { name: 'Context', ...place }, ...place }
    const found = this.#observation.evaluator.place(context, at)
    const now = this.#observation.evaluator.value(context, at)
    return found.kind === 'value' && now.kind === 'value' && now.bits !== 0n ? found : undefined
  }
}

function isContext(target: Expr): boolean {
  return target.kind === 'member' && target.member.name === 'Context' && target.object.kind === 'name'
}

// ---- Lives -----------------------------------------------------------------------------------------------------

/** Clauses of the steps in which the callback is reached. */
export function isolationLives({ given, home }: AnnotatedScenario): string[][] {
  const settings = given.flatMap(({ clause }) => clause.settings)
  const process = settings.find(each => each.kind === 'process')?.process
  const counts = settings.flatMap(each =>
    each.kind === 'refs' && home.function !== undefined && namesCall(each.object, home.function) ? [each.count] : [],
  )
  const children = counts.length === 0 ? [0, 1] : counts.map(count => count - 1)
  const who = process === undefined ? ['user', 'system'] : [process]
  return children.flatMap(count => who.map(by => (count < 1 ? life(by) : forced(by, Math.min(count, mostShares)))))
}

const mostShares = 7

function life(by: string): string[] {
  return [`connect by ${by}`, `open by ${by}`, `close by ${by}`, `disconnect by ${by}`]
}

function forced(by: string, shares: number): string[] {
  const names = Array.from({ length: shares }, (_, i) => `connect "\\\\server\\share${i}" by ${by}`)
  return [...names, `finalize forced by ${by}`]
}
