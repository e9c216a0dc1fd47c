// The names that a function gives to what is written in its annotations: parameters, and at a point of the body the locals
// in scope there.
import { functionOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import type { FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { childrenOf, isExpression, type TreeNode } from '../c/walk.ts'
import type { Point } from './attachment.ts'

export function parametersOf(symbol: Symbol, definition: FunctionDefinition | undefined): Map<string, Type> {
  const names = new Map<string, Type>()
  for (const { name, type } of functionOf(symbol.type)?.parameters ?? []) if (name !== undefined) names.set(name, type)
  for (const { name, type } of definition?.parameters ?? []) names.set(name, type)
  return names
}

/** Parameters, and what the blocks around the point declare in front of it. */
export function localsAt({ function: definition, statement, where }: Point): Map<string, Type> {
  const names = parametersOf(definition.symbol, definition)
  const path = pathTo(definition.body, statement)
  const around = where === 'end' ? path : path.slice(0, -1)
  for (const [i, node] of around.entries()) {
    for (const child of childrenOf(node)) {
      if (child === path[i + 1]) break
      addDeclared(child, names)
    }
  }
  if (where === 'after') addDeclared(statement, names)
  return names
}

function addDeclared(node: TreeNode, names: Map<string, Type>): void {
  if (node.kind !== 'declaration-statement' || node.declaration.kind !== 'declaration') return
  for (const { symbol } of node.declaration.declarators) if (symbol !== undefined) names.set(symbol.name, symbol.type)
}

/** From `root` down to `target`, both included. */
function pathTo(root: TreeNode, target: TreeNode): TreeNode[] {
  const parents = new Map<TreeNode, TreeNode | undefined>([[root, undefined]])
  for (const node of parents.keys()) {
    if (node === target) break
    for (const child of childrenOf(node)) if (!isExpression(child)) parents.set(child, node)
  }
  const path: TreeNode[] = []
  for (let node: TreeNode | undefined = target; node !== undefined; node = parents.get(node)) path.unshift(node)
  return path
}
