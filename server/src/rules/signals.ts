// Who ends a wait: the driver, or what comes from outside (a completion, an indication of the transport, nobody who is seen).
// An event is the driver's own where it is set by name, and no function that sets it is called by anything but RDBSS's own
// calls, workers, threads, timers and the driver itself.
import type { Call, Expression, Identifier } from '../c/tree.ts'
import { descendantsOf, type TreeNode } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { functionKey, stripped } from '../project/functionFlows.ts'
import { callsIn, rootsOf } from './roots.ts'
import type { RuleContext } from './rule.ts'
import { ownerOf } from './stores.ts'

const setting = /^(?:Ke|Zw|Nt)(?:Set|Pulse|Release)(?:Event|Semaphore)/

export class Signals {
  /** Keys of the functions that signal an object, by its name. */
  readonly #signallers = new Map<string, string[]>()
  readonly #callers = new Map<string, string[]>()
  /** Functions that are named where others take them: something that is not seen calls them. */
  readonly #handedOver = new Set<string>()

  constructor(context: RuleContext) {
    for (const [key, source] of context.flow.functions) {
      for (const call of callsIn(source.definition)) this.#note(call, key, source)
      for (const function_ of handedOverIn(source, context)) this.#handedOver.add(function_)
    }
    for (const { unit } of context.callbacks.driver.units)
      for (const declaration of unit.chunks.flatMap(({ declarations }) => declarations))
        if (declaration.kind === 'declaration')
          for (const { symbol } of functionsNamedIn(declaration)) this.#handedOver.add(functionKey(symbol, unit.path))
    for (const { analysis } of rootsOf(context))
      this.#handedOver.delete(functionKey(analysis.definition.symbol, analysis.path))
  }

  /** Does the driver itself, and nobody else, signal the object that is waited for in this function? */
  areOwn(object: Expression, source: FunctionSource): boolean {
    const signallers = namesOf(object, source).flatMap(name => this.#signallers.get(name) ?? [])
    return signallers.length > 0 && !signallers.some(key => this.#isFromOutside(key))
  }

  #note(call: Call, key: string, source: FunctionSource): void {
    const callee = stripped(call.callee)
    const [object] = call.arguments
    if (callee.kind === 'identifier' && callee.symbol?.kind === 'function')
      add(this.#callers, functionKey(callee.symbol, source.path), key)
    if (object !== undefined && setting.test(calledName(call) ?? ''))
      for (const name of namesOf(object, source)) add(this.#signallers, name, key)
  }

  /** Is the function, or one that it is called by, called from outside? */
  #isFromOutside(key: string): boolean {
    const seen = new Set([key])
    for (const each of seen) {
      if (this.#handedOver.has(each)) return true
      for (const caller of this.#callers.get(each) ?? []) seen.add(caller)
    }
    return false
  }
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** `_SERVER.Done` for a field, the name for a variable; what a variable's address is stored in goes by that name, too. */
function namesOf(object: Expression, source: FunctionSource): string[] {
  const e = uncast(object)
  const of = e.kind === 'unary' && e.operator === '&' ? stripped(e.operand) : e
  if (of.kind === 'member') return [`${ownerOf(of, source.semantics)?.tag}.${of.name}`]
  if (of.kind !== 'identifier') return []
  if (of.symbol?.linkage !== 'none') return [of.name]
  return descendantsOf(source.definition.body).flatMap(node =>
    node.kind === 'assignment' && isAddressOf(node.value, of) && stripped(node.target).kind === 'member'
      ? namesOf(node.target, source)
      : [],
  )
}

function isAddressOf(value: Expression, { symbol }: Identifier): boolean {
  const e = uncast(value)
  const of = e.kind === 'unary' && e.operator === '&' ? stripped(e.operand) : undefined
  return of?.kind === 'identifier' && of.symbol === symbol
}

/** Named in the body, but neither called, nor to be run by a worker or through the driver's object. */
function handedOverIn({ definition, path, semantics }: FunctionSource, { flow }: RuleContext): string[] {
  const known = new Set<unknown>()
  for (const call of callsIn(definition)) {
    known.add(stripped(call.callee))
    for (const { verb, subject } of flow.routine(call)?.effects ?? []) {
      const routine = verb === 'runs' && typeof subject === 'number' ? call.arguments[subject] : undefined
      if (routine !== undefined) known.add(uncast(routine))
    }
  }
  for (const node of descendantsOf(definition.body)) {
    const target = node.kind === 'assignment' ? stripped(node.target) : undefined
    const member = target?.kind === 'index' ? stripped(target.array) : target
    if (node.kind !== 'assignment' || member?.kind !== 'member') continue
    if (/^_(?:DRIVER_OBJECT|WORK_QUEUE_ITEM)$/.test(ownerOf(member, semantics)?.tag ?? ''))
      known.add(uncast(node.value))
  }
  return functionsNamedIn(definition.body)
    .filter(({ node }) => !known.has(node))
    .map(({ symbol }) => functionKey(symbol, path))
}

function functionsNamedIn(root: TreeNode) {
  return descendantsOf(root).flatMap(node =>
    node.kind === 'identifier' && node.symbol?.kind === 'function' ? [{ node, symbol: node.symbol }] : [],
  )
}
