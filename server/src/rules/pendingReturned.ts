// MRX018. A finalizer returns STATUS_PENDING, as if it could finish later. RDBSS ignores the value and frees the object as
// soon as the callback returns.
import { macrosOf } from '../c/token.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { implementationsOf } from './callbackFlow.ts'
import { type Exit, exitsWith, placeOfExit } from './exits.ts'
import type { FixDraft, Report, Rule } from './rule.ts'

const statusPending = 0x103

/** The member, and what RDBSS frees behind it. */
const objects: Readonly<Record<string, string>> = {
  MRxFinalizeSrvCall: 'SRV_CALL',
  MRxFinalizeNetRoot: 'NET_ROOT',
  MRxFinalizeVNetRoot: 'V_NET_ROOT',
  MRxDeallocateForFcb: 'FCB',
  MRxDeallocateForFobx: 'FOBX',
}

export const pendingReturned: Rule = {
  code: 'MRX018',
  docs: {
    what: 'A finalizer returns `STATUS_PENDING`.',
    why: 'Nobody waits for it: RDBSS ignores the value of `MRxFinalizeSrvCall` and its siblings and frees the object right after the callback. What the driver goes on doing with it in another thread happens to freed memory. Finish before returning, or take the `Context` out of the object and let only that live on.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     return STATUS_PENDING; // MRX018
      +     return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown'],
  },
  *check(context) {
    for (const [member, object] of Object.entries(objects))
      for (const analysis of implementationsOf(context, member))
        for (const exit of exitsWith(analysis, isPending)) yield report(analysis, exit, object)
  },
}

function isPending(state: Alternative): boolean {
  const fact = state.result && state.fact(state.result)
  return fact?.min === statusPending && fact.max === statusPending
}

function report({ definition }: FunctionAnalysis, exit: Exit, object: string): Report {
  const place = placeOfExit(exit)
  const { value } = exit.returned
  const fixes: FixDraft[] =
    value !== undefined && macrosOf(value.first).at(-1) === 'STATUS_PENDING'
      ? [{ title: 'Return STATUS_SUCCESS', edits: [{ place, newText: 'STATUS_SUCCESS' }], certain: false }]
      : []
  return {
    place,
    message: `STATUS_PENDING is returned here, and RDBSS does not wait: it frees the ${object} as soon as '${definition.symbol.name}' returns.`,
    function: definition.symbol.name,
    related: exit.way,
    fixes,
  }
}
