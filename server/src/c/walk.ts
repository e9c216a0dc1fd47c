// Goes through a tree: the expressions, statements and declarations directly below a node, in the order of the source.
import type { Declaration, Designator, Expression, InitializerItem, Statement } from './tree.ts'

export type TreeNode = Expression | Statement | Declaration

/** The nodes directly below `node`; sizes of arrays and widths inside declarators are not among them. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'parenthesized':
    case 'expression-statement':
      return [node.expression]
    case 'unary':
    case 'postfix':
    case 'cast':
      return [node.operand]
    case 'binary':
    case 'comma':
      return [node.left, node.right]
    case 'assignment':
      return [node.target, node.value]
    case 'conditional':
    case 'if':
      return present(node.test, node.then, node.otherwise)
    case 'choose':
      return [node.test, node.then, node.otherwise]
    case 'sizeof':
      return present(node.operand)
    case 'call':
      return [node.callee, ...node.arguments]
    case 'member':
      return [node.object]
    case 'index':
      return [node.array, node.index]
    case 'compound-literal':
      return [node.initializer]
    case 'initializer-list':
      return node.items.flatMap(itemChildren)
    case 'statement-expression':
      return [node.body]
    case 'generic':
      return [node.control, ...node.associations.map(({ value }) => value)]
    case 'va-arg':
      return [node.list]
    case 'offsetof':
      return node.designators.flatMap(indicesOf)
    case 'assume':
      return [node.condition]
    case 'block':
      return node.statements
    case 'declaration-statement':
      return [node.declaration]
    case 'while':
      return [node.test, node.body]
    case 'do':
      return [node.body, node.test]
    case 'for':
      return present(node.start, node.test, node.step, node.body)
    case 'switch':
      return [node.value, node.body]
    case 'case':
      return present(node.value, node.end, node.statement)
    case 'label':
      return [node.statement]
    case 'goto':
      return present(node.target)
    case 'return':
      return present(node.value)
    case 'try':
      return present(node.body, node.filter, node.handler, node.finalizer)
    case 'declaration':
      return present(...node.declarators.map(({ initializer }) => initializer))
    case 'function-definition':
      return [node.body]
    case 'static-assert':
      return [node.test]
  }
  return []
}

function itemChildren({ designators, value }: InitializerItem): TreeNode[] {
  return [...designators.flatMap(indicesOf), value]
}

function indicesOf(designator: Designator): TreeNode[] {
  return designator.kind === 'index' ? present(designator.index, designator.end) : []
}

function present(...nodes: readonly (TreeNode | undefined)[]): TreeNode[] {
  return nodes.filter(node => node !== undefined)
}

const listed = new WeakMap<TreeNode, readonly TreeNode[]>()

/** `node` and everything below it, outermost first; of a function's body remembered, since dozens of questions go through it. */
export function descendantsOf(node: TreeNode): readonly TreeNode[] {
  if (node.kind !== 'block') return list(node)
  let nodes = listed.get(node)
  if (nodes === undefined) listed.set(node, (nodes = list(node)))
  return nodes
}

/** Without recursion, so that no chain is too long. */
function list(root: TreeNode): TreeNode[] {
  const nodes: TreeNode[] = []
  walk(root, node => {
    nodes.push(node)
    return true
  })
  return nodes
}

/** The same, node by node; what lies below a node for which `visit` answers false is passed over. */
export function walk(root: TreeNode, visit: (node: TreeNode) => boolean): void {
  const waiting: TreeNode[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!visit(node)) continue
    const children = childrenOf(node)
    for (let i = children.length - 1; i >= 0; i--) waiting.push(children[i]!)
  }
}

const expressionKinds: ReadonlySet<string> = new Set<Expression['kind']>([
  'identifier',
  'integer-constant',
  'floating-constant',
  'character-constant',
  'string-literal',
  'parenthesized',
  'unary',
  'postfix',
  'binary',
  'assignment',
  'conditional',
  'comma',
  'cast',
  'sizeof',
  'call',
  'member',
  'index',
  'compound-literal',
  'initializer-list',
  'statement-expression',
  'generic',
  'offsetof',
  'va-arg',
  'types-compatible',
  'choose',
  'label-address',
  'noop',
  'assume',
  'broken-expression',
])

export function isExpression(node: TreeNode): node is Expression {
  return expressionKinds.has(node.kind)
}
