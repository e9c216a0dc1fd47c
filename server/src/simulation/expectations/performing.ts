// Steps that the host does itself: what is given is set, `check` is judged, `call` begins a call of the driver's function on
// the thread of the step. They stop in a function of the model whose code does nothing but stop.
import type { Expr, GivenClause, Setting, Step, StepClause } from '../../annotations/clause.ts'
import { functionOf, recordOf } from '../../c/predicates.ts'
import type { Machine, Stop } from '../../machine/machine.ts'
import { width } from '../../machine/opcodes.ts'
import type { ProgramFunction } from '../../machine/program.ts'
import { callWords, type Thread } from '../../machine/thread.ts'
import { staticBytes } from '../staticData.ts'
import { givenNumber } from '../steps.ts'
import type { Placed } from './collect.ts'
import { emptyLayout, type Moment, type Register } from './evaluator.ts'
import { argumentsOf } from './layouts.ts'
import type { Observation } from './observation.ts'
import { fitted, type Next } from './replacing.ts'

export const performer = 'StepPerform'

type PlacedStep = Placed<StepClause>
type PlacedGiven = Placed<GivenClause>

/** APC_LEVEL: file systems disable kernel APCs at their entry, which nobody may do above it. */
const mostIrqlOfRequests = 1
/** Steps that bring RDBSS nothing to do. */
const ofNoRequest: ReadonlySet<Step['kind']> = new Set(['call', 'check', 'elapse', 'due', 'expire'])

/** Without steps the life is the usual one. */
function makesRequests(steps: readonly PlacedStep[]): boolean {
  return steps.length === 0 || steps.some(({ clause }) => !ofNoRequest.has(clause.step.kind))
}

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

  #given(setting: Setting, placed: PlacedGiven, thread: Thread): string | undefined {
    const { evaluator, system, plan } = this.#observation
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
      const irql = Number(level.bits)
      if (irql > mostIrqlOfRequests && makesRequests(plan.scenario!.steps)) {
        const message = `requests come to RDBSS at IRQL ${mostIrqlOfRequests} at most`
        plan.given.refused ??= { site: placed.site, message }
        return message
      }
      system.host.setByteOf('KxStepIrql', 0, irql)
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
    const refused = refusal(entry, step.arguments.length)
    if (refused !== undefined) return `'call ${name}': ${refused}`
    const at = this.#moment(placed, thread)
    const values: Register[] = []
    for (const [i, expr] of step.arguments.entries()) {
      const answer = this.#observation.evaluator.argument(expr, at)
      if (answer.kind !== 'value') return `'call ${name}': ${answer.message}`
      const isLoose = i >= argumentsOf(entry).types.length && recordOf(answer.type) !== undefined
      if (isLoose) return `'call ${name}': a structure behind the arguments with names`
      values.push(answer)
    }
    this.#begin(number, passedTo(entry, values, machine), thread)
    return 'goes on'
  }

  #begin(number: number, passed: readonly Register[], thread: Thread): void {
    const { machine } = this.#observation.system
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
  }
}

/** Why a step cannot call it with so many arguments. */
function refusal(entry: ProgramFunction, given: number): string | undefined {
  const { hidden, types } = argumentsOf(entry)
  const isVariadic = isVariable(entry)
  if (hidden > 0) return 'it returns a structure'
  if (given === types.length || (isVariadic && given > types.length)) return undefined
  const count = `${types.length} argument${types.length === 1 ? '' : 's'}`
  return `it takes ${isVariadic ? 'at least ' : ''}${count}`
}

function isVariable({ type }: ProgramFunction): boolean {
  return functionOf(type)?.variadic === true
}

/** The first registers of the function: behind the arguments with names a pointer to those without. */
function passedTo(entry: ProgramFunction, values: readonly Register[], machine: Machine): Register[] {
  const { types } = argumentsOf(entry)
  const named = types.map((type, i) => ({ ...values[i]!, bits: fitted(values[i]!.bits, type, machine) }))
  return isVariable(entry) ? [...named, variableArguments(values.slice(types.length), machine)] : named
}

/** They lie as a call of C lays them down: 8 bytes each, a float as the double that its register holds. */
function variableArguments(values: readonly Register[], machine: Machine): Register {
  const { id, low, high } = staticBytes(machine, new Uint8Array(values.length * 8), 'the variable arguments')
  for (const [i, { bits, provenance }] of values.entries()) {
    machine.memory.write(low + 8 * i, 8, BigInt.asUintN(64, bits))
    if (provenance > 0) machine.memory.setProvenance(low + 8 * i, provenance)
  }
  return { bits: BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0)), provenance: id }
}

/** A level is a name of C or a number. */
export function levelExpression({ level }: Setting & { kind: 'irql' }): Expr {
  const { name, start, end } = level
  return /^\d/.test(name)
    ? { kind: 'number', text: name, start, end }
    : { kind: 'name', name, escaped: true, start, end }
}
