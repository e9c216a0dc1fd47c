// MRX030. SrvCall->Context set to the SRV_CALL itself, as a mark that there is something, in a driver whose finalizer frees
// what Context points to.
import type { Symbol } from '../c/symbol.ts'
import type { Assignment } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { question } from '../flow/question.ts'
import { stripped } from '../project/functionFlows.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { finalizersOf } from './finalizerExits.ts'
import { ownFunctions } from './functions.ts'
import type { Remark, Report, Rule, RuleContext } from './rule.ts'
import { ownerOf } from './stores.ts'

const aliasingStores = question(aliasingStoresIn)

export const contextAliasesSrvcall: Rule = {
  code: 'MRX030',
  questions: [aliasingStores],
  docs: {
    what: 'A store of the SRV_CALL into its own `Context`, in a driver whose `MRxFinalizeSrvCall` frees what `Context` points to.',
    why: 'The finalizer frees the SRV_CALL. RDBSS owns that block, goes on using it after the callback returns, and frees it itself.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
        {
            UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
            SrvCall->Context = RecommunicateContext;
      -     if (SrvCall->Context == NULL)
      -         SrvCall->Context = SrvCall; // MRX030
            return STATUS_SUCCESS;
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            if (SrvCall->Context != NULL)
                RxFreePool(SrvCall->Context);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_srvcall_winner_notify'],
  },
  *check(context) {
    const freed = freeOfContext(context)
    if (freed === undefined) return
    for (const analysis of ownFunctions(context))
      for (const store of aliasingStores(analysis, context.flow)) yield report(analysis, store, freed)
  },
}

/** Where the finalizer frees what Context points to, without having compared it with the SRV_CALL. */
function freeOfContext(context: RuleContext): Remark | undefined {
  for (const { analysis, context: value, exits } of finalizersOf(context, 'MRxFinalizeSrvCall')) {
    const object = analysis.definition.parameters[0]
    for (const { state } of exits) {
      const freed = state.freed(value)
      if (freed?.isSure === true && object !== undefined && !isCompared(object, state))
        return { place: placeOf(freed.call.first, freed.call.last), message: 'Context is freed here' }
    }
  }
  return undefined
}

function isCompared(object: Symbol, state: Alternative): boolean {
  return state.way().some(({ condition }) => {
    const test = condition?.kind === 'test' ? uncast(condition.expression) : undefined
    if (test?.kind !== 'binary') return false
    return [test.left, test.right].some(operand => {
      const e = uncast(operand)
      return e.kind === 'identifier' && e.symbol === object
    })
  })
}

/** Assignments whose value is the object that their field belongs to. */
function aliasingStoresIn(analysis: FunctionAnalysis): readonly Assignment[] {
  return compact(
    analysis.points().flatMap(point => {
      if (point.kind !== 'assign' || point.node.kind !== 'assignment') return []
      const { node } = point
      const target = stripped(node.target)
      if (target.kind !== 'member' || !target.arrow || target.name !== 'Context') return []
      if (ownerOf(target, analysis.semantics)?.tag !== '_MRX_SRV_CALL_') return []
      return analysis.before(point).some(state => state.value(node.value) === state.value(target.object)) ? [node] : []
    }),
  )
}

function report({ definition }: FunctionAnalysis, store: Assignment, freed: Remark): Report {
  return {
    place: placeOf(store.first, store.last),
    message:
      "Context points to the SRV_CALL itself from here on, and MRxFinalizeSrvCall frees what Context points to: that block is RDBSS's own.",
    function: definition.symbol.name,
    related: [freed],
    fixes: [],
  }
}
