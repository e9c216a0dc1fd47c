// Where a driver's sources store to fields of structures, whatever the way there: what a rule about a field wants to know
// first is whether the driver uses it at all.
import { initializedParts } from '../c/initializers.ts'
import { findMember } from '../c/members.ts'
import { pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Assignment, Expression, FunctionDefinition, InitializerList, MemberAccess } from '../c/tree.ts'
import type { RecordType, Type } from '../c/types.ts'
import { descendantsOf, type TreeNode } from '../c/walk.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { stripped } from '../project/functionFlows.ts'
import { callsIn } from './roots.ts'
import type { RuleContext } from './rule.ts'

export interface FieldStore {
  readonly source: FunctionSource
  /** The tag of the record that the field is declared in, and the field. */
  readonly tag: string | undefined
  readonly field: string
  /** `object->field` or `object.field`; of a value between braces, the value. */
  readonly target: Expression
  readonly value: Expression
  readonly operator: Assignment['operator']
}

const known = new WeakMap<FunctionDefinition, readonly FieldStore[]>()

/** Assignments, exchanges, and values between the braces of records, in one function. */
export function storesIn(source: FunctionSource, { flow }: RuleContext): readonly FieldStore[] {
  let stores = known.get(source.definition)
  if (stores === undefined)
    known.set(source.definition, (stores = [...assigned(source), ...listed(source), ...exchanged(source, flow)]))
  return stores
}

/** Stores of something that is not 0, in all functions of the driver. */
export function* storesTo(context: RuleContext, tag: string, field: string): Iterable<FieldStore> {
  for (const source of context.flow.functions.values()) {
    for (const store of storesIn(source, context))
      if (store.tag === tag && store.field === field && source.semantics.fold(store.value) !== 0n) yield store
  }
}

function* assigned(source: FunctionSource): Iterable<FieldStore> {
  for (const node of descendantsOf(source.definition.body)) {
    if (node.kind !== 'assignment') continue
    const target = stripped(node.target)
    if (target.kind === 'member') yield store(source, target, node.value, node.operator)
  }
}

/** `(SERVER){ .SrvCall = value }` and `SERVER s = { value }`. */
function* listed(source: FunctionSource): Iterable<FieldStore> {
  for (const { type, initializer } of bracesIn(source.definition.body))
    for (const { path, value } of initializedParts(type, initializer, source.semantics)) {
      const step = path.at(-1)
      if (step?.kind !== 'member' || step.member.name === undefined) continue
      yield {
        source,
        tag: recordName(step.record, source.semantics),
        field: step.member.name,
        target: value,
        value,
        operator: '=',
      }
    }
}

function* bracesIn(body: TreeNode): Iterable<{ type: Type; initializer: InitializerList }> {
  for (const node of descendantsOf(body)) {
    if (node.kind === 'compound-literal') yield { type: node.typeName.type, initializer: node.initializer }
    if (node.kind !== 'declaration') continue
    for (const { symbol, initializer } of node.declarators)
      if (symbol !== undefined && initializer?.kind === 'initializer-list') yield { type: symbol.type, initializer }
  }
}

/** `InterlockedExchangePointer(&object->field, value)`. */
function* exchanged(source: FunctionSource, flow: RuleContext['flow']): Iterable<FieldStore> {
  for (const call of callsIn(source.definition)) {
    const exchange = flow.routine(call)?.effects.find(({ verb }) => verb === 'exchanges')
    const [pointer, value] = [exchange?.subject, exchange?.by ?? 1].map(i =>
      typeof i === 'number' ? call.arguments[i] : undefined,
    )
    const address = pointer && withoutCasts(pointer)
    const target = address?.kind === 'unary' && address.operator === '&' ? stripped(address.operand) : undefined
    if (target?.kind === 'member' && value !== undefined) yield store(source, target, value, '=')
  }
}

function withoutCasts(expression: Expression): Expression {
  let e = stripped(expression)
  while (e.kind === 'cast') e = stripped(e.operand)
  return e
}

function store(
  source: FunctionSource,
  target: MemberAccess,
  value: Expression,
  operator: Assignment['operator'],
): FieldStore {
  return { source, tag: tagOf(target, source.semantics), field: target.name, target, value, operator }
}

/** The record that declares the member, itself nameless in another one or not. */
export function ownerOf({ object, arrow, name }: MemberAccess, semantics: Semantics): RecordType | undefined {
  const type = valueType(semantics.typeOf(object))
  let owner = arrow ? recordPointedTo(object, semantics) : recordOf(type)
  const path = owner === undefined ? [] : (findMember(owner, name, semantics)?.path ?? [])
  for (const step of path.slice(0, -1)) owner = recordOf(step.type) ?? owner
  return owner
}

/** The same in all units that know the record; of one without a tag it is made of what is in it. */
export function recordName(record: RecordType, semantics: Semantics): string {
  const { tag, token } = record
  if (tag !== undefined) return tag
  const members = semantics.body(record)?.members.map(({ name }) => name ?? '') ?? []
  return `${token.origin.file}@${token.start} ${members.join()}`
}

/** The name of the record that declares the member. */
export function tagOf(member: MemberAccess, semantics: Semantics): string | undefined {
  const owner = ownerOf(member, semantics)
  return owner && recordName(owner, semantics)
}

/** The record that an expression points to by its type. */
export function recordPointedTo(expression: Expression, semantics: Semantics): RecordType | undefined {
  const to = pointerOf(valueType(semantics.typeOf(expression)))?.to
  return to === undefined ? undefined : recordOf(to)
}
