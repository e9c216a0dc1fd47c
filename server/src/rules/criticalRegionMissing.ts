// MRX040. An ERESOURCE that MRxFinalizeSrvCall, or a helper of it, takes while normal kernel APCs can be delivered. Requests
// come from RDBSS inside a critical region; the finalizer comes from a worker, which has entered none (life cycle T7a).

import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { type Circumstances, driverCalls, type Entered, entered, remarksOn, usual } from './entered.ts'
import { writtenText } from './names.ts'
import { rootsOf } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

const openAcquisitions = question(acquisitionsIn)

export const criticalRegionMissing: Rule = {
  code: 'MRX040',
  questions: [driverCalls, openAcquisitions],
  docs: {
    what: 'An `ERESOURCE` that `MRxFinalizeSrvCall` or one of its helpers acquires outside of a critical region, below APC_LEVEL. The other callbacks are left alone: RDBSS enters a critical region before it passes a request on.',
    why: 'RDBSS calls `MRxFinalizeSrvCall` from a worker that has entered no critical region. A normal kernel APC can be delivered while the resource is held, suspend the thread, or run code that wants the same resource. Everybody who waits for it then waits for that thread; on the direct path that is every open of the device.',
    example: `
        typedef struct _ELM_SERVER { ERESOURCE Lock; ULONG State; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      +         KeEnterCriticalRegion();
      -         ExAcquireResourceExclusiveLite(&Server->Lock, TRUE); // MRX040
      +         ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
                Server->State = 0;
                ExReleaseResourceLite(&Server->Lock);
      +         KeLeaveCriticalRegion();
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where every path to the function has disabled normal kernel APCs in a way that cannot be seen here.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exacquireresourceexclusivelite',
      'Rules WithinCriticalRegion and CriticalRegions of Static Driver Verifier',
    ],
  },
  *check(context) {
    const starts = rootsOf(context)
      .filter(({ members }) => members.includes('MRxFinalizeSrvCall'))
      .map(({ analysis }) => ({ analysis, known: 0 }))
    for (const each of entered(context, starts, states => (states.some(isOpen) ? [0] : []))) {
      for (const point of openAcquisitions(each.analysis, context.flow)) yield report(each, point, context)
    }
  },
}

/** Resources that the function takes outside of a region of its own. */
function acquisitionsIn(analysis: FunctionAnalysis): readonly CallPoint[] {
  return compact(
    analysis.points().flatMap(point => (point.kind === 'call' && acquiresResource(analysis, point) ? [point] : [])),
  )
}

function acquiresResource(analysis: FunctionAnalysis, point: CallPoint): boolean {
  const callee = analysis.calleeOf(point.node)
  if (callee.kind !== 'routine' || !callee.routine.name.startsWith('Ex')) return false
  const { effects } = callee.routine
  const takes = effects.some(({ verb, as }) => verb === 'acquires' && (as === 'exclusive' || as === 'shared'))
  return takes && !effects.some(({ verb }) => verb === 'enters') && usual(analysis.before(point)).some(isOpen)
}

/** Normal kernel APCs are delivered. Mutexes hold them back as well. */
function isOpen({ region, irql, locks }: Circumstances): boolean {
  if (region !== 0 || (!irql.isEntry && irql.max > 0) || irql.min > 0) return false
  return !locks.some(({ happening: { as } }) => as === 'mutex' || as === 'fast-mutex')
}

function report({ analysis, calls }: Entered<number>, { node }: CallPoint, { text }: RuleContext): Report {
  const { name } = analysis.definition.symbol
  const [resource] = node.arguments
  const written = resource === undefined ? 'The resource' : `'${writtenText(resource, text).replace(/^&/, '')}'`
  return {
    place: placeOf(node.first, node.last),
    message: `${written} is acquired outside of a critical region: MRxFinalizeSrvCall runs on a worker that has entered none, and an APC may suspend the thread while it holds the resource.`,
    function: name,
    related: remarksOn(calls),
    fixes: [],
  }
}
