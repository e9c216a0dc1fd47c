// The callbacks of one driver: which function implements which member of MINIRDR_DISPATCH, and how that is known. A
// registration is a flow of a function's address into a member; weaker signs are a declaration by the member's type,
// `_Function_class_`, and the function's name.
import { functionOf, integerOf, pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { type Token, TokenKind, type Vanished, vanishedUse } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Cast, FunctionDefinition } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { type CallbackMember, callbackMembers, membersByTypedef } from './dispatchTable.ts'
import type { Driver } from './drivers.ts'
import { type Flow, functionKey, type HolderKey, memberKey } from './functionFlows.ts'
import { declarationsOf, type UnitFacts } from './unitFacts.ts'

/** A function's address arrives in a member of the table. */
export interface Registration {
  readonly member: CallbackMember
  /** Of MRxLowIOSubmit. */
  readonly index: bigint | undefined
  /** The store or initialiser at the table. */
  readonly store: Flow
  /** From the table back to the function; the first is `store`. */
  readonly flows: readonly Flow[]
  readonly casts: readonly Cast[]
  readonly unit: TranslationUnit
}

export interface Implementation {
  readonly name: string
  /** As the unit that has the body declares it; else as some unit declares it. */
  readonly symbol: Symbol
  readonly unit: TranslationUnit
  readonly definition: FunctionDefinition | undefined
  /** Declarations of the same function in this driver, each once. */
  readonly declarations: readonly { readonly symbol: Symbol; readonly unit: TranslationUnit }[]
  readonly registrations: readonly Registration[]
  /** Members whose type the declaration names. */
  readonly declaredAs: readonly CallbackMember[]
  /**
   * The member that the function's name ends with, unless its first parameter is another object, or another function has the
   * place and this one helps it.
   */
  readonly namedAs: CallbackMember | undefined
  /** Something in the driver calls it, or keeps its address somewhere. */
  readonly isUsed: boolean
}

/** What is known of a member of the driver's table. */
export type MemberState = 'function' | 'null' | 'unknown'

export interface DriverCallbacks {
  readonly driver: Driver
  readonly members: Members
  readonly implementations: readonly Implementation[]
  /** The stores to the table by member; a member that is missing is never stored to. */
  readonly stores: ReadonlyMap<
    string,
    { readonly state: MemberState; readonly flow: Flow; readonly unit: TranslationUnit }
  >
  /** Members may be filled in ways that the sources do not show: what no store shows is unknown, not empty. */
  readonly isOpen: boolean
}

/** Undefined: no unit of the driver declares the table. */
export function driverCallbacks(driver: Driver): DriverCallbacks | undefined {
  const members = membersIn(driver)
  return members.size === 0 ? undefined : new Finder(driver, members).find()
}

/** As the first unit that declares it does. */
function membersIn({ units }: Driver): Members {
  const tables = new Set(units.map(({ unit }) => callbackMembers(unit)).filter(({ size }) => size > 0))
  const [first, ...others] = tables
  if (first === undefined || others.length === 0) return first ?? new Map()
  const members = new Map(first)
  for (const table of others) for (const [name, member] of table) if (!members.has(name)) members.set(name, member)
  return members
}

interface Candidate {
  symbol: Symbol
  unit: TranslationUnit
  definition: FunctionDefinition | undefined
  readonly declarations: Map<Token, { symbol: Symbol; unit: TranslationUnit }>
  readonly registrations: Registration[]
}

interface PlacedFlow {
  readonly flow: Flow
  readonly facts: UnitFacts
}

class Finder {
  readonly #driver: Driver
  readonly #members: Members
  readonly #names: MemberNames
  readonly #candidates = new Map<string, Candidate>()
  readonly #into = new Map<HolderKey, PlacedFlow[]>()
  readonly #stores = new Map<string, { state: MemberState; flow: Flow; unit: TranslationUnit }>()

  constructor(driver: Driver, members: Members) {
    this.#driver = driver
    this.#members = members
    this.#names = MemberNames.of(members)
  }

  find(): DriverCallbacks {
    for (const placed of this.#indexFlows()) this.#follow(placed)
    for (const { definitions, unit } of this.#driver.units)
      for (const definition of definitions)
        if (this.#mayImplement(definition.symbol, unit)) this.#candidate(definition.symbol, unit, definition)
    return {
      driver: this.#driver,
      members: this.#members,
      implementations: this.#implementations(),
      stores: this.#stores,
      isOpen: isOpen(this.#driver),
    }
  }

  /** Most functions of a driver are no callbacks, and cost nothing. */
  #mayImplement(symbol: Symbol, unit: TranslationUnit): boolean {
    if (this.#names.find(symbol.name) !== undefined || this.#candidates.has(functionKey(symbol, unit.path))) return true
    for (let each: Symbol | undefined = symbol; each !== undefined; each = each.previous)
      if (each.annotations.length > 0 || each.type.kind === 'typedef') return true
    return false
  }

  #indexFlows(): PlacedFlow[] {
    const toTable: PlacedFlow[] = []
    for (const facts of this.#driver.units) {
      for (const flow of facts.flows) {
        const placed = { flow, facts }
        if (flow.to.kind === 'member') toTable.push(placed)
        const key = flow.to.kind === 'member' ? memberKey(flow.to.member) : flow.to.key
        const known = this.#into.get(key)
        if (known === undefined) this.#into.set(key, [placed])
        else known.push(placed)
      }
    }
    return toTable
  }

  #candidate(symbol: Symbol, unit: TranslationUnit, definition: FunctionDefinition | undefined): Candidate {
    const key = functionKey(symbol, unit.path)
    let candidate = this.#candidates.get(key)
    if (candidate === undefined) {
      candidate = { symbol, unit, definition, declarations: new Map(), registrations: [] }
      this.#candidates.set(key, candidate)
    } else if (definition !== undefined && candidate.definition === undefined) {
      Object.assign(candidate, { symbol, unit, definition })
    }
    for (const each of declarationsOf(symbol)) {
      if (!candidate.declarations.has(each.token)) candidate.declarations.set(each.token, { symbol: each, unit })
    }
    return candidate
  }

  // ---- Registrations -------------------------------------------------------------------------------------------

  /** Notes all functions that come to the member through a store to the table. */
  #follow(store: PlacedFlow): void {
    const { to } = store.flow
    const member = to.kind === 'member' ? this.#members.get(to.member) : undefined
    if (to.kind !== 'member' || member === undefined) return
    const seen = new Set<HolderKey>([memberKey(to.member)])
    const waiting: (readonly PlacedFlow[])[] = [[store]]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const { flow, facts } = path.at(-1)!
      if (flow.from.kind === 'holder') {
        const into = this.#into.get(flow.from.key)
        if (into === undefined) this.#noteStore(to.member, 'unknown', store)
        if (seen.has(flow.from.key)) continue
        seen.add(flow.from.key)
        for (const next of into ?? []) waiting.push([...path, next])
      } else {
        this.#noteStore(to.member, flow.from.kind === 'null' ? 'null' : flow.from.kind, store)
        if (flow.from.kind === 'function') this.#register(member, to.index, path, flow.from.symbol, facts.unit)
      }
    }
  }

  #register(
    member: CallbackMember,
    index: bigint | undefined,
    path: readonly PlacedFlow[],
    symbol: Symbol,
    unit: TranslationUnit,
  ): void {
    const candidate = this.#candidate(symbol, unit, undefined)
    const flows = path.map(({ flow }) => flow)
    const casts = flows.flatMap(flow => flow.casts)
    candidate.registrations.push({ member, index, store: flows[0]!, flows, casts, unit: path[0]!.facts.unit })
  }

  /** A function wins over anything else, what is unknown over NULL. */
  #noteStore(member: string, state: MemberState, { flow, facts }: PlacedFlow): void {
    const strength = { null: 0, unknown: 1, function: 2 }
    const known = this.#stores.get(member)
    if (known === undefined || strength[state] > strength[known.state])
      this.#stores.set(member, { state, flow, unit: facts.unit })
  }

  // ---- Implementations -----------------------------------------------------------------------------------------

  #named({ name, type }: Symbol): CallbackMember | undefined {
    const member = this.#names.find(name)
    return member !== undefined && takesAnother(type, member.type) ? undefined : member
  }

  #implementations(): Implementation[] {
    const { byTypedef } = this.#names
    const implementations: Implementation[] = []
    for (const { symbol, unit, definition, declarations, registrations } of this.#candidates.values()) {
      const all = [...declarations.values()]
      const declaredAs = declaredMembers(all, byTypedef)
      const isUsed = this.#driver.units.some(({ functionsUsed }) => functionsUsed.has(functionKey(symbol, unit.path)))
      const named = this.#named(symbol)
      const helps = registrations.length === 0 && isUsed && this.#stores.get(named?.name ?? '')?.state === 'function'
      const namedAs = helps ? undefined : named
      if (registrations.length === 0 && declaredAs.length === 0 && namedAs === undefined) continue
      implementations.push({
        name: symbol.name,
        symbol,
        unit,
        definition,
        declarations: all,
        registrations,
        declaredAs,
        namedAs,
        isUsed,
      })
    }
    return implementations
  }
}

/** The first argument leads to a record, and what the function takes does not: another one, or a number. */
function takesAnother(type: Type, expected: Type): boolean {
  const [own, wanted] = [type, expected]
    .map(each => functionOf(each)?.parameters[0]?.type)
    .map(each => each && valueType(each))
  const record = wanted && recordBehind(wanted)
  if (own === undefined || record === undefined) return false
  const other = recordBehind(own)
  return other === undefined ? integerOf(own) !== undefined : other !== record
}

/** The tag. */
function recordBehind(type: Type): string | undefined {
  const pointer = pointerOf(type)
  return pointer && recordOf(pointer.to)?.tag
}

/** A header is missing, a store is half written, or a table goes to or comes from what is not part of the driver. */
function isOpen({ units }: Driver): boolean {
  if (units.some(({ unit }) => unit.problems.some(({ kind }) => kind === 'include'))) return true
  if (units.some(({ isTableHalfRead }) => isTableHalfRead)) return true
  const uses = units.flatMap(({ tableUses }) => tableUses)
  if (uses.length === 0) return false
  const defined = new Set(units.flatMap(({ defines }) => [...defines]))
  for (const { definitions, unit } of units)
    for (const { symbol } of definitions) defined.add(functionKey(symbol, unit.path))
  return uses.some(use => !defined.has((use.kind === 'passed' ? use.callee : use.from) ?? ''))
}

/** Members named by `_Function_class_(…)` or by a function type that a declaration uses. */
function declaredMembers(
  declarations: Implementation['declarations'],
  byTypedef: ReadonlyMap<string, readonly CallbackMember[]>,
): CallbackMember[] {
  const members = new Set<CallbackMember>()
  const add = (name: string | undefined) => {
    for (const member of byTypedef.get(name ?? '') ?? []) members.add(member)
  }
  for (const { symbol, unit } of declarations) {
    for (const vanished of symbol.annotations) add(functionClass(vanished))
    if (symbol.type.kind !== 'typedef') continue
    add(symbol.type.name)
    for (const vanished of unit.tables.symbols.get(symbol.type.name)?.annotations ?? []) add(functionClass(vanished))
  }
  return [...members]
}

/** The function type that `_Function_class_(type)` names. */
function functionClass(vanished: Vanished): string | undefined {
  if (vanishedUse(vanished).macro.name !== '_Function_class_') return undefined
  return vanished.arguments?.[0]?.find(token => token.kind === TokenKind.Identifier)?.text
}

type Members = ReadonlyMap<string, CallbackMember>

/** Finds the member by the end of a function's name: `NulMRxFinalizeSrvCall`, `nul_FinalizeSrvCall`, `FinalizeSrvCall`. */
class MemberNames {
  static readonly #known = new WeakMap<Members, MemberNames>()
  readonly byTypedef: ReadonlyMap<string, readonly CallbackMember[]>
  readonly #endings: Members
  readonly #found = new Map<string, CallbackMember | undefined>()

  private constructor(members: Members) {
    this.byTypedef = membersByTypedef(members.values())
    const ending = ({ name }: CallbackMember) => name.replace(/^MRx/, '').toLowerCase()
    this.#endings = new Map([...members.values()].map(member => [ending(member), member]))
  }

  /** Kept with the members, since an edit leaves nearly all names as they were. */
  static of(members: Members): MemberNames {
    let names = MemberNames.#known.get(members)
    if (names === undefined) MemberNames.#known.set(members, (names = new MemberNames(members)))
    return names
  }

  find(name: string): CallbackMember | undefined {
    if (!this.#found.has(name)) this.#found.set(name, this.#atEndOf(name))
    return this.#found.get(name)
  }

  /** The longest ending that begins a word of the name. */
  #atEndOf(name: string): CallbackMember | undefined {
    for (let at = 0; at < name.length; at++) {
      const member = beginsWord(name, at) ? this.#endings.get(name.slice(at).toLowerCase()) : undefined
      if (member !== undefined) return member
    }
    return undefined
  }
}

function beginsWord(name: string, at: number): boolean {
  if (at === 0) return true
  const before = name.charCodeAt(at - 1)
  if (before === underscore || isDigit(before) || isUpperCase(name.charCodeAt(at))) return true
  return at >= 3 && name.slice(at - 3, at).toLowerCase() === 'mrx'
}

const underscore = 0x5f

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isUpperCase(code: number): boolean {
  return code >= 0x41 && code <= 0x5a
}
