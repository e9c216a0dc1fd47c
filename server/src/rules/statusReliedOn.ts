// MRX019. A finalizer fails in order to keep what it has: it returns an error and leaves Context in place for another try.
// RDBSS ignores the value, frees the SRV_CALL, and never calls again. (What the driver does later is for the simulator.)
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { type Exit, exitsWith, placeOfExit } from './exits.ts'
import { type Finalizer, failedAllocation, finalizersOf, skippingForce } from './finalizerExits.ts'
import type { Report, Rule } from './rule.ts'

export const statusReliedOn: Rule = {
  code: 'MRX019',
  docs: {
    what: '`MRxFinalizeSrvCall` returns an error and keeps what is in `Context`, as if the `SRV_CALL` lived on.',
    why: 'RDBSS ignores the value. It calls the finalizer once, frees the `SRV_CALL` whatever comes back, and never asks again: what `Context` pointed to is lost, with its connection.',
    example: `
        typedef struct _ELM_SERVER { ULONG Requests; } ELM_SERVER, *PELM_SERVER;
      +
      + VOID ElmCancelRequests(PELM_SERVER Server);

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
      -     if (Server != NULL && Server->Requests > 0) {
      -         return STATUS_CONNECTION_IN_USE; // MRX019
      -     }
            SrvCall->Context = NULL;
            if (Server != NULL) {
      +         ElmCancelRequests(Server);
                RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown'],
  },
  *check(context) {
    for (const finalizer of finalizersOf(context, 'MRxFinalizeSrvCall')) {
      const failing = failingExits(finalizer)
      for (const exit of exitsWith(finalizer.analysis, state => failing.has(state)))
        yield report(finalizer.analysis, exit)
    }
  },
}

/** With an error, and with what Context held. An allocation that failed and a Force of FALSE are reasons that other rules tell. */
function failingExits(finalizer: Finalizer): ReadonlySet<Alternative> {
  const { exits, context } = finalizer
  const skipping = skippingForce(finalizer)
  const failing = exits.filter(
    exit =>
      isFailure(exit.state) &&
      exit.isKept &&
      exit.state.nullness(context) === 'non-null' &&
      (skipping === undefined || exit.force !== skipping) &&
      failedAllocation(finalizer, exit) === undefined,
  )
  return new Set(failing.map(({ state }) => state))
}

function isFailure(state: Alternative): boolean {
  const fact = state.result && state.fact(state.result)
  return fact !== undefined && fact.max < 0
}

function report({ definition }: FunctionAnalysis, exit: Exit): Report {
  const { name } = definition.symbol
  return {
    place: placeOfExit(exit),
    message: `This error does not keep the SRV_CALL: RDBSS ignores what '${name}' returns, frees the SRV_CALL and never calls again, so what Context points to is lost.`,
    function: name,
    related: exit.way,
    fixes: [],
  }
}
