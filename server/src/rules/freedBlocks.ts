// Blocks that a function frees, itself or through helpers, with their structure and with what is known of each way there. A
// block that a helper was given by its caller is looked at in the caller, who may have prepared it.
import { pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Call, Expression } from '../c/tree.ts'
import type { RecordType, Type } from '../c/types.ts'
import { uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { mentions, type Value } from '../flow/terms.ts'
import { compact } from '../text/compact.ts'
import { usual } from './entered.ts'
import { ownFunctions } from './functions.ts'
import { rootsOf } from './roots.ts'
import type { RuleContext } from './rule.ts'
import { recordName, recordPointedTo } from './stores.ts'

export interface FreedBlock extends Release {
  readonly record: RecordType
}

export interface Release {
  readonly analysis: FunctionAnalysis
  readonly block: Value
  /** Undefined: nothing says what kind of structure it is. */
  readonly record: RecordType | undefined
  readonly free: Call
  /** The ways on which this call frees the block: before the call, or where the function returns. */
  readonly states: readonly Alternative[]
}

export interface MemberStep {
  readonly record: RecordType
  readonly name: string
}

interface FreedBlocks {
  readonly idle: readonly FreedBlock[]
  readonly handedOn: readonly Release[]
}

const known = new WeakMap<RuleContext, FreedBlocks>()

export function freedBlocks(context: RuleContext): readonly FreedBlock[] {
  return allBlocks(context).idle
}

/** Those that somebody runs with later, who may undo whatever is in the block. */
export function blocksHandedOn(context: RuleContext): readonly Release[] {
  return allBlocks(context).handedOn
}

function allBlocks(context: RuleContext): FreedBlocks {
  let blocks = known.get(context)
  if (blocks === undefined) {
    const all = found(context)
    const hasRunner = ({ states, block }: Release) => states.some(state => isHandedOn(block, state))
    blocks = { idle: all.filter(isTyped).filter(each => !hasRunner(each)), handedOn: all.filter(hasRunner) }
    known.set(context, blocks)
  }
  return blocks
}

function isTyped(release: Release): release is FreedBlock {
  return release.record !== undefined
}

function found(context: RuleContext): Release[] {
  const roots = new Set(rootsOf(context).map(({ analysis }) => analysis))
  const blocks: Release[] = []
  for (const analysis of ownFunctions(context)) {
    for (const { isGiven, ...freed } of releasesIn(analysis, context.flow)) {
      const states =
        isGiven && !roots.has(analysis) ? freed.states.filter(state => state.isFresh(freed.block)) : freed.states
      if (states.length > 0) blocks.push({ analysis, ...freed, states })
    }
  }
  return blocks
}

/** `isGiven`: the block is an argument of the function. */
export const releasesIn = question((analysis): readonly (Omit<Release, 'analysis'> & { isGiven: boolean })[] => {
  const grouped = new Map<string, { block: Value; free: Call; states: Alternative[] }>()
  for (const { block, free, state } of freesIn(analysis)) {
    if (!isOwn(block, state) && !isHandedOn(block, state)) continue
    const key = `${block.id} ${free.first.start} ${free.first.origin.file}`
    const group = grouped.get(key) ?? { block, free, states: [] }
    group.states.push(state)
    grouped.set(key, group)
  }
  const types = new PointeeTypes(analysis)
  return compact(
    [...grouped.values()].map(group => ({
      ...group,
      record: recordOfBlock(group.block, group.free, analysis, types),
      isGiven: isArgument(group.block),
    })),
  )
})

function* freesIn(analysis: FunctionAnalysis): Iterable<{ block: Value; free: Call; state: Alternative }> {
  const own = new Set<Call>()
  for (const point of analysis.points()) {
    const callee = point.kind === 'call' ? analysis.calleeOf(point.node) : undefined
    if (point.kind !== 'call' || callee?.kind !== 'routine') continue
    for (const { verb, subject } of callee.routine.effects) {
      const argument = verb === 'frees' && typeof subject === 'number' ? point.node.arguments[subject] : undefined
      if (argument === undefined) continue
      own.add(point.node)
      for (const state of usual(analysis.before(point))) {
        const block = state.value(argument)
        if (state.nullness(block) !== 'null') yield { block, free: point.node, state }
      }
    }
  }
  for (const state of usual(analysis.exits()))
    for (const { block, happening } of state.freedBlocks)
      if (!own.has(happening.call)) yield { block, free: happening.call, state }
}

/** A new block, or one that the function has looked up itself: nobody else prepares it to be freed, or has it still. */
function isOwn(block: Value, state: Alternative): boolean {
  return state.isFresh(block) || (block.kind === 'initial' && !mentions(block, value => state.isEscaped(value)))
}

/** A work item in it was queued on the way, or it is what a worker or a thread was given. */
function isHandedOn(block: Value, state: Alternative): boolean {
  return state.object(block)?.verb === 'runs' || state.isQueued(block)
}

function isArgument(block: Value): boolean {
  return block.kind === 'initial' && block.of.kind === 'variable' && block.of.parameter !== undefined
}

/** By the argument's type, or by the type that the function looks at the block with. */
function recordOfBlock(
  block: Value,
  free: Call,
  analysis: FunctionAnalysis,
  types: PointeeTypes,
): RecordType | undefined {
  for (const argument of free.arguments) {
    const record = recordPointedTo(uncast(argument), analysis.semantics)
    if (record !== undefined) return record
  }
  return types.of(block)
}

/** The record that a function takes a pointer to lead to; its points are gone through once, however many are asked about. */
export class PointeeTypes {
  readonly #analysis: FunctionAnalysis
  readonly #known = new Map<Value, RecordType>()
  #next = 0

  constructor(analysis: FunctionAnalysis) {
    this.#analysis = analysis
  }

  of(block: Value): RecordType | undefined {
    const points = this.#analysis.points()
    while (!this.#known.has(block) && this.#next < points.length) this.#read(points[this.#next++]!)
    return this.#known.get(block)
  }

  #read(point: Point): void {
    const typed = typedPointer(point, this.#analysis.semantics)
    const to = typed && pointerOf(valueType(typed.type))?.to
    const record = to && recordOf(to)
    if (typed === undefined || record === undefined) return
    for (const state of this.#analysis.before(point)) {
      const value = state.value(typed.pointer)
      if (!this.#known.has(value)) this.#known.set(value, record)
    }
  }
}

/** A pointer that is looked through, or kept in a variable, with the type that says what it points to. */
function typedPointer(point: Point, semantics: Semantics): { pointer: Expression; type: Type } | undefined {
  switch (point.kind) {
    case 'dereference':
      return { pointer: point.pointer, type: semantics.typeOf(point.pointer) }
    case 'declare': {
      const { symbol, initializer } = point.declarator
      return symbol && initializer && { pointer: initializer, type: symbol.type }
    }
    case 'assign':
      return point.node.kind === 'assignment'
        ? { pointer: point.node.value, type: semantics.typeOf(point.target) }
        : undefined
  }
  return undefined
}

/** Records nest no deeper than that, or are not looked into. */
const deepest = 4

/** Ways from a record to members of it and of the records inside, with the tag of the record that declares the member. */
export function* membersOf(
  record: RecordType,
  semantics: Semantics,
  before: readonly MemberStep[] = [],
): Iterable<{ tag: string; field: string; path: readonly MemberStep[] }> {
  if (before.length >= deepest) return
  for (const { name, type } of semantics.body(record)?.members ?? []) {
    const inner = recordOf(type)
    if (name === undefined) {
      if (inner !== undefined) yield* membersOf(inner, semantics, before)
      continue
    }
    const path = [...before, { record, name }]
    yield { tag: recordName(record, semantics), field: name, path }
    if (inner !== undefined) yield* membersOf(inner, semantics, path)
  }
}
