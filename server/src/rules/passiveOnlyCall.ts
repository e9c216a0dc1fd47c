// MRX044. A system service that needs PASSIVE_LEVEL, called with the IRQL raised (a fast mutex, a spin lock, KeRaiseIrql). In
// MRxFinalizeSrvCall, whose direct path may come at APC_LEVEL, a call without a test of the level is worth a remark.
import type { Alternative } from '../flow/alternative.ts'
import type { CallPoint } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import { driverCalls, type Entered, entered, remarksOn, surely, usual } from './entered.ts'
import { lockName } from './names.ts'
import { rootsOf } from './roots.ts'
import type { Remark, Report, Rule, RuleContext } from './rule.ts'

/** Services whose I/O ends with an APC, or that wait for one: at APC_LEVEL they hang. Others only may be paged. */
const services = /^(?:Zw|Nt|Ps(?:Create|Terminate))/

const levels = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] as const

export const passiveOnlyCall: Rule = {
  code: 'MRX044',
  questions: [driverCalls],
  docs: {
    what: 'A call of a `Zw` service or of a thread routine, which need PASSIVE_LEVEL, with the IRQL raised: under a fast mutex or a spin lock, or between `KeRaiseIrql` and `KeLowerIrql`. In `MRxFinalizeSrvCall` and its helpers also, as information, where nothing on the way shows that the level is PASSIVE_LEVEL.',
    why: 'These services complete through APCs, which are not delivered at APC_LEVEL: the call never returns. At DISPATCH_LEVEL it is a bug check. RDBSS documents that the finalizer may be called at up to APC_LEVEL: on the worker path it is PASSIVE_LEVEL, on the direct path nobody promises it.',
    example: `
        FAST_MUTEX ElmMutex;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            HANDLE Session;

            UNREFERENCED_PARAMETER(Force);
            ExAcquireFastMutex(&ElmMutex);
            Session = SrvCall->Context;
            SrvCall->Context = NULL;
      -     if (Session != NULL)
      -         ZwClose(Session); // MRX044
            ExReleaseFastMutex(&ElmMutex);
      +     if (Session != NULL && KeGetCurrentIrql() == PASSIVE_LEVEL)
      +         ZwClose(Session);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow:
      'The information, where the driver is sure that its last references are never dropped above PASSIVE_LEVEL; better say so with `_IRQL_requires_max_(PASSIVE_LEVEL)`.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizesrvcall',
      'Rule IrqlZwPassive of Static Driver Verifier',
    ],
  },
  *check(context) {
    const reported = new Set<CallPoint>()
    const starts = rootsOf(context).map(({ analysis, isDpc }) => ({ analysis, known: isDpc ? 2 : 0 }))
    for (const each of entered(context, starts, (states, known) => states.map(state => surely(state, known)))) {
      for (const point of servicesIn(each)) {
        const state = usual(each.analysis.before(point)).find(before => surely(before, each.known) > 0)
        if (state === undefined || reported.has(point)) continue
        reported.add(point)
        yield raised(each, point, state, context)
      }
    }
    yield* unsure(context, reported)
  },
}

function* servicesIn({ analysis }: Entered<number>): Iterable<CallPoint> {
  for (const point of analysis.points()) {
    if (point.kind !== 'call') continue
    const callee = analysis.calleeOf(point.node)
    if (callee.kind === 'routine' && callee.routine.irql?.max === 0 && services.test(callee.routine.name)) yield point
  }
}

/** Reached from MRxFinalizeSrvCall at the level that it was called at; once a routine and function. */
function* unsure(context: RuleContext, reported: ReadonlySet<CallPoint>): Iterable<Report> {
  const isOpen = ({ irql }: Alternative) => irql.isEntry && irql.max > 0
  const starts = rootsOf(context)
    .filter(({ members }) => members.includes('MRxFinalizeSrvCall'))
    .map(({ analysis }) => ({ analysis, known: 0 }))
  for (const each of entered(context, starts, states => (states.some(isOpen) ? [0] : []))) {
    const said = new Set<string>()
    for (const point of servicesIn(each)) {
      const name = routineName(each, point)
      if (said.has(name) || reported.has(point) || !usual(each.analysis.before(point)).some(isOpen)) continue
      said.add(name)
      yield remark(each, point, name)
    }
  }
}

function routineName({ analysis }: Entered<number>, { node }: CallPoint): string {
  const callee = analysis.calleeOf(node)
  return callee.kind === 'routine' ? callee.routine.name : ''
}

function raised(each: Entered<number>, point: CallPoint, state: Alternative, { text }: RuleContext): Report {
  const level = levels[Math.min(surely(state, each.known), 2)]
  const lock = state.locks.find(({ happening: { as } }) => as === 'fast-mutex' || as === 'spin')
  const related: Remark[] =
    lock === undefined
      ? []
      : [
          {
            place: placeOf(lock.happening.call.first, lock.happening.call.last),
            message: `'${lockName(lock.lock, lock.happening.call, text)}' is acquired here, which raises the IRQL`,
          },
        ]
  return {
    place: placeOf(point.node.first, point.node.last),
    message: `'${routineName(each, point)}' needs PASSIVE_LEVEL and is called at ${level} here: it may wait for an APC that is not delivered.`,
    function: each.analysis.definition.symbol.name,
    related: [...related, ...remarksOn(each.calls)],
    fixes: [],
  }
}

function remark({ analysis, calls }: Entered<number>, { node }: CallPoint, name: string): Report {
  return {
    place: placeOf(node.first, node.last),
    message: `'${name}' needs PASSIVE_LEVEL, and MRxFinalizeSrvCall may be called at APC_LEVEL on its direct path: nothing on the way asks for the level.`,
    function: analysis.definition.symbol.name,
    related: remarksOn(calls),
    fixes: [],
    severity: 'information',
  }
}
