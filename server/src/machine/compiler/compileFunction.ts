// One function, compiled. All locals get their registers first; which of them lie in memory is known from the tree.
import { arrayOf, functionOf, recordOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { Symbol } from '../../c/symbol.ts'
import type * as tree from '../../c/tree.ts'
import { childrenOf, descendantsOf, type TreeNode } from '../../c/walk.ts'
import type { Code } from '../code.ts'
import { type Site, Trap } from '../fault.ts'
import { Kind, narrowingOf } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import type { Links } from './places.ts'
import { Statements } from './statements.ts'

export interface CompiledFunction {
  readonly code: Code
  /** What callers must pass, as `Calls.classOf` has it; undefined: nobody looks. */
  readonly signature: string | undefined
}

export function compileFunction(
  definition: tree.FunctionDefinition,
  semantics: Semantics,
  links: Links,
): CompiledFunction {
  const site: Site = {
    first: definition.declarator.first,
    last: definition.declarator.last,
    function: definition.symbol.name,
  }
  // How many registers the body keeps is known when it has been compiled once: mostly none.
  try {
    const trial = new FunctionCompiler(semantics, links, site)
    const compiled = trial.compile(definition, 0)
    const { lasting } = trial.w
    return lasting === 0 ? compiled : new FunctionCompiler(semantics, links, site).compile(definition, lasting)
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    return new FunctionCompiler(semantics, links, site).refused(trap.message)
  }
}

/** What gives a static object its value: a function without parameters. */
export function compileInitializer(object: InitializedStatic, semantics: Semantics, links: Links): Code {
  const { token } = object.symbol
  return new FunctionCompiler(semantics, links, { first: token, last: token, function: '' }).initializer(object)
}

export interface InitializedStatic {
  readonly symbol: Symbol
  readonly initializer: tree.Expression
  /** The number of the object. */
  readonly link: number
}

class FunctionCompiler extends Statements {
  /** Of a function whose parameters or locals are not supported: it says so when it is called. */
  refused(why: string): CompiledFunction {
    this.w.emit(Op.Unsupported, this.w.add(this.w.names, why))
    return { code: this.w.finish(new Map(), []), signature: undefined }
  }

  /** `kept`: registers that temporaries in memory will need. */
  compile(definition: tree.FunctionDefinition, kept: number): CompiledFunction {
    const type = functionOf(definition.symbol.type)!
    this.returnType = type.returns
    const returnsRecord = this.kind(type.returns) === Kind.Record
    if (returnsRecord) this.returnsTo = this.w.permanent()
    const signature = this.#parameters(definition, returnsRecord, type.variadic)
    this.#locals(definition)
    for (const { type: own } of definition.parameters) this.measure(own)
    this.labelGuards = guardsOfLabels(definition.body)
    this.noreturn = isNoreturn(definition.symbol)
    this.w.setApart(kept)
    if (definition.broken)
      this.w.emit(Op.Unsupported, this.w.add(this.w.names, 'a function that could not be read whole'))
    this.enter(definition.body.statements)
    this.block(definition.body)
    this.w.site = { ...this.w.site, first: definition.body.last, last: definition.body.last }
    this.w.beginStatement()
    if (definition.symbol.name === 'main') this.w.emit(Op.ReturnValue, this.constant(Kind.S32, 0n))
    if (this.noreturn) this.w.emit(Op.NoValue, 1)
    else this.w.emit(this.kind(type.returns) === Kind.Void ? Op.Return : Op.NoValue)
    const labels = new Map(
      [...this.labels].flatMap(([name, { at }]) => (at === undefined ? [] : [[name, at] as const])),
    )
    return { code: this.w.finish(labels, [...this.locals.values()]), signature }
  }

  initializer({ symbol, initializer, link }: InitializedStatic): Code {
    this.w.site = { ...this.w.site, last: initializer.last }
    const base = this.w.register()
    this.w.emit(Op.Address, base, link, 0)
    this.guarded(() => this.initialize(base, symbol.type, initializer, true))
    this.w.emit(Op.Return)
    return this.w.finish(new Map(), [])
  }

  /** Compound literals outside of functions live for ever. */
  override temporary(name: string, type: tree.TypeName['type'], again: 0 | 1 = 0): number {
    const register = super.temporary(name, type, again)
    if (this.returnType === undefined) this.w.blocks.pop()
    return register
  }

  /** The parameters' registers come first, in order; those that lie in memory are copied there. */
  #parameters({ parameters }: tree.FunctionDefinition, returnsRecord: boolean, variadic: boolean): string {
    for (const _ of parameters) this.w.permanent()
    if (variadic) this.argumentList = this.w.permanent()
    const classes = parameters.map(({ type }) => this.classOf(type)).join('')
    return `${returnsRecord ? 'r' : ''}${classes}${variadic ? '...' : ''}`
  }

  #locals(definition: tree.FunctionDefinition): void {
    const first = this.returnsTo === undefined ? 0 : 1
    const taken = addressesTaken(definition.body)
    for (const [i, symbol] of definition.parameters.entries()) this.#parameter(symbol, first + i, taken)
    const { declared, scoped } = declarationsIn(definition)
    this.scoped = scoped
    for (const symbol of declared) {
      const inMemory = taken.has(symbol) || arrayOf(symbol.type) !== undefined || recordOf(symbol.type) !== undefined
      const register = this.w.permanent()
      this.locals.set(symbol, { symbol, register, inMemory })
      if (inMemory) this.w.blocks.push(register)
      if (!scoped) this.begin(symbol)
    }
  }

  #parameter(symbol: Symbol, register: number, taken: ReadonlySet<Symbol>): void {
    const kind = this.kind(symbol.type)
    const narrowing = narrowingOf(kind)
    if (narrowing !== undefined) this.w.emit(narrowing, register, register)
    if (kind === Kind.Float) this.w.emit(Op.RoundF, register, register)
    const inMemory = kind === Kind.Record || taken.has(symbol)
    if (!inMemory) {
      this.assigned.add(symbol)
      this.locals.set(symbol, { symbol, register, inMemory })
      return
    }
    const own = this.temporary(symbol.name, symbol.type)
    this.locals.set(symbol, { symbol, register: own, inMemory })
    this.store({ kind: 'memory', base: own, offset: 0, type: symbol.type }, register)
  }
}

function isNoreturn({ attributes, specifiers, previous }: Symbol): boolean {
  if (specifiers?.noreturn || attributes.some(({ name }) => name === 'noreturn')) return true
  return previous !== undefined && isNoreturn(previous)
}

/** Locals that an & is applied to, or to a part of them. */
function addressesTaken(body: tree.Block): Set<Symbol> {
  const taken = new Set<Symbol>()
  for (const node of descendantsOf(body)) {
    if (node.kind !== 'unary' || node.operator !== '&') continue
    let e = node.operand
    while (e.kind === 'parenthesized' || (e.kind === 'unary' && e.operator === '__extension__'))
      e = e.kind === 'parenthesized' ? e.expression : e.operand
    if (e.kind === 'identifier' && e.symbol !== undefined) taken.add(e.symbol)
  }
  return taken
}

/** Locals without those that are static; `scoped`: nothing jumps into a block. */
function declarationsIn({ body, labels }: tree.FunctionDefinition): { declared: Symbol[]; scoped: boolean } {
  const declared: Symbol[] = []
  let [cases, direct] = [0, 0]
  for (const node of descendantsOf(body)) {
    if (node.kind === 'case') cases++
    if (node.kind === 'switch') direct += directCases(node.body)
    if (node.kind !== 'declaration') continue
    const { storage } = node.specifiers
    if (storage === 'static' || storage === 'extern' || storage === 'typedef') continue
    for (const { symbol } of node.declarators) if (symbol?.kind === 'object') declared.push(symbol)
  }
  return { declared, scoped: labels.size === 0 && cases === direct }
}

/** How many __try bodies are around each label. */
function guardsOfLabels(body: tree.Block): Map<string, number> {
  const found = new Map<string, number>()
  const waiting: { node: TreeNode; depth: number }[] = [{ node: body, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (node.kind === 'label') found.set(node.name.text, depth)
    for (const child of childrenOf(node))
      waiting.push({ node: child, depth: depth + (node.kind === 'try' && child === node.body ? 1 : 0) })
  }
  return found
}

function directCases(body: tree.Statement): number {
  let count = 0
  for (const statement of body.kind === 'block' ? body.statements : [body])
    for (let s = statement; s.kind === 'case' || s.kind === 'label'; s = s.statement) if (s.kind === 'case') count++
  return count
}
