// MRX054. MRxFinalizeVNetRoot uses NetRoot->Context. With the last V_NET_ROOT the NET_ROOT is finalized first, and what the
// driver attached to it is gone by then (observed; life cycle T1, T2).
import type { DereferencePoint } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import { finalizersOf } from './finalizerExits.ts'
import { isManaged } from './managedExtensions.ts'
import { writtenText } from './names.ts'
import { dereferences, type Found, foundBelow, reportAt } from './reached.ts'
import type { Remark, Report, Rule, RuleContext } from './rule.ts'

export const netrootContextAfterFinalize: Rule = {
  code: 'MRX054',
  questions: [dereferences.of],
  docs: {
    what: '`MRxFinalizeVNetRoot`, or a helper of it, uses the `Context` of the NET_ROOT: without a test for NULL where `MRxFinalizeNetRoot` clears it, at all where that one frees it and leaves the pointer. Nothing is said where RDBSS manages the extension of the NET_ROOT, which goes with the NET_ROOT itself.',
    why: 'When the last V_NET_ROOT of a share goes, RDBSS calls `MRxFinalizeNetRoot` first and `MRxFinalizeVNetRoot` afterwards. So the inner object is finalized when the outer one has nothing attached any more.',
    example: `
        typedef struct _ELM_SHARE { LONG Users; } ELM_SHARE, *PELM_SHARE;

        NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
        {
            PELM_SHARE Share = NetRoot->Context;

            UNREFERENCED_PARAMETER(Force);
            NetRoot->Context = NULL;
            if (Share != NULL)
                ExFreePoolWithTag(Share, 'hSlE');
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI ElmFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
        {
            PELM_SHARE Share = VNetRoot->pNetRoot->Context;

            UNREFERENCED_PARAMETER(Force);
      -     Share->Users--; // MRX054
      +     if (Share != NULL)
      +         Share->Users--;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeNetRoot = ElmFinalizeNetRoot;
            Table->MRxFinalizeVNetRoot = ElmFinalizeVNetRoot;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_v_net_root_calldown',
      'Observed in a public implementation of RDBSS: the last V_NET_ROOT is finalized behind its NET_ROOT',
    ],
  },
  *check(context) {
    const end = endOfContext(context)
    if (end === undefined) return
    const isGone = (found: Found<DereferencePoint>) => usesContext(found, end.isLeft)
    for (const found of foundBelow(context, ['MRxFinalizeVNetRoot'], dereferences, isGone))
      yield report(found, end, context)
  },
}

/** What MRxFinalizeNetRoot does to the Context of a NET_ROOT. */
interface End {
  /** It is freed, and the pointer stays. */
  readonly isLeft: boolean
  readonly remark: Remark
}

function endOfContext(context: RuleContext): End | undefined {
  if (isManaged(context, '_MRX_NET_ROOT_') !== false) return undefined
  for (const { analysis, exits, field, context: block } of finalizersOf(context, 'MRxFinalizeNetRoot')) {
    const left = exits.find(({ state, isReleased }) => isReleased && state.held(field) === block)
    const isCleared = exits.every(({ state }) => state.nullness(state.held(field)) === 'null')
    // Where it stays on some way, others may have a reference to it.
    if (!isCleared && (left === undefined || exits.some(({ isKept }) => isKept))) continue
    const call = left?.state.freed(block)?.call
    const remark =
      call === undefined
        ? { place: placeOf(analysis.definition.symbol.token), message: 'it clears the Context, and is called first' }
        : { place: placeOf(call.first, call.last), message: 'it is freed here, by MRxFinalizeNetRoot' }
    return { isLeft: left !== undefined, remark }
  }
  return undefined
}

function usesContext({ values, state, inner, point, callback }: Found<DereferencePoint>, isLeft: boolean): boolean {
  return values.some(value => {
    if (value !== callback.entryValue(0, 'pNetRoot', 'Context')) return false
    return isLeft || (state.nullness(value) !== 'non-null' && inner.nullness(point.pointer) !== 'non-null')
  })
}

function report(found: Found<DereferencePoint>, { isLeft, remark }: End, { text }: RuleContext): Report {
  const written = writtenText(found.point.pointer, text)
  const what = isLeft ? 'was freed' : 'is NULL'
  return reportAt(
    found,
    `'${written}' is the NET_ROOT's Context and ${what} by now where this is the last V_NET_ROOT of a share: RDBSS calls MRxFinalizeNetRoot first.`,
    { related: [remark] },
  )
}
