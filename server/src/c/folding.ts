// Constant expressions (C11 6.6), and a little more, as compilers take them: integers of exact width, floating values,
// addresses of objects plus an offset.
import { integerSize, integerToFloat, wrap } from './arithmetic.ts'
import { compatibleUnqualified } from './compatibility.ts'
import type { AddressValue, Constant, FloatingValue, IntegerValue, Queries } from './environment.ts'
import { findMember, placeOf } from './members.ts'
import { arrayOf, functionOf, integerOf, isBool, isFloating, pointerOf, recordOf, valueType } from './predicates.ts'
import { requestedAlignment } from './recordLayout.ts'
import type { Binary, Cast, Designator, Expression, Identifier, MemberAccess, OffsetOf, SizeOf, Unary } from './tree.ts'
import { canonical, type IntegerType, type Type, unknownType } from './types.ts'
import { chosenAssociation, chosenOperand } from './typing.ts'

/** The value of `expression` where its value is used; undefined: not known before the program runs. */
export function evaluateExpression(expression: Expression, queries: Queries): Constant | undefined {
  switch (expression.kind) {
    case 'integer-constant':
      return inType(expression.value, expression.type, queries)
    case 'floating-constant':
      return { kind: 'floating', value: expression.value }
    case 'character-constant':
      return inType(expression.value, queries.typeOf(expression), queries)
    case 'identifier':
      return identifierValue(expression, queries)
    case 'parenthesized':
      return queries.evaluate(expression.expression)
    case 'unary':
      return unaryValue(expression, queries)
    case 'binary':
      return binaryValue(expression, queries)
    case 'conditional': {
      const test = truth(queries.evaluate(expression.test))
      if (test === undefined) return undefined
      const chosen = test ? (expression.then ?? expression.test) : expression.otherwise
      return converted(queries.evaluate(chosen), queries.typeOf(expression), queries)
    }
    case 'comma':
      return queries.evaluate(expression.left) && queries.evaluate(expression.right)
    case 'cast':
      return castValue(expression, queries)
    case 'sizeof':
      return sizeValue(expression, queries)
    case 'offsetof':
      return offsetValue(expression, queries)
    case 'string-literal':
    case 'compound-literal':
    case 'member':
    case 'index':
      return arrayOf(queries.typeOf(expression)) === undefined ? undefined : addressOf(expression, queries)
    case 'generic':
    case 'choose': {
      const chosen =
        expression.kind === 'generic' ? chosenAssociation(expression, queries) : chosenOperand(expression, queries)
      return chosen && queries.evaluate(chosen)
    }
    case 'types-compatible':
      return integerValue(compatibleUnqualified(expression.left.type, expression.right.type) ? 1n : 0n)
    case 'label-address':
      return { kind: 'address', base: expression, offset: 0n }
    case 'noop':
      return integerValue(0n)
    default:
      return undefined
  }
}

function integerValue(value: bigint): IntegerValue {
  return { kind: 'integer', value }
}

/** `value` as the integer type holds it; undefined when `type` is no integer type. */
function inType(value: bigint, type: Type, { target }: Queries): IntegerValue | undefined {
  const own = integerOf(type)
  return own && integerValue(wrap(value, own, target))
}

function truth(value: Constant | undefined): boolean | undefined {
  switch (value?.kind) {
    case 'integer':
      return value.value !== 0n
    case 'floating':
      return value.value !== 0
    case 'address':
      return true
  }
  return undefined
}

// ---- Operands ---------------------------------------------------------------------------------------------------

function identifierValue(expression: Identifier, queries: Queries): Constant | undefined {
  const { symbol } = expression
  if (symbol?.kind === 'enumerator') return symbol.value === undefined ? undefined : integerValue(symbol.value)
  const type = queries.typeOf(expression)
  return arrayOf(type) !== undefined || functionOf(type) !== undefined ? addressOf(expression, queries) : undefined
}

function sizeValue({ operator, typeName, operand }: SizeOf, queries: Queries): Constant | undefined {
  const type = typeName?.type ?? queries.typeOf(operand!)
  const size = operator === 'sizeof' ? queries.sizeOf(type) : alignment(type, operand, queries)
  return size === undefined ? undefined : integerValue(BigInt(size))
}

/** GNU: of an object what its declaration asks for, too. */
function alignment(type: Type, operand: Expression | undefined, queries: Queries): number | undefined {
  let e = operand
  while (e?.kind === 'parenthesized') e = e.expression
  const own = queries.alignOf(type)
  const attributes = e?.kind === 'identifier' ? e.symbol?.attributes : undefined
  return own === undefined ? undefined : Math.max(own, requestedAlignment(attributes ?? []))
}

function offsetValue({ typeName, designators }: OffsetOf, queries: Queries): Constant | undefined {
  let type: Type = typeName.type
  let offset = 0n
  for (const designator of designators) {
    const step = designated(type, designator, queries)
    const index = step?.index === undefined ? integerValue(1n) : queries.evaluate(step.index)
    if (step === undefined || index?.kind !== 'integer') return undefined
    offset += step.bytes * index.value
    type = step.type
  }
  return integerValue(offset)
}

/** Where a designator leads from the start of `type`: `bytes` further, for a subscript as many times as `index` says. */
export function designated(
  type: Type,
  designator: Designator,
  queries: Queries,
): { readonly bytes: bigint; readonly index: Expression | undefined; readonly type: Type } | undefined {
  if (designator.kind === 'member') {
    const place = memberPlace(type, designator.name, queries)
    return place && { bytes: place.offset, index: undefined, type: place.type }
  }
  const element = arrayOf(type)?.of ?? pointerOf(type)?.to
  const size = element && queries.sizeOf(element)
  return size === undefined ? undefined : { bytes: BigInt(size), index: designator.index, type: element! }
}

function memberPlace(holder: Type, name: string, queries: Queries): { offset: bigint; type: Type } | undefined {
  const record = recordOf(holder)
  const found = record && findMember(record, name, queries)
  const place = found && placeOf(record, found.path, queries)
  return place && { offset: BigInt(place.offset), type: found.type }
}

// ---- Addresses --------------------------------------------------------------------------------------------------

/** Where the object or function lies that `expression` designates. */
export function addressOf(expression: Expression, queries: Queries): AddressValue | IntegerValue | undefined {
  switch (expression.kind) {
    case 'parenthesized':
      return addressOf(expression.expression, queries)
    case 'identifier':
      return hasStaticPlace(expression) ? { kind: 'address', base: expression.symbol!, offset: 0n } : undefined
    case 'string-literal':
    case 'compound-literal':
      return { kind: 'address', base: expression, offset: 0n }
    case 'unary':
      if (expression.operator === '__extension__') return addressOf(expression.operand, queries)
      return expression.operator === '*' ? pointerValue(queries.evaluate(expression.operand)) : undefined
    case 'member':
      return memberAddress(expression, queries)
    case 'index':
      return (
        sumOfPointer(expression.array, expression.index, 1n, queries) ??
        sumOfPointer(expression.index, expression.array, 1n, queries)
      )
  }
  return undefined
}

function hasStaticPlace({ symbol }: Identifier): boolean {
  if (symbol === undefined || (symbol.kind !== 'object' && symbol.kind !== 'function')) return false
  return symbol.linkage !== 'none' || symbol.storage === 'static'
}

function pointerValue(value: Constant | undefined): AddressValue | IntegerValue | undefined {
  return value?.kind === 'floating' ? undefined : value
}

function moved(value: AddressValue | IntegerValue | undefined, by: bigint): AddressValue | IntegerValue | undefined {
  if (value === undefined) return undefined
  return value.kind === 'address' ? { ...value, offset: value.offset + by } : integerValue(value.value + by)
}

function memberAddress(
  { object, arrow, name }: MemberAccess,
  queries: Queries,
): AddressValue | IntegerValue | undefined {
  const type = queries.typeOf(object)
  const holder = arrow ? (pointerOf(valueType(type))?.to ?? unknownType) : type
  const place = memberPlace(holder, name, queries)
  if (place === undefined) return undefined
  return moved(arrow ? pointerValue(queries.evaluate(object)) : addressOf(object, queries), place.offset)
}

function sumOfPointer(
  pointer: Expression,
  index: Expression,
  sign: 1n | -1n,
  queries: Queries,
): AddressValue | IntegerValue | undefined {
  const to = pointerOf(valueType(queries.typeOf(pointer)))?.to
  const size = to && (canonical(to).kind === 'void' || functionOf(to) !== undefined ? 1 : queries.sizeOf(to))
  const count = size === undefined ? undefined : queries.evaluate(index)
  if (size === undefined || count?.kind !== 'integer') return undefined
  return moved(pointerValue(queries.evaluate(pointer)), sign * count.value * BigInt(size))
}

// ---- Operators --------------------------------------------------------------------------------------------------

function unaryValue(expression: Unary, queries: Queries): Constant | undefined {
  const { operator, operand } = expression
  const type = queries.typeOf(expression)
  switch (operator) {
    case '&':
      return addressOf(operand, queries)
    case '*':
      return arrayOf(type) !== undefined || functionOf(type) !== undefined ? addressOf(expression, queries) : undefined
    case '!': {
      const value = truth(queries.evaluate(operand))
      return value === undefined ? undefined : integerValue(value ? 0n : 1n)
    }
    case '+':
    case '-':
    case '~':
      return negated(operator, queries.evaluate(operand), type, queries)
    case '__extension__':
      return queries.evaluate(operand)
  }
  return undefined
}

function negated(
  operator: '+' | '-' | '~',
  value: Constant | undefined,
  type: Type,
  queries: Queries,
): Constant | undefined {
  if (value?.kind === 'floating' && operator !== '~')
    return { kind: 'floating', value: operator === '-' ? -value.value : value.value }
  if (value?.kind !== 'integer') return undefined
  return inType(operator === '-' ? -value.value : operator === '~' ? ~value.value : value.value, type, queries)
}

function binaryValue(expression: Binary, queries: Queries): Constant | undefined {
  const { operator, left, right } = expression
  if (operator === '&&' || operator === '||') return logicalValue(operator, left, right, queries)
  const [a, b] = [queries.evaluate(left), queries.evaluate(right)]
  if (a === undefined || b === undefined) return undefined
  const [leftType, rightType] = [valueType(queries.typeOf(left)), valueType(queries.typeOf(right))]
  if (pointerOf(leftType) !== undefined || pointerOf(rightType) !== undefined)
    return pointerOperation(expression, a, b, queries)
  if (a.kind === 'address' || b.kind === 'address') return undefined
  if (isFloating(leftType) || isFloating(rightType)) return floatingOperation(expression, a, b, queries)
  if (a.kind !== 'integer' || b.kind !== 'integer') return undefined
  return integerOperation(expression, a.value, b.value, queries)
}

function logicalValue(
  operator: '&&' | '||',
  left: Expression,
  right: Expression,
  queries: Queries,
): Constant | undefined {
  const a = truth(queries.evaluate(left))
  if (a === undefined) return undefined
  if (a === (operator === '||')) return integerValue(a ? 1n : 0n)
  const b = truth(queries.evaluate(right))
  return b === undefined ? undefined : integerValue(b ? 1n : 0n)
}

function comparison(operator: Binary['operator'], a: bigint | number, b: bigint | number): IntegerValue | undefined {
  const results = { '==': a === b, '!=': a !== b, '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b } as const
  return operator in results ? integerValue(results[operator as keyof typeof results] ? 1n : 0n) : undefined
}

function integerOperation(expression: Binary, left: bigint, right: bigint, queries: Queries): Constant | undefined {
  const { operator } = expression
  const type = queries.typeOf(expression)
  if (operator === '<<' || operator === '>>') return shifted(operator, left, right, integerOf(type), queries)
  const common = commonOperands(expression, queries)
  if (common === undefined) return undefined
  const [a, b] = [wrap(left, common, queries.target), wrap(right, common, queries.target)]
  const compared = comparison(operator, a, b)
  if (compared !== undefined) return compared
  const result = arithmetic(operator, a, b)
  return result === undefined ? undefined : integerValue(wrap(result, common, queries.target))
}

/** The type in which both operands are compared or computed. */
function commonOperands({ left, right }: Binary, queries: Queries): IntegerType | undefined {
  return integerOf(queries.commonType(left, right))
}

function arithmetic(operator: Binary['operator'], a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return b === 0n ? undefined : a / b
    case '%':
      return b === 0n ? undefined : a % b
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
  }
  return undefined
}

/** The count is taken modulo the width, as the processors do; a constant count outside of it has no value. */
function shifted(
  operator: '<<' | '>>',
  value: bigint,
  count: bigint,
  type: IntegerType | undefined,
  queries: Queries,
): Constant | undefined {
  if (type === undefined || count < 0n || count >= BigInt(integerSize(type, queries.target) * 8)) return undefined
  return integerValue(wrap(operator === '<<' ? value << count : value >> count, type, queries.target))
}

function floatingOperation(
  expression: Binary,
  left: IntegerValue | FloatingValue,
  right: IntegerValue | FloatingValue,
  queries: Queries,
): Constant | undefined {
  const common = queries.commonType(expression.left, expression.right)
  const [a, b] = [floating(left, common).value, floating(right, common).value]
  const compared = comparison(expression.operator, a, b)
  if (compared !== undefined) return compared
  const results: Partial<Record<Binary['operator'], number>> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b }
  const value = results[expression.operator]
  return value === undefined ? undefined : floating({ kind: 'floating', value }, common)
}

/** As a number of the floating type. */
function floating({ value }: IntegerValue | FloatingValue, type: Type): FloatingValue {
  const t = canonical(type)
  const narrow = t.kind === 'floating' && t.name === 'float'
  const exact = narrow && typeof value === 'bigint' ? integerToFloat(value) : Number(value)
  return { kind: 'floating', value: narrow ? Math.fround(exact) : exact }
}

function pointerOperation(expression: Binary, a: Constant, b: Constant, queries: Queries): Constant | undefined {
  const { operator, left, right } = expression
  const isPointer = (e: Expression) => pointerOf(valueType(queries.typeOf(e))) !== undefined
  if (isPointer(left) && isPointer(right)) {
    if (operator === '-') return pointerDifference(left, a, b, queries)
    const [x, y] = comparable(a, b)
    return x === undefined || y === undefined ? undeterminedComparison(operator, a, b) : comparison(operator, x, y)
  }
  if (operator === '+')
    return isPointer(left) ? sumOfPointer(left, right, 1n, queries) : sumOfPointer(right, left, 1n, queries)
  if (operator === '-') return sumOfPointer(left, right, -1n, queries)
  const [x, y] = comparable(a, b)
  return x === undefined || y === undefined ? undeterminedComparison(operator, a, b) : comparison(operator, x, y)
}

/** Distances from a common base. */
function comparable(a: Constant, b: Constant): [bigint | undefined, bigint | undefined] {
  if (a.kind === 'integer' && b.kind === 'integer') return [a.value, b.value]
  if (a.kind === 'address' && b.kind === 'address' && a.base === b.base) return [a.offset, b.offset]
  return [undefined, undefined]
}

/** An object's address is not null. */
function undeterminedComparison(operator: Binary['operator'], a: Constant, b: Constant): Constant | undefined {
  const isNull = (value: Constant) => value.kind === 'integer' && value.value === 0n
  if (!isNull(a) && !isNull(b)) return undefined
  return operator === '==' ? integerValue(0n) : operator === '!=' ? integerValue(1n) : undefined
}

function pointerDifference(left: Expression, a: Constant, b: Constant, queries: Queries): Constant | undefined {
  const to = pointerOf(valueType(queries.typeOf(left)))!.to
  const size = queries.sizeOf(to)
  const [x, y] = comparable(a, b)
  if (size === undefined || size === 0 || x === undefined || y === undefined) return undefined
  return integerValue((x - y) / BigInt(size))
}

// ---- Conversions ------------------------------------------------------------------------------------------------

function castValue({ typeName, operand }: Cast, queries: Queries): Constant | undefined {
  return converted(queries.evaluate(operand), typeName.type, queries)
}

/** `value` converted to `type` (C11 6.3). */
function converted(value: Constant | undefined, type: Type, queries: Queries): Constant | undefined {
  if (value === undefined) return undefined
  if (isBool(type)) return integerValue(truth(value) ? 1n : 0n)
  const toInteger = integerOf(type)
  if (toInteger !== undefined) return convertedToInteger(value, toInteger, queries)
  if (isFloating(type)) return value.kind === 'address' ? undefined : floating(value, type)
  if (pointerOf(type) === undefined) return undefined
  if (value.kind === 'integer') return integerValue(BigInt.asUintN((queries.sizeOf(type) ?? 8) * 8, value.value))
  return value.kind === 'address' ? value : undefined
}

function convertedToInteger(value: Constant, type: IntegerType, { target }: Queries): Constant | undefined {
  if (value.kind === 'address') return integerSize(type, target) >= target.pointerSize ? value : undefined
  if (value.kind === 'integer') return integerValue(wrap(value.value, type, target))
  return Number.isFinite(value.value) ? integerValue(wrap(BigInt(Math.trunc(value.value)), type, target)) : undefined
}
