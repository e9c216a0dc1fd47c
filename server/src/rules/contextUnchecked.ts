// MRX004. SrvCall->Context used in MRxFinalizeSrvCall without a test for NULL: RDBSS finalizes a SRV_CALL whose creation
// failed or never started, and its Context was never set then (rxce.c of ReactOS; life cycle C6, C10).
import type { Expression } from '../c/tree.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { implementationsOf } from './callbackFlow.ts'
import { isDecidedElsewhere } from './decidedElsewhere.ts'
import { isGuarded } from './guarded.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

export const contextUnchecked: Rule = {
  code: 'MRX004',
  docs: {
    what: 'The `Context` of the SRV_CALL is dereferenced in `MRxFinalizeSrvCall`, or in a helper that it calls, on a way without a test for NULL. Accesses that an `__except` around them catches are left alone.',
    why: 'RDBSS finalizes a SRV_CALL whose construction failed, or that never reached `MRxCreateSrvCall`, without looking at its condition. `Context` was never set then, and the first access to it is a bug check, long after the failed connection that caused it.',
    example: `
        typedef struct _ELM_SERVER { ULONG DialectRevision; PFILE_OBJECT Connection; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;
      -     ObDereferenceObject(Server->Connection); // MRX004
      -     ExFreePoolWithTag(Server, 'vSlE');
      +     if (Server != NULL)
      +     {
      +         ObDereferenceObject(Server->Connection);
      +         ExFreePoolWithTag(Server, 'vSlE');
      +     }
            SrvCall->Context = NULL;
            UNREFERENCED_PARAMETER(Force);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow:
      'Where the driver cannot fail between the creation of a SRV_CALL and the store to its `Context`, which RDBSS does not promise.',
    sources: [
      'https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_create_srvcall',
      'Behaviour of a public implementation of RDBSS: finalization does not ask for the condition',
    ],
  },
  *check(driver) {
    for (const analysis of implementationsOf(driver, 'MRxFinalizeSrvCall')) {
      const context = analysis.entryValue(0, 'Context')
      if (context === undefined || analysis.unknown !== undefined) continue
      const isUnchecked = (state: Alternative, value: Value) =>
        value === context && state.nullness(value) !== 'non-null' && !isDecidedElsewhere(state, value, analysis)
      for (const point of analysis.points()) {
        if ('node' in point && isGuarded(point.node, analysis.definition)) continue
        if (point.kind === 'dereference') {
          const state = analysis.before(point).find(each => isUnchecked(each, each.value(point.pointer)))
          if (state !== undefined) yield report(analysis, point.pointer, state, driver)
        }
        if (point.kind === 'call') yield* passed(analysis, point, isUnchecked)
      }
    }
  },
}

function report(analysis: FunctionAnalysis, pointer: Expression, state: Alternative, { text }: RuleContext): Report {
  const { name } = analysis.definition.symbol
  const place = placeOf(pointer.first, pointer.last)
  const written = text(place.file).slice(place.start, place.end)
  const source = isField(pointer) ? `'${written}'` : `'${written}' is the SRV_CALL's Context, which`
  return {
    place,
    message: `${source} may be NULL here: RDBSS calls '${name}' for a SRV_CALL whose creation failed, too. Test it first.`,
    function: name,
    related: wayTo(state),
    fixes: [],
  }
}

function isField(e: Expression): boolean {
  return (
    e.kind === 'member' ||
    (e.kind === 'cast' && isField(e.operand)) ||
    (e.kind === 'parenthesized' && isField(e.expression))
  )
}

/** A helper that looks into Context without a test, on its own account. */
function* passed(
  analysis: FunctionAnalysis,
  point: CallPoint,
  isUnchecked: (state: Alternative, value: Value) => boolean,
): Iterable<Report> {
  const { name } = analysis.definition.symbol
  const found = analysis
    .needsOf(point)
    .find(({ need, state, value }) => isUnchecked(state, value) && !isGuarded(need.node, need.definition))
  if (found === undefined) return
  const { need, state } = found
  const helper = need.definition.symbol.name
  yield {
    place: placeOf(point.node.first, point.node.last),
    message: `'${helper}' dereferences the SRV_CALL's Context without a test, and it may be NULL: RDBSS calls '${name}' for a SRV_CALL whose creation failed, too.`,
    function: name,
    related: [{ place: placeOf(need.node.first, need.node.last), message: 'it is dereferenced here' }, ...wayTo(state)],
    fixes: [],
  }
}
