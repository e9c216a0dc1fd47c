// MRX042. Pageable code or memory at DISPATCH_LEVEL: a pageable function that takes a spin lock or is called under one, and
// blocks of paged pool that are looked into there.
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, DereferencePoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import type { IrqlState } from '../flow/state.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { driverCalls, type Entered, entered, levelsOf, lowestOf, remarksOn, usual } from './entered.ts'
import { ownFunctions } from './functions.ts'
import { writtenText } from './names.ts'
import { pagedRecords } from './pagedRecords.ts'
import { rootsOf } from './roots.ts'
import type { Remark, Report, Rule, RuleContext } from './rule.ts'
import { hasPagedCode, isPaged, keyOf, locksSections, sectionsOf } from './sections.ts'
import { recordPointedTo } from './stores.ts'

const dispatch = 2

const raises = question(firstRaise)
const accesses = question(accessesIn)

export const pagedAccessAtDispatch: Rule = {
  code: 'MRX042',
  questions: [driverCalls, raises, accesses],
  docs: {
    what: 'A function in a pageable section that raises the IRQL to DISPATCH_LEVEL, as a spin lock does, while it runs; a call of a pageable function at DISPATCH_LEVEL; an access there to a structure that the driver always allocates from paged pool. Nothing is said of code in drivers that lock their sections with `MmLockPagableCodeSection`.',
    why: 'At DISPATCH_LEVEL no page can be read in. Where code or data happen to be out of memory, the system stops; on a machine with plenty of memory it works for months.',
    example: `
      - KSPIN_LOCK ElmLock;
      + FAST_MUTEX ElmLock;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);

        #ifdef ALLOC_PRAGMA
        #pragma alloc_text(PAGE, ElmFinalizeSrvCall)
        #endif

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      -     KIRQL OldIrql;
      -
            PAGED_CODE();
            UNREFERENCED_PARAMETER(Force);
      -     KeAcquireSpinLock(&ElmLock, &OldIrql); // MRX042
      +     ExAcquireFastMutex(&ElmLock);
            SrvCall->Context = NULL;
      -     KeReleaseSpinLock(&ElmLock, OldIrql);
      +     ExReleaseFastMutex(&ElmLock);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/making-drivers-pageable',
      'Warnings C28170 to C28172, rule PagedCode of Static Driver Verifier',
    ],
  },
  *check(context) {
    const areLocked = locksSections(context)
    const sections = sectionsOf(context).placed
    if (!areLocked)
      for (const analysis of ownFunctions(context)) {
        const { section } = sections.get(keyOf(analysis.path, analysis.definition.symbol.name)) ?? {}
        const raise = section !== undefined && isPaged(section) ? raises(analysis, context.flow) : undefined
        if (raise !== undefined) yield raised(analysis, raise, section!, context)
      }
    yield* reachedAtDispatch(context, areLocked)
  },
}

// ---- Pageable code -----------------------------------------------------------------------------------------------

/** The first call of the function after which it runs at DISPATCH_LEVEL itself. */
function firstRaise(analysis: FunctionAnalysis): CallPoint | undefined {
  for (const point of analysis.points()) {
    const state = analysis
      .before(point)
      .find(({ isExceptional, irql }) => !isExceptional && !irql.isEntry && irql.min >= dispatch)
    if (state !== undefined) return raisingCall(analysis, state)
  }
  return undefined
}

function raised({ definition }: FunctionAnalysis, { node }: CallPoint, section: string, { text }: RuleContext): Report {
  const { name } = definition.symbol
  return {
    place: placeOf(node.first, node.last),
    message: `'${name}' is in section ${section}, and '${writtenText(node.callee, text)}' makes it run at DISPATCH_LEVEL: where its page is out of memory the system stops.`,
    function: name,
    related: [],
    fixes: [],
  }
}

/** The call that acquired a spin lock which is held in `state`, or that raises the level. */
function raisingCall(analysis: FunctionAnalysis, state: Alternative): CallPoint | undefined {
  const held = state.locks.find(({ happening: { as } }) => as === 'spin')?.happening.call
  for (const point of analysis.points()) {
    if (point.kind !== 'call') continue
    const callee = analysis.calleeOf(point.node)
    const raises = callee.kind === 'routine' && callee.routine.effects.some(({ verb }) => verb === 'raises')
    if (point.node === held || (held === undefined && raises)) return point
  }
  return undefined
}

// ---- Calls and memory at DISPATCH_LEVEL ----------------------------------------------------------------------------

function* reachedAtDispatch(context: RuleContext, areLocked: boolean): Iterable<Report> {
  const paged = pagedRecords(context)
  const starts = rootsOf(context).map(({ analysis, isDpc }) => ({ analysis, known: isDpc ? dispatch : 0 }))
  const reported = new Set<CallPoint | DereferencePoint>()
  for (const each of entered(context, starts, (states, known) => lowestOf(levelsOf(states), known))) {
    for (const { point, levels } of accesses(each.analysis, context.flow)) {
      if (reported.has(point) || !lowestOf(levels, each.known).some(level => level >= dispatch)) continue
      const what =
        point.kind === 'call'
          ? areLocked
            ? undefined
            : pageable(each, point, context)
          : memory(each, point, paged, context)
      if (what === undefined) continue
      reported.add(point)
      yield report(each, point, what)
    }
  }
}

/** What may be at fault, with the IRQL on each way there. */
function accessesIn(
  analysis: FunctionAnalysis,
): readonly { point: CallPoint | DereferencePoint; levels: readonly IrqlState[] }[] {
  return compact(
    analysis.points().flatMap(point => {
      const isCall = point.kind === 'call' && analysis.calleeOf(point.node).kind === 'function'
      const isAccess = point.kind === 'dereference' && recordPointedTo(point.pointer, analysis.semantics) !== undefined
      if (!isCall && !isAccess) return []
      const levels = new Set(usual(analysis.before(point)).map(({ irql }) => irql))
      return [{ point, levels: [...levels] }]
    }),
  )
}

/** What is said of a call of a pageable function. */
function pageable({ analysis }: Entered<number>, { node }: CallPoint, context: RuleContext): string | undefined {
  const callee = analysis.calleeOf(node)
  if (callee.kind !== 'function') return undefined
  const { definition, path } = callee.summary
  const isPageable = isPaged(sectionsOf(context).placed.get(keyOf(path, definition.symbol.name))?.section)
  return isPageable || hasPagedCode(definition) ? `'${definition.symbol.name}' is pageable, and is called` : undefined
}

/** What is said of an access to paged pool. */
function memory(
  { analysis }: Entered<number>,
  { pointer }: DereferencePoint,
  paged: ReadonlySet<string>,
  { text }: RuleContext,
): string | undefined {
  const tag = recordPointedTo(pointer, analysis.semantics)?.tag
  if (tag === undefined || !paged.has(tag)) return undefined
  return `'${writtenText(pointer, text)}' leads to paged pool, and is used`
}

function report({ analysis, calls }: Entered<number>, point: CallPoint | DereferencePoint, what: string): Report {
  const shown = point.kind === 'call' ? point.node : point.pointer
  const [lock] = usual(analysis.before(point)).flatMap(({ locks }) =>
    locks.filter(({ happening: { as } }) => as === 'spin'),
  )
  const acquired: Remark[] =
    lock === undefined
      ? []
      : [
          {
            place: placeOf(lock.happening.call.first, lock.happening.call.last),
            message: 'a spin lock is acquired here',
          },
        ]
  return {
    place: placeOf(shown.first, shown.last),
    message: `${what} at DISPATCH_LEVEL: where it is out of memory the system stops.`,
    function: analysis.definition.symbol.name,
    related: [...acquired, ...remarksOn(calls)],
    fixes: [],
  }
}
