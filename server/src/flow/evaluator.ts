// Expressions as terms: which place an lvalue designates and which value an expression has in a state. Nothing happens
// here; values of calls, assignments and choices were left in the state by the points before.
import { findMember } from '../c/members.ts'
import { arrayOf, functionOf, integerOf, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import type { Binary, Cast, Expression, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { type RecordBody, type RecordType, type Type, unknownType } from '../c/types.ts'
import { chosenAssociation, chosenOperand } from '../c/typing.ts'
import { descendantsOf, type TreeNode } from '../c/walk.ts'
import { functionKey, stripped } from '../project/functionFlows.ts'
import { uncast } from './access.ts'
import { get } from './intMap.ts'
import type { Memory, ScalarClass } from './memory.ts'
import type { State } from './state.ts'
import { firstEra, largestTerm, type Place, type Terms, type Value } from './terms.ts'

/** Operands nest no deeper than that, or are not looked into. */
const deepest = 200

export class Evaluator {
  readonly terms: Terms
  readonly #memory: Memory
  readonly #semantics: Semantics
  readonly #path: string
  readonly #parameters = new Map<number, number>()
  /** Local variables whose address is taken, by their names. */
  readonly #shared: ReadonlySet<Symbol['token']>
  readonly #steps = new Map<TreeNode, number>()
  /** By step, the block that it was met in first. */
  readonly blockOf: number[] = [0]
  /** The block that is being looked at. */
  block = 0
  #depth = 0

  constructor(definition: FunctionDefinition, path: string, semantics: Semantics, terms: Terms, memory: Memory) {
    this.terms = terms
    this.#memory = memory
    this.#semantics = semantics
    this.#path = path
    for (const [index, { token }] of definition.parameters.entries()) this.#parameters.set(token.start, index)
    this.#shared = addressTaken(definition, semantics)
  }

  /** A number for a node that no other node of the analysis has. */
  stepOf(node: TreeNode): number {
    let step = this.#steps.get(node)
    if (step === undefined) {
      step = this.#steps.size + 1
      this.#steps.set(node, step)
      this.blockOf[step] = this.block
    }
    return step
  }

  scalarOf(type: Type): ScalarClass {
    const t = valueType(type)
    if (recordOf(t) !== undefined || arrayOf(type) !== undefined) return 'record'
    if (pointerOf(t) !== undefined) return 'pointer'
    return integerOf(t) === undefined ? 'other' : `int${this.#semantics.sizeOf(t) ?? ''}`
  }

  resultType(call: Expression): Type {
    return this.#semantics.typeOf(call)
  }

  variable(symbol: Symbol): Place {
    const isLocal = symbol.linkage === 'none'
    const key = isLocal ? `${symbol.name}@${symbol.token.start}` : functionKey(symbol, this.#path)
    const isShared = !isLocal || symbol.storage === 'static' || this.#shared.has(symbol.token)
    const parameter = symbol.kind === 'parameter' ? this.#parameters.get(symbol.token.start) : undefined
    return this.terms.variable(symbol, key, isShared, parameter)
  }

  // ---- Places --------------------------------------------------------------------------------------------------

  /** Undefined: the expression designates no object that has a name. */
  place(expression: Expression, state: State): Place | undefined {
    if (this.#depth >= deepest) return undefined
    this.#depth++
    const place = this.#place(stripped(expression), state)
    this.#depth--
    return place
  }

  #place(e: Expression, state: State): Place | undefined {
    switch (e.kind) {
      case 'identifier':
        return e.symbol === undefined || e.symbol.kind === 'function' ? undefined : this.variable(e.symbol)
      case 'member':
        return this.#member(e, state)
      case 'unary':
        return e.operator === '*' ? this.terms.pointee(this.value(e.operand, state)) : undefined
      case 'index': {
        const index = this.#known(this.value(e.index, state))
        if (arrayOf(this.#semantics.typeOf(e.array)) === undefined)
          return this.terms.behind(this.terms.pointee(this.value(e.array, state)), index)
        const array = this.place(e.array, state)
        return array === undefined ? undefined : this.terms.element(array, index)
      }
    }
    return undefined
  }

  #member(e: MemberAccess, state: State): Place | undefined {
    const of = e.arrow ? this.terms.pointee(this.value(e.object, state)) : this.place(e.object, state)
    if (of === undefined) return undefined
    const type = valueType(this.#semantics.typeOf(e.object))
    const record = recordOf(e.arrow ? (pointerOf(type)?.to ?? unknownType) : type)
    return this.field(of, record, e.name)
  }

  field(of: Place, record: RecordType | undefined, name: string): Place {
    const { label, overlaps } = fieldOf(record, name, this.#semantics)
    return this.terms.field(of, name, label, overlaps)
  }

  /** A field of what a parameter pointed to when the function began, through further pointers and records. */
  entryField(parameter: Symbol, fields: readonly string[]): Place | undefined {
    let { type } = parameter
    let place = this.variable(parameter)
    for (const field of fields) {
      const to = pointerOf(valueType(type))?.to
      const record = recordOf(to ?? type)
      const member = record && findMember(record, field, this.#semantics)
      if (member === undefined) return undefined
      place = this.field(
        to === undefined ? place : this.terms.pointee(this.terms.initial(place, firstEra)),
        record,
        field,
      )
      type = member.type
    }
    this.#memory.note(place, this.scalarOf(type))
    return place
  }

  // ---- Values --------------------------------------------------------------------------------------------------

  value(expression: Expression, state: State): Value {
    const e = stripped(expression)
    if (this.#depth >= deepest) return this.terms.made(this.stepOf(e))
    this.#depth++
    const value =
      (isNoConstant(e) ? undefined : this.#constant(e)) ?? this.#value(e, state) ?? this.terms.made(this.stepOf(e))
    this.#depth--
    return value.size > largestTerm ? this.terms.made(this.stepOf(e)) : value
  }

  #constant(e: Expression): Value | undefined {
    const value = this.#semantics.fold(e)
    return value === undefined ? undefined : this.terms.integer(value)
  }

  /** Undefined: nothing is known but that it is the value of this expression. */
  #value(e: Expression, state: State): Value | undefined {
    switch (e.kind) {
      case 'identifier':
        if (e.symbol?.kind === 'function') return this.terms.function(e.symbol, functionKey(e.symbol, this.#path))
        return this.#loaded(e, state)
      case 'member':
      case 'index':
        return this.#loaded(e, state)
      case 'unary':
        return this.#unary(e, state)
      case 'cast':
        return this.#cast(e, state)
      case 'binary':
        if (e.operator === '&&' || e.operator === '||') return get(state.temps, this.stepOf(e))
        return this.#binary(e, state)
      case 'comma':
        return this.value(e.right, state)
      case 'generic':
      case 'choose': {
        const chosen = e.kind === 'generic' ? chosenAssociation(e, this.#semantics) : chosenOperand(e, this.#semantics)
        return chosen && this.value(chosen, state)
      }
    }
    return get(state.temps, this.stepOf(e))
  }

  #loaded(e: Expression, state: State): Value | undefined {
    const place = this.place(e, state)
    if (place === undefined) return undefined
    const type = this.#semantics.typeOf(e)
    if (functionOf(type) !== undefined) return this.terms.addressOf(place)
    if (arrayOf(type) !== undefined) return this.terms.addressOf(this.terms.element(place, 0n))
    return this.#memory.load(state, place, this.scalarOf(type), this.stepOf(e))
  }

  #unary(e: Extract<Expression, { kind: 'unary' }>, state: State): Value | undefined {
    if (e.operator === '&') {
      const operand = stripped(e.operand)
      if (functionOf(this.#semantics.typeOf(operand)) !== undefined) return this.value(operand, state)
      const place = this.place(operand, state)
      return place && this.terms.addressOf(place)
    }
    if (e.operator === '*') return this.#loaded(e, state)
    if (e.operator === '++' || e.operator === '--') return get(state.temps, this.stepOf(e))
    const operand = this.value(e.operand, state)
    return e.operator === '+' ? operand : this.terms.operation(e.operator, [operand])
  }

  /** Casts between pointers, and to integers as wide or wider, keep the value. */
  #cast({ typeName, operand }: Cast, state: State): Value {
    const value = this.value(operand, state)
    const [from, to] = [integerOf(valueType(this.#semantics.typeOf(operand))), integerOf(typeName.type)]
    if (from === undefined || to === undefined) return value
    const [old, width] = [this.#semantics.sizeOf(from), this.#semantics.sizeOf(to)]
    if (value.kind === 'integer' && width !== undefined)
      return this.terms.integer((to.signed ? BigInt.asIntN : BigInt.asUintN)(width * 8, value.value))
    if (old === undefined || width === undefined || width >= old || isComparison(value)) return value
    return this.terms.operation(`to ${width}`, [value])
  }

  #binary(e: Binary, state: State): Value | undefined {
    const [left, right] = [this.value(e.left, state), this.value(e.right, state)]
    if (e.operator === '+' || e.operator === '-') {
      const moved = this.#moved(e, left, right)
      if (moved !== undefined) return moved
    }
    return this.combined(e.operator, left, right)
  }

  /** Of integers that are known, the result; a comparison has its constant on the right. */
  combined(operator: string, left: Value, right: Value): Value {
    if (left.kind === 'integer' && right.kind === 'integer') {
      const result = computed(operator, left.value, right.value)
      if (result !== undefined) return this.terms.integer(result)
    }
    const same = left === right ? ofTheSame[operator] : undefined
    if (same !== undefined) return this.terms.integer(same)
    const mirror = mirrored[operator]
    if (mirror !== undefined && left.kind === 'integer') return this.terms.operation(mirror, [right, left])
    return this.terms.operation(operator, [left, right])
  }

  /** `pointer + n` is the address of what lies behind; CONTAINING_RECORD leads back from a field to its record. */
  #moved(e: Binary, left: Value, right: Value): Value | undefined {
    const to = pointerOf(valueType(this.#semantics.typeOf(e.left)))?.to
    if (to === undefined || integerOf(valueType(this.#semantics.typeOf(e.right))) === undefined) return undefined
    const count = this.#known(right)
    if (e.operator === '-' && this.#semantics.sizeOf(to) === 1) return this.#containing(left, e.right)
    const place = this.terms.pointee(left)
    return this.terms.addressOf(this.terms.behind(place, count === undefined || e.operator === '+' ? count : -count))
  }

  #containing(pointer: Value, offset: Expression): Value | undefined {
    const e = uncast(offset)
    const [designator] = e.kind === 'offsetof' ? e.designators : []
    const name = designator?.kind === 'member' ? designator.name : fieldOfNull(e)
    if (name === undefined || pointer.kind !== 'address' || pointer.of.kind !== 'field') return undefined
    return pointer.of.name === name ? this.terms.addressOf(pointer.of.of) : undefined
  }

  #known(value: Value): bigint | undefined {
    return value.kind === 'integer' ? value.value : undefined
  }
}

const mirrored: Readonly<Record<string, string>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** Comparisons of a value with itself. */
const ofTheSame: Readonly<Record<string, bigint>> = { '==': 1n, '<=': 1n, '>=': 1n, '!=': 0n, '<': 0n, '>': 0n }

/** Folding it would be a waste of time. */
function isNoConstant(e: Expression): boolean {
  switch (e.kind) {
    case 'identifier':
      return e.symbol?.kind !== 'enumerator'
    case 'member':
    case 'index':
    case 'call':
    case 'assignment':
    case 'postfix':
      return true
  }
  return false
}

function isComparison(value: Value): boolean {
  return value.kind === 'operation' && (value.operator === '!' || mirrored[value.operator] !== undefined)
}

/** `f` of `&((T *)0)->f`. */
function fieldOfNull(e: Expression): string | undefined {
  if (e.kind !== 'unary' || e.operator !== '&') return undefined
  const member = stripped(e.operand)
  return member.kind === 'member' ? member.name : undefined
}

function computed(operator: string, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '&':
      return a & b
    case '|':
      return a | b
    case '==':
      return a === b ? 1n : 0n
    case '!=':
      return a === b ? 0n : 1n
    case '<':
      return a < b ? 1n : 0n
    case '>':
      return a > b ? 1n : 0n
    case '<=':
      return a <= b ? 1n : 0n
    case '>=':
      return a >= b ? 1n : 0n
  }
  return undefined
}

interface Field {
  readonly label: string
  /** It is a member of a union, or of a record inside of one. */
  readonly overlaps: boolean
}

/** By the record's body; members are looked up at each access on each way. */
const knownFields = new WeakMap<RecordBody, Map<string, Field>>()

function fieldOf(record: RecordType | undefined, name: string, semantics: Semantics): Field {
  const body = record && semantics.body(record)
  if (body === undefined) return memberField(record, name, semantics)
  let fields = knownFields.get(body)
  if (fields === undefined) knownFields.set(body, (fields = new Map()))
  let field = fields.get(name)
  if (field === undefined) fields.set(name, (field = memberField(record, name, semantics)))
  return field
}

/** A field of an anonymous record counts as that record's own, in whatever structure it lies. */
function memberField(record: RecordType | undefined, name: string, semantics: Semantics): Field {
  let owner = record
  let overlaps = record?.keyword === 'union'
  const path = record === undefined ? [] : (findMember(record, name, semantics)?.path ?? [])
  for (const { type } of path.slice(0, -1)) {
    owner = recordOf(type) ?? owner
    if (owner?.keyword === 'union') overlaps = true
  }
  return { label: `${recordName(owner)}.${name}`, overlaps }
}

function recordName(record: RecordType | undefined): string {
  if (record === undefined) return '?'
  return record.tag ?? `${record.token.origin.file}@${record.token.start}`
}

/** Variables that pointers may lead to: `&x`, `&x.f`, arrays and their elements. */
function addressTaken(definition: FunctionDefinition, semantics: Semantics): Set<Symbol['token']> {
  const taken = new Set<Symbol['token']>()
  for (const node of descendantsOf(definition.body)) {
    if (node.kind === 'identifier' && node.symbol !== undefined && arrayOf(node.symbol.type) !== undefined)
      taken.add(node.symbol.token)
    if (node.kind === 'member' && arrayOf(semantics.typeOf(node)) !== undefined) take(node, taken, semantics)
    if (node.kind === 'unary' && node.operator === '&') take(node.operand, taken, semantics)
  }
  return taken
}

function take(expression: Expression, taken: Set<Symbol['token']>, semantics: Semantics): void {
  let e = stripped(expression)
  while ((e.kind === 'member' && !e.arrow) || (e.kind === 'index' && arrayOf(semantics.typeOf(e.array)) !== undefined))
    e = stripped(e.kind === 'member' ? e.object : e.array)
  if (e.kind === 'identifier' && e.symbol !== undefined) taken.add(e.symbol.token)
}
