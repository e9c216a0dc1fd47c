// What kind of type a type is, looked at through typedef names and qualifiers; and the types values have (C11 6.3.2.1).
import {
  type ArrayType,
  canonical,
  type FunctionType,
  type IntegerType,
  type PointerType,
  pointerTo,
  Qualifiers,
  qualifiersOf,
  qualify,
  type RecordType,
  type Type,
} from './types.ts'

/** An enumerated type counts as its underlying type. */
export function integerOf(type: Type): IntegerType | undefined {
  const t = canonical(type)
  return t.kind === 'integer' ? t : t.kind === 'enum' ? t.underlying : undefined
}

export function isInteger(type: Type): boolean {
  const { kind } = canonical(type)
  return kind === 'integer' || kind === 'enum'
}

export function isFloating(type: Type): boolean {
  return canonical(type).kind === 'floating'
}

export function isArithmetic(type: Type): boolean {
  const { kind } = canonical(type)
  return kind === 'integer' || kind === 'enum' || kind === 'floating'
}

export function isBool(type: Type): boolean {
  const t = canonical(type)
  return t.kind === 'integer' && t.name === 'bool'
}

export function isVoid(type: Type): boolean {
  return canonical(type).kind === 'void'
}

export function isUnknown(type: Type): boolean {
  return canonical(type).kind === 'unknown'
}

export function isScalar(type: Type): boolean {
  return isArithmetic(type) || canonical(type).kind === 'pointer'
}

export function pointerOf(type: Type): PointerType | undefined {
  const t = canonical(type)
  return t.kind === 'pointer' ? t : undefined
}

export function arrayOf(type: Type): ArrayType | undefined {
  const t = canonical(type)
  return t.kind === 'array' ? t : undefined
}

export function recordOf(type: Type): RecordType | undefined {
  const t = canonical(type)
  return t.kind === 'record' ? t : undefined
}

export function functionOf(type: Type): FunctionType | undefined {
  const t = canonical(type)
  return t.kind === 'function' ? t : undefined
}

/** The function type behind a function or a pointer to one. */
export function calledFunction(type: Type): FunctionType | undefined {
  return functionOf(pointerOf(type)?.to ?? type)
}

/** What the array's elements are, with the qualifiers that stand on the array (C11 6.7.3p9). */
export function elementType(type: Type, array: ArrayType): Type {
  return qualify(array.of, qualifiersOf(type))
}

/** How wide a pointer is belongs to the value, unlike the other qualifiers. */
const ofValue = Qualifiers.Ptr32 | Qualifiers.Ptr64

/** Without top-level qualifiers; typedef names stay when nothing hides behind them. */
export function unqualified(type: Type): Type {
  const all = qualifiersOf(type)
  if ((all & ~ofValue) === 0) return type
  let t = type
  while (t.kind === 'qualified' || (t.kind === 'typedef' && (qualifiersOf(t) & ~ofValue) !== 0)) t = t.of
  const kept = all & ofValue & ~qualifiersOf(t)
  return qualify(t, kept)
}

/** The names that a type goes by, the outermost first. */
export function typedefNames(type: Type): string[] {
  return type.kind === 'typedef' ? [type.name, ...typedefNames(type.of)] : []
}

/** Arrays and functions become pointers; anything else stays. */
export function decay(type: Type): Type {
  const t = canonical(type)
  if (t.kind === 'array') return pointerTo(elementType(type, t))
  if (t.kind === 'function') return pointerTo(type)
  return type
}

/** The type of the value that an expression of `type` has where its value is used. */
export function valueType(type: Type): Type {
  return unqualified(decay(type))
}
