// Steps that the host does itself: what is given is set, `check` is judged, `call` begins a call of the driver's function on
// the thread of the step. They stop in a function of the model whose code does nothing but stop.
import type { Expr, Setting, StepClause } from '../../annotations/clause.ts'
import { functionOf } from '../../c/predicates.ts'
import type { Stop } from '../../machine/machine.ts'
import { width } from '../../machine/opcodes.ts'
import { callWords, type Thread } from '../../machine/thread.ts'
import { givenNumber } from '../steps.ts'
import type { Placed } from './collect.ts'
import { emptyLayout, type Moment, type Register } from './evaluator.ts'
import { argumentsOf } from './layouts.ts'
import type { Observation } from './observation.ts'
import { fitted, type Next } from './replacing.ts'

export const performer = 'StepPerform'

type PlacedStep = Pick<Placed<StepClause>, 'home' | 'site'>

export class Performing {
  readonly #observation: Observation

  constructor(observation: Observation) {
    this.#observation = observation
  }

  at(thread: Thread): Next {
    const top = thread.depth - 1
    const number = thread.i32[thread.baseAt(top) * 2]!
    const refused = thread.pcAt(top) > 0 ? undefined : this.#perform(number, thread)
    if (refused === 'goes on') return refused
    if (refused !== undefined) return this.#unsupported(refused, thread)
    // As a return does.
    thread.stackUsed -= this.#observation.system.machine.functions[thread.functionAt(top)]!.code!.stackBytes
    thread.depth = top
    thread.calls[(top - 1) * callWords + 1]! += width
    return 'goes on'
  }

  #unsupported(message: string, thread: Thread): Stop {
    return { kind: 'unsupported', message, stack: this.#observation.system.machine.stack(thread) }
  }

  /** `goes on`: in the function that is called; text: what cannot be done. */
  #perform(number: number, thread: Thread): string | undefined {
    const { scenario } = this.#observation.plan
    if (number === givenNumber) {
      const settings =
        scenario?.given.flatMap(each => each.clause.settings.map(setting => ({ ...each, setting }))) ?? []
      return settings.map(each => this.#given(each.setting, each, thread)).find(each => each !== undefined)
    }
    const placed = scenario?.steps[number]
    const step = placed?.clause.step
    if (placed !== undefined && step?.kind === 'check') this.#check(placed, step.condition, thread)
    if (placed !== undefined && step?.kind === 'call') return this.#call(placed, step, thread)
    return undefined
  }

  #moment({ home }: Pick<PlacedStep, 'home'>, thread: Thread): Moment {
    return this.#observation.moment(thread.number, emptyLayout(home.unit))
  }

  // ---- given ---------------------------------------------------------------------------------------------------

  #given(setting: Setting, placed: Pick<PlacedStep, 'home'>, thread: Thread): string | undefined {
    const { evaluator, system } = this.#observation
    const at = this.#moment(placed, thread)
    if (setting.kind === 'value') {
      const place = evaluator.place(setting.target, at)
      const value = evaluator.value(setting.value, at)
      for (const each of [place, value]) if (each.kind !== 'value') return `'given': ${each.message}`
      if (place.kind === 'value' && value.kind === 'value') this.#observation.store(place, value)
    }
    if (setting.kind === 'irql') {
      const level = evaluator.value(levelExpression(setting), at)
      if (level.kind !== 'value') return `'given': ${level.message}`
      system.host.setByteOf('KxStepIrql', 0, Number(level.bits))
    }
    return setting.kind === 'refs' ? 'references are given only where a callback is called alone' : undefined
  }

  // ---- check ---------------------------------------------------------------------------------------------------

  #check({ site, home }: PlacedStep, condition: Expr, thread: Thread): void {
    const { plan, evaluator } = this.#observation
    const index = plan.expectations.findIndex(
      each => each.window === 'step' && each.site.first.start === site.first.start,
    )
    const at = this.#moment({ home }, thread)
    const truth = evaluator.condition(condition, at)
    if (truth.kind === 'unknown') return this.#observation.outcome(index, truth)
    if (truth.kind === 'value' && truth.holds) return this.#observation.outcome(index, { kind: 'held' })
    const message =
      truth.kind === 'value' ? this.#observation.explained(condition, at) : `it cannot be evaluated: ${truth.message}`
    this.#observation.outcome(index, { kind: 'broken', message, thread: thread.number, places: [] })
  }

  // ---- call ----------------------------------------------------------------------------------------------------

  #call(placed: PlacedStep, step: { routine: { name: string }; arguments: readonly Expr[] }, thread: Thread): string {
    const { machine } = this.#observation.system
    const { name } = step.routine
    const number = machine.functions.findIndex(each => each.name === name && each.code !== undefined)
    const entry = machine.program.entries[number]
    if (entry?.kind !== 'function') return `'call ${name}': it has no body`
    const { hidden, types } = argumentsOf(entry)
    const isOther = hidden > 0 || types.length !== step.arguments.length || functionOf(entry.type)?.variadic === true
    if (isOther) return `'call ${name}': it takes ${types.length} arguments`
    const at = this.#moment(placed, thread)
    const passed: Register[] = []
    for (const [i, expr] of step.arguments.entries()) {
      const answer = this.#observation.evaluator.value(expr, at)
      if (answer.kind !== 'value') return `'call ${name}': ${answer.message}`
      passed.push({ bits: fitted(answer.bits, types[i]!, machine), provenance: answer.provenance })
    }
    const top = thread.depth - 1
    const own = machine.functions[thread.functionAt(top)]!.code!
    const { code } = machine.functions[number]!
    const base = thread.baseAt(top) + own.registers
    thread.reserve(base + code!.registers)
    thread.i64.fill(0n, base, base + code!.registers)
    thread.provenance.fill(0, base, base + code!.registers)
    for (const [i, { bits, provenance }] of passed.entries()) {
      thread.i64[base + i] = bits
      thread.provenance[base + i] = provenance
    }
    thread.stackUsed += code!.stackBytes
    thread.push(number, 0, base)
    return 'goes on'
  }
}

/** A level is a name of C or a number. */
export function levelExpression({ level }: Setting & { kind: 'irql' }): Expr {
  const { name, start, end } = level
  return /^\d/.test(name)
    ? { kind: 'number', text: name, start, end }
    : { kind: 'name', name, escaped: true, start, end }
}
