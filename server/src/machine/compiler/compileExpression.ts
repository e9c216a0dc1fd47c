// One expression, compiled for a frame that stands: the frame's registers keep their numbers, temporaries lie above
// them. The code ends with a breakpoint, so that whoever asked finds the answer before anything is cleaned up.
import { functionOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { Expression } from '../../c/tree.ts'
import type { BitPlace, Code } from '../code.ts'
import type { Site } from '../fault.ts'
import { Kind } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import { bytesOfUnits } from './initializers.ts'
import type { Links, Place } from './places.ts'
import { Statements } from './statements.ts'

export interface CompiledExpression {
  readonly code: Code
  /** Holds the value, or the address of the object that the expression means. */
  readonly register: number
  readonly isAddress: boolean
  /** Of a bit-field, in the object. */
  readonly bits: BitPlace | undefined
}

/** Of the code of the function that stands: what an expression can use of it. */
type Frame = Pick<Code, 'registers' | 'variables'>

/** Throws a Trap for what the machine does not know. */
export function compileExpression(e: Expression, frame: Frame, semantics: Semantics, links: Links): CompiledExpression {
  const site: Site = { first: e.first, last: e.last, function: '' }
  // As functions are: how many registers must be set apart is known at the end.
  const trial = new ExpressionCompiler(semantics, links, site)
  trial.compile(e, frame, 0)
  return new ExpressionCompiler(semantics, links, site).compile(e, frame, trial.w.lasting)
}

class ExpressionCompiler extends Statements {
  compile(e: Expression, frame: Frame, kept: number): CompiledExpression {
    for (let i = 0; i < frame.registers; i++) this.w.permanent()
    for (const variable of frame.variables) this.locals.set(variable.symbol, variable)
    this.w.setApart(kept)
    const answer = this.#answer(e)
    this.w.emit(Op.Break)
    return { code: this.w.finish(new Map(), [...this.locals.values()]), ...answer }
  }

  #answer(e: Expression): Omit<CompiledExpression, 'code'> {
    const place = isObject(e) && functionOf(this.semantics.typeOf(e)) === undefined ? this.place(e) : undefined
    switch (place?.kind) {
      case 'register':
        return { register: place.register, isAddress: false, bits: undefined }
      case 'memory':
        return { register: this.addressIn(place), isAddress: true, bits: undefined }
      case 'bits':
        return { register: place.base, isAddress: true, bits: place.bits }
    }
    const register = this.value(e)
    return { register, isAddress: this.valueKind(e) === Kind.Record, bits: undefined }
  }

  /** The program has no such literal: it gets a block of its own. */
  override place(e: Expression): Place {
    if (e.kind !== 'string-literal') return super.place(e)
    const type = this.semantics.typeOf(e)
    const base = this.temporary('a string literal', type)
    const size = this.size(type) / (e.units.length + 1)
    this.w.emit(Op.Bytes, base, 0, this.w.add(this.w.bytes, bytesOfUnits([...e.units, 0], size)))
    return { kind: 'memory', base, offset: 0, type }
  }
}

/** Does it mean an object, not only a value? */
function isObject(e: Expression): boolean {
  let inner = e
  while (inner.kind === 'parenthesized') inner = inner.expression
  if (inner.kind === 'identifier') return inner.symbol?.kind === 'object' || inner.symbol?.kind === 'parameter'
  return inner.kind === 'member' || inner.kind === 'index' || (inner.kind === 'unary' && inner.operator === '*')
}
