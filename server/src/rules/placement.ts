// Which member of the table a function belongs to, and whether a registration puts it elsewhere.
import { functionOf } from '../c/predicates.ts'
import type { CallingConvention, FunctionType, Type } from '../c/types.ts'
import type { DriverCallbacks, Implementation, Registration } from '../project/callbacks.ts'
import type { CallbackMember } from '../project/dispatchTable.ts'
import { differencesFrom, fits, isKnown, signatureOf } from './signature.ts'

export interface Misplacement {
  readonly member: CallbackMember
  /** By type or by what is stored in that member; else the function may have been chosen for both members. */
  readonly certain: boolean
}

/** The member that a function was meant for, when it is registered in another one. */
export function intendedMember(
  { member }: Registration,
  implementation: Implementation,
  { implementations, stores, isOpen }: DriverCallbacks,
): Misplacement | undefined {
  const { declaredAs, namedAs, registrations } = implementation
  const signature = signatureOf(implementation.symbol, implementation.definition)
  const meant = declaredAs.length === 1 ? declaredAs[0] : namedAs
  if (meant === undefined || meant.name === member.name || !fits(meant.type, signature)) return undefined
  if (!fits(member.type, signature)) return { member: meant, certain: true }
  // Both members take such a function: it may serve both, unless its own place is empty or somebody else's.
  if (registrations.some(other => other.member.name === meant.name)) return undefined
  if (!isKnown(signature)) return undefined
  if (!stores.has(meant.name)) {
    const ownFunction = implementations.some(
      other => other.namedAs?.name === member.name && other.definition !== undefined,
    )
    return isOpen ? undefined : { member: meant, certain: ownFunction }
  }
  const there = implementations.find(other => other.registrations.some(r => r.member.name === meant.name))
  const isTaken = there?.namedAs !== undefined && there.namedAs.name !== meant.name
  return isTaken ? { member: meant, certain: true } : undefined
}

/** The members that the function's declaration must fit, one of each type: where it is rightly registered, else what it says to be, or what its name does where no table is filled. */
export function expectedMembers(implementation: Implementation, callbacks: DriverCallbacks): CallbackMember[] {
  const { registrations, declaredAs } = implementation
  const placed = registrations.filter(r => intendedMember(r, implementation, callbacks) === undefined)
  const said = declaredAs.length > 0 ? declaredAs : presumedMembers(implementation, callbacks)
  const members = placed.length > 0 ? placed.map(({ member }) => member) : registrations.length > 0 ? [] : said
  return members.filter(({ typedefName, name }, i) =>
    members.slice(0, i).every(before => before.name !== name && (before.typedefName ?? before.name) !== typedefName),
  )
}

/**
 * While a driver is written there is a callback before there is a table: what has its name, gets its object, and is used
 * nowhere is the callback, or is to become it. Types that several members share say too little.
 */
function presumedMembers(
  { namedAs, symbol, definition, isUsed }: Implementation,
  { stores, members }: DriverCallbacks,
): CallbackMember[] {
  if (namedAs?.typedefName === undefined || definition === undefined || isUsed || stores.size > 0) return []
  const isShared = [...members.values()].some(
    other => other.typedefName === namedAs.typedefName && other.name !== namedAs.name,
  )
  const signature = signatureOf(symbol, definition)
  const isOther = differencesFrom(namedAs.type, signature).some(each => each.kind !== 'parameter' || each.index === 0)
  return isShared || isOther || !isKnown(signature) ? [] : [namedAs]
}

/** Every declaration has the member's type, as far as it says one, and all of it is known. `usual`: what no convention means. */
export function hasTypeOf(
  { symbol, definition, declarations }: Implementation,
  { type }: CallbackMember,
  usual: CallingConvention,
): boolean {
  const all = [symbol, ...declarations.map(each => each.symbol)]
  const conventionOf = (each: Type) => functionOf(each)?.convention ?? usual
  return (
    fitsEverywhere({ symbol, definition, declarations }, type) &&
    all.every(each => conventionOf(each.type) === conventionOf(type))
  )
}

/** As hasTypeOf(), whatever the calling conventions are. */
export function fitsEverywhere(
  { symbol, definition, declarations }: Pick<Implementation, 'symbol' | 'definition' | 'declarations'>,
  type: FunctionType,
): boolean {
  const own = signatureOf(symbol, definition)
  return isKnown(own) && fits(type, own) && declarations.every(each => fits(type, signatureOf(each.symbol)))
}
