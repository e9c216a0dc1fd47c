// MRX007. A finalizer that releases the object's Context for one value of Force only. RDBSS calls it once, with a Force that
// says nothing about users (life cycle T4): what the other value skips is never released.
import { pointerOf, valueType } from '../c/predicates.ts'
import { descendantsOf } from '../c/walk.ts'
import type { Edge } from '../flow/graph.ts'
import { type Place, placeOf } from '../project/places.ts'
import { type Finalizer, type FinalizerExit, finalizerMembers, finalizersOf, skippingForce } from './finalizerExits.ts'
import { returnPlace } from './returns.ts'
import type { Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

export const cleanupSkippedByForce: Rule = {
  code: 'MRX007',
  docs: {
    what: 'A finalizer that frees or clears the Context of its object for one value of `Force` and leaves it for the other one.',
    why: 'The callback runs once for an object, whatever Force says: RDBSS passes TRUE to `MRxFinalizeSrvCall` on every dereference and FALSE on an explicit finalization, and NULL to the finalizers of net roots. There is no second call with the other value, so what this one skips leaks.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     UNREFERENCED_PARAMETER(Force);
      -     if (!Force) // MRX007
      -         return STATUS_SUCCESS;
            if (SrvCall->Context != NULL)
                RxFreePool(SrvCall->Context);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'Observed in a public implementation of RDBSS: every dereference passes TRUE',
    ],
  },
  *check(context) {
    for (const finalizer of finalizersOf(context, ...finalizerMembers)) {
      const skipping = skippingForce(finalizer)
      const exit = finalizer.exits.find(({ force, isKept, isIgnored }) => (isKept || isIgnored) && force === skipping)
      if (skipping !== undefined && exit !== undefined) yield report(finalizer, exit, skipping)
    }
  },
}

function report({ analysis }: Finalizer, { state }: FinalizerExit, skipping: boolean): Report {
  const { symbol, parameters } = analysis.definition
  const [object, force] = [parameters[0]?.name ?? '', parameters[1]?.name ?? '']
  const isPointer = parameters[1] !== undefined && pointerOf(valueType(parameters[1].type)) !== undefined
  const value = isPointer ? (skipping ? 'not NULL' : 'NULL') : skipping ? 'TRUE' : 'FALSE'
  return {
    place: testOf(force, state.way()) ?? returnPlace(analysis, state),
    message: `Where '${force}' is ${value}, what '${object}->Context' points to is not released: RDBSS calls '${symbol.name}' once, whatever '${force}' says, so it leaks.`,
    function: symbol.name,
    related: [{ place: returnPlace(analysis, state), message: 'it returns here without a release' }, ...wayTo(state)],
    fixes: [],
  }
}

/** The condition on the way that asks for the parameter. */
function testOf(parameter: string, way: readonly Edge[]): Place | undefined {
  for (const { condition } of way) {
    if (condition?.kind !== 'test') continue
    const { expression } = condition
    for (const node of [expression, ...descendantsOf(expression)])
      if (node.kind === 'identifier' && node.name === parameter) return placeOf(expression.first, expression.last)
  }
  return undefined
}
