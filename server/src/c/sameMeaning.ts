// Do two declarations mean the same to everything that only sees the name? Positions do not count.
import type { Symbol } from './symbol.ts'
import { type Token, TokenFlags, type Vanished, vanishedName } from './token.ts'
import type { Attribute, Type } from './types.ts'
import type { PackState } from './unitTables.ts'

export function sameTokens(a: readonly Token[], b: readonly Token[]): boolean {
  const space = TokenFlags.Space
  return (
    a.length === b.length &&
    a.every((t, i) => t.text === b[i]!.text && (i === 0 || (t.flags & space) === (b[i]!.flags & space)))
  )
}

export function sameSymbol(a: Symbol, b: Symbol): boolean {
  return (
    a.kind === b.kind &&
    a.storage === b.storage &&
    a.linkage === b.linkage &&
    a.defined === b.defined &&
    a.value === b.value &&
    a.specifiers?.implicitInt === b.specifiers?.implicitInt &&
    (a.previous === undefined) === (b.previous === undefined) &&
    sameType(a.type, b.type) &&
    sameList(a.attributes, b.attributes, sameAttribute) &&
    sameList(a.annotations, b.annotations, sameVanished)
  )
}

/** Structure and typedef names equal, records and enums the very same. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true
  switch (a.kind) {
    case 'typedef':
      return b.kind === 'typedef' && a.name === b.name && sameType(a.of, b.of)
    case 'qualified':
      return b.kind === 'qualified' && a.qualifiers === b.qualifiers && sameType(a.of, b.of)
    case 'pointer':
      return b.kind === 'pointer' && sameType(a.to, b.to)
    case 'array':
      return (
        b.kind === 'array' &&
        a.length === b.length &&
        a.size === undefined &&
        b.size === undefined &&
        sameType(a.of, b.of)
      )
    case 'function':
      return (
        b.kind === 'function' &&
        a.variadic === b.variadic &&
        a.prototyped === b.prototyped &&
        a.convention === b.convention &&
        sameType(a.returns, b.returns) &&
        sameList(a.parameters, b.parameters, (p, q) => p.name === q.name && sameType(p.type, q.type))
      )
    case 'floating':
      return b.kind === 'floating' && a.name === b.name && a.complex === b.complex
  }
  return false
}

function sameAttribute(a: Attribute, b: Attribute): boolean {
  return a.name === b.name && a.value === b.value && sameTokens(a.arguments, b.arguments)
}

function sameVanished(a: Vanished, b: Vanished): boolean {
  if (vanishedName(a) !== vanishedName(b)) return false
  if (a.arguments === undefined || b.arguments === undefined) return a.arguments === b.arguments
  return sameList(a.arguments, b.arguments, sameTokens)
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((x, i) => same(x, b[i]!))
}

export function samePack(a: PackState, b: PackState): boolean {
  let [x, y]: (PackState | undefined)[] = [a, b]
  while (x !== y) {
    if (x === undefined || y === undefined || x.value !== y.value || x.identifier !== y.identifier) return false
    ;[x, y] = [x.below, y.below]
  }
  return true
}
