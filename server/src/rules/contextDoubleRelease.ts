// MRX006. A block is freed twice: by two statements of one way, or by MRxSrvCallWinnerNotify and the finalizer, since a
// Context that stays set is finalized whatever the callback returned. Two owners that run one after the other in different
// callbacks (a list that MRxStop sweeps) are seen by running the life cycle only.
import type { Assignment } from '../c/tree.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import type { Happening } from '../flow/state.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { implementationsOf } from './callbackFlow.ts'
import { type FreedBlock, freedAt } from './freed.ts'
import { ownFunctions } from './functions.ts'
import { releases } from './reached.ts'
import { usualExits } from './returns.ts'
import type { Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

const secondFrees = question(freedTwice)

export const contextDoubleRelease: Rule = {
  code: 'MRX006',
  questions: [releases.of, secondFrees],
  docs: {
    what: 'A block, most often the `Context` of an RDBSS object, is freed twice.',
    why: 'A pool block has one owner, who frees it. Freed twice it is on the free list twice, or belongs to somebody else by then; the system stops with BAD_POOL_CALLER or later, elsewhere. RDBSS calls `MRxFinalizeSrvCall` for a `SRV_CALL` whose creation failed, too: what the failing callback frees must not be in `Context` any more.',
    example: `
        NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
        {
      -     SrvCall->Context = RecommunicateContext;
            if (!ThisMinirdrIsTheWinner) {
      -         RxFreePool(RecommunicateContext); // MRX006
      +         RxFreePool(RecommunicateContext);
                return STATUS_UNSUCCESSFUL;
            }
      +     SrvCall->Context = RecommunicateContext;
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_srvcall_winner_notify',
      'https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-0xc2--bad-pool-caller',
    ],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const { point, gone } of secondFrees(analysis, context.flow)) yield report(analysis, point, gone)
    for (const analysis of implementationsOf(context, 'MRxSrvCallWinnerNotify', 'MRxCreateSrvCall'))
      if (analysis.unknown === undefined) yield* leftInContext(analysis)
  },
}

// ---- Two frees on one way --------------------------------------------------------------------------------------------

function freedTwice(
  analysis: FunctionAnalysis,
  flow: DriverAnalysis,
): readonly { point: CallPoint; gone: SecondFree }[] {
  const found = analysis.points().flatMap(point => {
    if (point.kind !== 'call' || analysis.before(point).every(state => !state.hasFreed)) return []
    const gone = goneAt(point, analysis, flow)
    return gone === undefined ? [] : [{ point, gone }]
  })
  return compact(found)
}

interface SecondFree extends FreedBlock {
  /** The call in a helper that frees it. */
  readonly inner: CallPoint['node'] | undefined
}

function goneAt(point: CallPoint, analysis: FunctionAnalysis, flow: DriverAnalysis): SecondFree | undefined {
  const own = releases.picked(point, analysis, flow)
  if (own !== undefined) {
    const gone = freedAt(analysis.before(point), state => own.values(state)[0], analysis)
    // The address of a part of a block is no block.
    return gone && own.values(gone.state)[0] === gone.block ? { ...gone, inner: undefined } : undefined
  }
  for (const { state, values, point: inner } of releases.below(point, analysis, flow)) {
    const gone = freedAt([state], () => values[0], analysis)
    if (gone?.block !== values[0] || freedAt(analysis.before(point), () => values[0], analysis) === undefined) continue
    return { ...gone!, inner: inner.node }
  }
  return undefined
}

function report({ definition }: FunctionAnalysis, { node }: CallPoint, { freed, state, inner }: SecondFree): Report {
  const first = { place: placeOf(freed.call.first, freed.call.last), message: 'it was freed here' }
  const second = inner && { place: placeOf(inner.first, inner.last), message: 'the second time it is freed here' }
  return {
    place: placeOf(node.first, node.last),
    message: 'This frees a block that was freed before.',
    function: definition.symbol.name,
    related: [first, ...(second === undefined ? [] : [second]), ...wayTo(state)],
    path: [...wayTo(state), first],
    fixes: [],
  }
}

// ---- Freed, and left to the finalizer ----------------------------------------------------------------------------------

function* leftInContext(analysis: FunctionAnalysis): Iterable<Report> {
  const told = new Set<Happening['call']>()
  for (const point of analysis.points()) {
    if (point.kind !== 'assign' || point.node.kind !== 'assignment') continue
    for (const state of analysis.before(point)) {
      const place = state.place(point.target)
      if (place?.kind !== 'field' || place.label !== '_MRX_SRV_CALL_.Context') continue
      for (const exit of usualExits(analysis)) {
        const freed = exit.freed(exit.held(place))
        if (freed?.isSure !== true || told.has(freed.call)) continue
        told.add(freed.call)
        yield left(analysis, point.node, freed, exit)
      }
    }
  }
}

function left({ definition }: FunctionAnalysis, store: Assignment, { call }: Happening, exit: Alternative): Report {
  const { name } = definition.symbol
  return {
    place: placeOf(call.first, call.last),
    message: `This frees what the SRV_CALL's Context still points to when '${name}' returns: MRxFinalizeSrvCall gets it, and frees it again.`,
    function: name,
    related: [
      { place: placeOf(store.first, store.last), message: 'Context was set here, and never cleared' },
      ...wayTo(exit),
    ],
    fixes: [],
  }
}
