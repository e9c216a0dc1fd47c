// Structures that RDBSS and a driver hand to each other: in the driver's code they are laid out as its build declares them, in
// the model's as the bundled headers do. Where the two differ, what one side writes is not what the other one reads.
import type { TranslationUnit } from '../c/translationUnit.ts'
import { canonical, type RecordType, type Type } from '../c/types.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { placeOf } from '../project/places.ts'

/** A structure that the driver declares otherwise than the model: why nothing that runs on both is to be believed. */
export function differingLayout(
  units: readonly TranslationUnit[],
  model: readonly TranslationUnit[],
): string | undefined {
  const rdbss = model.find(({ tables }) => tables.tags.get(dispatch) !== undefined)
  if (rdbss === undefined) return undefined
  let shared: ReadonlyMap<string, RecordType> | undefined
  for (const unit of units)
    for (const [name, tag] of unit.tables.tags.own()) {
      if (tag.kind !== 'record' || isBundled(placeOf(tag.token).file)) continue
      if (rdbss.tables.tags.get(name) === undefined) continue
      shared ??= handedOver(rdbss)
      const other = shared.get(name)
      const [own, theirs] = [layoutText(unit, tag), other && layoutText(rdbss, other)]
      if (own === undefined || theirs === undefined || own === theirs) continue
      return `${tag.keyword} '${name}' is laid out otherwise than in the bundled headers, which the model runs on`
    }
  return undefined
}

const dispatch = '_MINIRDR_DISPATCH'

/** By tag: everything that the types of the callbacks lead to. */
function handedOver({ tables, semantics }: TranslationUnit): ReadonlyMap<string, RecordType> {
  const found = new Map<string, RecordType>()
  const seen = new Set<Type>()
  const open: Type[] = [tables.tags.get(dispatch)!]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const type = canonical(next)
    if (seen.has(type)) continue
    seen.add(type)
    if (type.kind === 'pointer') open.push(type.to)
    else if (type.kind === 'array') open.push(type.of)
    else if (type.kind === 'function') open.push(type.returns, ...type.parameters.map(parameter => parameter.type))
    else if (type.kind === 'record') {
      if (type.tag !== undefined) found.set(type.tag, type)
      open.push(...(semantics.body(type)?.members ?? []).map(member => member.type))
    }
  }
  return found
}

/** Size, and where the members lie, whatever they are called; undefined: incomplete. */
function layoutText({ semantics }: TranslationUnit, record: RecordType): string | undefined {
  const layout = semantics.layout(record)
  if (layout === undefined) return undefined
  return [layout.size, ...layout.members.map(({ offset, size }) => `${offset}+${size}`)].join()
}
