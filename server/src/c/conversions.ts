// Implicit conversions (C11 6.5.16.1, 6.5.2.2, 6.7.9, 6.8.6.4): what happens to a value that is assigned, passed, returned
// or initialises something of another type. C takes most of them with a warning at best; which ones matter is for rules
// to say.
import { fits, integerSize } from './arithmetic.ts'
import { compatible, compatibleUnqualified } from './compatibility.ts'
import type { Queries } from './environment.ts'
import { floatingSize } from './layout.ts'
import {
  calledFunction,
  functionOf,
  integerOf,
  isBool,
  isFloating,
  isUnknown,
  isVoid,
  pointerOf,
  recordOf,
  valueType,
} from './predicates.ts'
import type { Expression } from './tree.ts'
import { canonical, type PointerType, qualifiersOf, type Type } from './types.ts'
import { isNullPointer } from './typing.ts'

export type Conversion =
  /** Nothing happens: compatible types. */
  | 'same'
  /** Every value keeps its meaning: to a wider type, from and to void *, qualifiers added, a null pointer. */
  | 'implicit'
  /** Between arithmetic types, where not every value fits, or of a constant that does not. */
  | 'narrowing'
  /** Between arithmetic types of one size, the sign's meaning changes. */
  | 'sign'
  /** The pointer drops const or volatile. */
  | 'qualifiers'
  /** Pointers to types that are not compatible. */
  | 'pointee'
  /** A pointer to void or an object, and one to a function. */
  | 'function-pointer'
  | 'integer-to-pointer'
  | 'pointer-to-integer'
  /** No conversion: C refuses it. */
  | 'invalid'

/** Of the value of `from`, to an object of type `to`. A broken or unknown type converts to anything. */
export function conversionOf(from: Expression, to: Type, queries: Queries): Conversion {
  const source = queries.typeOf(from)
  const pointer = pointerOf(to)
  if (pointer !== undefined && isNullPointer(from, queries)) {
    const own = pointerOf(source)
    return own !== undefined && compatible(own.to, pointer.to) ? 'same' : 'implicit'
  }
  const constant = integerOf(to) !== undefined && !isBool(to) ? queries.evaluate(from) : undefined
  if (constant?.kind === 'integer' && integerOf(source) !== undefined) {
    if (integerOf(source) === integerOf(to)) return 'same'
    return fits(constant.value, integerOf(to)!, queries.target) ? 'implicit' : 'narrowing'
  }
  return conversionBetween(source, to, queries)
}

/** Of any value of type `from`. */
export function conversionBetween(from: Type, to: Type, queries: Pick<Queries, 'target'>): Conversion {
  const value = valueType(from)
  if (isUnknown(value) || isUnknown(to)) return 'implicit'
  if (isVoid(value) || isVoid(to)) return 'invalid'
  if (compatibleUnqualified(value, to) && canonical(value).kind !== 'pointer') return 'same'
  const [source, target] = [pointerOf(value), pointerOf(to)]
  if (source !== undefined && target !== undefined) return betweenPointers(source, target)
  if (source !== undefined)
    return isBool(to) ? 'implicit' : integerOf(to) !== undefined ? 'pointer-to-integer' : 'invalid'
  if (target !== undefined) return integerOf(value) !== undefined ? 'integer-to-pointer' : 'invalid'
  if (recordOf(value) !== undefined || recordOf(to) !== undefined) return 'invalid'
  return betweenArithmetic(value, to, queries)
}

function betweenPointers({ to: from }: PointerType, { to }: PointerType): Conversion {
  if (isUnknown(from) || isUnknown(to)) return 'implicit'
  const isDropped = (qualifiersOf(from) & ~qualifiersOf(to)) !== 0
  if (compatibleUnqualified(from, to)) {
    if (isDropped) return 'qualifiers'
    return qualifiersOf(from) === qualifiersOf(to) ? 'same' : 'implicit'
  }
  const [isFunction, isFunctionToo] = [functionOf(from) !== undefined, functionOf(to) !== undefined]
  if (isFunction !== isFunctionToo) return 'function-pointer'
  if (isVoid(from) || isVoid(to)) return isDropped ? 'qualifiers' : 'implicit'
  return 'pointee'
}

function betweenArithmetic(from: Type, to: Type, { target }: Pick<Queries, 'target'>): Conversion {
  if (isBool(to)) return 'implicit'
  const [a, b] = [canonical(from), canonical(to)]
  if (a.kind === 'floating' && b.kind === 'floating')
    return floatingSize(a, target) <= floatingSize(b, target) && a.complex <= b.complex ? 'implicit' : 'narrowing'
  const [source, wanted] = [integerOf(from), integerOf(to)]
  if (isFloating(from)) return 'narrowing'
  if (source === undefined) return 'invalid'
  if (wanted === undefined) return isFloating(to) ? 'implicit' : 'invalid'
  const [size, wantedSize] = [integerSize(source, target), integerSize(wanted, target)]
  if (size > wantedSize) return 'narrowing'
  if (source.signed === wanted.signed || isBool(from)) return 'implicit'
  return size < wantedSize && !source.signed ? 'implicit' : 'sign'
}

export interface ArgumentConversion {
  readonly argument: Expression
  /** Undefined: beyond the parameters, or no prototype says. */
  readonly parameter: Type | undefined
  readonly conversion: Conversion
}

/** Of each argument of a call; undefined: what is called is no function that is known. */
export function argumentConversions(
  callee: Expression,
  args: readonly Expression[],
  queries: Queries,
): ArgumentConversion[] | undefined {
  const called = calledFunction(valueType(queries.typeOf(callee)))
  if (called === undefined) return undefined
  return args.map((argument, i) => {
    const parameter = called.prototyped ? called.parameters[i]?.type : undefined
    const conversion = parameter === undefined ? 'implicit' : conversionOf(argument, parameter, queries)
    return { argument, parameter, conversion }
  })
}
