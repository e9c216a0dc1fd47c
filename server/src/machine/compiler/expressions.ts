// Expressions (C11 6.5) as instructions. `value` answers with the register of the value, which may be a local's own;
// `into` is where the caller would like to have it, written only when all operands have been read.

import { arrayOf, functionOf, integerOf, isInteger, isVoid, pointerOf, valueType } from '../../c/predicates.ts'
import type * as tree from '../../c/tree.ts'
import type { Expression } from '../../c/tree.ts'
import { integer, type Type } from '../../c/types.ts'
import { chosenAssociation, chosenOperand, memberOf, promotedType } from '../../c/typing.ts'
import type { Label } from '../code.ts'
import { isFloatingKind, isWide, isWordKind, Kind, narrowingOf, storeOf } from '../kinds.ts'
import { constantNanHigh } from '../nans.ts'
import { Op } from '../opcodes.ts'
import { boundOf } from './bounds.ts'
import { Operators } from './operators.ts'
import type { Place } from './places.ts'

/** The compiler's own recursion ends before JavaScript's stack does. */
const deepest = 1_000

export abstract class Expressions extends Operators {
  /** Expressions and statements around. */
  depth = 0
  /** Calls whose results nobody uses. */
  protected readonly ignored = new Set<Expression>()
  /** Of the place that is computed only the address is wanted. */
  #addressOnly = false

  abstract call(e: tree.Call): number
  abstract initialized(e: tree.CompoundLiteral): number
  abstract statementValue(e: tree.StatementExpression): number

  deeper(): void {
    if (++this.depth > deepest) this.unsupported('an expression or a statement that nests that deep')
  }

  value(e: Expression, into?: number): number {
    const outer = this.w.site
    this.deeper()
    this.w.site = { ...outer, first: e.first, last: e.last }
    const addressOnly = this.#addressOnly
    this.#addressOnly = false
    const register = this.#folded(e, into) ?? this.#value(e, into)
    this.#addressOnly = addressOnly
    this.w.site = outer
    this.depth--
    return register
  }

  /** Where the value does not matter. */
  effect(e: Expression): void {
    const { mark } = this.w
    if (e.kind === 'parenthesized') this.effect(e.expression)
    else if (e.kind === 'postfix' || (e.kind === 'unary' && /^(\+\+|--)$/.test(e.operator)))
      this.#step(e as tree.Postfix, false)
    else if (e.kind === 'comma') {
      this.effect(e.left)
      this.effect(e.right)
    } else {
      this.ignore(e)
      this.value(e)
    }
    this.w.release(mark)
  }

  /** Nobody uses the value of `e`. */
  ignore(e: Expression): void {
    for (const call of callsThatAnswer(e)) this.ignored.add(call)
  }

  #folded(e: Expression, into?: number): number | undefined {
    if (e.kind === 'identifier' && e.symbol?.kind !== 'enumerator') return undefined
    const constant = this.semantics.evaluate(e)
    if (constant === undefined || constant.kind === 'address') return undefined
    const type = valueType(this.semantics.typeOf(e))
    const kind = this.kind(type)
    if (kind === Kind.Record || kind === Kind.Void) return undefined
    if (constant.kind === 'floating') return isFloatingKind(kind) ? this.#double(constant.value, into) : undefined
    if (isFloatingKind(kind)) return this.#double(Number(constant.value), into)
    const register = this.constant(kind, constant.value)
    return into === undefined ? register : this.move(into, register)
  }

  #double(value: number, into?: number): number {
    const result = into ?? this.w.register()
    if (Number.isNaN(value)) this.w.emit(Op.ConstL, result, 0, constantNanHigh)
    else this.w.emit(Op.ConstF, result, this.w.add(this.w.doubles, value))
    return result
  }

  #value(e: Expression, into?: number): number {
    switch (e.kind) {
      case 'parenthesized':
        return this.value(e.expression, into)
      case 'identifier':
      case 'string-literal':
      case 'member':
        return this.load(this.place(e), into)
      case 'index':
        // A row becomes a pointer.
        return this.load(arrayOf(this.semantics.typeOf(e)) === undefined ? this.place(e) : this.#addressOf(e), into)
      case 'unary':
        return this.#unary(e, into)
      case 'postfix':
        return this.#step(e, true)
      case 'binary':
        return this.#binary(e, into)
      case 'assignment':
        return this.#assignment(e)
      case 'conditional':
        return this.#conditional(e, into)
      case 'comma':
        this.effect(e.left)
        return this.value(e.right, into)
      case 'cast':
        return this.#cast(e)
      case 'sizeof':
        return this.#typeSize(e)
      case 'offsetof':
        return this.offset(e)
      case 'call':
        return this.call(e)
      case 'compound-literal':
        return this.load({ kind: 'memory', base: this.initialized(e), offset: 0, type: this.semantics.typeOf(e) }, into)
      case 'statement-expression':
        return this.statementValue(e)
      case 'generic':
      case 'choose': {
        const chosen = e.kind === 'generic' ? chosenAssociation(e, this.semantics) : chosenOperand(e, this.semantics)
        return chosen === undefined ? this.unsupported('a selection that is not decided') : this.value(chosen, into)
      }
      case 'va-arg':
        return this.#variableArgument(e)
      case 'label-address':
        return this.labelAddress(e.label.text)
      case 'assume':
        return this.#assume(e)
    }
    return this.unsupported(`this expression (${e.kind})`)
  }

  abstract labelAddress(name: string): number

  /** It has no value, and no code. */
  #assume({ condition }: tree.Assume): number {
    if (this.semantics.fold(condition) === 0n)
      this.unsupported('a way that leads to __assume(0), whose author says that none does')
    return this.w.register()
  }

  // ---- Places --------------------------------------------------------------------------------------------------

  /** The place, which may lie right behind the last element of an array. */
  #addressOf(e: Expression): Place {
    const outer = this.#addressOnly
    this.#addressOnly = true
    const place = this.place(e)
    this.#addressOnly = outer
    return place
  }

  place(e: Expression): Place {
    const type = this.semantics.typeOf(e)
    switch (e.kind) {
      case 'parenthesized':
        return this.place(e.expression)
      case 'identifier':
        return this.#named(e, type)
      case 'string-literal':
        return this.#linked(this.links.literal(e, this.semantics), type)
      case 'unary':
        if (e.operator === '__extension__') return this.place(e.operand)
        if (e.operator === '*') return { kind: 'memory', base: this.value(e.operand), offset: 0, type }
        break
      case 'member':
        return this.#member(e)
      case 'index':
        return this.#element(e, type)
      case 'cast': {
        // As MSVC has it: a pointer that is cast, and assigned to, is the pointer itself.
        const isPointer = this.valueKind(e) === Kind.Pointer && this.valueKind(e.operand) === Kind.Pointer
        if (isPointer) return { ...this.place(e.operand), type }
        break
      }
      case 'compound-literal':
        return { kind: 'memory', base: this.initialized(e), offset: 0, type }
      case 'generic': {
        const chosen = chosenAssociation(e, this.semantics)
        if (chosen !== undefined) return this.place(chosen)
      }
    }
    if (this.valueKind(e) === Kind.Record) return { kind: 'memory', base: this.value(e), offset: 0, type }
    return this.unsupported('this expression where an object is needed')
  }

  #named({ symbol, name }: tree.Identifier, type: Type): Place {
    if (symbol === undefined) return this.unsupported(`${name}, which is not declared`)
    const local = this.locals.get(symbol)
    if (local === undefined) return this.#linked(this.links.object(symbol, this.semantics), type)
    if (!local.inMemory) return { kind: 'register', register: local.register, type, symbol }
    return { kind: 'memory', base: local.register, offset: 0, type }
  }

  #linked(link: number, type: Type): Place {
    const base = this.w.register()
    this.w.emit(Op.Address, base, link, 0)
    return { kind: 'memory', base, offset: 0, type }
  }

  #member(e: tree.MemberAccess): Place {
    const found = memberOf(e, this.semantics)
    if (found === undefined) return this.unsupported(`the member ${e.name}`)
    if (!e.arrow) return this.member(this.place(e.object), e.name, found.type)
    const to = pointerOf(valueType(this.semantics.typeOf(e.object)))!.to
    return this.member({ kind: 'memory', base: this.value(e.object), offset: 0, type: to }, e.name, found.type)
  }

  #element({ array, index }: tree.Index, type: Type): Place {
    const swapped = isInteger(this.semantics.typeOf(array))
    const [holder, count] = swapped ? [index, array] : [array, index]
    if (this.isVariable(type)) return this.#variableElement(holder, count, type)
    const size = this.size(type)
    const known = this.semantics.fold(count)
    const bound = boundOf(holder, this.semantics)
    const limit =
      bound === undefined ? 2n ** 28n / BigInt(size || 1) : BigInt(bound.elements + (this.#addressOnly ? 1 : 0))
    const whole = arrayOf(this.semantics.typeOf(holder)) !== undefined ? this.place(holder) : undefined
    const loose = whole?.kind === 'memory' && whole.loose === true
    if (known !== undefined && whole?.kind === 'memory' && known >= 0n && known < limit)
      return { kind: 'memory', base: whole.base, offset: whole.offset + Number(known) * size, type, loose }
    const base = whole === undefined ? this.value(holder) : whole.kind === 'memory' ? whole.base : this.load(whole)
    const offset = whole?.kind === 'memory' ? whole.offset : 0
    const kind = this.valueKind(count)
    const register = this.value(count)
    const result = this.w.register()
    if (bound !== undefined) {
      this.w.emit(isWide(kind) ? Op.ElementLP : Op.ElementP, result, base, register, size)
      // One more than there are elements where only the address is wanted.
      this.w.emit(Op.Bound, Number(limit), this.w.add(this.w.bounds, bound))
    } else this.w.emit(isWide(kind) ? Op.AddLP : kind === Kind.U32 ? Op.AddUP : Op.AddP, result, base, register, size)
    return { kind: 'memory', base: result, offset, type, loose }
  }

  #variableElement(holder: Expression, count: Expression, type: Type): Place {
    const base = this.value(holder)
    const pointer = valueType(this.semantics.typeOf(holder))
    return {
      kind: 'memory',
      base: this.moved(base, pointer, this.value(count), this.valueKind(count), 1),
      offset: 0,
      type,
    }
  }

  // ---- Operators -----------------------------------------------------------------------------------------------

  #unary(e: tree.Unary, into?: number): number {
    const { operator, operand } = e
    switch (operator) {
      case '&':
        return functionOf(this.semantics.typeOf(operand)) !== undefined
          ? this.value(operand)
          : this.addressIn(this.#addressOf(operand))
      case '*':
        return this.load(this.place(e), into)
      case '++':
      case '--':
        return this.#step(e, true)
      case '!': {
        const result = into ?? this.w.register()
        this.w.emit(Op.IsZeroW, result, this.truth(this.value(operand), this.valueKind(operand)))
        return result
      }
      case '__extension__':
        return this.value(operand, into)
      case '+':
      case '-':
      case '~':
        return this.#signed(operator, operand, into)
    }
    return this.unsupported(`'${operator}'`)
  }

  #signed(operator: '+' | '-' | '~', operand: Expression, into?: number): number {
    const kind = this.kind(promotedType(operand, this.semantics))
    const register = this.operand(operand, kind)
    if (operator === '+') return register
    const result = into ?? this.w.register()
    if (isFloatingKind(kind)) this.w.emit(Op.NegF, result, register)
    else if (operator === '-') this.w.emit(isWide(kind) ? Op.NegL : Op.NegW, result, register)
    else this.w.emit(isWide(kind) ? Op.NotL : Op.NotW, result, register)
    return result
  }

  /** ++ and --; of a postfix one the value from before. */
  #step(e: tree.Unary | tree.Postfix, used: boolean): number {
    const type = this.semantics.typeOf(e.operand)
    const place = this.place(e.operand)
    const kind = this.kind(type)
    const loaded = this.load(place)
    const keeps = used && e.kind === 'postfix' && place.kind === 'register'
    const old = keeps ? this.move(this.w.register(), loaded) : loaded
    const sign = e.operator === '++' ? 1 : -1
    const direct = place.kind === 'register' ? place.register : this.w.register()
    const next = this.#next(type, kind, loaded, sign, direct)
    const stored = this.store(place, next)
    return e.kind === 'postfix' ? old : stored
  }

  #next(type: Type, kind: Kind, old: number, sign: 1 | -1, into: number): number {
    if (kind === Kind.Pointer) return this.#stepped(valueType(type), old, sign, into)
    if (kind === Kind.Bool) {
      const sum = this.binary('+', Kind.S32, old, this.constant(Kind.S32, BigInt(sign)))
      return this.converted(sum, Kind.S32, Kind.Bool)
    }
    if (isWordKind(kind)) {
      this.w.emit(Op.AddIW, into, old, sign)
      this.narrow(into, kind)
      return into
    }
    const one = isFloatingKind(kind) ? this.#double(1) : this.constant(kind, 1n)
    return this.binary(sign > 0 ? '+' : '-', kind, old, one, into)
  }

  #stepped(type: Type, old: number, sign: 1 | -1, into: number): number {
    if (!this.isVariable(this.pointedTo(type))) return this.movedBy(old, sign * this.elementSize(type), into)
    return this.moved(old, type, this.constant(Kind.S64, 1n), Kind.S64, sign, into)
  }

  #binary(e: tree.Binary, into?: number): number {
    const { operator, left, right } = e
    if (operator === '&&' || operator === '||') return this.#logical(e, into)
    const [a, b] = [valueType(this.semantics.typeOf(left)), valueType(this.semantics.typeOf(right))]
    if (pointerOf(a) !== undefined || pointerOf(b) !== undefined) return this.#onPointers(e, a, b, into)
    if (operator === '<<' || operator === '>>') {
      const kind = this.kind(promotedType(left, this.semantics))
      const value = this.operand(left, kind)
      return this.binary(operator, kind, value, this.#shiftCount(right), into)
    }
    const kind = this.kind(this.semantics.commonType(left, right))
    const constant = operator === '+' || operator === '-' ? this.semantics.fold(right) : undefined
    const first = this.operand(left, kind)
    if (constant !== undefined && isWordKind(kind) && constant < 2n ** 31n && constant > -(2n ** 31n)) {
      const result = into ?? this.w.register()
      this.w.emit(Op.AddIW, result, first, Number(operator === '+' ? constant : -constant))
      return result
    }
    return this.binary(operator, kind, first, this.operand(right, kind), into)
  }

  /** One of 64 bits that does not fit into 32 is as far out of range as one that does not fit the width. */
  #shiftCount(e: Expression): number {
    const kind = this.kind(promotedType(e, this.semantics))
    const register = this.operand(e, kind)
    if (!isWide(kind)) return register
    this.w.emit(Op.InRange, register, 0, 63, 1)
    return this.converted(register, kind, Kind.S32)
  }

  #onPointers({ operator, left, right }: tree.Binary, a: Type, b: Type, into?: number): number {
    const [isPointer, isPointerToo] = [pointerOf(a) !== undefined, pointerOf(b) !== undefined]
    if (operator === '+' || (operator === '-' && !isPointerToo)) {
      const [pointer, index, type] = isPointer ? [left, right, a] : [right, left, b]
      const known = this.isVariable(this.pointedTo(type)) ? undefined : this.semantics.fold(index)
      const size = BigInt(this.elementSize(type)) * (operator === '-' ? -1n : 1n)
      if (known !== undefined && known * size < 2n ** 31n && known * size > -(2n ** 31n))
        return this.movedBy(this.value(pointer), Number(known * size), into)
      if (isPointer) {
        const base = this.value(pointer)
        const kind = this.valueKind(index)
        return this.moved(base, type, this.value(index), kind, operator === '-' ? -1 : 1, into)
      }
      const count = this.value(index)
      return this.moved(this.value(pointer), type, count, this.valueKind(index), 1, into)
    }
    const first = this.operand(left, Kind.Pointer)
    const second = this.operand(right, Kind.Pointer)
    if (operator !== '-') return this.binary(operator, Kind.Pointer, first, second, into)
    return this.distance(a, first, second, into)
  }

  #logical(e: tree.Binary, into?: number): number {
    const [yes, no, end] = [this.w.label(), this.w.label(), this.w.label()]
    this.branch(e, yes, no)
    const result = into ?? this.w.register()
    this.w.place(yes)
    this.w.emit(Op.ConstW, result, 1)
    this.w.jump(Op.Jump, end)
    this.w.place(no)
    this.w.emit(Op.ConstW, result, 0)
    this.w.place(end)
    return result
  }

  /** Goes to one of both, the second of which may be placed next. */
  branch(e: Expression, yes: Label, no: Label): void {
    const known = this.semantics.fold(e)
    if (known !== undefined) return this.w.jump(Op.Jump, known !== 0n ? yes : no)
    if (e.kind === 'parenthesized') return this.branch(e.expression, yes, no)
    if (e.kind === 'unary' && e.operator === '!') return this.branch(e.operand, no, yes)
    if (e.kind === 'binary' && (e.operator === '&&' || e.operator === '||')) {
      const middle = this.w.label()
      if (e.operator === '&&') this.branch(e.left, middle, no)
      else this.branch(e.left, yes, middle)
      this.w.place(middle)
      const before = new Set(this.assigned)
      this.branch(e.right, yes, no)
      this.assigned = before
      return
    }
    const { mark } = this.w
    const register = this.truth(this.value(e), this.valueKind(e))
    this.w.release(mark)
    this.w.beginTest(e)
    this.w.jumpIf(Op.JumpZeroW, register, no)
    this.w.jump(Op.Jump, yes)
  }

  #conditional(e: tree.Conditional, into?: number): number {
    const kind = this.valueKind(e)
    const result = this.w.register()
    const [yes, no, end] = [this.w.label(), this.w.label(), this.w.label()]
    if (e.then === undefined) {
      const test = this.value(e.test)
      this.move(result, this.converted(test, this.valueKind(e.test), kind))
      this.w.jumpIf(Op.JumpTrueW, this.truth(test, this.valueKind(e.test)), end)
    } else {
      this.branch(e.test, yes, no)
      this.w.place(yes)
      this.#alternative(e.then, kind, result)
      this.w.jump(Op.Jump, end)
    }
    this.w.place(no)
    this.#alternative(e.otherwise, kind, result)
    this.w.place(end)
    return into === undefined ? result : this.move(into, result)
  }

  #alternative(e: Expression, kind: Kind, result: number): void {
    const before = new Set(this.assigned)
    if (kind === Kind.Void) this.effect(e)
    else this.move(result, this.operand(e, kind))
    this.assigned = before
  }

  #cast(e: tree.Cast): number {
    this.measure(e.typeName.type)
    const kind = this.kind(e.typeName.type)
    if (kind !== Kind.Void) return this.operand(e.operand, kind)
    this.effect(e.operand)
    return this.w.register()
  }

  /** Of what has no constant size: the operand itself is not evaluated. */
  #typeSize({ operator, typeName, operand }: tree.SizeOf): number {
    const type = typeName?.type ?? this.semantics.typeOf(operand!)
    // GNU's arithmetic counts so, too.
    if (operator === 'sizeof' && (isVoid(type) || functionOf(type) !== undefined)) return this.constant(Kind.S64, 1n)
    if (operator !== 'sizeof' || !this.isVariable(type)) return this.unsupported('the size of this')
    this.measure(type)
    return this.variableSize(type)
  }

  // ---- Assignment ----------------------------------------------------------------------------------------------

  #assignment(e: tree.Assignment): number {
    const type = this.semantics.typeOf(e.target)
    const place = this.place(e.target)
    if (e.operator === '=') return this.assign(place, type, e.value)
    const operator = e.operator.slice(0, -1) as tree.BinaryOperator
    const kind = this.kind(type)
    if (kind === Kind.Pointer && integerOf(this.semantics.typeOf(e.value)) !== undefined) {
      const index = this.value(e.value)
      const sign = operator === '-' ? -1 : 1
      return this.store(place, this.moved(this.load(place), valueType(type), index, this.valueKind(e.value), sign))
    }
    const right = this.value(e.value)
    const common = this.#commonKind(operator, e)
    const old = this.converted(this.load(place), kind, common)
    const count = operator === '<<' || operator === '>>'
    const second = count ? this.#countOf(right, e.value) : this.converted(right, this.valueKind(e.value), common)
    const direct = place.kind === 'register' && common === kind && narrowingOf(kind) === undefined
    const result = this.binary(operator, common, old, second, direct ? place.register : undefined)
    return this.store(place, this.converted(result, common, kind))
  }

  #countOf(register: number, e: Expression): number {
    const kind = this.valueKind(e)
    if (isWide(kind)) this.w.emit(Op.InRange, register, 0, 63, 1)
    return this.converted(register, kind, Kind.S32)
  }

  #commonKind(operator: tree.BinaryOperator, { target, value }: tree.Assignment): Kind {
    if (operator === '<<' || operator === '>>') return this.kind(promotedType(target, this.semantics))
    return this.kind(this.semantics.commonType(target, value))
  }

  /** Gives the place, which has `type`, the value of `e`. */
  assign(place: Place, type: Type, e: Expression): number {
    const kind = this.kind(type)
    const from = this.valueKind(e)
    if (place.kind === 'register' && from === kind) return this.store(place, this.value(e, place.register))
    const raw = place.kind === 'memory' && from === kind ? this.#rawByte(e, kind) : undefined
    if (raw !== undefined) {
      this.w.emit(
        storeOf(kind, this.pointerSize),
        raw,
        (place as { base: number }).base,
        (place as { offset: number }).offset,
      )
      return raw
    }
    return this.store(place, this.converted(this.value(e), from, kind))
  }

  /** Bytes are copied whether or not they are initialised: so programs copy records with their padding. */
  #rawByte(e: Expression, kind: Kind): number | undefined {
    let from = e
    while (from.kind === 'parenthesized') from = from.expression
    if ((kind !== Kind.U8 && kind !== Kind.S8) || !(from.kind === 'index' || from.kind === 'unary')) return undefined
    if (from.kind === 'unary' && from.operator !== '*') return undefined
    const place = this.place(from)
    if (place.kind !== 'memory') return undefined
    const result = this.w.register()
    this.w.emit(Op.LoadRawByte, result, place.base, place.offset, kind === Kind.S8 ? 1 : 0)
    return result
  }

  // ---- Variable arguments --------------------------------------------------------------------------------------

  /** A list is a pointer to the next argument; each argument takes a multiple of 8 bytes. */
  #variableArgument(e: tree.VaArg): number {
    const { type } = e.typeName
    const list = this.place(e.list)
    const at = this.load(list)
    const held = this.move(this.w.register(), at)
    const kind = this.kind(type)
    const size = kind === Kind.Record ? Math.ceil(this.size(type) / 8) * 8 : 8
    this.store(list, this.movedBy(held, size))
    const promoted = kind === Kind.Float ? this.kind({ kind: 'floating', name: 'double', complex: false }) : kind
    const word = isWordKind(promoted) ? this.kind(integer('int')) : promoted
    const types = { [Kind.Double]: Op.LoadF, [Kind.Record]: undefined } as Record<number, Op | undefined>
    if (word === Kind.Record) return held
    const result = this.w.register()
    const op =
      types[word] ??
      (word === Kind.Pointer && this.pointerSize === 4 ? Op.LoadP : isWordKind(word) ? Op.LoadW : Op.LoadL)
    this.w.emit(op, result, held, 0)
    this.narrow(result, kind)
    return result
  }
}

/** Those whose results are the value of `e`. */
function* callsThatAnswer(e: Expression): Iterable<Expression> {
  switch (e.kind) {
    case 'call':
      return yield e
    case 'parenthesized':
      return yield* callsThatAnswer(e.expression)
    case 'comma':
      return yield* callsThatAnswer(e.right)
    case 'conditional':
      if (e.then !== undefined) yield* callsThatAnswer(e.then)
      return yield* callsThatAnswer(e.otherwise)
  }
}
