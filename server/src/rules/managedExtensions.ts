// Which objects carry an extension that RDBSS allocates and frees with them: bits of MRxFlags in the driver's table.
import type { RuleContext } from './rule.ts'
import { tableStores } from './tableStores.ts'

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
  for (const { value, operator, semantics } of tableStores(context, 'MRxFlags')) {
    const known = semantics.fold(value)
    if (known === undefined) return undefined
    if (operator === '&=') {
      if ((known & bit) === 0n) return undefined
      continue
    }
    flags |= known
  }
  return (flags & bit) !== 0n
}
