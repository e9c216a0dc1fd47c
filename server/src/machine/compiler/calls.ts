// Calls (C11 6.5.2.2). Arguments lie in consecutive registers of the caller, which become the callee's first ones; the
// result comes back in the first of them. Records are passed by address, and copied by the callee; a record that is
// returned goes to where an additional first argument says. Variable arguments lie in a block of their own, to which an
// additional last argument leads.
import { calledFunction, functionOf, valueType } from '../../c/predicates.ts'
import type * as tree from '../../c/tree.ts'
import type { Expression } from '../../c/tree.ts'
import { doubleType, type FunctionType, type Type } from '../../c/types.ts'
import { promotedType } from '../../c/typing.ts'
import type { ListedArgument } from '../code.ts'
import { isFloatingKind, isWordKind, Kind } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import { Expressions } from './expressions.ts'

export abstract class Calls extends Expressions {
  /** The register of the address of the running function's own variable arguments. */
  argumentList: number | undefined

  /** What _exception_code() and the like read. */
  abstract intrinsicRegister(name: string): number | undefined

  call(e: tree.Call): number {
    const name = calledName(e.callee)
    const intrinsic = name === undefined ? undefined : this.#intrinsic(name, e)
    if (intrinsic !== undefined) return intrinsic
    const type = calledFunction(valueType(this.semantics.typeOf(e.callee)))
    if (type === undefined) return this.unsupported(`a call of ${name ?? 'what'}, which is not declared`)
    const symbol = directly(e.callee)
    const pointer = symbol === undefined ? this.move(this.w.register(), this.value(e.callee)) : undefined
    const returnsRecord = this.kind(type.returns) === Kind.Record
    const result = returnsRecord ? this.temporary('a result', type.returns) : undefined
    const { base, count, signature, list } = this.#arguments(e, type, result)
    const number = this.links.signature(signature)
    if (this.ignored.has(e)) this.w.unusedCalls.add(this.w.here)
    if (pointer === undefined) this.w.emit(Op.Call, base, this.links.object(symbol!, this.semantics), count, number)
    else this.w.emit(Op.CallP, base, pointer, count, number)
    if (list !== undefined) this.w.emit(Op.EndLocal, list)
    return result ?? base
  }

  #arguments(e: tree.Call, type: FunctionType, result: number | undefined) {
    const fixed = type.prototyped ? type.parameters.length : e.arguments.length
    const hidden = result === undefined ? 0 : 1
    if (e.arguments.length < fixed) this.unsupported('a call with too few arguments')
    const count = hidden + fixed + (type.variadic ? 1 : 0)
    const first = this.w.register(Math.max(count, 1))
    const classes: string[] = []
    if (result !== undefined) this.move(first, result)
    for (const [i, argument] of e.arguments.slice(0, fixed).entries()) {
      const to = type.prototyped ? type.parameters[i]!.type : this.#promoted(argument)
      classes.push(this.classOf(to))
      this.#argument(argument, this.kind(to), first + hidden + i)
      // The callee copies a record, but a pointer that leads nowhere is the caller's.
      if (this.kind(to) === Kind.Record) this.w.emit(Op.Reach, first + hidden + i, 0, this.size(to))
    }
    const list = type.variadic ? this.#list(e.arguments.slice(fixed)) : undefined
    if (list !== undefined) this.move(first + count - 1, list)
    // What got a register of its own meanwhile must not lie where the callee's registers will be.
    const base = this.w.isFree(first) ? first : this.w.register(Math.max(count, 1))
    if (base !== first) for (let i = 0; i < count; i++) this.move(base + i, first + i)
    this.w.release(base + 1)
    const signature = `${hidden ? 'r' : ''}${classes.join('')}${type.variadic ? '...' : ''}`
    return { base, count, list, signature }
  }

  #argument(e: Expression, kind: Kind, to: number): void {
    const from = this.valueKind(e)
    this.move(to, from === kind ? this.value(e, to) : this.converted(this.value(e), from, kind))
  }

  #promoted(e: Expression): Type {
    const type = promotedType(e, this.semantics)
    return this.kind(type) === Kind.Float ? doubleType : type
  }

  /** How a value of the type is passed. */
  classOf(type: Type): string {
    const kind = this.kind(type)
    if (kind === Kind.Record) return `{${this.size(type)}}`
    if (isFloatingKind(kind)) return 'F'
    return isWordKind(kind) || (kind === Kind.Pointer && this.pointerSize === 4) ? 'W' : 'L'
  }

  #list(given: readonly Expression[]): number {
    const first = this.w.register(given.length)
    const list: ListedArgument[] = given.map((argument, i) => {
      const type = this.#promoted(argument)
      const kind = this.kind(type)
      this.#argument(argument, kind, first + i)
      const name = isFloatingKind(kind)
        ? 'floating'
        : kind === Kind.Pointer
          ? 'pointer'
          : isWordKind(kind)
            ? 'word'
            : 'long'
      return kind === Kind.Record ? { kind: 'record', size: this.size(type) } : { kind: name, size: 8 }
    })
    const register = this.w.permanent()
    this.w.blocks.push(register)
    this.w.emit(Op.Arguments, register, first, this.w.add(this.w.lists, list))
    return register
  }

  // ---- What is no call -----------------------------------------------------------------------------------------

  #intrinsic(name: string, e: tree.Call): number | undefined {
    const [first, second] = e.arguments
    const register = this.intrinsicRegister(name)
    if (register !== undefined) return register
    switch (name) {
      case '__builtin_va_start':
      case '__va_start': {
        if (this.argumentList === undefined || first === undefined) return this.unsupported('va_start here')
        return this.store(this.place(first), this.argumentList)
      }
      case '__builtin_va_end':
        return this.w.register()
      case '__builtin_va_copy':
        return this.store(this.place(first!), this.value(second!))
      case 'setjmp':
      case '_setjmp':
        this.assigned.clear()
        return this.#twoOperands(Op.SetJump, this.w.register(), this.value(first!))
      case 'alloca':
      case '_alloca':
      case '__builtin_alloca': {
        const result = this.w.register()
        this.w.chain ??= this.w.permanent()
        this.w.emit(Op.Allocate, result, this.operand(first!, Kind.S64), this.w.chain)
        return result
      }
      case '__builtin_constant_p':
        return this.constant(Kind.S32, this.semantics.evaluate(first!) === undefined ? 0n : 1n)
      case 'longjmp':
        return this.#twoOperands(Op.LongJump, this.value(first!), this.operand(second!, Kind.S32))
    }
    return undefined
  }

  #twoOperands(op: Op, a: number, b: number): number {
    this.w.emit(op, a, b)
    return a
  }
}

function calledName(callee: Expression): string | undefined {
  let e = callee
  while (e.kind === 'parenthesized') e = e.expression
  return e.kind === 'identifier' && e.symbol?.kind !== 'object' && e.symbol?.kind !== 'parameter' ? e.name : undefined
}

/** The function that is called by its name. */
function directly(callee: Expression) {
  let e = callee
  while (e.kind === 'parenthesized') e = e.expression
  return e.kind === 'identifier' && e.symbol !== undefined && functionOf(e.symbol.type) !== undefined
    ? e.symbol
    : undefined
}
