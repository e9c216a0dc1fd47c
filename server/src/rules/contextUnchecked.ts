// MRX004. SrvCall->Context used in MRxFinalizeSrvCall without a test for NULL: RDBSS finalizes a SRV_CALL whose creation
// failed or never started, and its Context was never set then (rxce.c of ReactOS; life cycle C6, C10).
import type { Expression } from '../c/tree.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, ControlFlowGraph, Point } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { implementationsOf } from './callbackFlow.ts'
import { isDecidedElsewhere } from './decidedElsewhere.ts'
import { blockOf } from './freed.ts'
import { isCaught, isGuarded } from './guarded.ts'
import { reportAt } from './reached.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { touches } from './touching.ts'
import { wayTo } from './way.ts'

export const contextUnchecked: Rule = {
  code: 'MRX004',
  questions: [touches.of],
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
        blockOf(value) === context &&
        state.nullness(context) !== 'non-null' &&
        !isDecidedElsewhere(state, context, analysis)
      const accesses: Access[] = []
      for (const point of analysis.points()) {
        if ('node' in point && isGuarded(point.node, analysis.definition)) continue
        if (point.kind === 'dereference') {
          const state = analysis.before(point).find(each => isUnchecked(each, each.value(point.pointer)))
          if (state !== undefined) accesses.push({ point, report: report(analysis, point.pointer, state, driver) })
        }
        const passed = point.kind === 'call' ? passedAt(analysis, point, isUnchecked) : undefined
        if (passed !== undefined) accesses.push({ point, report: passed })
      }
      yield* firstAccesses(accesses, handedOver(analysis, context, driver), analysis.graph)
    }
  },
}

interface Access {
  /** Of the callback. */
  readonly point: Point
  readonly report: Report
}

/** What crashes first: the call, where it comes before the others on every way, or where there are none. */
function* firstAccesses(accesses: readonly Access[], call: Access | undefined, graph: ControlFlowGraph) {
  const later = call === undefined ? [] : accesses.filter(({ point }) => comesFirst(call.point, point, graph))
  if (call !== undefined && (later.length > 0 || accesses.length === 0)) yield call.report
  for (const access of accesses) if (!later.includes(access)) yield access.report
}

/** No way leads to `second` but past `first`. */
function comesFirst(first: Point, second: Point, { entry, blocks }: ControlFlowGraph): boolean {
  const [before, behind] = [first, second].map(point => blocks.find(({ points }) => points.includes(point)))
  if (before === undefined || behind === undefined) return false
  if (before === behind) return before.points.indexOf(first) < before.points.indexOf(second)
  const reached = new Set([entry].filter(block => block !== before))
  for (const { out } of reached) for (const { to } of out) if (to !== before) reached.add(to)
  return !reached.has(behind)
}

/** The first call, here or below, that gives Context, or the address of a part of it, to a routine that looks there. */
function handedOver(callback: FunctionAnalysis, context: Value, { flow }: RuleContext): Access | undefined {
  for (const found of touches.of(callback, flow)) {
    const { state, inner, values, own, analysis } = found
    if (isCaught(found) || state.nullness(context) === 'non-null' || isDecidedElsewhere(state, context, callback))
      continue
    const at = values.findIndex(value => blockOf(value) === context)
    const block = at < 0 ? undefined : blockOf(own[at]!)
    if (block === undefined || inner.nullness(block) === 'non-null' || isDecidedElsewhere(inner, block, analysis))
      continue
    const message = `'${calledName(found.point.node)}' gets the SRV_CALL's Context, or a part of it, and it may be NULL here: RDBSS calls '${callback.definition.symbol.name}' for a SRV_CALL whose creation failed, too. Test it first.`
    return { point: found.calls[0]?.point ?? found.point, report: reportAt(found, message) }
  }
  return undefined
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
function passedAt(
  analysis: FunctionAnalysis,
  point: CallPoint,
  isUnchecked: (state: Alternative, value: Value) => boolean,
): Report | undefined {
  const { name } = analysis.definition.symbol
  const found = analysis
    .needsOf(point)
    .find(({ need, state, value }) => isUnchecked(state, value) && !isGuarded(need.node, need.definition))
  if (found === undefined) return undefined
  const { need, state } = found
  const helper = need.definition.symbol.name
  return {
    place: placeOf(point.node.first, point.node.last),
    message: `'${helper}' dereferences the SRV_CALL's Context without a test, and it may be NULL: RDBSS calls '${name}' for a SRV_CALL whose creation failed, too.`,
    function: name,
    related: [{ place: placeOf(need.node.first, need.node.last), message: 'it is dereferenced here' }, ...wayTo(state)],
    fixes: [],
  }
}
