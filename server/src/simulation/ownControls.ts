// How a program of the driver's starts and stops the redirector: by control codes to its device, at which
// MRxDevFcbXXXControlFile calls RxStartMinirdr and RxStopMinirdr. Where it does, scenarios begin and end that way, for the
// driver may prepare and tidy up there.
import type { Semantics } from '../c/semantics.ts'
import { writtenAt } from '../c/token.ts'
import type { Expression, Statement } from '../c/tree.ts'
import { childrenOf, type TreeNode } from '../c/walk.ts'
import type { Machine } from '../machine/machine.ts'
import type { ProgramEntry } from '../machine/program.ts'
import { originOf } from './model.ts'

/** A request to the device. */
export interface ControlRequest {
  /** IRP_MJ_DEVICE_CONTROL or IRP_MJ_FILE_SYSTEM_CONTROL. */
  readonly major: number
  readonly code: number
}

/** A call, and the constants that something is found equal to on the way to it, the nearest first. */
interface GuardedCall {
  readonly callee: string
  readonly inside: string
  readonly equals: readonly bigint[]
}

const fileSystemControl = 0x0d
const deviceControl = 0x0e
/** Control codes have a device type in their upper half; majors and states of a driver are small, errors have both bits on top. */
const isCode = (value: bigint) => value > 0xffffn && value < 0xc000_0000n
/** Functions between the member of the table and the call. */
const mostCallers = 4

/** Before the machine is copied: what it writes belongs to every run. */
export function installControls(machine: Machine): void {
  const calls = machine.program.entries.flatMap(callsOf)
  const start = requestOf('RxStartMinirdr', calls)
  install(machine, 'StepStart', start)
  // One that takes back a start of its own when that goes wrong does not stop there.
  install(machine, 'StepStop', requestOf('RxStopMinirdr', calls, start?.code))
}

function install({ memory, bases, program }: Machine, name: string, request: ControlRequest | undefined): void {
  if (request === undefined) return
  const base = (global: string) => bases[program.objects.get(global)!]!
  memory.write(base(`${name}Major`), 4, BigInt(request.major))
  memory.write(base(`${name}Code`), 4, BigInt(request.code))
}

function requestOf(routine: string, calls: readonly GuardedCall[], besides?: number): ControlRequest | undefined {
  for (const call of calls) {
    if (call.callee !== routine) continue
    const request = requestWith(call, calls, [], mostCallers)
    if (request !== undefined && request.code !== besides) return request
  }
  return undefined
}

/** `equals`: what is known further in. */
function requestWith(
  call: GuardedCall,
  calls: readonly GuardedCall[],
  equals: readonly bigint[],
  depth: number,
): ControlRequest | undefined {
  const known = [...equals, ...call.equals]
  const code = known.find(isCode)
  const major = known.find(value => value === BigInt(fileSystemControl) || value === BigInt(deviceControl))
  if (code !== undefined && major !== undefined) return { major: Number(major), code: Number(code) }
  const callers = depth === 0 ? [] : calls.filter(({ callee, inside }) => callee === call.inside && inside !== callee)
  for (const caller of callers) {
    const request = requestWith(caller, calls, known, depth - 1)
    if (request !== undefined) return request
  }
  return code === undefined ? undefined : { major: deviceControl, code: Number(code) }
}

/** Of a function of the driver's. */
function callsOf(entry: ProgramEntry): GuardedCall[] {
  if (entry.kind !== 'function' || entry.definition === undefined) return []
  const { symbol, body } = entry.definition
  if (originOf(writtenAt(symbol.token).origin.file) !== 'driver') return []
  return new CallFinder(symbol.name, entry.semantics).within(body)
}

class CallFinder {
  readonly #inside: string
  readonly #semantics: Semantics
  readonly #found: GuardedCall[] = []

  constructor(inside: string, semantics: Semantics) {
    this.#inside = inside
    this.#semantics = semantics
  }

  within(body: Statement): GuardedCall[] {
    this.#visit(body, [])
    return this.#found
  }

  /** `equals`: the nearest first. */
  #visit(node: TreeNode, equals: readonly bigint[]): void {
    if (node.kind === 'block') return this.#block(node.statements, equals)
    if (node.kind === 'case') return this.#visit(node.statement, this.#atCase(node.value, equals))
    if (node.kind === 'if') {
      this.#visit(node.test, equals)
      this.#visit(node.then, [...this.#compared(node.test), ...equals])
      if (node.otherwise !== undefined) this.#visit(node.otherwise, equals)
      return
    }
    if (node.kind === 'call' && node.callee.kind === 'identifier')
      this.#found.push({ callee: node.callee.name, inside: this.#inside, equals })
    for (const child of childrenOf(node)) this.#visit(child, equals)
  }

  /** What stands behind a label and its first statement belongs to it, up to the next label. */
  #block(statements: readonly Statement[], outside: readonly bigint[]): void {
    let equals = outside
    for (const statement of statements) {
      this.#visit(statement, statement.kind === 'case' ? outside : equals)
      for (let label: Statement = statement; label.kind === 'case'; label = label.statement)
        equals = this.#atCase(label.value, label === statement ? outside : equals)
    }
  }

  #atCase(value: Expression | undefined, equals: readonly bigint[]): readonly bigint[] {
    const constant = value && this.#constant(value)
    return constant === undefined ? equals : [constant, ...equals]
  }

  #compared(test: Expression): bigint[] {
    if (test.kind === 'parenthesized') return this.#compared(test.expression)
    if (test.kind !== 'binary' || test.operator !== '==') return []
    const constant = this.#constant(test.right) ?? this.#constant(test.left)
    return constant === undefined ? [] : [constant]
  }

  /** As the ULONG that a control code is: CTL_CODE of a vendor's device type is a negative int. */
  #constant(value: Expression): bigint | undefined {
    const constant = this.#semantics.fold(value)
    return constant === undefined ? undefined : BigInt.asUintN(32, constant)
  }
}
