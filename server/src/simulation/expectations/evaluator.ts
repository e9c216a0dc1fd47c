// Expressions of annotations, evaluated on the machine where a thread stands. They are compiled once; evaluating runs them on
// the thread that belongs to the host, with a copy of the registers of the frame that they speak of. Nothing in the run
// changes: they only read, and what counts steps and calls is put back.
import type { Expr } from '../../annotations/clause.ts'
import { printExpr } from '../../annotations/print.ts'
import { pointerOf, valueType } from '../../c/predicates.ts'
import type { Symbol } from '../../c/symbol.ts'
import { TokenFlags, TokenKind } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { Expression } from '../../c/tree.ts'
import { integer, type Type } from '../../c/types.ts'
import { descendantsOf } from '../../c/walk.ts'
import type { BitPlace, Code, Variable } from '../../machine/code.ts'
import { compileExpression } from '../../machine/compiler/compileExpression.ts'
import { linksOf } from '../../machine/debug/evaluate.ts'
import { Trap } from '../../machine/fault.ts'
import { isFloatingKind, isSignedKind, isWide, Kind, kindOf, sizeOfKind } from '../../machine/kinds.ts'
import type { LoadedFunction } from '../../machine/machine.ts'
import { isAlive } from '../../machine/memory.ts'
import type { Thread } from '../../machine/thread.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { laneKinds, threadCount } from '../kernel/kernelHost.ts'
import { originOf } from '../model.ts'
import { asksHost, type Input, type Question, questionOf, translated } from './translation.ts'

/** What a register holds. Provenance -1: nothing yet. */
export interface Register {
  readonly bits: bigint
  readonly provenance: number
}

export interface TypedRegister extends Register {
  readonly type: Type
}

/** `fault`: the expression cannot be evaluated there, as C says; `unknown`: the tool does not know how. */
export type NotEvaluated =
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string }

export type Answer = ({ readonly kind: 'value' } & TypedRegister) | NotEvaluated

export type Truth = { readonly kind: 'value'; readonly holds: boolean } | NotEvaluated

/** A lock, in the ways in which it may be meant. */
export type Lock = { readonly kind: 'value'; readonly pointers: readonly Register[] } | NotEvaluated

/** The names that a frame gives to expressions, and in which of its registers they are. */
export interface Layout {
  readonly unit: TranslationUnit
  readonly variables: readonly Variable[]
  readonly registers: number
  /** By expression and what is wanted of it. */
  readonly compiled: Map<Expr, Map<Wanted, Compiled | string>>
}

export function layoutOf(unit: TranslationUnit, variables: readonly Variable[], registers: number): Layout {
  return { unit, variables, registers, compiled: new Map() }
}

export function emptyLayout(unit: TranslationUnit): Layout {
  return layoutOf(unit, [], 0)
}

/** Where and when an expression is evaluated. */
export interface Moment {
  readonly layout: Layout
  /** Undefined: no thread stands there, as at the end of a run. */
  readonly thread: number | undefined
  /** Of the frame. */
  readonly register: (number: number) => Register
  readonly result: TypedRegister | undefined
  readonly old: (operand: Expr) => Answer
  /** Numbers of threads by their names in the scenario. */
  readonly threads: ReadonlyMap<string, number>
}

type Wanted = 'condition' | 'value' | 'argument' | 'place'

interface Compiled {
  /** Number in `machine.functions`. */
  readonly number: number
  readonly code: Code
  readonly register: number
  readonly isAddress: boolean
  readonly bits: BitPlace | undefined
  readonly type: Type
  readonly inputs: readonly (Input & { readonly register: number })[]
}

/** Instructions; more are endless. */
const budget = 100_000

export class Evaluator {
  readonly #system: Pick<LoadedDriver, 'machine' | 'host'>
  /** Those of the program as it is, and behind them the expressions. */
  readonly #functions: LoadedFunction[]

  constructor(system: Pick<LoadedDriver, 'machine' | 'host'>) {
    this.#system = system
    this.#functions = system.machine.functions.slice()
  }

  /** Short-circuits as C does, also around what the host answers. */
  condition(expr: Expr, at: Moment): Truth {
    if (expr.kind === 'parenthesized') return this.condition(expr.inner, at)
    const question = questionOf(expr)
    if (question !== undefined) return this.#asked(question, at)
    if (asksHost(expr)) {
      if (expr.kind === 'unary' && expr.operator === '!') return not(this.condition(expr.operand, at))
      if (expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||')) {
        const left = this.condition(expr.left, at)
        if (left.kind !== 'value' || left.holds === (expr.operator === '||')) return left
        return this.condition(expr.right, at)
      }
      if (expr.kind === 'conditional') {
        const test = this.condition(expr.test, at)
        if (test.kind !== 'value') return test
        return this.condition(test.holds ? expr.then : expr.otherwise, at)
      }
    }
    const answer = this.#evaluate(expr, 'condition', at)
    return answer.kind === 'value' ? { kind: 'value', holds: answer.bits !== 0n } : answer
  }

  value(expr: Expr, at: Moment): Answer {
    return this.#evaluate(expr, 'value', at)
  }

  /** As value(); it may be a text, which is there until the run ends: a function that is called may keep it. */
  argument(expr: Expr, at: Moment): Answer {
    return this.#evaluate(expr, 'argument', at)
  }

  /** The address of what it means, as a pointer; its type is the object's. */
  place(expr: Expr, at: Moment): Answer {
    return this.#evaluate(expr, 'place', at)
  }

  /** The low half of the address of a lock: the expression is the lock, or a pointer to it. */
  lock(expr: Expr, at: Moment): Lock {
    const place = this.place(expr, at)
    const isPlace = place.kind === 'value'
    // Looking at what a lock holds would be an access like any other.
    if (isPlace && pointerOf(place.type) === undefined) return { kind: 'value', pointers: [place] }
    const value = this.value(expr, at)
    if (value.kind !== 'value') return isPlace ? { kind: 'value', pointers: [place] } : value
    return { kind: 'value', pointers: isPlace ? [value, place] : [value] }
  }

  /** 0: the thread does not hold it; 1: shared; 2: exclusive. */
  heldMode(thread: number, lock: Register): number {
    return this.call('KxHeldMode', [{ bits: BigInt(thread), provenance: 0 }, lock])
  }

  /** Calls a routine of the model that only looks. */
  call(name: string, given: readonly Register[]): number {
    const { machine } = this.#system
    const own = machine.threads[threadCount]!
    return this.#aside(own, () => {
      machine.start(own, name, given.length)
      for (const [i, { bits, provenance }] of given.entries()) {
        own.i64[i] = BigInt.asIntN(64, bits)
        own.provenance[i] = provenance
      }
      machine.run(own, budget)
      return own.i32[0]!
    })
  }

  #aside<T>(own: Thread, run: () => T): T {
    const { machine, host } = this.#system
    const { steps, functions } = machine
    const { serial } = own
    machine.functions = this.#functions
    try {
      return host.aside(run)
    } finally {
      machine.functions = functions
      own.depth = 0
      own.serial = serial
      own.stackUsed = 0
      machine.steps = steps
    }
  }

  // ---- What the host answers -----------------------------------------------------------------------------------

  #asked(question: Question, at: Moment): Truth {
    switch (question.kind) {
      case 'freed': {
        const value = this.value(question.operand, at)
        if (value.kind !== 'value') return value
        const block = this.#system.machine.memory.blockOf(value.provenance)
        return { kind: 'value', holds: value.provenance > 0 && (block === undefined || !isAlive(block)) }
      }
      case 'held': {
        const lock = this.lock(question.operand, at)
        if (lock.kind !== 'value') return lock
        const { thread } = at
        if (thread === undefined) return { kind: 'value', holds: false }
        return { kind: 'value', holds: lock.pointers.some(each => this.heldMode(thread, each) > 0) }
      }
    }
    if (at.thread === undefined) return { kind: 'unknown', message: 'no thread stands there' }
    const same =
      question.kind === 'thread' ? this.#isThread(question.word, at) : this.#processOf(at.thread) === question.word
    return { kind: 'value', holds: same !== question.negated }
  }

  #isThread(word: string, { thread, threads }: Moment): boolean {
    if (word === 'worker' || word === 'caller') return this.laneOf(thread!) === word
    return threads.get(word) === thread
  }

  laneOf(thread: number): string | undefined {
    return laneKinds[this.#system.host.laneOf(thread)]
  }

  #processOf(thread: number): 'user' | 'system' {
    return this.call('KxInSystemProcess', [{ bits: BigInt(thread), provenance: 0 }]) === 0 ? 'user' : 'system'
  }

  // ---- C -------------------------------------------------------------------------------------------------------

  #evaluate(expr: Expr, wanted: Wanted, at: Moment): Answer {
    const compiled = this.#compiled(expr, wanted, at)
    if (typeof compiled === 'string') return { kind: 'unknown', message: compiled }
    const given: (Register & { register: number })[] = []
    for (const input of compiled.inputs) {
      const answer = this.#input(input, at)
      if (answer.kind !== 'value') return answer
      given.push({ register: input.register, ...answer })
    }
    const { machine } = this.#system
    const own = machine.threads[threadCount]!
    return this.#aside(own, () => {
      own.reserve(compiled.code.registers)
      own.i64.fill(0n, 0, compiled.code.registers)
      own.provenance.fill(0, 0, compiled.code.registers)
      for (let i = 0; i < at.layout.registers; i++) set(own, i, at.register(i))
      for (const each of given) set(own, each.register, each)
      own.push(compiled.number, 0, 0)
      return this.#answer(own, compiled)
    })
  }

  #answer(own: Thread, { number, register, isAddress, bits, type }: Compiled): Answer {
    const { machine } = this.#system
    const stop = machine.run(own, budget)
    if (stop.kind === 'fault') return { kind: 'fault', message: stop.message }
    if (stop.kind === 'unsupported') return { kind: 'unknown', message: `not supported: ${stop.message}` }
    const isEnd = stop.kind === 'paused' && own.functionAt(own.depth - 1) === number
    if (!isEnd) return { kind: 'unknown', message: 'the expression does not end' }
    const result = { bits: own.u64[register]!, provenance: own.provenance[register]! }
    if (result.provenance < 0) return { kind: 'fault', message: 'the value is not initialised' }
    if (isAddress && bits !== undefined) return { kind: 'unknown', message: 'a bit-field has no address' }
    return { kind: 'value', type, ...result, bits: isAddress ? result.bits : this.#narrowed(result.bits, type) }
  }

  /** Of a narrow register the upper half means nothing. */
  #narrowed(bits: bigint, type: Type): bigint {
    const { semantics } = this.#system.machine.program.units[0]!
    const { pointerSize } = this.#system.machine.memory
    const kind = kindOf(type, semantics)
    if (kind === Kind.Record || isFloatingKind(kind) || kind === Kind.Void) return bits
    const width = isWide(kind) ? 64 : sizeOfKind(kind, pointerSize) * 8
    return isSignedKind(kind) ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits)
  }

  #input(input: Input, at: Moment): Answer {
    const word = (value: number): Answer => ({ kind: 'value', bits: BigInt(value), provenance: 0, type: intType })
    switch (input.kind) {
      case 'return':
        if (at.result === undefined) return { kind: 'unknown', message: "'return' has no value here" }
        if (at.result.provenance < 0) return { kind: 'fault', message: 'nothing is returned' }
        return { kind: 'value', ...at.result }
      case 'irql':
        return word(at.thread === undefined ? 0 : this.#system.host.byteOf('KxIrql', at.thread))
      case 'thread':
        return word(at.thread ?? 0)
      case 'process':
        return word(at.thread !== undefined && this.#processOf(at.thread) === 'system' ? 1 : 0)
      case 'old':
        return at.old(input.operand)
      case 'answer': {
        const truth = this.#asked(input.question, at)
        return truth.kind === 'value' ? word(truth.holds ? 1 : 0) : truth
      }
    }
  }

  #compiled(expr: Expr, wanted: Wanted, at: Moment): Compiled | string {
    const { compiled } = at.layout
    let known = compiled.get(expr)
    if (known === undefined) compiled.set(expr, (known = new Map()))
    let own = known.get(wanted)
    if (own === undefined) {
      own = this.#compile(expr, wanted, at)
      // What an input is depends on the moment where it could not be evaluated.
      if (typeof own !== 'string' || !own.startsWith(later)) known.set(wanted, own)
    }
    return typeof own === 'string' ? own.replace(later, '') : own
  }

  #compile(expr: Expr, wanted: Wanted, at: Moment): Compiled | string {
    const { unit, variables, registers } = at.layout
    const { text, inputs } = translated(expr)
    const extra: Variable[] = []
    for (const [i, input] of inputs.entries()) {
      const answer = this.#input(input, at)
      if (answer.kind !== 'value') return `${later}${answer.message}`
      extra.push({ symbol: variableSymbol(input.name, answer.type), register: registers + i, inMemory: false })
    }
    const all = [...variables, ...extra]
    const source = wanted === 'condition' ? `(${text}) ? 1 : 0` : wanted === 'place' ? text : `(0, ${text})`
    const read = unit.expression(
      source,
      all.map(({ symbol }) => symbol),
    )
    if (typeof read === 'string') return read
    const refused = refusal(read, wanted)
    if (refused !== undefined) return refused
    try {
      const frame = { registers: registers + inputs.length, variables: all }
      const { machine } = this.#system
      const { code, ...rest } = compileExpression(read, frame, unit.semantics, linksOf(machine.program))
      const isPlace = wanted !== 'place' || rest.isAddress
      if (!isPlace) return `'${printExpr(expr)}' is no object`
      const number = this.#functions.push({ name: '', code, signature: -1, routine: undefined }) - 1
      const own = unit.semantics.typeOf(read)
      const type = rest.isAddress ? own : valueType(own)
      return { number, code, ...rest, type, inputs: inputs.map((input, i) => ({ ...input, register: registers + i })) }
    } catch (trap) {
      if (!(trap instanceof Trap)) throw trap
      return `not possible here: ${trap.message}`
    }
  }
}

/** Begins what is wrong at this moment only. */
const later = '\0'
const intType = integer('int')

function set(thread: Thread, i: number, { bits, provenance }: Register): void {
  thread.i64[i] = BigInt.asIntN(64, bits)
  thread.provenance[i] = provenance
}

function not(truth: Truth): Truth {
  return truth.kind === 'value' ? { kind: 'value', holds: !truth.holds } : truth
}

/** A name that an expression may use, as if it were a parameter. */
export function variableSymbol(name: string, type: Type): Symbol {
  const origin = { file: '<expectation>', base: 0 }
  const token = {
    kind: TokenKind.Identifier,
    flags: TokenFlags.None,
    text: name,
    origin,
    start: 0,
    end: 0,
    expansion: undefined,
    vanished: undefined,
  }
  return {
    kind: 'parameter',
    name,
    token,
    type,
    storage: 'auto',
    scope: 'block',
    linkage: 'none',
    defined: false,
    declarator: undefined,
    specifiers: undefined,
    attributes: [],
    annotations: [],
    value: undefined,
    previous: undefined,
  }
}

function refusal(expression: Expression, wanted: Wanted): string | undefined {
  for (const node of descendantsOf(expression)) {
    if (node.kind === 'string-literal' && wanted !== 'argument') return 'texts are not compared'
    if (node.kind !== 'identifier') continue
    if (node.symbol === undefined) return `'${node.name}' is not declared here`
    if (node.symbol.kind === 'function' && originOf(node.symbol.token.origin.file) === 'driver')
      return `'${node.name}' is a function of the driver, which expressions do not call`
  }
  return undefined
}
