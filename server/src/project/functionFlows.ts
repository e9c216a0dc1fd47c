// Where the addresses of functions go: from `&F` through casts, variables, fields, arguments and results into members of
// the dispatch table. Flow-insensitive and field-based: for tables that are filled once, that is what happens.
import { initializedParts, type PathStep } from '../c/initializers.ts'
import { calledFunction, isVoid, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import { type Token, TokenFlags } from '../c/token.ts'
import type { Cast, Declaration, Expression, FunctionDefinition, InitDeclarator, MemberAccess } from '../c/tree.ts'
import { type RecordType, type Type, unknownType } from '../c/types.ts'
import type { TreeNode } from '../c/walk.ts'
import { isDispatchTable } from './dispatchTable.ts'

type MemberStep = Extract<PathStep, { kind: 'member' }>

/** Names a place that can hold the address of a function, the same in all units of a driver. */
export type HolderKey = string

export type FlowSource =
  | { readonly kind: 'function'; readonly symbol: Symbol; readonly first: Token; readonly last: Token }
  | { readonly kind: 'holder'; readonly key: HolderKey }
  | { readonly kind: 'null' }
  | { readonly kind: 'unknown' }

export type FlowTarget =
  | { readonly kind: 'member'; readonly member: string; readonly index: bigint | undefined }
  | { readonly kind: 'holder'; readonly key: HolderKey }

export interface Flow {
  readonly from: FlowSource
  readonly to: FlowTarget
  /** The value as written, casts included. */
  readonly value: Expression
  /** From the outside in. */
  readonly casts: readonly Cast[]
  /** The statement or initialiser that makes it: `Table.Member = Value`, `.Member = Value`. */
  readonly form: 'assignment' | 'initializer' | 'argument' | 'result'
  /** What an assignment stores to. */
  readonly target: Expression | undefined
}

/** Names the function that an identifier or declaration stands for across the driver's units. */
export function functionKey(symbol: Symbol, path: string): string {
  const name = symbol.namespace === undefined ? symbol.name : `${symbol.namespace}::${symbol.name}`
  return symbol.linkage === 'internal' ? `${path}|${name}` : name
}

/** Finds the flows in the nodes of a declaration of the file `path`. */
export class FlowReader {
  readonly flows: Flow[] = []
  /** A store to a table has no value yet. */
  isHalfRead = false
  readonly #path: string
  readonly #semantics: Semantics
  readonly #function: FunctionDefinition | undefined

  constructor(declaration: Declaration, path: string, semantics: Semantics) {
    this.#function = declaration.kind === 'function-definition' ? declaration : undefined
    this.#path = path
    this.#semantics = semantics
  }

  visit(node: TreeNode): void {
    switch (node.kind) {
      case 'declaration':
        for (const declarator of node.declarators) this.#initializer(declarator)
        break
      case 'assignment':
        if (node.operator === '=') this.#assignment(node.target, node.value)
        break
      case 'compound-literal':
        this.#parts(node.typeName.type, node.initializer, undefined)
        break
      case 'call':
        this.#arguments(node.callee, node.arguments)
        break
      case 'return':
        if (node.value !== undefined && this.#function !== undefined) this.#result(node.value)
        break
    }
  }

  // ---- Targets -------------------------------------------------------------------------------------------------

  #assignment(target: Expression, value: Expression): void {
    const to = this.#target(target)
    if (to?.kind === 'member' && this.#isNextStore(value)) this.isHalfRead = true
    else if (to !== undefined) this.#add(to, value, 'assignment', target)
  }

  /** `Table.MRxStart =`, and the next line is a store of its own. */
  #isNextStore(value: Expression): boolean {
    const startsLine = (value.first.flags & TokenFlags.LineStart) !== 0
    return startsLine && value.kind === 'assignment' && this.#target(value.target)?.kind === 'member'
  }

  #target(expression: Expression): FlowTarget | undefined {
    const e = stripped(expression)
    if (e.kind === 'index') {
      const holder = this.#target(e.array)
      if (holder?.kind !== 'member') return holder
      return { ...holder, index: this.#semantics.fold(e.index) }
    }
    // `*(PVOID *)&Table.Member = …` is a store to the member.
    if (e.kind === 'unary' && (e.operator === '*' || e.operator === '&')) return this.#target(e.operand)
    if (e.kind === 'cast') return this.#target(e.operand)
    if (e.kind === 'identifier') {
      const key = e.symbol && this.#variableKey(e.symbol)
      return key === undefined ? undefined : { kind: 'holder', key }
    }
    return e.kind === 'member' ? this.#memberTarget(e) : undefined
  }

  #memberTarget(e: MemberAccess): FlowTarget | undefined {
    const record = this.#recordOf(e)
    if (record === undefined) return undefined
    if (isDispatchTable(record)) return { kind: 'member', member: e.name, index: undefined }
    return { kind: 'holder', key: fieldKey(record, e.name) }
  }

  #recordOf({ object, arrow }: MemberAccess): RecordType | undefined {
    const type = valueType(this.#semantics.typeOf(object))
    return recordOf(arrow ? (pointerOf(type)?.to ?? unknownType) : type)
  }

  #initializer({ symbol, initializer }: InitDeclarator): void {
    if (symbol === undefined || initializer === undefined || symbol.kind !== 'object') return
    this.#parts(symbol.type, initializer, symbol)
  }

  /** `symbol`: the variable that is initialised; a compound literal has none. */
  #parts(type: Type, initializer: Expression, symbol: Symbol | undefined): void {
    for (const { path, value } of initializedParts(type, initializer, this.#semantics)) {
      const to = this.#partTarget(symbol, path)
      if (to !== undefined) this.#add(to, value, 'initializer')
    }
  }

  #partTarget(symbol: Symbol | undefined, path: readonly PathStep[]): FlowTarget | undefined {
    const { member, index } = lastMember(path)
    if (member === undefined) {
      const key = symbol && this.#variableKey(symbol)
      return key === undefined ? undefined : { kind: 'holder', key }
    }
    if (isDispatchTable(member.record)) return { kind: 'member', member: member.member.name ?? '', index }
    return { kind: 'holder', key: fieldKey(member.record, member.member.name ?? '') }
  }

  #arguments(callee: Expression, values: readonly Expression[]): void {
    const e = stripped(callee)
    if (e.kind !== 'identifier' || e.symbol?.kind !== 'function') return
    const key = functionKey(e.symbol, this.#path)
    for (const [i, value] of values.entries()) {
      this.#add({ kind: 'holder', key: parameterKey(key, i) }, value, 'argument')
    }
  }

  #result(value: Expression): void {
    const key = resultKey(functionKey(this.#function!.symbol, this.#path))
    this.#add({ kind: 'holder', key }, value, 'result')
  }

  // ---- Sources -------------------------------------------------------------------------------------------------

  #add(to: FlowTarget, value: Expression, form: Flow['form'], target?: Expression): void {
    for (const { from, casts } of this.#sources(value, [])) {
      // What is no function, and goes to no place of the table, has nothing to do with callbacks.
      const matters =
        to.kind === 'member' || from.kind === 'function' || (from.kind === 'holder' && this.#mayHoldFunction(value))
      if (matters) this.flows.push({ from, to, value, casts, form, target })
    }
  }

  #mayHoldFunction(value: Expression): boolean {
    const type = valueType(this.#semantics.typeOf(value))
    return calledFunction(type) !== undefined || isVoid(pointerOf(type)?.to ?? unknownType)
  }

  #sources(value: Expression, casts: readonly Cast[]): { from: FlowSource; casts: readonly Cast[] }[] {
    const e = stripped(value)
    switch (e.kind) {
      case 'cast':
        return this.#sources(e.operand, [...casts, e])
      case 'conditional':
        return [...this.#sources(e.then ?? e.test, casts), ...this.#sources(e.otherwise, casts)]
      case 'comma':
        return this.#sources(e.right, casts)
      case 'assignment':
        return this.#sources(e.value, casts)
      case 'unary':
        return e.operator === '&' || e.operator === '*' ? this.#sources(e.operand, casts) : [this.#constant(e, casts)]
      case 'identifier':
        return [{ from: this.#named(e), casts }]
      case 'index':
        return this.#sources(e.array, casts)
      case 'member': {
        const record = this.#recordOf(e)
        const key = record && (isDispatchTable(record) ? memberKey(e.name) : fieldKey(record, e.name))
        return [{ from: key === undefined ? { kind: 'unknown' } : { kind: 'holder', key }, casts }]
      }
      case 'call': {
        const callee = stripped(e.callee)
        if (callee.kind !== 'identifier' || callee.symbol?.kind !== 'function')
          return [{ from: { kind: 'unknown' }, casts }]
        return [{ from: { kind: 'holder', key: resultKey(functionKey(callee.symbol, this.#path)) }, casts }]
      }
    }
    return [this.#constant(e, casts)]
  }

  #constant(e: Expression, casts: readonly Cast[]): { from: FlowSource; casts: readonly Cast[] } {
    return { from: this.#semantics.fold(e) === 0n ? { kind: 'null' } : { kind: 'unknown' }, casts }
  }

  #named(e: Extract<Expression, { kind: 'identifier' }>): FlowSource {
    const { symbol } = e
    if (symbol?.kind === 'function') return { kind: 'function', symbol, first: e.first, last: e.last }
    const key = symbol && this.#variableKey(symbol)
    return key === undefined ? { kind: 'unknown' } : { kind: 'holder', key }
  }

  #variableKey(symbol: Symbol): HolderKey | undefined {
    if (symbol.kind === 'parameter') {
      const index = this.#function?.parameters.findIndex(p => p.token === symbol.token) ?? -1
      return index < 0 ? undefined : parameterKey(functionKey(this.#function!.symbol, this.#path), index)
    }
    if (symbol.kind !== 'object') return undefined
    if (symbol.linkage === 'external') return `variable ${symbol.name}`
    if (symbol.linkage === 'internal') return `variable ${this.#path}|${symbol.name}`
    // Local: its place within the function tells it from others of the same name.
    const owner = this.#function === undefined ? '' : this.#function.symbol.name
    return `variable ${this.#path}|${owner}|${symbol.name}@${symbol.token.start}`
  }
}

/** What the table itself holds in a member, where it is read again. */
export function memberKey(member: string): HolderKey {
  return `member ${member}`
}

function fieldKey(record: RecordType, name: string): HolderKey {
  return `field ${record.tag ?? `${record.token.origin.file}@${record.token.start}`}.${name}`
}

function parameterKey(functionName: string, index: number): HolderKey {
  return `parameter ${index} of ${functionName}`
}

function resultKey(functionName: string): HolderKey {
  return `result of ${functionName}`
}

/** Without parentheses. */
export function stripped(expression: Expression): Expression {
  let e = expression
  while (e.kind === 'parenthesized' || (e.kind === 'unary' && e.operator === '__extension__')) {
    e = e.kind === 'parenthesized' ? e.expression : e.operand
  }
  return e
}

/** The innermost named member on the way, and the element of it where it is an array. */
function lastMember(path: readonly PathStep[]): { member: MemberStep | undefined; index: bigint | undefined } {
  let index: bigint | undefined
  for (let i = path.length - 1; i >= 0; i--) {
    const step = path[i]!
    if (step.kind === 'element') index = step.index
    else if (step.member.name !== undefined) return { member: step, index }
  }
  return { member: undefined, index }
}
