// MRX033. A block with an ERESOURCE in it, or that is one, freed without ExDeleteResourceLite.
import type { Call } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { Verb } from '../knowledge/effects.ts'
import { placeOf } from '../project/places.ts'
import { storedBlocks } from './allocations.ts'
import { type FreedBlock, freedBlocks, releasesIn } from './freedBlocks.ts'
import { at, leftInBlocks, leftReport } from './leftInBlocks.ts'
import { eachPlaceOnce } from './returns.ts'
import { callsIn } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

export const resourceNotDeleted: Rule = {
  code: 'MRX033',
  questions: [releasesIn, storedBlocks],
  docs: {
    what: 'A block that is freed with an `ERESOURCE` in it that the driver initialises in such blocks, and that no way to the free deletes. Or a block that is an `ERESOURCE`, where the driver initialises such blocks and deletes none.',
    why: 'The system keeps all resources on one list. A resource that is freed without `ExDeleteResourceLite` stays on it: the next initialisation or deletion of any resource in the system writes to freed memory. With Driver Verifier that is a bug check at the free.',
    example: `
        typedef struct _ELM_SERVER { ERESOURCE Lock; ULONG State; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS ElmPrepare(PELM_SERVER Server)
        {
            return ExInitializeResourceLite(&Server->Lock);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX033
      +         ExDeleteResourceLite(&Server->Lock);
      +         RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exdeleteresourcelite'],
  },
  *check(context) {
    const left = leftInBlocks(context, ({ verb, as }) => verb === 'initializes' && as === 'resource', 'deletes')
    yield* eachPlaceOnce([
      ...[...left].map(each => leftReport(each, told, 'it is initialised here')),
      ...wholeResources(context),
    ])
  },
}

function told(name: string): string {
  return `The resource '${name}' in this block is freed without ExDeleteResourceLite: it stays on the system's list of resources, which then leads into freed memory.`
}

/** Blocks that are resources; who deletes some by their pointers may delete all of them. */
function* wholeResources(context: RuleContext): Iterable<Report> {
  const [made] = onPointers('initializes', context)
  if (made === undefined || onPointers('deletes', context).length > 0) return
  for (const freed of freedBlocks(context)) {
    if (freed.record.tag !== '_ERESOURCE' || !isLeft(freed)) continue
    yield {
      place: placeOf(freed.free.first, freed.free.last),
      message:
        "This resource is freed without ExDeleteResourceLite: it stays on the system's list of resources, which then leads into freed memory.",
      function: freed.analysis.definition.symbol.name,
      related: [at(made, 'such a resource is initialised here')],
      fixes: [],
    }
  }
}

/** Calls that do it to a resource by a pointer, and not to a field or a variable. */
function onPointers(doing: Verb, { flow }: RuleContext): Call[] {
  return [...flow.functions.values()].flatMap(({ definition }) =>
    callsIn(definition).filter(call =>
      flow.routine(call)?.effects.some(({ verb, as, subject }) => {
        const resource = typeof subject === 'number' ? call.arguments[subject] : undefined
        const e = resource && uncast(resource)
        return verb === doing && as === 'resource' && e !== undefined && !(e.kind === 'unary' && e.operator === '&')
      }),
    ),
  )
}

/** Of a new block it is known that it is initialised; of others, nobody has deleted it. */
function isLeft({ states, block }: FreedBlock): boolean {
  return states.every(state => {
    const last = state.object(block)
    return state.isFresh(block) ? last?.verb === 'initializes' && last.isSure : last?.verb !== 'deletes'
  })
}
