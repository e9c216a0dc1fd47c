// Statements (C11 6.8). A local in memory is a new block each time its block is entered; in a function that jumps into
// blocks (labels, cases inside nested statements) all locals live as long as the function runs.
import { arrayOf } from '../../c/predicates.ts'
import type { Symbol } from '../../c/symbol.ts'
import type { Token } from '../../c/token.ts'
import type * as tree from '../../c/tree.ts'
import type { Expression, Statement } from '../../c/tree.ts'
import type { Type } from '../../c/types.ts'
import { promotedType } from '../../c/typing.ts'
import type { Label, SwitchTable } from '../code.ts'
import { Trap } from '../fault.ts'
import { isSignedKind, isWide, Kind } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import { Initializers } from './initializers.ts'
import { alignmentOf } from './places.ts'

interface OpenSwitch {
  readonly kind: Kind
  readonly cases: { readonly from: bigint; readonly to: bigint; readonly label: Label }[]
  readonly assigned: ReadonlySet<Symbol>
  otherwise: Label | undefined
}

export abstract class Statements extends Initializers {
  readonly labels = new Map<string, Label>()
  /** Locals begin and end with their blocks. */
  scoped = true
  returnType: Type | undefined
  /** The function is declared not to return. */
  noreturn = false
  returnsTo: number | undefined
  #breakTo: Label | undefined
  #continueTo: Label | undefined
  #switch: OpenSwitch | undefined
  /** The __try blocks around, outermost first. */
  #guards: readonly Guard[] = []
  #breakGuards = 0
  #continueGuards = 0
  /** The registers that _exception_code() and _abnormal_termination() read here. */
  exceptionCode: number | undefined
  abnormal: number | undefined
  labelGuards: ReadonlyMap<string, number> = new Map()
  /** Where each local is declared. */
  readonly #declaredAt = new Map<Symbol, number>()

  /** What is not supported says so when it is reached. */
  statement(s: Statement): void {
    const { mark } = this.w
    this.w.site = { ...this.w.site, first: s.first, last: s.last }
    this.guarded(() => {
      this.deeper()
      this.#statement(s)
      this.depth--
    })
    this.w.release(mark)
  }

  guarded(compile: () => void): void {
    const { depth } = this
    try {
      compile()
    } catch (trap) {
      if (!(trap instanceof Trap)) throw trap
      this.depth = depth
      this.w.emit(Op.Unsupported, this.w.add(this.w.names, trap.message))
    }
  }

  #statement(s: Statement): void {
    switch (s.kind) {
      case 'block':
        this.enter(s.statements)
        return this.block(s)
      case 'expression-statement':
        this.w.beginStatement()
        return this.effect(s.expression)
      case 'declaration-statement':
        return this.#declaration(s.declaration)
      case 'if':
        return this.#if(s)
      case 'while':
        return this.#loop(s.test, undefined, s.body)
      case 'do':
        return this.#do(s)
      case 'for':
        return this.#for(s)
      case 'switch':
        return this.#switchStatement(s)
      case 'case':
        return this.#case(s)
      case 'label':
        this.placeLabel(s.name.text)
        return this.statement(s.statement)
      case 'try':
        return this.#try(s)
      case 'empty':
        return
    }
    this.w.beginStatement()
    this.#jump(s)
  }

  #jump(s: Statement): void {
    switch (s.kind) {
      case 'goto':
        return this.#goto(s)
      case 'return':
        return this.#return(s.value)
      case 'break':
        return this.#jumpTo(this.#breakTo, this.#breakGuards)
      case 'continue':
        return this.#jumpTo(this.#continueTo, this.#continueGuards)
      case 'leave':
        return this.#jumpTo(this.#guards.at(-1)?.end, this.#guards.length)
    }
    this.unsupported(
      s.kind === 'broken-statement' ? 'a statement that could not be read' : `this statement (${s.kind})`,
    )
  }

  // ---- Blocks and declarations ---------------------------------------------------------------------------------

  /** The locals that `statements` declare begin to live. */
  enter(statements: readonly Statement[]): void {
    if (!this.scoped) return
    for (const symbol of declaredIn(statements)) this.begin(symbol)
  }

  begin(symbol: Symbol): void {
    const local = this.locals.get(symbol)
    if (local === undefined) return
    this.assigned.delete(symbol)
    if (!local.inMemory) return this.w.emit(Op.Undefine, local.register)
    const size = this.semantics.sizeOf(symbol.type)
    if (size === undefined) return
    const alignment = alignmentOf(symbol, this.semantics)
    const site = { ...this.w.site, first: symbol.token, last: symbol.token }
    this.w.emit(Op.Local, local.register, this.w.add(this.w.locals, { name: symbol.name, size, alignment, site }))
  }

  /** A part of a statement where a debugger stops. */
  #head(first: Token, last: Token): void {
    this.w.site = { ...this.w.site, first, last }
    this.w.beginStatement()
  }

  block({ statements }: tree.Block): void {
    const outer = this.temporaries.length
    this.#declaring(statements, () => {
      for (const statement of statements) this.statement(statement)
    })
    this.#leave(statements)
    for (const register of this.temporaries.splice(outer)) if (this.scoped) this.w.emit(Op.EndLocal, register)
  }

  /** Notes what is in scope while the instructions of `compile` run. */
  #declaring(statements: readonly Statement[], compile: () => void): void {
    const start = this.w.here
    compile()
    const declared = [...declaredIn(statements)].map(symbol => ({
      symbol,
      from: this.#declaredAt.get(symbol) ?? start,
    }))
    if (declared.length > 0) this.w.lexicalBlocks.push({ start, end: this.w.here, declared })
  }

  #leave(statements: readonly Statement[]): void {
    if (!this.scoped) return
    for (const symbol of declaredIn(statements)) {
      const local = this.locals.get(symbol)
      if (local?.inMemory) this.w.emit(Op.EndLocal, local.register)
    }
  }

  #declaration(declaration: tree.Declaration): void {
    if (declaration.kind !== 'declaration') {
      if (declaration.kind === 'broken-declaration') this.unsupported('a declaration that could not be read')
      return
    }
    for (const { symbol, initializer, declarator } of declaration.declarators) {
      if (symbol === undefined) continue
      if (symbol.kind === 'typedef') this.measure(symbol.type)
      if (symbol.kind !== 'object') continue
      this.w.site = { ...this.w.site, first: declarator.first, last: initializer?.last ?? declarator.last }
      this.#declaredAt.set(symbol, this.w.here)
      if (symbol.storage !== 'static' && initializer !== undefined) this.w.beginStatement()
      if (symbol.storage === 'static') this.links.staticLocal(symbol, initializer, this.semantics)
      else this.#local(symbol, initializer)
    }
  }

  #local(symbol: Symbol, initializer: Expression | undefined): void {
    const local = this.locals.get(symbol)
    if (local === undefined) return
    if (symbol.attributes.some(({ name }) => name === 'cleanup')) this.unsupported('the attribute cleanup')
    this.measure(symbol.type)
    if (local.inMemory && this.semantics.sizeOf(symbol.type) === undefined)
      return this.#variableLength(symbol, local.register)
    const { register } = local
    if (initializer === undefined) {
      if (local.inMemory) return
      this.assigned.delete(symbol)
      return this.w.emit(Op.Undefine, register)
    }
    if (local.inMemory) return this.initialize(register, symbol.type, initializer)
    let value = initializer
    while (value.kind === 'initializer-list' && value.items.length === 1) value = value.items[0]!.value
    this.assign({ kind: 'register', register, type: symbol.type, symbol }, symbol.type, value)
  }

  #variableLength(symbol: Symbol, register: number): void {
    if (!this.isVariable(symbol.type)) this.unsupported('an object whose size is not known')
    const size = this.variableSize(symbol.type)
    let element = symbol.type
    for (let array = arrayOf(element); array !== undefined; array = arrayOf(element)) element = array.of
    const alignment = this.semantics.alignOf(element) ?? 1
    const local = { name: symbol.name, size: 0, alignment, site: this.w.site }
    this.w.emit(Op.LocalSize, register, this.w.add(this.w.locals, local), size)
  }

  statementValue({ body }: tree.StatementExpression): number {
    this.enter(body.statements)
    let value = 0
    this.#declaring(body.statements, () => {
      value = this.#lastValue(body)
    })
    return value
  }

  #lastValue(body: tree.Block): number {
    for (const statement of body.statements.slice(0, -1)) this.statement(statement)
    let last = body.statements.at(-1)
    while (last?.kind === 'label') {
      this.placeLabel(last.name.text)
      last = last.statement
    }
    if (last?.kind !== 'expression-statement') {
      if (last !== undefined) this.statement(last)
      return this.w.register()
    }
    const kind = this.valueKind(last.expression)
    // Whether anybody uses it is not known here.
    this.ignore(last.expression)
    const value = this.value(last.expression)
    return kind === Kind.Void ? value : this.move(this.w.register(), value)
  }

  // ---- Selection and iteration ---------------------------------------------------------------------------------

  #if({ first, test, then, otherwise }: tree.If): void {
    this.#head(first, test.last)
    const [yes, no, end] = [this.w.label(), this.w.label(), this.w.label()]
    this.branch(test, yes, no)
    this.w.place(yes)
    const before = new Set(this.assigned)
    this.statement(then)
    const behindThen = this.assigned
    this.assigned = before
    if (otherwise !== undefined) this.w.jump(Op.Jump, end)
    this.w.place(no)
    if (otherwise !== undefined) this.statement(otherwise)
    this.w.place(end)
    if (otherwise !== undefined && endsElsewhere(otherwise)) this.assigned = behindThen
    else if (!endsElsewhere(then)) this.assigned = new Set([...this.assigned].filter(each => behindThen.has(each)))
  }

  #for({ start, test, step, body }: tree.For): void {
    if (start === undefined) return this.#loop(test, step, body)
    this.enter([start])
    this.#declaring([start], () => {
      this.statement(start)
      this.#loop(test, step, body)
    })
    this.#leave([start])
  }

  /** The test stands behind the body, so that a turn costs one jump. */
  #loop(test: Expression | undefined, step: Expression | undefined, body: Statement): void {
    const [again, next, check, end] = [this.w.label(), this.w.label(), this.w.label(), this.w.label()]
    const before = new Set(this.assigned)
    this.w.jump(Op.Jump, check)
    this.w.place(again)
    this.#body(body, end, next)
    this.w.place(next)
    this.assigned = new Set(before)
    if (step !== undefined) {
      this.#head(step.first, step.last)
      this.effect(step)
    }
    this.w.place(check)
    this.assigned = new Set(before)
    if (test !== undefined) this.#head(test.first, test.last)
    if (test === undefined) this.w.jump(Op.Jump, again)
    else this.branchBack(test, again, end)
    this.w.place(end)
    this.assigned = before
  }

  /** To `again` where the test holds, else on. */
  branchBack(test: Expression, again: Label, end: Label): void {
    if (this.semantics.fold(test) !== undefined || (test.kind === 'binary' && /^(&&|\|\|)$/.test(test.operator)))
      return this.branch(test, again, end)
    const register = this.truth(this.value(test), this.valueKind(test))
    this.w.beginTest(test)
    this.w.jumpIf(Op.JumpTrueW, register, again)
  }

  #do({ body, test }: tree.DoWhile): void {
    const [again, next, end] = [this.w.label(), this.w.label(), this.w.label()]
    this.w.place(again)
    const before = new Set(this.assigned)
    this.#body(body, end, next)
    this.w.place(next)
    // `continue` may have come from anywhere in the body.
    this.assigned = before
    this.#head(test.first, test.last)
    this.branchBack(test, again, end)
    this.w.place(end)
  }

  #body(body: Statement, breakTo: Label, continueTo: Label): void {
    const [outerBreak, outerContinue] = [this.#breakTo, this.#continueTo]
    const [breakGuards, continueGuards] = [this.#breakGuards, this.#continueGuards]
    this.#breakTo = breakTo
    this.#continueTo = continueTo
    this.#breakGuards = this.#continueGuards = this.#guards.length
    this.statement(body)
    this.#breakTo = outerBreak
    this.#continueTo = outerContinue
    this.#breakGuards = breakGuards
    this.#continueGuards = continueGuards
  }

  #switchStatement({ first, value, body }: tree.Switch): void {
    this.#head(first, value.last)
    const kind = this.kind(promotedType(value, this.semantics))
    const register = this.operand(value, kind)
    const block = body.kind === 'block' ? body : undefined
    if (block !== undefined) this.enter(block.statements)
    const wide = isWide(kind)
    const table: SwitchTable = { wide, cases: new Map(), ranges: [], otherwise: 0 }
    this.w.beginTest(value)
    this.w.emit(Op.Switch, register, this.w.add(this.w.switches, table))
    const open: OpenSwitch = { kind, cases: [], assigned: new Set(this.assigned), otherwise: undefined }
    const [outer, outerBreak, breakGuards] = [this.#switch, this.#breakTo, this.#breakGuards]
    this.#breakGuards = this.#guards.length
    const end = this.w.label()
    this.#switch = open
    this.#breakTo = end
    if (block !== undefined) this.block(block)
    else this.statement(body)
    this.w.place(end)
    this.#switch = outer
    this.#breakTo = outerBreak
    this.#breakGuards = breakGuards
    this.assigned = new Set(open.assigned)
    fillTable(table, open, this.w.here)
  }

  #case({ value, end, statement }: tree.Case): void {
    const open = this.#switch
    if (open === undefined) return this.unsupported('a case outside of a switch')
    const label = this.w.label()
    this.w.place(label)
    this.assigned = new Set(open.assigned)
    if (value === undefined) open.otherwise = label
    else {
      const from = this.semantics.fold(value)
      const to = end === undefined ? from : this.semantics.fold(end)
      if (from === undefined || to === undefined) this.unsupported('a case that is not constant')
      open.cases.push({ from, to, label })
    }
    this.statement(statement)
  }

  // ---- Structured exception handling ---------------------------------------------------------------------------

  /** A finalizer stands there once; whoever leaves the body calls it, and it goes back. */
  #try({ body, filter, handler, finalizer }: tree.Try): void {
    const [register, abnormal] = [this.w.permanent(), this.w.permanent()]
    const [end, behind, first] = [this.w.label(), this.w.label(), this.w.label()]
    const start = this.w.here
    const before = new Set(this.assigned)
    const outer = this.#guards
    this.#guards = [...outer, { finalizer: finalizer && first, register, abnormal, end }]
    this.statement(body)
    this.#guards = outer
    this.w.place(end)
    const region = { start, end: this.w.here, register, abnormal }
    // What guards the body may run behind any part of it.
    this.assigned = before
    if (finalizer !== undefined) {
      this.#gosub({ finalizer: first, register, abnormal, end }, 0)
      this.w.jump(Op.Jump, behind)
      this.w.place(first)
      this.#with({ abnormal }, () => this.statement(finalizer))
      this.w.emit(Op.EndFinally, register)
      this.w.regions.push({ ...region, filter: undefined, handler: first.at! })
    } else {
      this.w.jump(Op.Jump, behind)
      const filterAt = this.w.here
      this.#head(filter!.first, filter!.last)
      this.#with({ exceptionCode: register }, () => this.w.emit(Op.EndFilter, this.operand(filter!, Kind.S32)))
      const handlerAt = this.w.here
      this.#with({ exceptionCode: register }, () => this.statement(handler!))
      this.w.regions.push({ ...region, filter: filterAt, handler: handlerAt })
    }
    this.w.place(behind)
    this.assigned = new Set(before)
  }

  #with(context: { exceptionCode?: number; abnormal?: number }, compile: () => void): void {
    const { exceptionCode, abnormal } = this
    Object.assign(this, context)
    compile()
    Object.assign(this, { exceptionCode, abnormal })
  }

  #gosub({ finalizer, register, abnormal }: Guard, early: 0 | 1): void {
    if (finalizer !== undefined) this.w.emit(Op.Gosub, this.w.target(finalizer, 1), register, early, abnormal)
  }

  /** Runs the finalizers on the way out, innermost first. */
  #leaveGuards(to: number): void {
    const left = this.#guards
    for (let i = left.length - 1; i >= to; i--) {
      this.#guards = left.slice(0, i)
      this.#gosub(left[i]!, 1)
    }
    this.#guards = left
  }

  intrinsicRegister(name: string): number | undefined {
    if (/^_?_exception_code$/.test(name)) return this.exceptionCode
    return /^_?_abnormal_termination$/.test(name) ? this.abnormal : undefined
  }

  // ---- Jumps ---------------------------------------------------------------------------------------------------

  /** `guards`: how many __try blocks are around the label, too. */
  #jumpTo(label: Label | undefined, guards: number): void {
    if (label === undefined) return this.unsupported('a jump that leads nowhere')
    this.#leaveGuards(guards)
    this.w.jump(Op.Jump, label)
  }

  labelNamed(name: string): Label {
    let label = this.labels.get(name)
    if (label === undefined) this.labels.set(name, (label = this.w.label()))
    return label
  }

  placeLabel(name: string): void {
    this.w.place(this.labelNamed(name))
    this.assigned = new Set()
  }

  labelAddress(name: string): number {
    const result = this.w.register()
    const foreign = this.links.label(name)
    if (foreign !== undefined) this.w.emit(Op.ConstL, result, foreign, 0)
    else this.w.emit(Op.ConstL, result, this.w.target(this.labelNamed(name), 2), 0)
    return result
  }

  #goto({ label, target }: tree.Goto): void {
    if (label !== undefined) {
      this.#leaveGuards(this.labelGuards.get(label.text) ?? 0)
      this.w.jump(Op.Jump, this.labelNamed(label.text))
    } else this.w.emit(Op.JumpTo, this.value(target!))
  }

  #return(value: Expression | undefined): void {
    if (this.noreturn) return this.w.emit(Op.NoValue, 1)
    // Whoever called decides whether what is passed on is used.
    if (value !== undefined) this.ignore(value)
    const type = this.returnType
    const kind = type === undefined ? Kind.Void : this.kind(type)
    if (value === undefined || kind === Kind.Void) {
      if (value !== undefined) this.effect(value)
      this.#leaveGuards(0)
      return this.w.emit(kind === Kind.Void ? Op.Return : Op.NoValue)
    }
    const register = this.operand(value, kind)
    if (kind !== Kind.Record) {
      // A finalizer must not change what is returned.
      const kept = this.#guards.length === 0 ? register : this.move(this.w.permanent(), register)
      this.#leaveGuards(0)
      return this.w.emit(Op.ReturnValue, kept)
    }
    this.w.emit(Op.Copy, this.returnsTo!, register, this.size(type!))
    this.#leaveGuards(0)
    this.w.emit(Op.Return)
  }
}

interface Guard {
  /** Of a __finally. */
  readonly finalizer: Label | undefined
  readonly register: number
  readonly abnormal: number
  /** Of the body. */
  readonly end: Label
}

function fillTable(table: SwitchTable, { kind, cases, otherwise }: OpenSwitch, end: number): void {
  const bits = isWide(kind) ? 64 : 32
  const own = (value: bigint) => (isSignedKind(kind) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value))
  for (const { from, to, label } of cases) {
    const [first, last] = [own(from), own(to)]
    if (first === last) table.cases.set(BigInt.asIntN(bits, first), label.at!)
    else table.ranges.push({ from: first, to: last, signed: isSignedKind(kind), target: label.at! })
  }
  table.otherwise = otherwise?.at ?? end
}

/** Objects whose declarations are among the statements themselves, behind labels and cases, too. */
function* declaredIn(statements: readonly Statement[]): Iterable<Symbol> {
  for (const statement of statements) {
    let s: Statement = statement
    while (s.kind === 'case' || s.kind === 'label') s = s.statement
    if (s.kind !== 'declaration-statement' || s.declaration.kind !== 'declaration') continue
    for (const { symbol } of s.declaration.declarators) if (symbol?.kind === 'object') yield symbol
  }
}

function endsElsewhere(statement: Statement): boolean {
  const last = statement.kind === 'block' ? statement.statements.at(-1) : statement
  return last !== undefined && /^(return|break|continue|goto|leave)$/.test(last.kind)
}
