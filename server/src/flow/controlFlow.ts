// Statements as a control-flow graph (C11 6.8, and Microsoft's structured exception handling). A finalizer is in the graph
// once: each way into it has a reason, and the ways out of it ask for the same reason.

import type { Semantics } from '../c/semantics.ts'
import type * as tree from '../c/tree.ts'
import type { Case, Expression, For, FunctionDefinition, Goto, If, Statement, Switch, Try } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { canonical } from '../c/types.ts'
import { type CallEnding, connect, ExpressionFlow, type Guard, newBlock } from './expressionFlow.ts'
import { atEnd, type Block, byException, type CaseRange, type Condition, type ControlFlowGraph } from './graph.ts'

export type { CallEnding } from './expressionFlow.ts'

/** Somewhere to go, and what guards it: on the way there the finalizers of all other guards run. */
interface Target {
  readonly block: Block
  readonly guard: Guard | undefined
  /** Of `__leave`: the end of the body, for finalizers. */
  readonly isEnd?: boolean
}

interface Selection {
  readonly value: Expression
  readonly dispatch: Block
  readonly cases: CaseRange[]
  /** A case whose value is not known: nothing is known about default, either. */
  isOpen: boolean
  fallback: Block | undefined
}

/** The graph of a function; `endingOf` says which calls do not come back. */
export function controlFlow(
  definition: FunctionDefinition,
  semantics: Semantics,
  endingOf: (call: tree.Call) => CallEnding = () => 'returns',
): ControlFlowGraph {
  return new Builder(definition, semantics, endingOf).build()
}

class Builder extends ExpressionFlow {
  readonly #definition: FunctionDefinition
  readonly #exit = newBlock()
  readonly #labels = new Map<string, Target>()
  readonly #gotos: { readonly from: Target; readonly name: string | undefined }[] = []
  #breakTo: Target | undefined
  #continueTo: Target | undefined
  #leaveTo: Target | undefined
  #selection: Selection | undefined

  constructor(definition: FunctionDefinition, semantics: Semantics, endingOf: (call: tree.Call) => CallEnding) {
    super(semantics, endingOf)
    this.#definition = definition
  }

  build(): ControlFlowGraph {
    const definition = this.#definition
    const entry = this.current
    this.statements(definition.body)
    this.add({ kind: 'return', node: definition.body, value: undefined })
    this.jump(this.#exit)
    for (const { from, name } of this.#gotos) this.#connectGoto(from, name)
    const unknown = this.unknown ?? (definition.broken ? definition.first : undefined)
    joinChains(ordered(entry), this.#exit)
    const blocks = ordered(entry)
    for (const block of blocks) trim(block)
    return { definition, blocks, entry, exit: this.#exit, points: this.points, unknown }
  }

  // ---- Statements ----------------------------------------------------------------------------------------------

  statements({ statements }: tree.Block): void {
    for (const statement of statements) this.#statement(statement)
  }

  #statement(s: Statement): void {
    switch (s.kind) {
      case 'block':
        return this.statements(s)
      case 'expression-statement':
        return this.fullExpression(s.expression)
      case 'declaration-statement':
        return this.#declaration(s.declaration)
      case 'if':
        return this.#if(s)
      case 'while':
        return this.#while(s.test, s.body)
      case 'do':
        return this.#do(s.body, s.test)
      case 'for':
        return this.#for(s)
      case 'switch':
        return this.#switch(s)
      case 'case':
        return this.#case(s)
      case 'label':
        return this.#label(s)
      case 'goto':
        return this.#goto(s)
      case 'return':
        return this.#return(s)
      case 'break':
        return this.#leaveFor(this.#breakTo)
      case 'continue':
        return this.#leaveFor(this.#continueTo)
      case 'leave':
        return this.#leaveFor(this.#leaveTo)
      case 'try':
        return this.#try(s)
      case 'asm':
      case 'broken-statement':
        return this.addUnknown(s)
    }
  }

  #declaration(declaration: tree.Declaration): void {
    if (declaration.kind !== 'declaration') return
    const { storage } = declaration.specifiers
    if (storage === 'static' || storage === 'extern' || storage === 'typedef') return
    for (const declarator of declaration.declarators) {
      if (declarator.initializer !== undefined) this.value(declarator.initializer)
      this.add({ kind: 'declare', declarator })
      this.add({ kind: 'end' })
      // Nobody knows what its destructor does, and it does so on every way out of the block.
      const { symbol } = declarator
      if (symbol !== undefined && hasDestructor(symbol.type, this.semantics)) this.unknown ??= symbol.token
    }
  }

  #if(s: If): void {
    const [yes, no, after] = [newBlock(), newBlock(), newBlock()]
    this.condition(s.test, yes, no)
    this.#from(yes)
    this.#statement(s.then)
    connect(this.current, after)
    this.#from(no)
    if (s.otherwise !== undefined) this.#statement(s.otherwise)
    connect(this.current, after)
    this.current = after
  }

  /** Behind the condition of a statement: a full expression has ended. */
  #from(block: Block): void {
    this.current = block
    this.add({ kind: 'end' })
  }

  #while(test: Expression, body: Statement): void {
    const [head, inside, after] = [newBlock(), newBlock(), newBlock()]
    this.jump(head)
    this.current = head
    this.condition(test, inside, after)
    this.#from(inside)
    this.#loop(body, after, head)
    this.jump(head)
    this.#from(after)
  }

  #do(body: Statement, test: Expression): void {
    const [inside, decision, after] = [newBlock(), newBlock(), newBlock()]
    this.jump(inside)
    this.#from(inside)
    this.#loop(body, after, decision)
    this.jump(decision)
    this.current = decision
    this.condition(test, inside, after)
    this.#from(after)
  }

  #for({ start, test, step, body }: For): void {
    const [head, inside, next, after] = [newBlock(), newBlock(), newBlock(), newBlock()]
    if (start !== undefined) this.#statement(start)
    this.jump(head)
    this.current = head
    if (test === undefined) this.jump(inside)
    else this.condition(test, inside, after)
    this.#from(inside)
    this.#loop(body, after, next)
    this.jump(next)
    this.current = next
    if (step !== undefined) this.fullExpression(step)
    this.jump(head)
    this.#from(after)
  }

  #loop(body: Statement, breakTo: Block, continueTo: Block): void {
    const [outerBreak, outerContinue] = [this.#breakTo, this.#continueTo]
    this.#breakTo = { block: breakTo, guard: this.guard }
    this.#continueTo = { block: continueTo, guard: this.guard }
    this.#statement(body)
    this.#breakTo = outerBreak
    this.#continueTo = outerContinue
  }

  // ---- Selection -----------------------------------------------------------------------------------------------

  #switch({ value, body }: Switch): void {
    this.value(value)
    const [outerBreak, outer, after] = [this.#breakTo, this.#selection, newBlock()]
    const selection: Selection = { value, dispatch: this.current, cases: [], isOpen: false, fallback: undefined }
    this.#selection = selection
    this.#breakTo = { block: after, guard: this.guard }
    // In front of the first case stands nothing that runs.
    this.current = newBlock()
    this.#statement(body)
    this.jump(after)
    const { cases, isOpen } = selection
    const otherwise: Condition | undefined = isOpen ? undefined : { kind: 'default', value, cases }
    connect(selection.dispatch, selection.fallback ?? after, otherwise)
    this.#breakTo = outerBreak
    this.#selection = outer
    this.#from(after)
  }

  #case(outermost: Case): void {
    let s: Statement = outermost
    for (; s.kind === 'case'; s = s.statement) this.#caseLabel(s)
    this.#statement(s)
  }

  #caseLabel({ value, end }: Case): void {
    const selection = this.#selection
    const block = newBlock()
    connect(this.current, block)
    this.#from(block)
    if (selection === undefined) return
    if (value === undefined) {
      selection.fallback = block
      return
    }
    const from = this.semantics.fold(value)
    const to = end === undefined ? from : this.semantics.fold(end)
    if (from === undefined || to === undefined) selection.isOpen = true
    else selection.cases.push({ from, to })
    const condition: Condition | undefined =
      from === undefined || to === undefined ? undefined : { kind: 'case', value: selection.value, from, to }
    connect(selection.dispatch, block, condition)
  }

  // ---- Jumps ---------------------------------------------------------------------------------------------------

  #label(outermost: tree.Labeled): void {
    let s: Statement = outermost
    for (; s.kind === 'label'; s = s.statement) {
      const block = newBlock()
      this.jump(block)
      this.current = block
      this.#labels.set(s.name.text, { block, guard: this.guard })
    }
    this.#statement(s)
  }

  #goto(s: Goto): void {
    if (s.label === undefined) {
      if (s.target === undefined) return this.addUnknown(s)
      this.value(s.target)
    }
    this.add({ kind: 'end' })
    this.#gotos.push({ from: { block: this.current, guard: this.guard }, name: s.label?.text })
    this.current = newBlock()
  }

  /** A computed goto may go to every label. */
  #connectGoto({ block, guard }: Target, name: string | undefined): void {
    const targets = name === undefined ? [...this.#labels.values()] : [this.#labels.get(name)]
    for (const target of targets) {
      if (target === undefined) this.unknown ??= this.#definition.first
      else this.#unwind(block, guard, target)
    }
  }

  #return(s: tree.Return): void {
    if (s.value !== undefined) this.value(s.value)
    this.add({ kind: 'return', node: s, value: s.value })
    this.#leaveFor({ block: this.#exit, guard: undefined })
  }

  /** Undefined: a `break` without a loop, which the compiler refuses. */
  #leaveFor(target: Target | undefined): void {
    if (target === undefined) this.unknown ??= this.#definition.first
    else this.#unwind(this.current, this.guard, target)
    this.current = newBlock()
  }

  /** From `block` to the target, through the finalizers of the guards that are left. */
  #unwind(block: Block, guard: Guard | undefined, target: Target): void {
    const kept = new Set<Guard>()
    for (let g = target.guard; g !== undefined; g = g.outer) kept.add(g)
    let from = block
    let leaving: Condition | undefined
    for (let g = guard; g !== undefined && !kept.has(g); g = g.outer) {
      if (g.exit === undefined) continue
      const { statement } = g
      const reason = target.isEnd ? -g.reasons++ : g.reasons++
      const between = newBlock()
      connect(from, between, leaving)
      connect(between, g.entry, { kind: 'enter', statement, reason })
      from = g.exit
      leaving = { kind: 'leave', statement, reason }
    }
    connect(from, target.block, leaving)
  }

  // ---- Exceptions ----------------------------------------------------------------------------------------------

  raise(from: Block, guard: Guard | undefined): void {
    if (guard === undefined) return
    if (guard.exit === undefined) return connect(from, guard.entry, undefined, true)
    connect(from, guard.entry, { kind: 'enter', statement: guard.statement, reason: byException }, true)
  }

  #try(s: Try): void {
    const outer = this.guard
    const [entry, after] = [newBlock(), newBlock()]
    const exit = s.finalizer === undefined ? undefined : newBlock()
    const guard: Guard = { outer, statement: s, entry, exit, reasons: atEnd + 1 }
    this.guard = guard
    this.#guarded(s, after)
    this.guard = outer
    if (exit === undefined) this.#handler(s, entry, after)
    else this.#finalizer(guard, exit, after)
    this.current = after
  }

  #guarded({ body, finalizer }: Try, after: Block): void {
    const outerLeave = this.#leaveTo
    this.#leaveTo = { block: after, guard: this.guard?.outer, isEnd: true }
    this.statements(body)
    this.#leaveTo = outerLeave
    if (finalizer === undefined) return connect(this.current, after)
    const { entry, statement } = this.guard!
    connect(this.current, entry, { kind: 'enter', statement, reason: atEnd })
  }

  #handler({ filter, handler }: Try, entry: Block, after: Block): void {
    const [caught, passed] = [newBlock(), newBlock()]
    this.current = entry
    if (filter === undefined) this.jump(caught)
    else this.condition(filter, caught, passed)
    if (passed.in.length > 0) this.raise(passed, this.guard)
    this.#from(caught)
    if (handler !== undefined) this.statements(handler)
    connect(this.current, after)
  }

  #finalizer({ outer, statement, entry }: Guard, exit: Block, after: Block): void {
    this.#from(entry)
    if (statement.finalizer !== undefined) this.statements(statement.finalizer)
    connect(this.current, exit)
    connect(exit, after, { kind: 'leave', statement, reason: atEnd })
    const unwinding = newBlock()
    connect(exit, unwinding, { kind: 'leave', statement, reason: byException })
    this.raise(unwinding, outer)
  }
}

/** The blocks that are reached, in reverse postorder, numbered; edges from others are taken out. */
function ordered(entry: Block): Block[] {
  const postorder: Block[] = []
  const seen = new Set([entry])
  const open = [{ block: entry, next: 0 }]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const edge = top.block.out[top.next++]
    if (edge === undefined) {
      postorder.push(top.block)
      open.pop()
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to)
      open.push({ block: edge.to, next: 0 })
    }
  }
  const blocks = postorder.reverse()
  for (const [id, block] of blocks.entries()) {
    block.id = id
    block.in = block.in.filter(({ from }) => seen.has(from))
  }
  return blocks
}

/** Graphs are kept, and most blocks have a few points and edges: no room is kept for more. */
function trim(block: Block): void {
  block.points = block.points.slice()
  block.out = block.out.slice()
  block.in = block.in.slice()
}

/** A block that alone leads to another one, and is the only one to do so, takes it in. */
function joinChains(blocks: readonly Block[], exit: Block): void {
  const joined = new Set<Block>()
  for (const block of blocks) {
    if (joined.has(block)) continue
    for (let [edge] = block.out; edge !== undefined && block.out.length === 1; [edge] = block.out) {
      const { to } = edge
      const isPlain = edge.condition === undefined && !edge.exception
      if (!isPlain || to.in.length !== 1 || to === exit || to === block) break
      for (const point of to.points) block.points.push(point)
      for (const next of to.out) next.from = block
      block.out.splice(0, 1, ...to.out)
      joined.add(to)
    }
  }
}

function hasDestructor(type: Type, semantics: Semantics): boolean {
  const t = canonical(type)
  if (t.kind === 'array') return hasDestructor(t.of, semantics)
  const body = t.kind === 'record' ? semantics.environment.body(t) : undefined
  return body !== undefined && (body.hasDestructor === true || body.members.some(m => hasDestructor(m.type, semantics)))
}
