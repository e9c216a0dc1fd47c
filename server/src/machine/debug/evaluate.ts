// An expression of C, evaluated where a frame stands. The program's own front end reads it with what is in scope there;
// a copy of the machine runs it, so whatever functions do that it calls, the program does not notice. What would change
// something by itself (assignments, ++) is refused, and so are routines of the host, which is no part of the copy.
import { isVoid, valueType } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { Expression, MemberAccess } from '../../c/tree.ts'
import { descendantsOf } from '../../c/walk.ts'
import { memberRecord } from '../compiler/bounds.ts'
import { type CompiledExpression, compileExpression } from '../compiler/compileExpression.ts'
import type { Links } from '../compiler/places.ts'
import { Trap } from '../fault.ts'
import type { LoadedFunction, Machine } from '../machine.ts'
import { width } from '../opcodes.ts'
import type { Program } from '../program.ts'
import type { Thread } from '../thread.ts'
import { type Frame, namesInScope } from './frames.ts'
import type { Location, Value } from './values.ts'

export interface Evaluation {
  readonly kind: 'value'
  readonly value: Value
  /** Where the value is: the copy that computed it. */
  readonly machine: Machine
}

export interface EvaluationError {
  readonly kind: 'error'
  /** One line. */
  readonly message: string
  /** The text is right; its value cannot be had now. */
  readonly isOfRun?: true
}

export interface EvaluationOptions {
  /** Instructions; more are endless. */
  readonly budget?: number
  /** Names of routines of the host that only read and write the machine's memory. */
  readonly harmless?: ReadonlySet<string>
}

const usualBudget = 1_000_000

export function evaluate(
  machine: Machine,
  thread: Thread,
  frame: Frame,
  text: string,
  options: EvaluationOptions = {},
): Evaluation | EvaluationError {
  const { code } = frame.function
  // A function may come out of a header that was read elsewhere; what it says means the same in any unit.
  const { units } = machine.program
  const unit = units.find(each => each.semantics === frame.function.semantics) ?? units[0]!
  const { semantics } = unit
  const expression = unit.expression(text, namesInScope(frame, thread.pcAt(frame.depth)))
  if (typeof expression === 'string') return { kind: 'error', message: expression }
  const refused = refusal(expression)
  if (refused !== undefined) return { kind: 'error', message: refused }
  try {
    const compiled = compileExpression(expression, code!, semantics, linksOf(machine.program))
    const copy = machine.fork((called, number) => evaluated(unpatched(called, number, machine), options.harmless))
    const location = run(copy, thread, frame, compiled, options.budget ?? usualBudget)
    const own = semantics.typeOf(expression)
    const type = compiled.isAddress || location.kind === 'memory' ? own : valueType(own)
    if (isVoid(type)) return { kind: 'error', message: 'the expression has no value' }
    if (location.kind === 'memory') reach(copy, location, semantics.sizeOf(type) ?? 0)
    const value = { name: text.trim(), expression: text.trim(), type, semantics, location }
    return { kind: 'value', value: { ...value, member: memberIn(expression, semantics) }, machine: copy }
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    const message = trap.code === undefined ? `not possible here: ${trap.message}` : trap.message
    return { kind: 'error', message, isOfRun: true }
  }
}

/** Why the expression is not evaluated at all. */
function refusal(expression: Expression): string | undefined {
  for (const node of descendantsOf(expression)) {
    switch (node.kind) {
      case 'assignment':
      case 'postfix':
        return `'${node.operator}' would change the program, which is only looked at`
      case 'unary':
        if (node.operator === '++' || node.operator === '--')
          return `'${node.operator}' would change the program, which is only looked at`
        break
      case 'statement-expression':
        return 'statements are not evaluated'
      case 'identifier':
        if (node.symbol === undefined) return `'${node.name}' is not declared here`
    }
  }
  return undefined
}

function memberIn(expression: Expression, semantics: Semantics): Value['member'] {
  let e = expression
  while (e.kind === 'parenthesized') e = e.expression
  const record = e.kind === 'member' ? memberRecord(e, semantics) : undefined
  return record && { record, name: (e as MemberAccess).name }
}

/** What the program is linked to already; nothing is added to it. */
export function linksOf(program: Program): Links {
  return {
    object: (symbol, semantics: Semantics) => {
      const number = program.find(symbol, semantics)
      if (number === undefined) throw new Trap(undefined, `${symbol.name}, which the program does not use`)
      return number
    },
    signature: text => program.signature(text),
    staticLocal: () => undefined,
    label: () => undefined,
    literal: () => {
      throw new Trap(undefined, 'a literal')
    },
  }
}

/** Whoever looks on stops the run, and not the expression. */
function unpatched(called: LoadedFunction, number: number, { program }: Machine): LoadedFunction {
  const entry = program.entries[number]
  return entry?.kind === 'function' && entry.code !== undefined ? { ...called, code: entry.code } : called
}

function evaluated(called: LoadedFunction, harmless: ReadonlySet<string> | undefined): LoadedFunction {
  if (called.routine === undefined || harmless?.has(called.name)) return called
  const routine = () => {
    throw new Trap(undefined, `a call of ${called.name}, which is not C`)
  }
  return { ...called, routine }
}

/** In a frame above all others that begins with a copy of the registers of `frame`. */
function run(copy: Machine, original: Thread, frame: Frame, compiled: CompiledExpression, budget: number): Location {
  const thread = copy.threads[original.number] ?? copy.newThread()
  const { code, register, isAddress, bits } = compiled
  const base = copy.registersInUse(thread)
  const from = thread.baseAt(frame.depth)
  const kept = frame.function.code!.registers
  thread.reserve(base + code.registers)
  thread.i64.fill(0n, base, base + code.registers)
  thread.provenance.fill(0, base, base + code.registers)
  thread.i64.copyWithin(base, from, from + kept)
  thread.provenance.copyWithin(base, from, from + kept)
  const number = copy.functions.push({ name: '', code, signature: -1, routine: undefined }) - 1
  thread.push(number, 0, base)
  const stop = copy.run(thread, budget)
  if (stop.kind === 'fault') throw new Trap(stop.code, stop.message)
  if (stop.kind === 'unsupported') throw new Trap(undefined, stop.message)
  if (stop.kind !== 'paused') throw new Trap(undefined, 'an expression that leaves its frame')
  if (
    thread.functionAt(thread.depth - 1) !== number ||
    thread.pcAt(thread.depth - 1) !== code.instructions.length - width
  )
    throw new Trap('MRX217', `does not end within ${budget} instructions`)
  const at = base + register
  if (!isAddress) return { kind: 'register', bits: thread.u64[at]!, provenance: thread.provenance[at]! }
  const address = thread.i32[at * 2]! >>> 0
  const id = thread.provenance[at]!
  const owner = id === 0 ? copy.memory.ownerOf(address | 0, thread.i32[at * 2 + 1]!)?.id : id
  if (bits === undefined) return { kind: 'memory', id: owner ?? 0, address }
  return {
    kind: 'memory',
    id: owner ?? 0,
    address: address + bits.offset,
    bits: { offset: bits.bit, width: bits.width },
  }
}

/** What no block holds is said as the program would be told. */
function reach({ memory }: Machine, { id, address }: Extract<Location, { kind: 'memory' }>, size: number): void {
  if (id === 0) memory.place(0, address | 0, 0, size, false)
}
