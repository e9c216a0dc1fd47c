// Compatible and composite types (C11 6.2.7, 6.7.6.3p15), as MSVC's C reads them: an enumeration is compatible with its
// underlying type, and a calling convention that is left out is the one that the other declaration says.
import { promoted } from './arithmetic.ts'
import { isUnknown } from './predicates.ts'
import {
  canonical,
  type EnumType,
  type FunctionType,
  type ParameterType,
  qualifiersOf,
  qualify,
  type RecordType,
  type Type,
} from './types.ts'

/** Decides whether two tags name the same type; in one translation unit that is identity. */
export type SameTag = (a: RecordType | EnumType, b: RecordType | EnumType) => boolean

export const identical: SameTag = (a, b) => a === b

/** For types of different translation units: records and enumerations go by their tags. */
export const equalTags: SameTag = (a, b) => a === b || (a.kind === b.kind && a.tag !== undefined && a.tag === b.tag)

/** Types nest this deep at most before they are believed to be compatible. */
const deepest = 500

export function compatible(a: Type, b: Type, sameTag: SameTag = identical, depth = 0): boolean {
  if (a === b || depth > deepest || isUnknown(a) || isUnknown(b)) return true
  return qualifiersOf(a) === qualifiersOf(b) && compatibleUnqualified(a, b, sameTag, depth)
}

/** As compatible(), leaving out the top-level qualifiers. */
export function compatibleUnqualified(left: Type, right: Type, sameTag: SameTag = identical, depth = 0): boolean {
  const [a, b] = [canonical(left), canonical(right)]
  if (a === b || a.kind === 'unknown' || b.kind === 'unknown') return true
  if (a.kind === 'enum' && b.kind === 'integer') return a.underlying === b
  if (b.kind === 'enum' && a.kind === 'integer') return b.underlying === a
  switch (a.kind) {
    case 'pointer':
      return b.kind === 'pointer' && compatible(a.to, b.to, sameTag, depth + 1)
    case 'array':
      if (b.kind !== 'array' || !compatible(a.of, b.of, sameTag, depth + 1)) return false
      return a.length === undefined || b.length === undefined || a.length === b.length
    case 'function':
      return b.kind === 'function' && compatibleFunctions(a, b, sameTag, depth)
    case 'record':
    case 'enum':
      return (b.kind === 'record' || b.kind === 'enum') && sameTag(a, b)
    case 'floating':
      return b.kind === 'floating' && a.name === b.name && a.complex === b.complex
  }
  return false
}

function compatibleFunctions(a: FunctionType, b: FunctionType, sameTag: SameTag, depth: number): boolean {
  if (a.convention !== undefined && b.convention !== undefined && a.convention !== b.convention) return false
  if (!compatible(a.returns, b.returns, sameTag, depth + 1)) return false
  if (!a.prototyped && !b.prototyped) return true
  if (!a.prototyped) return fitsWithoutPrototype(b)
  if (!b.prototyped) return fitsWithoutPrototype(a)
  if (a.variadic !== b.variadic || a.parameters.length !== b.parameters.length) return false
  return a.parameters.every((parameter, i) =>
    compatibleUnqualified(parameter.type, b.parameters[i]!.type, sameTag, depth + 1),
  )
}

/** Arguments of a call without prototype are promoted: parameters must have such types. */
function fitsWithoutPrototype(type: FunctionType): boolean {
  return (
    !type.variadic &&
    type.parameters.every(({ type: own }) => isUnknown(own) || compatibleUnqualified(own, promotedArgument(own)))
  )
}

function promotedArgument(type: Type): Type {
  const t = canonical(type)
  return t.kind === 'floating' && t.name === 'float'
    ? { ...t, name: 'double' }
    : t.kind === 'enum'
      ? t.underlying
      : promoted(type)
}

/** What two compatible types say together; where both say something, `a` is taken as written. */
export function composite(a: Type, b: Type, depth = 0): Type {
  if (a === b || depth > deepest) return a
  const [left, right] = [canonical(a), canonical(b)]
  if (left.kind === 'unknown') return b
  if (left.kind === 'array' && right.kind === 'array') {
    if (left.length === undefined && right.length !== undefined) return b
    const of = composite(left.of, right.of, depth + 1)
    return of === left.of ? a : qualify({ ...left, of }, qualifiersOf(a))
  }
  if (left.kind === 'pointer' && right.kind === 'pointer') {
    const to = composite(left.to, right.to, depth + 1)
    return to === left.to ? a : qualify({ kind: 'pointer', to }, qualifiersOf(a))
  }
  if (left.kind === 'function' && right.kind === 'function') return compositeFunction(a, left, right, depth)
  return a
}

function compositeFunction(written: Type, a: FunctionType, b: FunctionType, depth: number): Type {
  const returns = composite(a.returns, b.returns, depth + 1)
  const parameters = compositeParameters(a, b, depth)
  const prototyped = a.prototyped || b.prototyped
  const convention = a.convention ?? b.convention
  const same =
    returns === a.returns && parameters === a.parameters && prototyped === a.prototyped && convention === a.convention
  return same ? written : { ...a, returns, parameters, prototyped, convention, variadic: a.variadic || b.variadic }
}

function compositeParameters(a: FunctionType, b: FunctionType, depth: number): readonly ParameterType[] {
  if (!a.prototyped) return b.prototyped ? b.parameters : a.parameters
  if (!b.prototyped) return a.parameters
  const merged = a.parameters.map((own, i) => {
    const type = composite(own.type, b.parameters[i]?.type ?? own.type, depth + 1)
    return type === own.type ? own : { ...own, type }
  })
  return merged.every((parameter, i) => parameter === a.parameters[i]) ? a.parameters : merged
}
