// MRX055. A share goes and uses SrvCall->Context without a test for NULL. A SRV_CALL that is finalized by force loses its
// Context before the NET_ROOTs and V_NET_ROOTs that still point to it are finalized (observed; life cycle, forced).
import type { DereferencePoint } from '../flow/graph.ts'
import { isDecidedElsewhere } from './decidedElsewhere.ts'
import { finalizersOf } from './finalizerExits.ts'
import { isCaught } from './guarded.ts'
import { isManaged } from './managedExtensions.ts'
import { writtenText } from './names.ts'
import { dereferences, type Found, foundBelow, reportAt } from './reached.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

/** From the object that is finalized to the Context of its server. */
const ways: Readonly<Record<string, readonly string[]>> = {
  MRxFinalizeNetRoot: ['pSrvCall', 'Context'],
  MRxFinalizeVNetRoot: ['pNetRoot', 'pSrvCall', 'Context'],
}

export const parentContextUnchecked: Rule = {
  code: 'MRX055',
  questions: [dereferences.of],
  docs: {
    what: '`MRxFinalizeNetRoot` or `MRxFinalizeVNetRoot`, or a helper of theirs, uses the `Context` of the SRV_CALL without a test for NULL, in a driver whose `MRxFinalizeSrvCall` takes it away. Nothing is said where RDBSS manages the extension of the SRV_CALL.',
    why: 'Usually the SRV_CALL goes last. When it is finalized by force, it goes first: `MRxFinalizeSrvCall` runs, the SRV_CALL stays as long as shares point to it, and these are finalized afterwards. They find the Context that the driver itself has set to NULL.',
    example: `
        typedef struct _ELM_SERVER { LONG Shares; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL)
                ExFreePoolWithTag(Server, 'vSlE');
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
        {
            PELM_SERVER Server = NetRoot->pSrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
      -     InterlockedDecrement(&Server->Shares);
      -     DbgPrint("elm: %d shares are left\\n", Server->Shares); // MRX055
      +     if (Server != NULL)
      +         DbgPrint("elm: %d shares are left\\n", InterlockedDecrement(&Server->Shares));
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
            Table->MRxFinalizeNetRoot = ElmFinalizeNetRoot;
        }`,
    allow: 'Where the driver never has a SRV_CALL finalized by force, and nobody else does.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizesrvcall',
      'Observed in a public implementation of RDBSS: a SRV_CALL that is finalized by force is finalized before its shares',
    ],
  },
  *check(context) {
    if (!isTakenAway(context)) return
    for (const found of foundBelow(context, Object.keys(ways), dereferences, isUnchecked)) yield report(found, context)
  },
}

/** Does the driver's own MRxFinalizeSrvCall free or clear the Context? */
function isTakenAway(context: RuleContext): boolean {
  if (isManaged(context, '_MRX_SRV_CALL_') !== false) return false
  for (const { exits } of finalizersOf(context, 'MRxFinalizeSrvCall'))
    if (exits.some(({ isReleased }) => isReleased)) return true
  return false
}

function isUnchecked(found: Found<DereferencePoint>): boolean {
  const { member, values, state, inner, point, callback } = found
  return (
    !isCaught(found) &&
    inner.nullness(point.pointer) !== 'non-null' &&
    values.some(
      value =>
        value === callback.entryValue(0, ...ways[member]!) &&
        state.nullness(value) !== 'non-null' &&
        !isDecidedElsewhere(state, value, callback),
    )
  )
}

function report(found: Found<DereferencePoint>, { text }: RuleContext): Report {
  const written = writtenText(found.point.pointer, text)
  return reportAt(
    found,
    `'${written}' is the SRV_CALL's Context and may be NULL here: where the SRV_CALL was finalized by force, its Context went before ${found.member} is called. Test it first.`,
  )
}
