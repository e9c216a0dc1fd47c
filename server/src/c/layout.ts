// Sizes and alignments of types (C11 6.2.5, 6.2.6) on the target.
import { integerSize } from './arithmetic.ts'
import type { Queries, Target } from './environment.ts'
import { microsoftLayout, type RecordLayout, roundUp, type TypeExtent } from './recordLayout.ts'
import { systemVLayout } from './systemVLayout.ts'
import type { ArrayType, FloatingType, RecordBody, RecordType, Type } from './types.ts'
import { canonical, Qualifiers } from './types.ts'

type LayoutQueries = Pick<Queries, 'target' | 'layout'>

/** Undefined: incomplete, unknown, a function, or larger than a number can count. `qualifiers`: those around `type`. */
export function extentOf(type: Type, queries: LayoutQueries, qualifiers = 0): TypeExtent | undefined {
  switch (type.kind) {
    case 'qualified':
      return extentOf(type.of, queries, qualifiers | type.qualifiers)
    case 'typedef': {
      const own = extentOf(type.of, queries, qualifiers)
      if (own === undefined || type.alignment === undefined) return own
      const requiredAlignment = Math.max(recordRequirement(type, queries), type.alignment)
      return { ...own, requiredAlignment, effectiveAlignment: type.alignment }
    }
    case 'array':
      return arrayExtent(type, queries)
  }
  return elementExtent(type, qualifiers, queries)
}

/** What the record asks for that `type` consists of, whatever typedefs on the way say. */
function recordRequirement(type: Type, queries: LayoutQueries): number {
  const inner = canonical(type)
  if (inner.kind === 'array') return recordRequirement(inner.of, queries)
  return inner.kind === 'record' ? (queries.layout(inner)?.requiredAlignment ?? 0) : 0
}

function arrayExtent({ of, length }: ArrayType, queries: LayoutQueries): TypeExtent | undefined {
  const element = extentOf(of, queries)
  if (element === undefined || length === undefined || length < 0n) return undefined
  const { effectiveAlignment: alignment, requiredAlignment } = element
  const exact = element.size * Number(length)
  const { abi, pointerSize } = queries.target
  const size = abi === 'systemV' || pointerSize === 8 ? roundUp(exact, alignment) : exact
  if (!Number.isSafeInteger(size)) return undefined
  return { size, alignment, requiredAlignment, effectiveAlignment: alignment }
}

function elementExtent(type: Type, qualifiers: number, queries: LayoutQueries): TypeExtent | undefined {
  switch (type.kind) {
    case 'integer':
      return scalar(integerSize(type, queries.target))
    case 'enum':
      return scalar(integerSize(type.underlying, queries.target))
    case 'floating': {
      const size = floatingSize(type, queries.target)
      return { ...scalar(size), size: type.complex ? size * 2 : size }
    }
    case 'pointer':
      return scalar(pointerSize(qualifiers, queries.target))
    case 'record':
      return recordExtent(queries.layout(type))
  }
  return undefined
}

function recordExtent(layout: RecordLayout | undefined): TypeExtent | undefined {
  if (layout === undefined) return undefined
  const { size, alignment, requiredAlignment } = layout
  return { size, alignment, requiredAlignment, effectiveAlignment: Math.max(alignment, requiredAlignment) }
}

function scalar(size: number): TypeExtent {
  return { size, alignment: size, requiredAlignment: 0, effectiveAlignment: size }
}

export function floatingSize(type: FloatingType, target: Target): number {
  if (type.name === 'float') return 4
  return type.name === 'long double' && target.abi === 'systemV' ? 16 : 8
}

/** `qualifiers`: those of the pointer, for `__ptr32` and `__ptr64`. */
export function pointerSize(qualifiers: number, target: Target): 4 | 8 {
  if ((qualifiers & Qualifiers.Ptr32) !== 0) return 4
  if ((qualifiers & Qualifiers.Ptr64) !== 0) return 8
  return target.pointerSize
}

export function layoutRecord(record: RecordType, body: RecordBody, queries: LayoutQueries): RecordLayout | undefined {
  if (body.broken) return undefined
  const union = record.keyword === 'union'
  const measure = (type: Type) => extentOf(type, queries)
  if (queries.target.abi === 'systemV') return systemVLayout(body, union, measure)
  return microsoftLayout(body, union, queries.target.pointerSize, measure)
}
