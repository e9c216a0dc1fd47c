// Expressions as points and edges, in evaluation order: what a full expression does before the next one begins. Where C
// leaves the order open, operands go from left to right; an access follows the evaluation of its address.
import { arrayOf, calledFunction, functionOf, pointerOf } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import { macrosOf, type Token } from '../c/token.ts'
import type {
  Assignment,
  Assume,
  Binary,
  Block as BlockStatement,
  Call,
  Comma,
  Conditional,
  Expression,
  Try,
} from '../c/tree.ts'
import { chosenAssociation, chosenOperand } from '../c/typing.ts'
import { descendantsOf, type TreeNode } from '../c/walk.ts'
import { stripped } from '../project/functionFlows.ts'
import { isListStart, pointedAt } from './access.ts'
import type { Block, Condition, Edge, Point } from './graph.ts'

/** How a call ends: it comes back, raises an exception, or never comes back. */
export type CallEnding = 'returns' | 'raises' | 'never'

/** What guards the code that is being read: the nearest `__try`. */
export interface Guard {
  readonly outer: Guard | undefined
  readonly statement: Try
  /** Where an exception goes: the filter, or the finalizer. */
  readonly entry: Block
  /** The end of the finalizer, from where each reason to enter it goes on. */
  readonly exit: Block | undefined
  reasons: number
}

/** A point as its kind describes it, before it has a number. */
type Step = Point extends infer P ? (P extends Point ? Omit<P, 'id'> : never) : never

/** Chains of operands that loops do not walk nest no deeper than a stack bears. */
const deepest = 1_500

/** An assertion says what its author hopes: no fact, and on free builds not even code. */
const assertions = /^(?:NT_|RTL_|RTL_SOFT_|Rx)?(?:ASSERT|VERIFY|Assert)(?:MSG)?$|^PAGED_CODE$/

export abstract class ExpressionFlow {
  readonly semantics: Semantics
  readonly #endingOf: (call: Call) => CallEnding
  current: Block = newBlock()
  guard: Guard | undefined
  unknown: Token | undefined
  #points = 0
  /** Nothing was written here since an exception may have left. */
  #unchanged: Block | undefined
  #depth = 0
  /** What is read is not evaluated, so no access of it can fail. */
  #isAssumed = false

  constructor(semantics: Semantics, endingOf: (call: Call) => CallEnding) {
    this.semantics = semantics
    this.#endingOf = endingOf
  }

  abstract statements(block: BlockStatement): void
  /** An exception leaves `from` in the middle of its last point. */
  abstract raise(from: Block, guard: Guard | undefined): void

  get points(): number {
    return this.#points
  }

  add(step: Step): void {
    this.current.points.push({ ...step, id: this.#points++ } as Point)
    if (step.kind === 'assign' || step.kind === 'declare') this.#unchanged = undefined
  }

  /** As add(); inside a guard an exception may leave from here, unless one left that knew as much. */
  #addRaising(step: Step): void {
    const isNews = step.kind === 'call' || this.current !== this.#unchanged
    this.add(step)
    if (this.guard === undefined || !isNews) return
    const from = this.current
    this.raise(from, this.guard)
    this.current = newBlock()
    connect(from, this.current)
    this.#unchanged = this.current
  }

  addUnknown(node: Extract<Point, { kind: 'unknown' }>['node']): void {
    this.unknown ??= node.first
    this.add({ kind: 'unknown', node })
  }

  /** `expression` to its end, whatever its value. */
  fullExpression(expression: Expression): void {
    const before = this.#points
    this.value(expression)
    if (this.#points > before) this.add({ kind: 'end' })
  }

  // ---- Values --------------------------------------------------------------------------------------------------

  value(expression: Expression): void {
    if (this.#depth >= deepest) {
      this.unknown ??= expression.first
      return
    }
    this.#depth++
    this.#value(expression)
    this.#depth--
  }

  #value(e: Expression): void {
    switch (e.kind) {
      case 'identifier':
      case 'member':
      case 'index':
        return this.#loaded(e)
      case 'parenthesized':
        return this.value(e.expression)
      case 'unary':
        if (e.operator === '*') return this.#loaded(e)
        if (e.operator === '&') return this.place(e.operand)
        if (e.operator !== '++' && e.operator !== '--') return this.value(e.operand)
        return this.#assigned(e.operand, undefined, { kind: 'assign', node: e, target: e.operand })
      case 'postfix':
        return this.#assigned(e.operand, undefined, { kind: 'assign', node: e, target: e.operand })
      case 'assignment':
        return this.#assignment(e)
      case 'binary':
      case 'comma':
        return this.#chain(e)
      case 'conditional':
        return this.#conditional(e)
      case 'call':
        return this.#call(e)
      case 'cast':
        return this.value(e.operand)
      case 'statement-expression':
        return this.#statementExpression(e)
      case 'compound-literal':
        return this.value(e.initializer)
      case 'initializer-list':
        for (const { value } of e.items) this.value(value)
        return
      case 'generic':
      case 'choose':
        return this.#chosen(e)
      case 'offsetof':
        for (const designator of e.designators) if (designator.kind === 'index') this.value(designator.index)
        return
      case 'va-arg':
        return this.value(e.list)
      case 'assume':
        return this.#assume(e)
      case 'broken-expression':
        return this.addUnknown(e)
    }
  }

  /** No way leads past what does not hold. Nothing of it is evaluated: what would do something is not looked into. */
  #assume({ condition }: Assume): void {
    if (descendantsOf(condition).some(doesSomething)) return
    const [yes, no] = [newBlock(), newBlock()]
    this.#isAssumed = true
    this.condition(condition, yes, no)
    this.#isAssumed = false
    this.current = yes
  }

  #chosen(e: Extract<Expression, { kind: 'generic' | 'choose' }>): void {
    const chosen = e.kind === 'generic' ? chosenAssociation(e, this.semantics) : chosenOperand(e, this.semantics)
    if (chosen !== undefined) this.value(chosen)
  }

  /** Operands of one operator that nest to the left, without recursion: `a | b | c …`. */
  #chain(outermost: Binary | Comma): void {
    if (isLogical(outermost)) return this.#logical(outermost)
    const operands: Expression[] = []
    let e: Expression = outermost
    while ((e.kind === 'binary' && !isLogical(e)) || e.kind === 'comma') {
      operands.push(e.right)
      e = e.left
    }
    this.value(e)
    for (const operand of operands.reverse()) this.value(operand)
  }

  /** The value of `a && b` is made on two ways. */
  #logical(e: Binary): void {
    const [yes, no, after] = [newBlock(), newBlock(), newBlock()]
    this.condition(e, yes, no)
    for (const [block, value] of [
      [yes, 1],
      [no, 0],
    ] as const) {
      this.current = block
      this.add({ kind: 'select', node: e, value })
      connect(block, after)
    }
    this.current = after
  }

  #conditional(e: Conditional): void {
    const after = newBlock()
    const [yes, no] = [newBlock(), newBlock()]
    this.condition(e.test, yes, no, e)
    for (const [block, value] of [
      [yes, e.then],
      [no, e.otherwise],
    ] as const) {
      this.current = block
      if (value !== undefined) this.value(value)
      this.add({ kind: 'select', node: e, value: value ?? e.test })
      connect(this.current, after)
    }
    this.current = after
  }

  /** `ExReleaseFastMutex()`: what it is to be called with is still to be written. */
  #isHalfWritten({ callee, arguments: given }: Call): boolean {
    const type = calledFunction(this.semantics.typeOf(callee))
    return given.length === 0 && type?.prototyped === true && type.parameters.length > 0
  }

  #call(e: Call): void {
    const callee = stripped(e.callee)
    if (this.#isHalfWritten(e)) this.unknown ??= e.first
    if (callee.kind !== 'identifier' || callee.symbol?.kind === 'object' || callee.symbol?.kind === 'parameter')
      this.value(e.callee)
    const [list, ...others] = e.arguments
    if (list !== undefined && isListStart(e)) this.place(list)
    else if (list !== undefined) this.value(list)
    for (const argument of others) this.value(argument)
    const ending = this.#endingOf(e)
    if (ending === 'returns') return this.#addRaising({ kind: 'call', node: e })
    this.add({ kind: 'call', node: e })
    if (ending === 'raises' && this.guard !== undefined) this.raise(this.current, this.guard)
    this.current = newBlock()
  }

  #statementExpression(e: Extract<Expression, { kind: 'statement-expression' }>): void {
    const last = e.body.statements.at(-1)
    this.statements(e.body)
    const value = last?.kind === 'expression-statement' ? last.expression : undefined
    this.add({ kind: 'select', node: e, value })
  }

  // ---- Places --------------------------------------------------------------------------------------------------

  /** The value that an lvalue designates, if it is read from memory and not an array's or a function's address. */
  #loaded(e: Expression): void {
    this.place(e)
    const type = this.semantics.typeOf(e)
    if (arrayOf(type) !== undefined || functionOf(type) !== undefined) return
    this.#access(e, false)
    if (e.kind === 'identifier' && e.symbol?.kind === 'object' && e.symbol.linkage === 'none')
      this.add({ kind: 'read', node: e })
  }

  /** What is evaluated to find the object that an lvalue designates. */
  place(expression: Expression): void {
    const e = stripped(expression)
    if (e.kind === 'identifier' || e.kind === 'string-literal') return
    if (e.kind === 'unary' && e.operator === '*') this.value(e.operand)
    else if (e.kind === 'member') this.#placeOrValue(e.object, e.arrow)
    else if (e.kind === 'index') {
      this.#placeOrValue(e.array, arrayOf(this.semantics.typeOf(e.array)) === undefined)
      this.value(e.index)
    } else this.value(e)
  }

  #placeOrValue(e: Expression, value: boolean): void {
    if (this.#depth >= deepest) {
      this.unknown ??= e.first
      return
    }
    this.#depth++
    if (value) this.value(e)
    else this.place(e)
    this.#depth--
  }

  #access(lvalue: Expression, writes: boolean): void {
    const through = this.#isAssumed ? undefined : pointedAt(lvalue, this.semantics)
    if (through !== undefined) this.#addRaising({ kind: 'dereference', ...through, writes })
  }

  #assignment(e: Assignment): void {
    const target = e.operator === '=' ? this.#object(e.target) : e.target
    this.#assigned(target, e.value, { kind: 'assign', node: e, target }, e.operator !== '=')
  }

  /** MSVC takes a pointer that is cast for the pointer itself where it is assigned to. */
  #object(target: Expression): Expression {
    const e = stripped(target)
    const isPointer = (each: Expression) => pointerOf(this.semantics.typeOf(each)) !== undefined
    return e.kind === 'cast' && isPointer(e) && isPointer(e.operand) ? this.#object(e.operand) : target
  }

  #assigned(target: Expression, value: Expression | undefined, step: Step, reads = value === undefined): void {
    this.place(target)
    if (reads) this.#loadedAgain(target)
    if (value !== undefined) this.value(value)
    this.#access(target, true)
    this.add(step)
  }

  /** The old value of what `+=` and `++` write: the place is known already. */
  #loadedAgain(target: Expression): void {
    const e = stripped(target)
    if (e.kind === 'identifier' && e.symbol?.kind === 'object' && e.symbol.linkage === 'none')
      this.add({ kind: 'read', node: e })
  }

  // ---- Conditions ----------------------------------------------------------------------------------------------

  /** Goes on at `yes` where `expression` is not 0, else at `no`; `asserting`: the whole that it decides about. */
  condition(expression: Expression, yes: Block, no: Block, asserting: Expression = expression): void {
    const e = stripped(expression)
    const constant = this.semantics.fold(e)
    if (constant !== undefined && !hasEffect(e)) return this.jump(constant !== 0n ? yes : no)
    if (e.kind === 'unary' && e.operator === '!') return this.condition(e.operand, no, yes, asserting)
    if (e.kind === 'comma') {
      this.value(e.left)
      return this.condition(e.right, yes, no, asserting)
    }
    if (isLogical(e)) return this.#shortCircuit(e, yes, no, asserting)
    if (e.kind === 'conditional' && e.then !== undefined) {
      const [left, right] = [newBlock(), newBlock()]
      this.condition(e.test, left, right, e)
      this.current = left
      this.condition(e.then, yes, no, asserting)
      this.current = right
      return this.condition(e.otherwise, yes, no, asserting)
    }
    this.value(e)
    const isFact = !isAssertion(asserting)
    const isDefensive = asserting.kind === 'conditional' && isOfMacro(asserting)
    const test = (holds: boolean): Condition | undefined =>
      isFact ? { kind: 'test', expression: e, holds, isDefensive } : undefined
    connect(this.current, yes, test(true))
    connect(this.current, no, test(false))
    this.current = newBlock()
  }

  #shortCircuit(outermost: Binary, yes: Block, no: Block, asserting: Expression): void {
    const operands: Expression[] = [outermost.right]
    let e: Expression = outermost.left
    while (e.kind === 'binary' && e.operator === outermost.operator) {
      operands.push(e.right)
      e = e.left
    }
    operands.push(e)
    for (let i = operands.length - 1; i > 0; i--) {
      const next = newBlock()
      if (outermost.operator === '&&') this.condition(operands[i]!, next, no, asserting)
      else this.condition(operands[i]!, yes, next, asserting)
      this.current = next
    }
    this.condition(operands[0]!, yes, no, asserting)
  }

  /** Goes on at `target`; what follows is reached by a label only. */
  jump(target: Block): void {
    connect(this.current, target)
    this.current = newBlock()
  }
}

export function newBlock(): Block {
  return { id: -1, points: [], out: [], in: [] }
}

export function connect(from: Block, to: Block, condition?: Condition, exception = false): void {
  const edge: Edge = { from, to, condition, exception }
  from.out.push(edge)
  to.in.push(edge)
}

function isLogical(e: Expression): e is Binary {
  return e.kind === 'binary' && (e.operator === '&&' || e.operator === '||')
}

function doesSomething(node: TreeNode): boolean {
  const { kind } = node
  if (kind === 'unary') return node.operator === '++' || node.operator === '--'
  return kind === 'call' || kind === 'assignment' || kind === 'postfix' || kind === 'statement-expression'
}

/** A comma or statement in a constant condition does something all the same. */
function hasEffect(e: Expression): boolean {
  return e.kind === 'comma' || e.kind === 'statement-expression'
}

/** It stands in a macro's body, not among its arguments. */
function isOfMacro({ first }: Expression): boolean {
  return first.expansion !== undefined && !first.expansion.argument && first.expansion.macro.parameters !== undefined
}

function isAssertion({ first }: Expression): boolean {
  return first.expansion !== undefined && macrosOf(first).some(name => assertions.test(name))
}
