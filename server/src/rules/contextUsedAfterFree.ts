// MRX005. What a driver attached to an RDBSS object, or any other block, is used after it was freed: the last log line of a
// finalizer, a lock inside of the block that is released, a helper that gets the pointer once more.
import type { Call } from '../c/tree.ts'
import { calledName } from '../flow/access.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import type { Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { type FreedBlock, freedAt } from './freed.ts'
import { ownFunctions } from './functions.ts'
import { dereferences } from './reached.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { touchedArguments, touches } from './touching.ts'
import { wayTo } from './way.ts'

const usesOfFreed = question(firstUses)

export const contextUsedAfterFree: Rule = {
  code: 'MRX005',
  questions: [dereferences.of, touches.of, usesOfFreed],
  docs: {
    what: 'A block, most often the `Context` of an RDBSS object, is used after it was freed.',
    why: 'From the free on the memory belongs to whoever allocates it next. A read brings what somebody else wrote, a write damages it, and with special pool the first access stops the system. Typical are a trace of the name behind the free, and a lock inside the block that is released last.',
    example: `
        typedef struct _ELM_SERVER { PVOID Session; ULONG Requests; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      +         DbgPrint("elm: gone after %u requests\\n", Server->Requests);
                ExFreePoolWithTag(Server, 'mlEx');
      -         DbgPrint("elm: gone after %u requests\\n", Server->Requests); // MRX005
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exfreepoolwithtag',
      'https://learn.microsoft.com/windows-hardware/drivers/devtest/special-pool',
    ],
  },
  *check(context) {
    for (const analysis of ownFunctions(context))
      for (const use of usesOfFreed(analysis, context.flow)) yield report(use, analysis, context)
  },
}

/** The first use of each block. */
function firstUses(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly Use[] {
  const uses = new Map<Value, Use>()
  for (const point of analysis.points()) {
    const use = useAt(point, analysis, flow)
    if (use !== undefined && !uses.has(use.gone.block)) uses.set(use.gone.block, use)
  }
  return compact([...uses.values()])
}

interface Use {
  readonly gone: FreedBlock
  readonly node: Pick<Call, 'first' | 'last'>
  /** What is done with the block, `%` for its name. */
  readonly how: string
  /** The access in a helper. */
  readonly inner: Pick<Call, 'first' | 'last'> | undefined
}

function useAt(point: Point, analysis: FunctionAnalysis, flow: DriverAnalysis): Use | undefined {
  if (point.kind === 'dereference') {
    const gone = freedAt(analysis.before(point), state => state.value(point.pointer), analysis)
    return gone && { gone, node: point.pointer, how: 'is used', inner: undefined }
  }
  if (point.kind !== 'call' || analysis.before(point).every(state => !state.hasFreed)) return undefined
  return touchedBy(point, analysis, flow) ?? passedTo(point, analysis, flow)
}

/** A routine of the kernel or of RDBSS looks into the block. */
function touchedBy(point: CallPoint, analysis: FunctionAnalysis, flow: DriverAnalysis): Use | undefined {
  for (const argument of touchedArguments(point.node, flow.routine(point.node))) {
    const gone = freedAt(analysis.before(point), state => state.value(argument), analysis)
    const routine = flow.routine(point.node)?.name ?? calledName(point.node) ?? 'a routine'
    if (gone !== undefined) return { gone, node: argument, how: `is given to ${routine}`, inner: undefined }
  }
  return undefined
}

/** A function of the driver reads or writes the block, or gives it to a routine that does. */
function passedTo(point: CallPoint, analysis: FunctionAnalysis, flow: DriverAnalysis): Use | undefined {
  for (const below of [dereferences.below(point, analysis, flow), touches.below(point, analysis, flow)])
    for (const reached of below)
      for (const value of reached.values) {
        const gone = freedAt([reached.state], () => value, analysis)
        const onAllWays = gone && freedAt(analysis.before(point), () => gone.block, analysis)
        if (gone === undefined || onAllWays === undefined) continue
        const helper = reached.analysis.definition.symbol.name
        return { gone, node: point.node, how: `is used by '${helper}'`, inner: reached.point.node }
      }
  return undefined
}

function report({ gone, node, how, inner }: Use, analysis: FunctionAnalysis, { text }: RuleContext): Report {
  const place = placeOf(node.first, node.last)
  const { call } = gone.freed
  const freed = { place: placeOf(call.first, call.last), message: 'it was freed here' }
  const used = inner && { place: placeOf(inner.first, inner.last), message: 'it is used here' }
  const written = how.startsWith('is used by') ? 'A block' : `'${text(place.file).slice(place.start, place.end)}'`
  const context = gone.block === analysis.entryValue(0, 'Context') ? `, ${gone.isWhole ? '' : 'in '}the Context,` : ''
  return {
    place,
    message: `${written}${context} ${how} after it was freed: its memory may belong to somebody else already.`,
    function: analysis.definition.symbol.name,
    related: [freed, ...(used === undefined ? [] : [used]), ...wayTo(gone.state)],
    path: [...wayTo(gone.state), freed],
    fixes: [],
  }
}
