// MRX020. A finalizer that hands its own object to something that runs later, or leaves it in a block that outlives the call:
// RDBSS frees the object right behind the callback (life cycle T8a).
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { AssignPoint, CallPoint, Point } from '../flow/graph.ts'
import { rootOf } from '../flow/terms.ts'
import { finalizerMembers } from './finalizerExits.ts'
import { membersOf } from './freedBlocks.ts'
import { type Found, foundBelow, type Picked, ReachedPoints, reportAt } from './reached.ts'
import { usualExits } from './returns.ts'
import type { Report, Rule } from './rule.ts'
import { recordPointedTo } from './stores.ts'

type Capture = CallPoint | AssignPoint

const captures = new ReachedPoints<Capture>(capture)

export const srvCallCaptured: Rule = {
  code: 'MRX020',
  questions: [captures.of],
  docs: {
    what: 'A finalizer that passes its SRV_CALL (NET_ROOT, V_NET_ROOT) as the context of a work item, thread or DPC, stores it in a global variable, or in a block that is queued or linked. Nothing is said where the callback waits afterwards, or takes a reference.',
    why: "RDBSS frees the object as soon as the callback has returned. What was posted runs later, with a pointer to freed memory. What the deferred work needs belongs into the driver's own entry, and the entry into the work item.",
    example: `
        VOID NTAPI ElmClose(PVOID Context)
        {
      -     PMRX_SRV_CALL SrvCall = Context;
      -
      -     RxFreePool(SrvCall->Context);
      +     RxFreePool(Context);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     PVOID Server = SrvCall->Context;
      +
            UNREFERENCED_PARAMETER(Force);
      +     SrvCall->Context = NULL;
      -     return RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, ElmClose, SrvCall); // MRX020
      +     return RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, ElmClose, Server);
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'Observed in a public implementation of RDBSS: the SRV_CALL is freed behind the callback',
    ],
  },
  *check(context) {
    for (const found of foundBelow(context, finalizerMembers, captures, isCaptured)) yield report(found)
  },
}

/** What a routine keeps for later, or what is stored in memory. */
function capture(point: Point, analysis: FunctionAnalysis, flow: DriverAnalysis): Picked<Capture> {
  if (point.kind === 'call') {
    const by = flow.routine(point.node)?.effects.find(({ verb }) => verb === 'runs')?.by
    const given = typeof by === 'number' ? point.node.arguments[by] : undefined
    return given && { point, values: state => [state.value(given)] }
  }
  if (point.kind !== 'assign' || point.node.kind !== 'assignment' || point.node.operator !== '=') return undefined
  const { value } = point.node
  if (!analysis.before(point).some(state => outlives(state, point, analysis))) return undefined
  return { point, values: state => (outlives(state, point, analysis) ? [state.value(value)] : []) }
}

/** The target is a global variable, or part of a new block that is queued or linked and not freed when the function returns. */
function outlives(state: Alternative, { target }: AssignPoint, analysis: FunctionAnalysis): boolean {
  const place = state.place(target)
  const root = place && rootOf(place)
  if (root === undefined) return false
  if (root.kind === 'variable') return root.symbol.linkage !== 'none' || root.symbol.storage === 'static'
  const block = root.pointer
  const record = target.kind === 'member' ? recordPointedTo(target.object, analysis.semantics) : undefined
  if (!state.isFresh(block)) return false
  const members = record === undefined ? [] : [...membersOf(record, analysis.semantics)]
  return usualExits(analysis).some(exit => {
    if (exit.freed(block) !== undefined) return false
    const isKept = ({ path }: (typeof members)[number]) =>
      ['starts', 'links'].includes(exit.object(exit.memberOf(block, path))?.verb ?? '')
    return exit.isEscaped(block) || members.some(isKept)
  })
}

function isCaptured({ values, callback, analysis }: Found<Capture>): boolean {
  const object = callback.entryField(0)
  const isObject = object !== undefined && values[0] === callback.valueAtEntry(object)
  return isObject && ![callback, analysis].some(each => waits(each) || references(each))
}

/** The callback may return only after what it has posted has run. */
function waits({ summary }: FunctionAnalysis): boolean {
  return summary.reaches.some(({ routine }) =>
    routine.effects.some(({ verb, by }) => verb === 'blocks' && by !== undefined),
  )
}

function references(analysis: FunctionAnalysis): boolean {
  for (const point of analysis.points())
    if (point.kind === 'call' && /^Rxp?Reference/.test(calledName(point.node) ?? '')) return true
  return false
}

function report(found: Found<Capture>): Report {
  const { definition } = found.callback
  const object = definition.parameters[0]?.name ?? 'object'
  const how =
    found.point.kind === 'call'
      ? `passes '${object}' to something that runs later`
      : `leaves '${object}' in memory that outlives the call`
  return reportAt(found, `'${definition.symbol.name}' ${how}: RDBSS frees the object right after this callback.`)
}
