// What types and expressions of one translation unit mean: the door to typing, folding and layout. Answers are
// remembered by node; a node never changes its meaning, since an edit that changes a name reads its uses anew.
import { commonType } from './arithmetic.ts'
import { compatible, composite } from './compatibility.ts'
import type { Constant, Environment, Queries, Target } from './environment.ts'
import { addressOf, evaluateExpression } from './folding.ts'
import { extentOf, layoutRecord } from './layout.ts'
import type { RecordLayout } from './recordLayout.ts'
import type { Expression } from './tree.ts'
import { type RecordBody, type RecordType, type Type, unknownType } from './types.ts'
import { promotedType, typeOfExpression } from './typing.ts'

/** Expressions nest no deeper in the parser's trees; chains that only grow to the left are walked in a loop. */
const deepest = 1_500

export class Semantics implements Queries {
  readonly environment: Environment
  readonly #types = new WeakMap<Expression, Type>()
  readonly #constants = new WeakMap<Expression, Constant | 'none'>()
  readonly #layouts = new WeakMap<RecordBody, RecordLayout | 'none'>()
  #depth = 0

  constructor(environment: Environment) {
    this.environment = environment
  }

  get target(): Target {
    return this.environment.target
  }

  body(record: RecordType): RecordBody | undefined {
    return this.environment.body(record)
  }

  /** The expression's type, as an lvalue has it: arrays and qualifiers are kept. */
  typeOf(expression: Expression): Type {
    return this.#types.get(expression) ?? this.#typed(expression)
  }

  /** The expression's value, where it is known before the program runs. */
  evaluate(expression: Expression): Constant | undefined {
    const value = this.#constants.get(expression) ?? this.#evaluated(expression)
    return value === 'none' ? undefined : value
  }

  /** The value of an integer constant expression. */
  fold(expression: Expression): bigint | undefined {
    const value = this.evaluate(expression)
    return value?.kind === 'integer' ? value.value : undefined
  }

  /** The object or function that an lvalue designates, where that is known. */
  addressOf(expression: Expression): Constant | undefined {
    return addressOf(expression, this)
  }

  /** In bytes; undefined: incomplete, unknown or a function. */
  sizeOf(type: Type): number | undefined {
    return extentOf(type, this)?.size
  }

  alignOf(type: Type): number | undefined {
    return extentOf(type, this)?.effectiveAlignment
  }

  layout(record: RecordType): RecordLayout | undefined {
    const body = this.body(record)
    if (body === undefined) return undefined
    let layout = this.#layouts.get(body)
    if (layout === undefined) {
      // A record that contains itself has no layout; it is asked for once more while it is computed.
      this.#layouts.set(body, 'none')
      layout = layoutRecord(record, body, this) ?? 'none'
      if (layout === 'none') this.#layouts.delete(body)
      else this.#layouts.set(body, layout)
    }
    return layout === 'none' ? undefined : layout
  }

  compatible(a: Type, b: Type): boolean {
    return compatible(a, b)
  }

  composite(a: Type, b: Type): Type {
    return composite(a, b)
  }

  /** The type of both operands after the usual arithmetic conversions. */
  commonType(left: Expression, right: Expression): Type {
    return commonType(promotedType(left, this), promotedType(right, this), this.target)
  }

  #typed(expression: Expression): Type {
    return this.#along(expression, this.#types, e => typeOfExpression(e, this), unknownType)
  }

  #evaluated(expression: Expression): Constant | 'none' {
    return this.#along(expression, this.#constants, e => evaluateExpression(e, this) ?? 'none', 'none')
  }

  /** Computes and remembers the answers for a chain of operands, innermost first, so that it costs no recursion. */
  #along<T>(expression: Expression, known: WeakMap<Expression, T>, compute: (e: Expression) => T, tooDeep: T): T {
    const chain = [expression]
    for (let e = firstOperand(expression); e !== undefined && !known.has(e); e = firstOperand(e)) chain.push(e)
    if (this.#depth >= deepest) return tooDeep
    this.#depth++
    let answer = tooDeep
    for (const e of chain.reverse()) known.set(e, (answer = compute(e)))
    this.#depth--
    return answer
  }
}

/** The operand in which long chains nest: `a + b + c`, `f(x)(y)`, `a.b.c`. */
function firstOperand(expression: Expression): Expression | undefined {
  switch (expression.kind) {
    case 'binary':
    case 'comma':
      return expression.left
    case 'member':
      return expression.object
    case 'index':
      return expression.array
    case 'call':
      return expression.callee
    case 'postfix':
      return expression.operand
  }
  return undefined
}
