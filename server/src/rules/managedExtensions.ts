// Which objects carry an extension that RDBSS allocates and frees with them: bits of MRxFlags in the driver's table.
import { initializedParts } from '../c/initializers.ts'
import { holdsDispatchTable } from '../project/dispatchTable.ts'
import type { RuleContext } from './rule.ts'
import { storesIn } from './stores.ts'

/** By the tag of the object's structure, the flag of mrx.h that makes RDBSS manage its Context. */
export const managedBy: Readonly<Record<string, { readonly flag: string; readonly bit: bigint }>> = {
  _MRX_SRV_CALL_: { flag: 'RDBSS_MANAGE_SRV_CALL_EXTENSION', bit: 0x1n },
  _MRX_NET_ROOT_: { flag: 'RDBSS_MANAGE_NET_ROOT_EXTENSION', bit: 0x2n },
  _MRX_V_NET_ROOT_: { flag: 'RDBSS_MANAGE_V_NET_ROOT_EXTENSION', bit: 0x4n },
  _MRX_FCB_: { flag: 'RDBSS_MANAGE_FCB_EXTENSION', bit: 0x8n },
  _MRX_SRV_OPEN_: { flag: 'RDBSS_MANAGE_SRV_OPEN_EXTENSION', bit: 0x10n },
  _MRX_FOBX_: { flag: 'RDBSS_MANAGE_FOBX_EXTENSION', bit: 0x20n },
}

/** Does RDBSS manage the Context of these objects? Undefined: MRxFlags cannot be told from the sources. */
export function isManaged(context: RuleContext, tag: string): boolean | undefined {
  const bit = managedBy[tag]?.bit ?? 0n
  let flags = 0n
  for (const value of flagValues(context)) {
    if (value === undefined) return undefined
    flags |= value
  }
  return (flags & bit) !== 0n
}

/** What the driver stores to MRxFlags of its tables. */
function* flagValues(context: RuleContext): Iterable<bigint | undefined> {
  for (const source of context.flow.functions.values()) {
    for (const { tag, field, value } of storesIn(source, context))
      if (tag === '_MINIRDR_DISPATCH' && field === 'MRxFlags') yield source.semantics.fold(value)
  }
  for (const { unit } of context.callbacks.driver.units) {
    for (const declaration of unit.chunks.flatMap(({ declarations }) => declarations)) {
      if (declaration.kind !== 'declaration') continue
      for (const { symbol, initializer } of declaration.declarators) {
        if (symbol === undefined || initializer === undefined || !holdsDispatchTable(symbol.type)) continue
        for (const { path, value } of initializedParts(symbol.type, initializer, unit.semantics)) {
          const step = path.at(-1)
          if (step?.kind === 'member' && step.member.name === 'MRxFlags') yield unit.semantics.fold(value)
        }
      }
    }
  }
}
