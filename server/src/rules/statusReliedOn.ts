// MRX019. A finalizer fails in order to keep what it has: it returns an error and leaves Context in place for another try.
// RDBSS ignores the value, frees the SRV_CALL, and never calls again. (What the driver does later is for the simulator.)
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { implementationsOf } from './callbackFlow.ts'
import { type Exit, exitsWith, placeOfExit } from './exits.ts'
import type { Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

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
  *check(driver) {
    for (const analysis of implementationsOf(driver, 'MRxFinalizeSrvCall')) {
      const context = analysis.entryField(0, 'Context')
      const entered = analysis.entryValue(0, 'Context')
      if (context === undefined || entered === undefined) continue
      const isKept = (state: Alternative) =>
        state.held(context) === entered && state.nullness(entered) === 'non-null' && state.freed(entered) === undefined
      for (const exit of exitsWith(analysis, state => isFailure(state) && isKept(state))) yield report(analysis, exit)
    }
  },
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
    related: wayTo(exit.state),
    fixes: [],
  }
}
