// MRX009. Force is a BOOLEAN by value in MRxFinalizeSrvCall and a pointer in its two siblings. Read through as a pointer it
// is address 1 or 0 (header against page; RDBSS passes TRUE on every dereferences, observed).
import { isInteger } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { uncast } from '../flow/access.ts'
import type { DereferencePoint } from '../flow/graph.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { dereferences, type Found, foundBelow, reportAt } from './reached.ts'
import type { FixDraft, Report, Rule } from './rule.ts'

export const forceDereferenced: Rule = {
  code: 'MRX009',
  questions: [dereferences.of],
  docs: {
    what: '`Force` of `MRxFinalizeSrvCall` is used as a pointer.',
    why: 'It is a `BOOLEAN` by value here; only `MRxFinalizeNetRoot` and `MRxFinalizeVNetRoot` have a pointer in this place. RDBSS passes TRUE, so reading through it reads address 1: a bug check, whether or not the "pointer" was compared with NULL before.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      -     BOOLEAN Forced = *(PBOOLEAN)(ULONG_PTR)Force; // MRX009
      -
      -     DbgPrint("elm: finalize %p, forced %u\\n", SrvCall, Forced);
      +     DbgPrint("elm: finalize %p, forced %u\\n", SrvCall, Force);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'mrx.h of the WDK: PMRX_FINALIZE_SRVCALL_CALLDOWN takes `BOOLEAN Force`',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
    ],
  },
  *check(context) {
    const isForce = ({ values, callback }: Found) => values.some(value => value === callback.entryValue(1))
    for (const found of foundBelow(context, ['MRxFinalizeSrvCall'], dereferences, isForce)) yield report(found)
  },
}

function report(found: Found<DereferencePoint>): Report {
  const { point, analysis, callback } = found
  const force = callback.definition.parameters[1]!
  return reportAt(
    found,
    `'${force.name}' is no pointer in MRxFinalizeSrvCall but a BOOLEAN: RDBSS passes TRUE, and this reads address 1.`,
    {
      related: [{ place: placeOf(force.token), message: `'${force.name}' is declared here` }],
      fixes: analysis === callback && isInteger(force.type) ? plainUse(point, force) : [],
    },
  )
}

/** `*(PBOOLEAN)Force` -> `Force`. */
function plainUse({ node, pointer }: DereferencePoint, { token, name }: Symbol): FixDraft[] {
  const used = uncast(pointer)
  if (node.kind !== 'unary' || used.kind !== 'identifier' || used.symbol?.token !== token) return []
  if (!isWrittenOut(node.first, node.last)) return []
  const edits = [{ place: placeOf(node.first, node.last), newText: name }]
  return [{ title: `Use the value of '${name}'`, edits, certain: true }]
}
