// MRX059. RDBSS compares what MRxSrvCallWinnerNotify returns with STATUS_SUCCESS exactly: any other success code makes the
// SRV_CALL bad, and yet nobody hears of a failure (observed).
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { placeOf } from '../project/places.ts'
import { implementationsOf } from './callbackFlow.ts'
import { statusText, writtenText } from './names.ts'
import { returnPlace, usualExits } from './returns.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

export const winnerNotifyStatus: Rule = {
  code: 'MRX059',
  docs: {
    what: '`MRxSrvCallWinnerNotify` returns a success code that is not `STATUS_SUCCESS`: `STATUS_PENDING`, an informational status, a number.',
    why: 'RDBSS asks whether the status is `STATUS_SUCCESS`, not whether it is a success. With any other one the SRV_CALL becomes bad and its finalization begins, while the request goes on as if the connection had been made.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN IsWinner, PVOID RecommunicateContext)
        {
            UNREFERENCED_PARAMETER(IsWinner);
            SrvCall->Context = RecommunicateContext;
      -     return STATUS_PENDING; // MRX059
      +     return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_srvcall_winner_notify',
      'Behaviour of a public implementation of RDBSS: the status is compared with STATUS_SUCCESS',
    ],
  },
  *check(context) {
    for (const analysis of implementationsOf(context, 'MRxSrvCallWinnerNotify')) {
      if (analysis.unknown !== undefined) continue
      const seen = new Set<number>()
      for (const exit of usualExits(analysis)) {
        const { start } = returnPlace(analysis, exit)
        if (!isOtherSuccess(exit) || seen.has(start)) continue
        seen.add(start)
        yield report(analysis, exit, context)
      }
    }
  },
}

function isOtherSuccess(exit: Alternative): boolean {
  return exit.result !== undefined && exit.fact(exit.result).min > 0
}

function report(analysis: FunctionAnalysis, exit: Alternative, { text }: RuleContext): Report {
  const { name } = analysis.definition.symbol
  const value = exit.returned?.kind === 'return' ? exit.returned.value : undefined
  const written = value === undefined ? '' : writtenText(value, text)
  const status = statusText(written, exit.fact(exit.result!))
  const edits = value === undefined ? [] : [{ place: placeOf(value.first, value.last), newText: 'STATUS_SUCCESS' }]
  return {
    place: returnPlace(analysis, exit),
    message: `'${name}' returns ${status} here, a success code that is not STATUS_SUCCESS: RDBSS compares exactly, and the SRV_CALL becomes bad.`,
    function: name,
    related: [],
    path: wayTo(exit),
    fixes: /^\w+$/.test(written) ? [{ title: 'Return STATUS_SUCCESS', edits, certain: false }] : [],
  }
}
