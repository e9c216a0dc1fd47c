// Expressions out of a seed that every compiler takes: constant ones, and ones on the generated objects.

import type { Random } from '../support/random.ts'
import type { GeneratedDeclarations } from './declarations.ts'
import { declare, isConstant, type Shape } from './shapes.ts'

interface Lvalue {
  readonly text: string
  readonly shape: Shape
  readonly bitField: boolean
  readonly writable: boolean
}

interface Pointer {
  readonly text: string
  readonly to: Shape
}

const castTypes = [
  'char',
  'unsigned char',
  'short',
  'unsigned short',
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'long long',
  'unsigned long long',
]
const literals = [
  '0',
  '1',
  '7',
  '0x7f',
  '0xffff',
  '2147483647',
  '2147483648',
  '0x80000000',
  '4294967295',
  '0xffffffff',
  '1u',
  '3l',
  '5ul',
  '9ll',
  '11ull',
  '0x7fffffffffffffff',
  '0xffffffffffffffff',
  "'a'",
  "'\\xff'",
  "L'x'",
  '017',
  '1.5',
  '2.5f',
  '3.0l',
]

export class ExpressionGenerator {
  readonly #random: Random
  readonly #declarations: GeneratedDeclarations

  constructor(random: Random, declarations: GeneratedDeclarations) {
    this.#random = random
    this.#declarations = declarations
  }

  /** An integer constant expression; signed operands of arithmetic are kept small, so that nothing overflows. */
  constant(depth = 3): string {
    const random = this.#random
    if (depth === 0 || random.chance(0.15)) return this.#constantLeaf()
    const inner = () => this.constant(depth - 1)
    const small = () => `((${inner()}) & ${random.pick(['0xff', '127', '0x3ffu', '31ll'])})`
    switch (random.below(11)) {
      case 0:
        return `(${inner()} ${random.pick(['&', '|', '^'])} ${inner()})`
      case 1:
        return `(${small()} ${random.pick(['+', '-', '*'])} ${small()})`
      case 2:
        return `(${inner()} ${random.pick(['/', '%'])} (${small()} + 1))`
      case 3:
        return `(${small()} ${random.pick(['<<', '>>'])} ${random.below(16)})`
      case 4:
        return `(${inner()} ${random.pick(['<', '>', '<=', '>=', '==', '!=', '&&', '||'])} ${inner()})`
      case 5:
        return `(${inner()} ? ${inner()} : ${inner()})`
      case 6:
        return `(${random.pick(['!', '~', '+'])}${inner()})`
      case 7:
        return `(-${small()})`
      case 8:
        return `((${random.pick(castTypes)})${inner()})`
      case 9:
        return `sizeof(${inner()})`
    }
    return `((int)(${random.pick(['1.5', '2.75f', '1e3'])} ${random.pick(['*', '+', '-', '/'])} (${small()} + 1)))`
  }

  #constantLeaf(): string {
    const random = this.#random
    const { records, enumerators } = this.#declarations
    switch (random.below(6)) {
      case 0:
        return random.pick(enumerators)
      case 1:
        return `sizeof(${random.pick(records).text})`
      case 2: {
        const { text, members } = random.pick(records)
        const named = members.filter(({ bitField }) => !bitField)
        return named.length === 0 ? '3' : `__builtin_offsetof(${text}, ${random.pick(named).name})`
      }
    }
    return random.pick(literals.slice(0, -3))
  }

  // ---- On objects ---------------------------------------------------------------------------------------------------

  any(): string {
    switch (this.#random.below(5)) {
      case 0:
        return this.#pointer(2).text
      case 1: {
        const { text, bitField } = this.#lvalue()
        return bitField ? `+${text}` : text
      }
    }
    return this.arithmetic(3)
  }

  arithmetic(depth: number): string {
    const random = this.#random
    if (depth === 0) return this.#arithmeticLeaf()
    const inner = () => this.arithmetic(depth - 1)
    const integral = () => this.#integral(depth - 1)
    switch (random.below(12)) {
      case 0:
      case 1:
        return `(${inner()} ${random.pick(['+', '-', '*', '/'])} ${inner()})`
      case 2:
        return `(${integral()} ${random.pick(['%', '&', '|', '^', '<<', '>>'])} ${integral()})`
      case 3:
        return `(${inner()} ${random.pick(['<', '==', '&&', '||', '>='])} ${inner()})`
      case 4:
        return `(${inner()} ? ${inner()} : ${inner()})`
      case 5:
        return `(${random.pick(['-', '+', '!'])}${inner()})`
      case 6:
        return `(~${integral()})`
      case 7:
        return `((${random.pick(castTypes)})${inner()})`
      case 8:
        return this.#assignment(inner)
      case 9:
        return `(${inner()}, ${inner()})`
      case 10: {
        const { text, to } = this.#pointer(1)
        return to.kind === 'function' ? `(${text} == 0)` : `(${text} - ${text})`
      }
    }
    return this.#arithmeticLeaf()
  }

  #assignment(value: () => string): string {
    const target = this.#find(l => l.writable && (l.shape.kind === 'integer' || l.shape.kind === 'floating'))
    if (target === undefined) return value()
    const { text, shape } = target
    // The increment of a _Bool or an enumeration is taken by C alone, so that is fine here.
    switch (this.#random.below(4)) {
      case 0:
        return `(${text} = ${value()})`
      case 1:
        return `(${text} ${shape.kind === 'integer' ? this.#random.pick(['+=', '*=', '-=']) : '/='} ${value()})`
      case 2:
        return `(${text}++)`
    }
    return `(--${text})`
  }

  #integral(depth: number): string {
    return depth === 0 || this.#random.chance(0.4)
      ? this.#arithmeticLeaf('integer')
      : `((${this.#random.pick(castTypes)})${this.arithmetic(depth - 1)})`
  }

  #arithmeticLeaf(kind?: 'integer'): string {
    const random = this.#random
    const literal = () => random.pick(kind === undefined ? literals : literals.slice(0, -3))
    if (random.chance(0.3)) return literal()
    if (random.chance(0.1)) return random.pick(this.#declarations.enumerators)
    const found = this.#find(
      ({ shape }) => shape.kind === 'integer' || (kind === undefined && shape.kind === 'floating'),
    )
    return found?.text ?? literal()
  }

  #find(accepts: (lvalue: Lvalue) => boolean): Lvalue | undefined {
    for (let tries = 0; tries < 10; tries++) {
      const lvalue = this.#lvalue()
      if (accepts(lvalue)) return lvalue
    }
    return undefined
  }

  /** A walk from an object through members, elements and pointers. */
  #lvalue(): Lvalue {
    const random = this.#random
    const { name, shape } = random.pick(this.#declarations.objects)
    let lvalue: Lvalue = { text: name, shape, bitField: false, writable: !isConstant(shape) }
    for (let steps = random.below(5); steps > 0; steps--) lvalue = this.#step(lvalue)
    return lvalue
  }

  #step(from: Lvalue): Lvalue {
    const random = this.#random
    const { text, shape } = from
    switch (shape.kind) {
      case 'record': {
        if (shape.members.length === 0) return from
        const member = random.pick(shape.members)
        const writable = from.writable && !isConstant(member.shape)
        return { text: `${text}.${member.name}`, shape: member.shape, bitField: member.bitField, writable }
      }
      case 'array': {
        const element = random.chance(0.8) ? `${text}[${random.below(3)}]` : `${random.below(3)}[${text}]`
        return { text: element, shape: shape.of, bitField: false, writable: from.writable && !isConstant(shape.of) }
      }
      case 'pointer': {
        // clang makes what a __ptr32 pointer points to a type apart.
        if (shape.qualifiers !== '') return from
        const writable = !isConstant(shape.to)
        if (shape.to.kind === 'function') return { text: `(*${text})`, shape: shape.to, bitField: false, writable }
        if (shape.to.kind !== 'record' || shape.to.members.length === 0)
          return { text: random.chance(0.5) ? `(*${text})` : `${text}[1]`, shape: shape.to, bitField: false, writable }
        const member = random.pick(shape.to.members)
        return {
          text: `${text}->${member.name}`,
          shape: member.shape,
          bitField: member.bitField,
          writable: writable && !isConstant(member.shape),
        }
      }
    }
    return from
  }

  #pointer(depth: number): Pointer {
    const random = this.#random
    const lvalue = this.#lvalue()
    const { text, shape } = lvalue
    const start: Pointer = lvalue.bitField
      ? { text: '((int *)0)', to: { kind: 'integer', text: 'int', qualifiers: '' } }
      : shape.kind === 'pointer' && shape.qualifiers === ''
        ? { text, to: shape.to }
        : shape.kind === 'array' && random.chance(0.5)
          ? { text, to: shape.of }
          : { text: `(&${text})`, to: shape }
    if (depth === 0) return start
    switch (start.to.kind === 'function' ? 3 + random.below(2) : random.below(6)) {
      case 0:
        return { text: `(${start.text} + ${this.#integral(1)})`, to: start.to }
      case 1:
        return { text: `(${this.#integral(1)} + ${start.text})`, to: start.to }
      case 2:
        return { text: `(${start.text} - 1)`, to: start.to }
      case 3:
        return { text: `(${this.arithmetic(1)} ? ${start.text} : 0)`, to: start.to }
      case 4:
        return { text: `(1, ${start.text})`, to: start.to }
    }
    return { text: `((${declare({ kind: 'pointer', to: start.to, qualifiers: '' }, '')})0)`, to: start.to }
  }
}
