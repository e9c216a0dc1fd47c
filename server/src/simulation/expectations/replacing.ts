// What happens at the stops of functions that are replaced: which of the injected values a call gets, what the outcome of a
// stub does, and the return to the caller.
import type { Effect, Expr } from '../../annotations/clause.ts'
import { printExpr } from '../../annotations/print.ts'
import { functionOf } from '../../c/predicates.ts'
import type { Type } from '../../c/types.ts'
import { siteAt } from '../../machine/code.ts'
import { Trap } from '../../machine/fault.ts'
import { HostCall } from '../../machine/host.ts'
import { isFloatingKind, isSignedKind, isWide, Kind, kindOf, sizeOfKind } from '../../machine/kinds.ts'
import type { Machine, Stop } from '../../machine/machine.ts'
import { firstAddress } from '../../machine/memory.ts'
import { width } from '../../machine/opcodes.ts'
import { callWords, type Thread } from '../../machine/thread.ts'
import { callerOf, directCallerOf, ownSite } from '../kernel/callers.ts'
import { poolOriginOf } from '../kernel/pool.ts'
import type { Answer, Moment, Register } from './evaluator.ts'
import type { Observation } from './observation.ts'
import { failureOf, outcomeRegister, parameterIndex, type Replacement } from './replacement.ts'

/** `goes on`: at what the thread stands at now; `itself`: nothing is replaced; else the thread stops. */
export type Next = 'goes on' | 'itself' | Stop

export class Replacing {
  readonly #observation: Observation

  constructor(observation: Observation) {
    this.#observation = observation
  }

  get #system() {
    return this.#observation.system
  }

  /** The thread stands at the beginning of the function, or between two effects of its stub. */
  at(replacement: Replacement, thread: Thread, entered: () => void): Next {
    try {
      return this.#at(replacement, thread, entered)
    } catch (trap) {
      if (!(trap instanceof Trap)) throw trap
      const { code, message, history } = trap
      const stack = this.#system.machine.stack(thread)
      if (code === undefined) return { kind: 'unsupported', message, stack }
      return { kind: 'fault', code, message, stack, history }
    }
  }

  #at(replacement: Replacement, thread: Thread, entered: () => void): Next {
    const top = thread.depth - 1
    const pc = thread.pcAt(top)
    if (pc > 0 && replacement.stub === undefined) return 'itself'
    if (pc === width) return this.#outcome(replacement, thread)
    if (pc > 0) return this.#effects(replacement, thread, pc / width - 2)
    const injected = this.#injected(replacement, thread)
    if (injected === 'open') return { kind: 'waiting' }
    if (injected !== undefined) {
      entered()
      return this.#leave(replacement, thread, injected)
    }
    if (replacement.stub === undefined) return 'itself'
    entered()
    // One choice a stop: where it is left open, the thread comes back to the same stop.
    thread.calls[top * callWords + 1] = width
    return this.#outcome(replacement, thread)
  }

  #outcome(replacement: Replacement, thread: Thread): Next {
    const top = thread.depth - 1
    const { outcomes } = replacement.stub!.clause
    const chosen = outcomes.length < 2 ? 0 : this.#choose(`outcome of ${replacement.entry.name}`, outcomes.length)
    if (chosen === undefined) return { kind: 'waiting' }
    thread.i64[thread.baseAt(top) + outcomeRegister(replacement)] = BigInt(chosen)
    const number = outcomes.length < 2 ? '' : ` ${chosen + 1}`
    this.#record(thread, `stub ${replacement.entry.name}${number}`)
    return this.#effects(replacement, thread, 0)
  }

  #choose(name: string, options: number): number | undefined {
    return this.#system.host.choices.choose({ name, options })
  }

  #record(thread: Thread, text: string): void {
    const { host, machine } = this.#system
    host.record(thread.number, text, ownSite(machine.stack(thread).slice(1)))
  }

  // ---- inject --------------------------------------------------------------------------------------------------

  /** The value that the call returns instead; `open`: that is still to be chosen. */
  #injected(replacement: Replacement, thread: Thread): Register | 'open' | undefined {
    const { injections, entry } = replacement
    if (injections.length === 0 || directCallerOf(this.#system.machine.stack(thread)) !== 'driver') return undefined
    const chosen = this.#choose(`call of ${entry.name}`, injections.length + 1)
    if (chosen === undefined) return 'open'
    if (chosen === 0) return undefined
    this.#record(thread, `fails ${entry.name}`)
    return this.value(replacement, chosen, this.#momentOf(replacement, thread))
  }

  /** Of the injection of that number, from 1. */
  value({ injections, entry }: Replacement, chosen: number, at: Moment): Register {
    const { fault } = injections[chosen - 1]!.clause
    const returns = functionOf(entry.type)?.returns
    if (fault.kind === 'routine' && fault.value !== undefined) return this.#evaluated(fault.value, at)
    return { bits: returns === undefined ? 0n : failureOf(returns), provenance: 0 }
  }

  /** The same of a routine of the host, which has no frame. */
  injectedRoutine(replacement: Replacement, call: HostCall): 'open' | 'done' | 'itself' {
    const { thread } = call
    const { injections, entry, layout } = replacement
    const stack = this.#system.machine.stack(thread)
    if (injections.length === 0 || callerOf(stack) !== 'driver') return 'itself'
    const chosen = this.#choose(`call of ${entry.name}`, injections.length + 1)
    if (chosen === undefined) return 'open'
    if (chosen === 0) return 'itself'
    this.#system.host.record(thread.number, `fails ${entry.name}`, ownSite(stack))
    const register = (i: number): Register => {
      const { id, low, high } = call.pointer(i)
      return { bits: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0), provenance: id }
    }
    const value = this.value(replacement, chosen, { ...this.#observation.moment(thread.number, layout), register })
    const [low, high] = [Number(BigInt.asIntN(32, value.bits)), Number(BigInt.asIntN(32, value.bits >> 32n))]
    call.returnPointer({ id: value.provenance, low, high })
    return 'done'
  }

  // ---- stub ----------------------------------------------------------------------------------------------------

  /** From the effect of that number on; what takes time is a call of the kernel's. */
  #effects(replacement: Replacement, thread: Thread, from: number): Next {
    const top = thread.depth - 1
    const base = thread.baseAt(top)
    const { outcomes } = replacement.stub!.clause
    const effects = outcomes[Number(thread.i64[base + outcomeRegister(replacement)])]!
    for (let i = from; i < effects.length; i++) {
      const effect = effects[i]!
      if (effect.kind === 'takes' || effect.kind === 'blocks') {
        thread.calls[top * callWords + 1] = (i + 2) * width
        this.#wait(effect, thread, base + outcomeRegister(replacement) + 1)
        return 'goes on'
      }
      this.#effect(effect, replacement, thread)
    }
    const returned = effects.find(effect => effect.kind === 'returns')
    const nothing: Register = { bits: 0n, provenance: 0 }
    const result =
      returned === undefined ? nothing : this.#evaluated(returned.value, this.#momentOf(replacement, thread))
    return this.#leave(replacement, thread, result)
  }

  #wait(effect: Effect & { kind: 'takes' | 'blocks' }, thread: Thread, base: number): void {
    const { machine } = this.#system
    const number = machine.program.functions.get(effect.kind === 'takes' ? 'KxStubTakes' : 'KxStubBlocks')!
    const code = machine.functions[number]!.code!
    thread.reserve(base + code.registers)
    thread.i64.fill(0n, base, base + code.registers)
    thread.provenance.fill(0, base, base + code.registers)
    if (effect.kind === 'takes')
      thread.i64[base] = BigInt(Math.round(effect.time.amount * (effect.time.unit === 's' ? 1e7 : 1e4)))
    thread.stackUsed += code.stackBytes
    thread.push(number, 0, base)
  }

  #effect(effect: Effect, replacement: Replacement, thread: Thread): void {
    if (effect.kind === 'frees') this.#free(effect, replacement, thread)
    if (effect.kind !== 'sets') return
    const at = this.#momentOf(replacement, thread)
    const place = this.#observation.evaluator.place(effect.target, at)
    if (place.kind !== 'value') throw notPossible(place)
    // A parameter may well be NULL, but the clause does not say what happens then.
    if (isNearNull(place)) {
      const [, caller] = this.#system.machine.stack(thread)
      const by = caller === undefined ? '' : `, in a call by ${caller.function}`
      throw notPossible({ message: `${printExpr(effect.target)} would be set through a null pointer${by}` })
    }
    const value = this.#evaluated(effect.value, at)
    this.#observation.store(place, value)
  }

  #free(effect: Effect & { kind: 'frees' }, replacement: Replacement, thread: Thread): void {
    const register = parameterIndex(replacement, effect)
    if (register === undefined)
      throw new Trap(undefined, `a stub that frees '${effect.parameter.name}', which is no parameter`)
    const { machine, host } = this.#system
    const { memory, program } = machine
    const top = thread.depth - 1
    const base = thread.baseAt(top)
    const site = siteAt(machine.functions[replacement.number]!.code!, 0)
    const call = new HostCall(memory, thread, base, site, program.longSize)
    const pointer = call.pointer(register)
    const block = host.pool.freeable(call, pointer)
    this.#observation.freed(block.id, thread)
    host.pool.free(call, pointer, 0, poolOriginOf(block)!.family, site)
  }

  // ---- Both ----------------------------------------------------------------------------------------------------

  #momentOf({ layout }: Replacement, thread: Thread): Moment {
    const base = thread.baseAt(thread.depth - 1)
    const register = (i: number) => ({ bits: thread.u64[base + i]!, provenance: thread.provenance[base + i]! })
    return { ...this.#observation.moment(thread.number, layout), register }
  }

  #evaluated(expr: Expr, at: Moment): Register {
    const answer = this.#observation.evaluator.value(expr, at)
    if (answer.kind !== 'value') throw notPossible(answer)
    return answer
  }

  #leave({ entry, number }: Replacement, thread: Thread, result: Register): Next {
    const { machine } = this.#system
    const top = thread.depth - 1
    const base = thread.baseAt(top)
    const type = functionOf(entry.type)?.returns
    this.#observation.replacedLeaves(entry.name, number, thread)
    thread.i64[base] = type === undefined ? 0n : fitted(result.bits, type, machine)
    thread.provenance[base] = result.provenance
    thread.stackUsed -= machine.functions[number]!.code?.stackBytes ?? 0
    thread.depth = top
    if (top === 0) return { kind: 'finished' }
    thread.calls[(top - 1) * callWords + 1]! += width
    return 'goes on'
  }
}

/** As a register holds a value of the type. */
export function fitted(bits: bigint, type: Type, { program, memory }: Machine): bigint {
  const kind = kindOf(type, program.units[0]!.semantics)
  if (kind === Kind.Void || kind === Kind.Record || isFloatingKind(kind)) return BigInt.asIntN(64, bits)
  const size = isWide(kind) ? 64 : sizeOfKind(kind, memory.pointerSize) * 8
  return isSignedKind(kind) || kind === Kind.Pointer ? BigInt.asIntN(size, bits) : BigInt.asUintN(size, bits)
}

function isNearNull({ bits, provenance }: Register): boolean {
  return provenance <= 0 && BigInt.asUintN(64, bits) < BigInt(firstAddress)
}

function notPossible({ message }: Pick<Exclude<Answer, { kind: 'value' }>, 'message'>): Trap {
  return new Trap(undefined, `the clause cannot be followed: ${message}`)
}
