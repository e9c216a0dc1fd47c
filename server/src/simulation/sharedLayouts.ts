// Structures that a driver and the model share: in the driver's code they are laid out as its build declares them, in the
// model's as the bundled headers do. Where the two differ, what one side writes is not what the other one reads.
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { RecordType } from '../c/types.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { placeOf } from '../project/places.ts'

/** A structure that the driver declares otherwise than the model: why nothing that runs on both is to be believed. */
export function differingLayout(
  units: readonly TranslationUnit[],
  model: readonly TranslationUnit[],
): string | undefined {
  for (const unit of units)
    for (const [name, tag] of unit.tables.tags.own()) {
      if (tag.kind !== 'record' || isBundled(placeOf(tag.token).file)) continue
      const shared = publicRecord(model, name)
      const [own, other] = [layoutText(unit, tag), shared && layoutText(shared.unit, shared.record)]
      if (own === undefined || other === undefined || own === other) continue
      return `${tag.keyword} '${name}' is laid out otherwise than in the bundled headers, which the model runs on`
    }
  return undefined
}

interface SharedRecord {
  readonly unit: TranslationUnit
  readonly record: RecordType
}

/** What the bundled headers declare; names of the model's own are nobody else's business. */
function publicRecord(model: readonly TranslationUnit[], name: string): SharedRecord | undefined {
  for (const unit of model) {
    const record = unit.tables.tags.get(name)
    if (record?.kind === 'record' && isBundled(placeOf(record.token).file)) return { unit, record }
  }
  return undefined
}

/** Size, and where the members lie, whatever they are called; undefined: incomplete. */
function layoutText({ semantics }: TranslationUnit, record: RecordType): string | undefined {
  const layout = semantics.layout(record)
  if (layout === undefined) return undefined
  return [layout.size, ...layout.members.map(({ offset, size }) => `${offset}+${size}`)].join()
}
