// A small model of C types of its own for the generators of the conformance tests: nothing of the engine is used, so that
// a mistake there cannot hide itself.

export type Shape =
  | { readonly kind: 'integer' | 'floating'; readonly text: string; readonly qualifiers: string }
  | { readonly kind: 'pointer'; readonly to: Shape; readonly qualifiers: string }
  | { readonly kind: 'array'; readonly of: Shape; readonly length: number }
  | RecordShape
  | FunctionShape

export interface RecordShape {
  readonly kind: 'record'
  readonly text: string
  readonly qualifiers: string
  readonly members: readonly MemberShape[]
}

export interface FunctionShape {
  readonly kind: 'function'
  readonly returns: Shape
  readonly parameters: readonly Shape[]
  /** With a space behind, or empty. */
  readonly convention: string
}

/** A member that the record's objects have by this name; those of anonymous members are among them. */
export interface MemberShape {
  readonly name: string
  readonly shape: Shape
  readonly bitField: boolean
}

/** The declaration of `name` (empty: a type name). */
export function declare(shape: Shape, name: string): string {
  switch (shape.kind) {
    case 'pointer': {
      const star = `*${shape.qualifiers}${name}`
      if (shape.to.kind === 'function') return declare(shape.to, `(${shape.to.convention}${star})`)
      return declare(shape.to, shape.to.kind === 'array' ? `(${star})` : star)
    }
    case 'array':
      return declare(shape.of, `${name}[${shape.length}]`)
    case 'function': {
      const parameters = shape.parameters.map(parameter => declare(parameter, '')).join(', ')
      return declare(shape.returns, `${name}(${parameters || 'void'})`)
    }
  }
  return `${shape.qualifiers}${shape.text} ${name}`
}

export function isConstant(shape: Shape): boolean {
  switch (shape.kind) {
    case 'array':
      return isConstant(shape.of)
    case 'function':
      return true
  }
  return shape.qualifiers.includes('const')
}
