// MRX010. Force of MRxFinalizeNetRoot and MRxFinalizeVNetRoot is declared as a pointer, and RDBSS passes the constant FALSE
// for it: a NULL pointer (documented as "FALSE in all cases", observed).
import type { Symbol } from '../c/symbol.ts'
import { uncast } from '../flow/access.ts'
import type { DereferencePoint } from '../flow/graph.ts'
import { isWrittenOut, placeOf } from '../project/places.ts'
import { isCaught } from './guarded.ts'
import { dereferences, type Found, foundBelow, reportAt } from './reached.ts'
import type { FixDraft, Report, Rule } from './rule.ts'

export const forcePointerUnchecked: Rule = {
  code: 'MRX010',
  questions: [dereferences.of],
  docs: {
    what: '`*Force` in `MRxFinalizeNetRoot` or `MRxFinalizeVNetRoot` without a test of `Force` for NULL.',
    why: 'The parameter is declared as `PBOOLEAN`, but RDBSS passes the constant FALSE, which becomes a NULL pointer. So the first finalization of a share reads address 0.',
    example: `
        NTSTATUS NTAPI ElmFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
        {
      -     if (*Force) { // MRX010
      +     if (Force != NULL && *Force) {
                DbgPrint("elm: %p goes by force\\n", VNetRoot);
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeVNetRoot = ElmFinalizeVNetRoot;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_v_net_root_calldown',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_net_root_calldown',
    ],
  },
  *check(context) {
    const members = ['MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
    for (const found of foundBelow(context, members, dereferences, isUnchecked)) yield report(found)
  },
}

function isUnchecked(found: Found<DereferencePoint>): boolean {
  const { values, state, inner, point, callback } = found
  return (
    !isCaught(found) &&
    inner.nullness(point.pointer) !== 'non-null' &&
    values.some(value => value === callback.entryValue(1) && state.nullness(value) !== 'non-null')
  )
}

function report(found: Found<DereferencePoint>): Report {
  const { point, analysis, callback, member } = found
  const force = callback.definition.parameters[1]!
  return reportAt(
    found,
    `'${force.name}' is NULL here: RDBSS calls ${member} with FALSE for this pointer. Test it first.`,
    {
      related: [{ place: placeOf(force.token), message: `'${force.name}' is declared here` }],
      fixes: analysis === callback ? testedUse(point, force) : [],
    },
  )
}

/** `*Force` -> `(Force != NULL && *Force)`. */
function testedUse({ node, pointer, writes }: DereferencePoint, { token, name }: Symbol): FixDraft[] {
  const used = uncast(pointer)
  if (node.kind !== 'unary' || writes || used.kind !== 'identifier' || used.symbol?.token !== token) return []
  if (!isWrittenOut(node.first, node.last)) return []
  const edits = [
    { place: { ...placeOf(node.first), end: placeOf(node.first).start }, newText: `(${name} != NULL && ` },
    { place: { ...placeOf(node.last), start: placeOf(node.last).end }, newText: ')' },
  ]
  return [{ title: `Test '${name}' for NULL`, edits, certain: true }]
}
