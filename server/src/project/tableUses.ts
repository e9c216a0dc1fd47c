// Ways to fill a dispatch table that no store to a member shows: its address goes to a routine, or the whole of it is
// copied from somewhere. Where the routine or the source is not part of the driver, a member may hold anything.
import { arrayOf, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import type { Call, Expression } from '../c/tree.ts'
import type { RecordBody, Type } from '../c/types.ts'
import type { TreeNode } from '../c/walk.ts'
import { isDispatchTable } from './dispatchTable.ts'
import { functionKey, stripped } from './functionFlows.ts'

export type TableUse =
  /** `callee`: its key among the driver's functions; undefined: called through a pointer. */
  | { readonly kind: 'passed'; readonly callee: string | undefined }
  /** `from`: an external object that the table is copied from, or that is the table; undefined: it has no name. */
  | { readonly kind: 'object'; readonly from: string | undefined }

/** RDBSS and the kernel read a table, clear it or copy it; they put nothing of their own into it. */
const leavesMembers = /^_*(?:Rx|Rtl|Ex|Io|Ke|Mm|Zw|Ob|Se|Dbg|Kd|mem|wil)/

const copies = /^_*(?:RtlCopyMemory|RtlMoveMemory|RtlCopyBytes|memcpy|memmove|memcpy_s|memmove_s)/

/** Structures hold a table this deep at most. */
const deepest = 3

/** Does a body hold a table, by how deep it lies itself? */
const known = new WeakMap<RecordBody, boolean[]>()

/** Finds the uses in the nodes of a declaration. */
export class TableUseReader {
  readonly uses: TableUse[] = []
  readonly #path: string
  readonly #semantics: Semantics

  constructor(path: string, semantics: Semantics) {
    this.#path = path
    this.#semantics = semantics
  }

  visit(node: TreeNode): void {
    switch (node.kind) {
      case 'call':
        return this.#call(node)
      case 'identifier':
        if (node.symbol?.linkage === 'external' && isDispatchTable(recordOf(node.symbol.type)))
          this.uses.push({ kind: 'object', from: node.name })
        return
      case 'assignment':
        if (node.operator === '=' && this.#holdsTable(this.#typeOf(node.target))) this.#copied(node.value)
        return
      case 'declaration':
        for (const { symbol, initializer } of node.declarators)
          if (initializer !== undefined && symbol?.kind === 'object' && this.#holdsTable(symbol.type))
            this.#copied(initializer)
    }
  }

  #call({ callee, arguments: values }: Call): void {
    if (!values.some(value => this.#isTableAddress(value))) return
    const e = stripped(callee)
    // A name that nobody declared is a routine too.
    const isRoutine = e.kind === 'identifier' && (e.symbol === undefined || e.symbol.kind === 'function')
    const name = isRoutine ? e.name : undefined
    if (name !== undefined && copies.test(name)) {
      if (values[0] !== undefined && this.#isTableAddress(values[0])) this.#copied(values[1] ?? values[0])
    } else if (name === undefined || !leavesMembers.test(name)) {
      const symbol = isRoutine ? e.symbol : undefined
      this.uses.push({ kind: 'passed', callee: symbol === undefined ? name : functionKey(symbol, this.#path) })
    }
  }

  /** The whole table comes from `value`: an object of this unit shows its own stores. */
  #copied(value: Expression): void {
    const e = uncast(value)
    if (e.kind === 'initializer-list' || e.kind === 'compound-literal') return
    if (e.kind === 'conditional') {
      this.#copied(e.then ?? e.test)
      this.#copied(e.otherwise)
      return
    }
    if (e.kind === 'call') {
      const callee = stripped(e.callee)
      const symbol = callee.kind === 'identifier' ? callee.symbol : undefined
      this.uses.push({ kind: 'passed', callee: symbol && functionKey(symbol, this.#path) })
      return
    }
    const symbol = objectOf(e)
    if (symbol?.linkage === 'external') this.uses.push({ kind: 'object', from: symbol.name })
    else if (symbol === undefined || !this.#holdsTable(arrayOf(symbol.type)?.of ?? symbol.type))
      this.uses.push({ kind: 'object', from: undefined })
  }

  #isTableAddress(value: Expression): boolean {
    const e = uncast(value)
    if (e.kind === 'unary' && e.operator === '&' && this.#isMember(stripped(e.operand))) return true
    const to = pointerOf(this.#typeOf(e))?.to
    return to !== undefined && this.#holdsTable(to)
  }

  /** `&Table.Member` goes to InterlockedExchangePointer and the like. */
  #isMember(e: Expression): boolean {
    if (e.kind !== 'member') return false
    const object = this.#typeOf(e.object)
    return isDispatchTable(recordOf(e.arrow ? (pointerOf(object)?.to ?? object) : object))
  }

  #typeOf(e: Expression): Type {
    return valueType(this.#semantics.typeOf(e))
  }

  #holdsTable(type: Type, depth = 0): boolean {
    const record = recordOf(arrayOf(type)?.of ?? type)
    if (record === undefined) return false
    if (isDispatchTable(record)) return true
    const body = depth < deepest ? this.#semantics.body(record) : undefined
    if (body === undefined) return false
    const answers = known.get(body) ?? []
    known.set(body, answers)
    return (answers[depth] ??= body.members.some(member => this.#holdsTable(member.type, depth + 1)))
  }
}

function uncast(value: Expression): Expression {
  let e = stripped(value)
  while (e.kind === 'cast') e = stripped(e.operand)
  return e
}

/** The named object that `e` is, points to or is a part of. */
function objectOf(expression: Expression): Symbol | undefined {
  let e = uncast(expression)
  for (;;) {
    if (e.kind === 'unary' && (e.operator === '&' || e.operator === '*')) e = uncast(e.operand)
    else if (e.kind === 'index') e = uncast(e.array)
    else if (e.kind === 'member' && !e.arrow) e = uncast(e.object)
    else return e.kind === 'identifier' ? e.symbol : undefined
  }
}
