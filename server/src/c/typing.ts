// The type of every expression (C11 6.5). An lvalue has its object's type, qualifiers and arrays as they are; what uses
// its value asks valueType(). Nothing is checked here: a broken expression has the unknown type.
import { commonType, differenceType, promoted, promotedBitField, sizeType, wideCharacterType } from './arithmetic.ts'
import { compatible, compatibleUnqualified, composite } from './compatibility.ts'
import type { Queries } from './environment.ts'
import { initializedParts } from './initializers.ts'
import { findMember } from './members.ts'
import {
  arrayOf,
  calledFunction,
  elementType,
  isArithmetic,
  isInteger,
  isUnknown,
  isVoid,
  pointerOf,
  recordOf,
  unqualified,
  valueType,
} from './predicates.ts'
import type {
  Binary,
  CharacterConstant,
  CompoundLiteral,
  Conditional,
  Expression,
  GenericSelection,
  MemberAccess,
  StatementExpression,
  StringLiteral,
  Unary,
} from './tree.ts'
import {
  canonical,
  integer,
  type Member,
  pointerTo,
  qualifiersOf,
  qualify,
  type Type,
  unknownType,
  voidType,
} from './types.ts'

/** The type of `expression`; its operands are asked for through `queries`, which remembers them. */
export function typeOfExpression(expression: Expression, queries: Queries): Type {
  const { target } = queries
  switch (expression.kind) {
    case 'identifier':
      return expression.symbol?.type ?? unknownType
    case 'integer-constant':
    case 'floating-constant':
      return expression.type
    case 'character-constant':
      return characterType(expression, queries)
    case 'string-literal':
      return stringType(expression, queries)
    case 'parenthesized':
      return queries.typeOf(expression.expression)
    case 'unary':
      return typeOfUnary(expression, queries)
    case 'postfix':
      return unqualified(queries.typeOf(expression.operand))
    case 'binary':
      return typeOfBinary(expression, queries)
    case 'assignment':
      return unqualified(queries.typeOf(expression.target))
    case 'conditional':
      return typeOfConditional(expression, queries)
    case 'comma':
      return valueType(queries.typeOf(expression.right))
    case 'cast':
      return unqualified(expression.typeName.type)
    case 'sizeof':
    case 'offsetof':
      return sizeType(target)
    case 'call':
      return typeOfCall(expression.callee, queries)
    case 'member':
      return memberOf(expression, queries)?.type ?? unknownType
    case 'index':
      return typeOfIndex(expression.array, expression.index, queries)
    case 'compound-literal':
      return compoundLiteralType(expression, queries)
    case 'statement-expression':
      return typeOfStatements(expression, queries)
    case 'generic': {
      const chosen = chosenAssociation(expression, queries)
      return chosen === undefined ? unknownType : queries.typeOf(chosen)
    }
    case 'va-arg':
      return expression.typeName.type
    case 'types-compatible':
    case 'noop':
      return integer('int')
    case 'choose': {
      const chosen = chosenOperand(expression, queries)
      return chosen === undefined ? unknownType : queries.typeOf(chosen)
    }
    case 'assume':
      return voidType
    case 'label-address':
      return pointerTo(voidType)
    case 'initializer-list':
    case 'broken-expression':
      return unknownType
  }
}

// ---- Literals ---------------------------------------------------------------------------------------------------

function characterType({ encoding }: CharacterConstant, { target }: Queries): Type {
  if (encoding === 'L') return wideCharacterType(target)
  if (encoding === 'u') return integer('unsigned short')
  return integer(encoding === 'U' ? 'unsigned int' : encoding === 'u8' ? 'unsigned char' : 'int')
}

function stringType({ encoding, units }: StringLiteral, { target }: Queries): Type {
  const elements = {
    '': integer('char'),
    u8: integer('char'),
    L: wideCharacterType(target),
    u: integer('unsigned short'),
    U: integer('unsigned int'),
  }
  return { kind: 'array', of: elements[encoding], length: BigInt(units.length + 1), size: undefined, qualifiers: 0 }
}

function compoundLiteralType({ typeName, initializer }: CompoundLiteral, queries: Queries): Type {
  const array = arrayOf(typeName.type)
  if (array === undefined || array.length !== undefined || array.size !== undefined) return typeName.type
  const length = initializedLength(initializer, array.of, queries)
  return length === undefined ? typeName.type : qualify({ ...array, length }, qualifiersOf(typeName.type))
}

/**
 * Elements of type `of` that a brace list or a string gives an array of unknown length; undefined when that cannot be
 * computed.
 */
export function initializedLength(initializer: Expression, of: Type, queries: Queries): bigint | undefined {
  if (initializer.kind === 'string-literal') return BigInt(initializer.units.length + 1)
  if (initializer.kind === 'parenthesized') return initializedLength(initializer.expression, of, queries)
  if (initializer.kind !== 'initializer-list') return undefined
  const only = initializer.items[0]
  if (initializer.items.length === 1 && only?.value.kind === 'string-literal' && only.designators.length === 0) {
    return initializedLength(only.value, of, queries)
  }
  const isFlat = initializer.items.some(({ value }) => value.kind !== 'initializer-list')
  if (isFlat && (arrayOf(of) ?? recordOf(of)) !== undefined) return initializedElements(initializer, of, queries)
  let next = 0n
  let length = 0n
  for (const { designators } of initializer.items) {
    const first = designators[0]
    if (first?.kind === 'index') {
      const index = queries.evaluate(first.end ?? first.index)
      if (index?.kind !== 'integer') return undefined
      next = index.value
    }
    next++
    if (next > length) length = next
  }
  return length
}

/** Where inner braces may have been left out. */
function initializedElements(initializer: Expression, of: Type, queries: Queries): bigint {
  const type: Type = { kind: 'array', of, length: undefined, size: undefined, qualifiers: 0 }
  let length = 0n
  for (const { path } of initializedParts(type, initializer, queries)) {
    const step = path[0]
    if (step?.kind === 'element' && step.end >= length) length = step.end + 1n
  }
  return length
}

// ---- Operators --------------------------------------------------------------------------------------------------

function typeOfUnary({ operator, operand }: Unary, queries: Queries): Type {
  const type = queries.typeOf(operand)
  switch (operator) {
    case '!':
      return integer('int')
    case '+':
    case '-':
    case '~':
      return promotedType(operand, queries)
    case '&':
      return isUnknown(type) ? unknownType : pointerTo(type)
    case '*':
      return dereferenced(valueType(type))
    case '++':
    case '--':
      return unqualified(type)
    case '__extension__':
      return type
    case '__real__':
    case '__imag__': {
      const floating = canonical(type)
      return floating.kind === 'floating' && floating.complex ? { ...floating, complex: false } : type
    }
  }
}

function dereferenced(type: Type): Type {
  return pointerOf(type)?.to ?? unknownType
}

/** The operand's value after the integer promotions; a bit-field's declared type says less than its width. */
export function promotedType(operand: Expression, queries: Queries): Type {
  const type = valueType(queries.typeOf(operand))
  const bitField = bitFieldOf(operand, queries)
  return bitField?.width === undefined ? promoted(type) : promotedBitField(type, bitField.width)
}

/** The bit-field that an lvalue designates, or whose value an assignment or comma passes on. */
function bitFieldOf(operand: Expression, queries: Queries): Member | undefined {
  let e = operand
  for (let inner = passedOn(e); inner !== undefined; inner = passedOn(e)) e = inner
  const member = e.kind === 'member' ? memberOf(e, queries)?.member : undefined
  return member?.bitField ? member : undefined
}

function passedOn(e: Expression): Expression | undefined {
  switch (e.kind) {
    case 'parenthesized':
      return e.expression
    case 'comma':
      return e.right
    case 'assignment':
      return e.target
    case 'unary':
      return e.operator === '++' || e.operator === '--' || e.operator === '__extension__' ? e.operand : undefined
  }
  return undefined
}

function typeOfBinary({ operator, left, right }: Binary, queries: Queries): Type {
  switch (operator) {
    case '&&':
    case '||':
    case '==':
    case '!=':
    case '<':
    case '>':
    case '<=':
    case '>=':
      return integer('int')
    case '<<':
    case '>>':
      return promotedType(left, queries)
    case '+':
    case '-':
      return typeOfSum(operator, left, right, queries)
  }
  return commonType(promotedType(left, queries), promotedType(right, queries), queries.target)
}

function typeOfSum(operator: '+' | '-', left: Expression, right: Expression, queries: Queries): Type {
  const [a, b] = [promotedType(left, queries), promotedType(right, queries)]
  const [isPointer, isPointerToo] = [pointerOf(a) !== undefined, pointerOf(b) !== undefined]
  if (isPointer && isPointerToo) return operator === '-' ? differenceType(queries.target) : unknownType
  if (isPointer) return a
  if (isPointerToo) return operator === '+' ? b : unknownType
  return commonType(a, b, queries.target)
}

function typeOfConditional({ test, then, otherwise }: Conditional, queries: Queries): Type {
  const taken = then ?? test
  const [a, b] = [valueType(queries.typeOf(taken)), valueType(queries.typeOf(otherwise))]
  if (isArithmetic(a) && isArithmetic(b)) {
    return commonType(promotedType(taken, queries), promotedType(otherwise, queries), queries.target)
  }
  if (isVoid(a) || isVoid(b)) return voidType
  const [left, right] = [pointerOf(a), pointerOf(b)]
  if (left !== undefined && right !== undefined) {
    if (isNullPointer(otherwise, queries)) return a
    if (isNullPointer(taken, queries)) return b
    return commonPointer(a, left.to, right.to)
  }
  return left !== undefined ? a : right !== undefined ? b : isUnknown(a) ? b : a
}

/** The pointer type of `c ? p : q` for pointers to `a` and `b`, the first written as `type`. */
function commonPointer(type: Type, a: Type, b: Type): Type {
  const qualifiers = qualifiersOf(a) | qualifiersOf(b)
  const to = isVoid(b) ? b : isVoid(a) ? a : compatibleUnqualified(a, b) ? composite(a, b) : a
  return to === a && qualifiersOf(a) === qualifiers ? type : pointerTo(qualify(to, qualifiers))
}

/** A null pointer constant (C11 6.3.2.3): 0, or 0 cast to void *. */
export function isNullPointer(expression: Expression, queries: Queries): boolean {
  let e = expression
  while (e.kind === 'parenthesized') e = e.expression
  const type = queries.typeOf(e)
  const isVoidCast =
    e.kind === 'cast' && isVoid(pointerOf(type)?.to ?? unknownType) && qualifiersOf(pointerOf(type)!.to) === 0
  if (!isInteger(type) && !isVoidCast) return false
  const value = queries.evaluate(e)
  return value?.kind === 'integer' && value.value === 0n
}

// ---- Access -----------------------------------------------------------------------------------------------------

function typeOfCall(callee: Expression, queries: Queries): Type {
  const called = calledFunction(valueType(queries.typeOf(callee)))
  return called === undefined ? unknownType : unqualified(called.returns)
}

/** The member that `expression` designates, with the type it has in that object. */
export function memberOf(expression: MemberAccess, queries: Queries): { member: Member; type: Type } | undefined {
  const { object, arrow, name } = expression
  const objectType = queries.typeOf(object)
  const holder = arrow ? dereferenced(valueType(objectType)) : objectType
  const record = recordOf(holder)
  const found = record && findMember(record, name, queries)
  return found && { member: found.member, type: qualify(found.type, qualifiersOf(holder)) }
}

function typeOfIndex(array: Expression, index: Expression, queries: Queries): Type {
  for (const operand of [array, index]) {
    const type = queries.typeOf(operand)
    const own = arrayOf(type)
    if (own !== undefined) return elementType(type, own)
    const pointer = pointerOf(type)
    if (pointer !== undefined) return pointer.to
  }
  return unknownType
}

function typeOfStatements({ body }: StatementExpression, queries: Queries): Type {
  let last = body.statements.at(-1)
  while (last?.kind === 'label') last = last.statement
  return last?.kind === 'expression-statement' ? valueType(queries.typeOf(last.expression)) : voidType
}

/** The association whose type is the control's; else the default. */
export function chosenAssociation(
  { control, associations }: GenericSelection,
  queries: Queries,
): Expression | undefined {
  const type = valueType(queries.typeOf(control))
  if (isUnknown(type)) return undefined
  const matching = associations.find(({ typeName }) => typeName !== undefined && compatible(typeName.type, type))
  return (matching ?? associations.find(({ typeName }) => typeName === undefined))?.value
}

export function chosenOperand(
  { test, then, otherwise }: { test: Expression; then: Expression; otherwise: Expression },
  queries: Pick<Queries, 'evaluate'>,
): Expression | undefined {
  const value = queries.evaluate(test)
  return value?.kind === 'integer' ? (value.value !== 0n ? then : otherwise) : undefined
}
