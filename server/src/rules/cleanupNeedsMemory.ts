// MRX051. A finalizer that gives up where an allocation of its own fails, and leaves what it would have released.
import { placeOf } from '../project/places.ts'
import {
  type Finalizer,
  type FinalizerExit,
  failedAllocation,
  finalizerMembers,
  finalizersOf,
} from './finalizerExits.ts'
import { writtenText } from './names.ts'
import { eachPlaceOnce, returnPlace } from './returns.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

export const cleanupNeedsMemory: Rule = {
  code: 'MRX051',
  docs: {
    what: 'A finalizer that returns without releasing the Context of its object because an allocation failed.',
    why: 'Memory is short exactly when servers are torn down to get some back. The callback runs once: what it does not release then, nobody releases. Allocate what teardown needs when the object is created, or go on without it.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PVOID Goodbye;

            UNREFERENCED_PARAMETER(Force);
            if (SrvCall->Context == NULL)
                return STATUS_SUCCESS;
      -     Goodbye = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, 'mlEG'); // MRX051
      +     Goodbye = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, 'mlEG');
      -     if (Goodbye == NULL)
      +     if (Goodbye != NULL)
      -         return STATUS_SUCCESS;
      -     ExFreePoolWithTag(Goodbye, 'mlEG');
      +         ExFreePoolWithTag(Goodbye, 'mlEG');
            RxFreePool(SrvCall->Context);
            SrvCall->Context = NULL;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown'],
  },
  *check(context) {
    for (const finalizer of finalizersOf(context, ...finalizerMembers))
      yield* eachPlaceOnce(finalizer.exits.flatMap(exit => report(finalizer, exit, context)))
  },
}

function report(finalizer: Finalizer, exit: FinalizerExit, { text }: RuleContext): Report[] {
  const call = failedAllocation(finalizer, exit)
  if (call === undefined) return []
  const { analysis } = finalizer
  const { symbol, parameters } = analysis.definition
  const place = returnPlace(analysis, exit.state)
  return [
    {
      place: placeOf(call.first, call.last),
      message: `'${symbol.name}' gives up where '${writtenText(call.callee, text)}' fails, and '${parameters[0]?.name ?? ''}->Context' is never released: RDBSS does not call it again.`,
      function: symbol.name,
      related: [{ place, message: 'it returns here without a release' }, ...wayTo(exit.state)],
      fixes: [],
    },
  ]
}
