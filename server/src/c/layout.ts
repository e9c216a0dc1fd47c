// Sizes and alignments of types (C11 6.2.5, 6.2.6) on the target.
import { integerSize } from './arithmetic.ts'
import type { Queries, Target } from './environment.ts'
import { microsoftLayout, type RecordLayout, type TypeExtent } from './recordLayout.ts'
import { systemVLayout } from './systemVLayout.ts'
import type { FloatingType, RecordBody, RecordType, Type } from './types.ts'
import { Qualifiers } from './types.ts'

type LayoutQueries = Pick<Queries, 'target' | 'layout'>

/** Undefined: incomplete, unknown, a function, or larger than a number can count. */
export function extentOf(type: Type, queries: LayoutQueries): TypeExtent | undefined {
  let elements = 1
  let qualifiers = 0
  let required = 1
  for (let t = type; ; ) {
    switch (t.kind) {
      case 'qualified':
        qualifiers |= t.qualifiers
        t = t.of
        continue
      case 'typedef':
        required = Math.max(required, t.alignment ?? 1)
        t = t.of
        continue
      case 'array': {
        if (t.length === undefined || t.length < 0n) return undefined
        elements *= Number(t.length)
        qualifiers = 0
        t = t.of
        continue
      }
    }
    const element = elementExtent(t, qualifiers, queries)
    const size = element && element.size * elements
    if (size === undefined || !Number.isSafeInteger(size)) return undefined
    required = Math.max(required, element!.requiredAlignment)
    return { size, alignment: element!.alignment, requiredAlignment: required }
  }
}

function elementExtent(type: Type, qualifiers: number, queries: LayoutQueries): TypeExtent | undefined {
  switch (type.kind) {
    case 'integer':
      return scalar(integerSize(type, queries.target))
    case 'enum':
      return scalar(integerSize(type.underlying, queries.target))
    case 'floating': {
      const size = floatingSize(type, queries.target)
      return { size: type.complex ? size * 2 : size, alignment: size, requiredAlignment: 1 }
    }
    case 'pointer':
      return scalar(pointerSize(qualifiers, queries.target))
    case 'record':
      return queries.layout(type)
  }
  return undefined
}

function scalar(size: number): TypeExtent {
  return { size, alignment: size, requiredAlignment: 1 }
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
