// A function of a correct driver, as the operators see it: its tree, what stands around each node, and the text edits that
// put something in front of a statement, or take it away.

import { pointerOf, recordOf, valueType } from '../../src/c/predicates.ts'
import type { Symbol } from '../../src/c/symbol.ts'
import type { Token } from '../../src/c/token.ts'
import type { Call, Expression, FunctionDefinition, Return, Statement } from '../../src/c/tree.ts'
import { childrenOf, descendantsOf, isExpression, type TreeNode } from '../../src/c/walk.ts'
import { type Place, placeOf } from '../../src/project/places.ts'
import type { Edit } from '../../src/rules/rule.ts'

export class FunctionSite {
  readonly definition: FunctionDefinition
  readonly file: string
  /** Members of the dispatch table that it implements. */
  readonly members: readonly string[]
  readonly #text: string
  readonly #parents = new Map<TreeNode, TreeNode>()
  readonly #nodes: readonly TreeNode[]

  constructor(definition: FunctionDefinition, file: string, text: string, members: readonly string[]) {
    this.definition = definition
    this.file = file
    this.members = members
    this.#text = text
    this.#nodes = [...descendantsOf(definition.body)]
    for (const node of this.#nodes) for (const child of childrenOf(node)) this.#parents.set(child, node)
  }

  get name(): string {
    return this.definition.symbol.name
  }

  implements(...members: readonly string[]): boolean {
    return this.members.some(member => members.includes(member))
  }

  /** The name of a parameter, from 0. */
  parameter(index: number): string {
    return this.definition.parameters[index]?.name ?? ''
  }

  nodes<K extends TreeNode['kind']>(kind: K): Extract<TreeNode, { kind: K }>[] {
    return this.#nodes.filter((node): node is Extract<TreeNode, { kind: K }> => node.kind === kind)
  }

  parent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node)
  }

  text(node: TreeNode): string {
    const { start, end } = this.place(node)
    return this.#text.slice(start, end)
  }

  /** From the node's beginning: the use of a macro with its arguments, too. */
  textUpTo(token: Token, node: TreeNode): string {
    return this.#text.slice(this.place(node).start, placeOf(token).start).trimEnd()
  }

  place(node: TreeNode): Place {
    return placeOf(node.first, node.last)
  }

  /** Calls of these routines, in the order of the source. */
  calls(...names: readonly string[]): Call[] {
    return this.nodes('call').filter(call => names.includes(calledBy(call)))
  }

  returns(): Return[] {
    return this.nodes('return')
  }

  /** Statements that something can be put in front of, to be reached; what comes out of a macro is one with its use. */
  statements(): Statement[] {
    return this.#nodes.filter((node): node is Statement => {
      if (isExpression(node) || /^(?:block|declaration-statement|case)$/.test(node.kind)) return false
      const parent = this.#parents.get(node)
      return isBody(node, parent) && this.place(node).start > this.place(parent).start
    })
  }

  /** Is the node below an `if` whose test mentions the expression of this spelling? */
  isTested(node: TreeNode, text: string): boolean {
    for (let at = this.#parents.get(node); at !== undefined; at = this.#parents.get(at))
      if (at.kind === 'if' && this.mentions(at.test, text)) return true
    return false
  }

  /** The statement that `node` is, or is a part of. */
  statementOf(node: TreeNode): Statement {
    let at: TreeNode = node
    while (isExpression(at) || at.kind === 'declaration') at = this.#parents.get(at)!
    return at as Statement
  }

  /** The statements beside it, in its block; itself where it is in none. */
  siblings(statement: Statement): readonly Statement[] {
    const parent = this.#parents.get(statement)
    return parent?.kind === 'block' ? parent.statements : [statement]
  }

  /** Does the node read or write the variable or call argument of this spelling? */
  mentions(node: TreeNode, text: string): boolean {
    for (const each of descendantsOf(node)) if (isExpression(each) && this.text(each) === text) return true
    return false
  }

  /** The tag of the structure that the expression points to, where it is a variable. */
  recordBehind(e: Expression): string | undefined {
    return e.kind === 'identifier' && e.symbol !== undefined ? recordOfPointer(e.symbol) : undefined
  }

  // ---- Edits -----------------------------------------------------------------------------------------------------------

  replaced(node: TreeNode, newText: string): Edit {
    return { place: this.place(node), newText }
  }

  /** An empty statement stays, so that it may be the body of an `if`. */
  removed(statement: Statement): Edit {
    return this.replaced(statement, ';')
  }

  before(statement: Statement, newText: string): Edit[] {
    return this.#around(statement, `${newText} `, '')
  }

  after(statement: Statement, newText: string): Edit[] {
    return this.#around(statement, '', ` ${newText}`)
  }

  #around(statement: Statement, front: string, behind: string): Edit[] {
    const { file, start, end } = this.place(statement)
    const inBlock = this.#parents.get(statement)?.kind === 'block'
    const [open, close] = inBlock ? ['', ''] : ['{ ', ' }']
    return [
      { place: { file, start, end: start }, newText: open + front },
      { place: { file, start: end, end }, newText: behind + close },
    ]
  }
}

function isBody(node: TreeNode, parent: TreeNode | undefined): parent is Statement {
  if (parent?.kind === 'for') return parent.body === node
  return parent !== undefined && !isExpression(parent) && parent.kind !== 'declaration'
}

/** The tag of the structure that a variable points to. */
export function recordOfPointer({ type }: Symbol): string | undefined {
  const pointer = pointerOf(valueType(type))
  return pointer && recordOf(pointer.to)?.tag
}

/** The name of the routine that is called directly; empty: through a pointer. */
export function calledBy({ callee }: Call): string {
  return callee.kind === 'identifier' ? callee.name : ''
}

export function unwrapped(e: Expression): Expression {
  if (e.kind === 'parenthesized') return unwrapped(e.expression)
  return e.kind === 'cast' ? unwrapped(e.operand) : e
}
