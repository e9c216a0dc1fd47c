// MRX021. An entry that outlives its SRV_CALL, since others hold references to it, and that still points back to it when
// MRxFinalizeSrvCall returns.
import type { RecordType } from '../c/types.ts'
import { uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { placeOf } from '../project/places.ts'
import { type Finalizer, finalizersOf } from './finalizerExits.ts'
import { PointeeTypes } from './freedBlocks.ts'
import { objectUses } from './objectUses.ts'
import { eachPlaceOnce, returnPlace } from './returns.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { type FieldStore, recordName, recordPointedTo, storesIn, storesTo } from './stores.ts'
import { wayTo } from './way.ts'

export const backPointerLeft: Rule = {
  code: 'MRX021',
  docs: {
    what: 'A return of `MRxFinalizeSrvCall` on which the entry behind `SrvCall->Context` lives on, and its pointer back to the SRV_CALL was not cleared. Asked of entries that other ways free, or that the driver keeps on a list.',
    why: 'RDBSS frees the SRV_CALL after the callback. The entry is still found by others (a receive indication, a timer, a walk over the list), and they follow the pointer into freed memory.',
    example: `
        typedef struct _ELM_SERVER { LONG References; PMRX_SRV_CALL SrvCall; } ELM_SERVER, *PELM_SERVER;

        VOID ElmAttach(PELM_SERVER Server, PMRX_SRV_CALL SrvCall)
        {
            Server->SrvCall = SrvCall;
            SrvCall->Context = Server;
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server == NULL)
                return STATUS_SUCCESS;
      +     Server->SrvCall = NULL;
            if (InterlockedDecrement(&Server->References) == 0)
                RxFreePool(Server);
      -     return STATUS_SUCCESS; // MRX021
      +     return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown'],
  },
  *check(context) {
    const pointers = [...backPointers(context)]
    if (pointers.length === 0) return
    for (const finalizer of finalizersOf(context, 'MRxFinalizeSrvCall')) {
      const record = entryOf(finalizer, context)
      const tag = record && recordName(record, finalizer.analysis.semantics)
      for (const store of pointers)
        if (record !== undefined && store.tag === tag) yield* left(finalizer, record, store, context)
    }
  },
}

/** Stores of a SRV_CALL to a field of one of the driver's structures, one of each field. */
function* backPointers(context: RuleContext): Iterable<FieldStore> {
  const seen = new Set<string>()
  for (const source of context.flow.functions.values()) {
    for (const store of storesIn(source, context)) {
      const key = `${store.tag}.${store.field}`
      const to = recordPointedTo(uncast(store.value), source.semantics)?.tag
      if (seen.has(key) || (to !== '_MRX_SRV_CALL_' && to !== '_SRV_CALL')) continue
      seen.add(key)
      yield store
    }
  }
}

/** What Context points to: by the finalizer's own look at it, or by what the driver stores there. */
function entryOf({ analysis, context: value }: Finalizer, context: RuleContext): RecordType | undefined {
  const own = new PointeeTypes(analysis).of(value)
  if (own !== undefined) return own
  for (const { value: stored, source } of storesTo(context, '_MRX_SRV_CALL_', 'Context')) {
    const record = recordPointedTo(uncast(stored), source.semantics)
    if (record !== undefined) return record
  }
  return undefined
}

function left(finalizer: Finalizer, record: RecordType, store: FieldStore, context: RuleContext): Report[] {
  const { analysis, context: entry, exits } = finalizer
  const livesOn = exits.some(({ state }) => state.freed(entry) !== undefined) || isListed(store.tag, context)
  if (!livesOn) return []
  const kept = exits.filter(({ state }) => {
    const field = state.placeOf(entry, [{ record, name: store.field }])
    const isUntouched =
      state.held(field) === analysis.valueAtEntry(field) && state.nullness(state.held(field)) !== 'null'
    return state.nullness(entry) === 'non-null' && state.freed(entry) === undefined && isUntouched
  })
  return eachPlaceOnce(kept.map(({ state }) => report(analysis, state, store)))
}

/** The driver links such entries. */
function isListed(tag: string | undefined, context: RuleContext): boolean {
  for (const use of objectUses(context)) if (use.verb === 'links' && use.tag === tag) return true
  return false
}

function report(analysis: FunctionAnalysis, state: Alternative, { field, target }: FieldStore): Report {
  const { symbol, parameters } = analysis.definition
  const object = parameters[0]?.name ?? 'SrvCall'
  return {
    place: returnPlace(analysis, state),
    message: `The entry that '${object}' had lives on here, and its '${field}' still points to '${object}', which RDBSS frees right after '${symbol.name}'.`,
    function: symbol.name,
    related: [{ place: placeOf(target.first, target.last), message: 'the pointer is stored here' }, ...wayTo(state)],
    fixes: [],
  }
}
