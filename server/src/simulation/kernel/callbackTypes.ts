// Is the function that RDBSS finds in a member of the dispatch table one that can be called so? The machine passes arguments in
// registers and would not notice a NET_ROOT in place of a V_NET_ROOT, nor a result that nobody returned, nor who takes the
// arguments off the stack of an x86.
import { compatibleUnqualified, equalTags } from '../../c/compatibility.ts'
import { functionOf, integerOf, isVoid, pointerOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import { writtenAt } from '../../c/token.ts'
import type { FunctionType, RecordType, Type } from '../../c/types.ts'
import type { Program, ProgramFunction } from '../../machine/program.ts'
import { isUnused } from '../../project/parameterUses.ts'
import { originOf } from '../model.ts'

/** The number of the function that the table has in a member; undefined: none. */
export type Registered = (member: string) => number | undefined

export interface WrongType {
  readonly code: string
  readonly message: string
}

export class CallbackTypes {
  readonly #program: Program
  readonly #known = new Map<string, WrongType | undefined>()

  constructor(program: Program) {
    this.#program = program
  }

  /** What is wrong with calling the function as the member. */
  problem(member: string, number: number, registered: Registered): WrongType | undefined {
    const key = `${member} ${number}`
    if (!this.#known.has(key)) this.#known.set(key, this.#problem(member, number, registered))
    return this.#known.get(key)
  }

  #problem(member: string, number: number, registered: Registered): WrongType | undefined {
    const own = this.#function(number)
    const table = own && this.#table(own)
    const wanted = table?.get(member)
    const actual = own && typeOf(own)
    if (own === undefined || wanted === undefined || actual === undefined) return undefined
    if (!isCallable(wanted, actual, own.semantics)) {
      if (this.#isStub(own, actual, wanted, table!, registered)) return undefined
      const meant = [...table!].find(
        ([name, type]) => isCallable(type, actual, own.semantics) && !this.#holds(registered(name), type),
      )
      if (meant === undefined)
        return { code: 'MRX011', message: `RDBSS calls ${own.name} as ${member}, which has another type` }
      return { code: 'MRX015', message: `RDBSS calls ${own.name} as ${member}, and it has the type of ${meant[0]}` }
    }
    const isOther = actual.convention !== undefined && actual.convention !== wanted.convention
    if (!isOther || wanted.convention === undefined || this.#program.pointerSize === 8) return undefined
    const message = `RDBSS calls ${own.name} as __${wanted.convention}, and it is __${actual.convention}`
    return { code: 'MRX013', message }
  }

  /**
   * One function for many members, as drivers have it that says STATUS_NOT_IMPLEMENTED: its place is in some of them, and
   * where RDBSS passes it another object, it does not look.
   */
  #isStub(
    own: ProgramFunction,
    actual: FunctionType,
    wanted: FunctionType,
    table: ReadonlyMap<string, FunctionType>,
    registered: Registered,
  ): boolean {
    const isPlaced = ([name, type]: readonly [string, FunctionType]) => {
      const number = registered(name)
      return number !== undefined && this.#function(number) === own && isCallable(type, actual, own.semantics)
    }
    return isCallable(wanted, ignoring(actual, wanted, own), own.semantics) && [...table].some(isPlaced)
  }

  #holds(number: number | undefined, type: FunctionType): boolean {
    const own = number === undefined ? undefined : this.#function(number)
    const actual = own && typeOf(own)
    return actual !== undefined && isCallable(type, actual, own!.semantics)
  }

  #function(number: number): ProgramFunction | undefined {
    const entry = this.#program.entries[number]
    if (entry?.kind !== 'function' || entry.definition === undefined) return undefined
    return originOf(fileOf(entry)) === 'driver' ? entry : undefined
  }

  /** Of the members, as the headers say that the function's own file includes. */
  #table(own: ProgramFunction): ReadonlyMap<string, FunctionType> {
    const unit = this.#program.units.find(each => each.semantics === own.semantics)
    const record = unit?.tables.tags.get('_MINIRDR_DISPATCH')
    return record?.kind === 'record' ? membersOf(record, own.semantics) : new Map()
  }
}

function fileOf({ definition }: ProgramFunction): string {
  return writtenAt(definition!.symbol.token).origin.file
}

function membersOf(record: RecordType, semantics: Semantics): Map<string, FunctionType> {
  const members = semantics.layout(record)?.members ?? []
  return new Map(
    members.flatMap(({ member: { name, type } }) => {
      const pointer = pointerOf(type)
      const called = pointer && functionOf(pointer.to)
      return name !== undefined && called !== undefined ? [[name, called]] : []
    }),
  )
}

/** A K&R definition has the parameters that it declares. */
function typeOf({ type, definition }: ProgramFunction): FunctionType | undefined {
  const own = functionOf(definition!.symbol.type) ?? functionOf(type)
  if (own === undefined || own.prototyped) return own
  return { ...own, parameters: definition!.parameters, prototyped: true }
}

/** Pointers that the function does not look at lead to whatever is passed. */
function ignoring(actual: FunctionType, wanted: FunctionType, { definition }: ProgramFunction): FunctionType {
  const parameters = actual.parameters.map((parameter, i) => {
    const [symbol, other] = [definition!.parameters[i], wanted.parameters[i]]
    const arePointers =
      other !== undefined && pointerOf(parameter.type) !== undefined && pointerOf(other.type) !== undefined
    return arePointers && symbol !== undefined && isUnused(symbol, definition!) ? other : parameter
  })
  return { ...actual, parameters }
}

/** RDBSS and the function agree about every bit that is passed and returned. */
function isCallable(wanted: FunctionType, actual: FunctionType, semantics: Semantics): boolean {
  if (wanted.parameters.length !== actual.parameters.length || wanted.variadic !== actual.variadic) return false
  if (!isVoid(wanted.returns) && !agree(wanted.returns, actual.returns, semantics)) return false
  return wanted.parameters.every(({ type }, i) => agree(type, actual.parameters[i]!.type, semantics))
}

function agree(a: Type, b: Type, semantics: Semantics): boolean {
  if (compatibleUnqualified(a, b, equalTags)) return true
  const [p, q] = [pointerOf(a), pointerOf(b)]
  if (p !== undefined && q !== undefined)
    return isVoid(p.to) || isVoid(q.to) || compatibleUnqualified(p.to, q.to, equalTags)
  const areIntegers = integerOf(a) !== undefined && integerOf(b) !== undefined
  return areIntegers && semantics.sizeOf(a) === semantics.sizeOf(b)
}
