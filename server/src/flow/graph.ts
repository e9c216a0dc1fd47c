// The control-flow graph of a function: blocks of elementary steps in evaluation order (C11 5.1.2.3), joined by edges that
// know which condition led along them. What has no effect of its own is no point: its value is computed from the tree.
import type { Token } from '../c/token.ts'
import type {
  Asm,
  Assignment,
  Block as BlockStatement,
  BrokenExpression,
  BrokenStatement,
  Call,
  Conditional,
  Expression,
  FunctionDefinition,
  Goto,
  Identifier,
  Index,
  InitDeclarator,
  MemberAccess,
  Postfix,
  Return,
  StatementExpression,
  Try,
  Unary,
} from '../c/tree.ts'

/** An elementary step. */
export type Point =
  | CallPoint
  | AssignPoint
  | DeclarePoint
  | ReadPoint
  | DereferencePoint
  | SelectPoint
  | ReturnPoint
  | EndPoint
  | UnknownPoint

interface Numbered {
  /** Unique in its graph, in the order in which the points were made. */
  readonly id: number
}

export interface CallPoint extends Numbered {
  readonly kind: 'call'
  readonly node: Call
}

/** `=` and its like, `++`, `--`: after the operands, the target is written. */
export interface AssignPoint extends Numbered {
  readonly kind: 'assign'
  readonly node: Assignment | Unary | Postfix
  readonly target: Expression
}

/** A local variable comes into being, with or without a value. */
export interface DeclarePoint extends Numbered {
  readonly kind: 'declare'
  readonly declarator: InitDeclarator
}

/** The value of a local variable is used. */
export interface ReadPoint extends Numbered {
  readonly kind: 'read'
  readonly node: Identifier
}

/** Memory is read or written through `pointer`, on behalf of `node`. */
export interface DereferencePoint extends Numbered {
  readonly kind: 'dereference'
  readonly node: MemberAccess | Unary | Index
  readonly pointer: Expression
  readonly writes: boolean
}

/** `node`, whose operands are evaluated on several ways, has the value of `value` on this one. */
export interface SelectPoint extends Numbered {
  readonly kind: 'select'
  readonly node: Conditional | StatementExpression | Expression
  readonly value: Expression | 0 | 1 | undefined
}

export interface ReturnPoint extends Numbered {
  readonly kind: 'return'
  /** The function's body: its closing brace is reached. */
  readonly node: Return | BlockStatement
  readonly value: Expression | undefined
}

/** A full expression (C11 6.8p4) ends: values in between are forgotten. */
export interface EndPoint extends Numbered {
  readonly kind: 'end'
}

/** Anything may happen here, and what comes next is a guess. */
export interface UnknownPoint extends Numbered {
  readonly kind: 'unknown'
  readonly node: BrokenExpression | BrokenStatement | Asm | Goto
}

/** What holds when an edge is taken. */
export type Condition =
  /** Compares unequal to 0, or equal to it. */
  | TestCondition
  | { readonly kind: 'case'; readonly value: Expression; readonly from: bigint; readonly to: bigint }
  /** None of the cases. */
  | { readonly kind: 'default'; readonly value: Expression; readonly cases: readonly CaseRange[] }
  /** The finalizer of `statement` is entered for a reason, and left for the same one. */
  | { readonly kind: 'enter' | 'leave'; readonly statement: Try; readonly reason: number }

/** Reasons to enter a finalizer: an exception, the end of the body, others; those of `__leave` are negative. */
export const byException = 0
export const atEnd = 1

/** What C calls no abnormal termination. */
export function isAtEnd(reason: number): boolean {
  return reason === atEnd || reason < 0
}

export interface TestCondition {
  readonly kind: 'test'
  readonly expression: Expression
  readonly holds: boolean
  /** Decides a `?:` that a macro brings: the author did not ask. */
  readonly isDefensive: boolean
}

export interface CaseRange {
  readonly from: bigint
  readonly to: bigint
}

export interface Edge {
  from: Block
  readonly to: Block
  readonly condition: Condition | undefined
  /** Leaves from within the block's last point, which may have happened or not. */
  readonly exception: boolean
}

export interface Block {
  /** Its place in reverse postorder. */
  id: number
  points: Point[]
  out: Edge[]
  in: Edge[]
}

export interface ControlFlowGraph {
  readonly definition: FunctionDefinition
  /** What the entry reaches, in reverse postorder; the first is the entry. */
  readonly blocks: readonly Block[]
  readonly entry: Block
  /** Behind every return; not among `blocks` when none is reached. */
  readonly exit: Block
  readonly points: number
  /** Where the source could not be read: nothing is certain about this function. */
  readonly unknown: Token | undefined
}

/** Does some way come back to the block? The graph is in reverse postorder. */
export function isLoopHead(block: Block): boolean {
  return block.in.some(edge => edge.from.id >= block.id)
}
