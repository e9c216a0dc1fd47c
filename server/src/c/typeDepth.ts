// How deep types nest. What is declared is kept below a bound, so that everything that walks a type may do so by
// recursion. Records count where they are contained, not where they are pointed to.
import type { Environment } from './environment.ts'
import type { FunctionType, PointerType, RecordBody, Type } from './types.ts'

/** No program that people write comes near. */
export const deepestType = 400

const known = new WeakMap<PointerType | FunctionType | RecordBody, number>()

/** `environment`: where the bodies of contained records are known; left out, they do not count. */
export function depthOf(type: Type, environment?: Environment): number {
  let depth = 1
  let t = type
  for (; t.kind === 'typedef' || t.kind === 'qualified' || t.kind === 'array'; t = t.of) depth++
  if (t.kind === 'pointer' || t.kind === 'function') return depth + inner(t)
  const body = t.kind === 'record' ? environment?.body(t) : undefined
  return body === undefined ? depth : depth + contained(body, environment!)
}

function inner(type: PointerType | FunctionType): number {
  let depth = known.get(type)
  if (depth === undefined) {
    depth = type.kind === 'pointer' ? depthOf(type.to) : depthOf(type.returns)
    if (type.kind === 'function') for (const p of type.parameters) depth = Math.max(depth, depthOf(p.type))
    known.set(type, depth)
  }
  return depth
}

function contained(body: RecordBody, environment: Environment): number {
  let depth = known.get(body)
  if (depth === undefined) {
    // A record that contains itself is asked about once more.
    known.set(body, 0)
    depth = 0
    for (const member of body.members) depth = Math.max(depth, depthOf(member.type, environment))
    known.set(body, depth)
  }
  return depth
}
