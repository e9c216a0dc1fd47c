// MRX044. A system service that needs PASSIVE_LEVEL, called with the IRQL raised (a fast mutex, a spin lock, KeRaiseIrql), or
// what waits, at DISPATCH_LEVEL. Where nothing raises it, only what the driver itself says of the level is worth a remark: an annotation or a test that admits
// APC_LEVEL, or a last reference that it drops there, which brings MRxFinalizeSrvCall (life cycle T6b). Else RDBSS and its
// workers call at PASSIVE_LEVEL, and closing a handle is what a finalizer is for.
import type { Semantics } from '../c/semantics.ts'
import type { Call } from '../c/tree.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { contractOf } from '../flow/contract.ts'
import { isNonZero } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import type { Effect, RoutineEffects } from '../knowledge/effects.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import {
  type Circumstances,
  circumstances,
  driverCalls,
  type Entered,
  entered,
  levelsOf,
  lowestOf,
  remarksOn,
  usual,
} from './entered.ts'
import { lockName } from './names.ts'
import { callsIn, rootsOf } from './roots.ts'
import type { Remark, Report, Rule, RuleContext } from './rule.ts'
import { recordPointedTo } from './stores.ts'

/** Services whose I/O ends with an APC, or that wait for one: at APC_LEVEL they hang. Others only may be paged. */
const serviceName = /^(?:Zw|Nt|Ps(?:Create|Terminate))/

/** They finalize the object, and those above it, where the last reference goes. */
const dropping = /^Rx(?:Dereference(?!AndDeleteRxContext)|Finalize|ForceFinalize)/

const levels = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] as const

/** A call that matters, with the ways to it. */
interface Passage {
  readonly point: CallPoint
  readonly routine: string
  readonly states: readonly Circumstances[]
}

const services = question(analysis =>
  passagesOf(analysis, point => {
    const callee = analysis.calleeOf(point.node)
    if (callee.kind !== 'routine' || callee.routine.irql?.max !== 0) return undefined
    return serviceName.test(callee.routine.name) ? callee.routine.name : undefined
  }),
)

/** Ways on which the routine is sure to wait if it has to, which takes APC_LEVEL or less. */
const waits = question(analysis =>
  passagesOf(
    analysis,
    point => {
      const callee = analysis.calleeOf(point.node)
      return callee.kind === 'routine' && waitingEffect(callee.routine) !== undefined ? callee.routine.name : undefined
    },
    (state, { node }) => {
      const callee = analysis.calleeOf(node)
      return callee.kind === 'routine' && maySurelyWait(callee.routine, node, state, analysis.semantics)
    },
  ),
)

/** Undefined: it does not wait, or is for any level. */
function waitingEffect({ irql, effects }: RoutineEffects): Effect | undefined {
  const isBelow = irql?.max === 1
  return effects.find(
    ({ verb, by }) =>
      (isBelow && verb === 'acquires' && by !== 'result') || (verb === 'blocks' && (isBelow || by !== undefined)),
  )
}

/** With `Wait` TRUE, without a timeout, or with one that is not 0. */
function maySurelyWait(routine: RoutineEffects, { arguments: given }: Call, state: Alternative, semantics: Semantics) {
  const { verb, by } = waitingEffect(routine)!
  if (typeof by !== 'number' || (verb === 'blocks' && routine.irql !== undefined)) return true
  const argument = given[by]
  if (argument === undefined) return false
  if (verb === 'acquires') return isNonZero(state.fact(argument))
  if (state.nullness(argument) === 'null') return true
  const record = recordPointedTo(argument, semantics)
  if (record === undefined) return false
  return isNonZero(state.fact(state.held(state.placeOf(state.value(argument), [{ record, name: 'QuadPart' }]))))
}

const drops = question(analysis =>
  passagesOf(analysis, ({ node }) => [calledName(node)].find(name => name !== undefined && dropping.test(name))),
)

export const passiveOnlyCall: Rule = {
  code: 'MRX044',
  questions: [driverCalls, services, waits, drops],
  docs: {
    what: 'A call of a `Zw` service or of a thread routine, which need PASSIVE_LEVEL, with the IRQL raised: under a fast mutex or a spin lock, or between `KeRaiseIrql` and `KeLowerIrql`; or, at DISPATCH_LEVEL, of what waits: `KeWaitForSingleObject` and its kin unless their timeout may be 0, and what acquires a fast mutex, a push lock or a resource. As information also where the driver itself admits a raised IRQL: by `_IRQL_requires_max_(APC_LEVEL)`, by a test that lets APC_LEVEL through, or in `MRxFinalizeSrvCall` because it drops references of RDBSS with the IRQL raised.',
    why: 'These services complete through APCs, which are not delivered at APC_LEVEL: the call never returns. At DISPATCH_LEVEL it is a bug check. RDBSS calls back at PASSIVE_LEVEL as a rule; on the direct path the finalizer of a SRV_CALL runs at the level at which the last reference was dropped.',
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
      'The information, where the level is PASSIVE_LEVEL after all; better say so with `_IRQL_requires_max_(PASSIVE_LEVEL)`.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/fcb/nf-fcb-rxfinalizesrvcall',
      'Rule IrqlZwPassive of Static Driver Verifier',
    ],
  },
  *check(context) {
    const reported = new Set<CallPoint>()
    const starts = rootsOf(context).map(({ analysis, isDpc }) => ({ analysis, known: isDpc ? 2 : 0 }))
    let drop: Remark | undefined
    for (const each of entered(context, starts, (states, known) => lowestOf(levelsOf(states), known))) {
      drop ??= droppedReference(each, context)
      for (const [passages, ceiling] of [
        [services(each.analysis, context.flow), 0],
        [waits(each.analysis, context.flow), 1],
      ] as const)
        for (const passage of passages) {
          const lowest = lowestOf(levelsOf(passage.states), each.known)
          const way = lowest.findIndex(level => level > ceiling)
          if (way < 0 || reported.has(passage.point)) continue
          reported.add(passage.point)
          yield raised(each, passage, { state: passage.states[way]!, level: lowest[way]!, ceiling }, context)
        }
    }
    yield* admitted(context, reported, drop)
  },
}

/** Calls that have a name for `routineOf`, on the ways that count. */
function passagesOf(
  analysis: FunctionAnalysis,
  routineOf: (point: CallPoint) => string | undefined,
  counts: (state: Alternative, point: CallPoint) => boolean = () => true,
): readonly Passage[] {
  return compact(
    analysis.points().flatMap(point => {
      const routine = point.kind === 'call' ? routineOf(point) : undefined
      if (point.kind !== 'call' || routine === undefined) return []
      const ways = usual(analysis.before(point)).filter(state => counts(state, point))
      return [{ point, routine, states: ways.map(circumstances) }]
    }),
  )
}

/** Where the IRQL is raised and a reference goes, which may be the last one: RDBSS finalizes its object there and then. */
function droppedReference({ analysis, known }: Entered<number>, { flow }: RuleContext): Remark | undefined {
  const drop = drops(analysis, flow).find(({ states }) => lowestOf(levelsOf(states), known).some(level => level > 0))
  if (drop === undefined) return undefined
  const { node } = drop.point
  return { place: placeOf(node.first, node.last), message: 'a reference is dropped at APC_LEVEL here' }
}

/** Why the IRQL may be raised where nothing raises it, as a number that is carried into what is called there. */
const admissions = { none: 0, drop: 1, annotation: 2, test: 3, callee: 4 } as const
type Admission = (typeof admissions)[keyof typeof admissions]

function admission({ irql }: Circumstances, known: Admission, analysis: FunctionAnalysis): Admission {
  if (!irql.isEntry || irql.max === 0) return admissions.none
  if (contractOf(analysis.definition.symbol).irql !== undefined) return admissions.annotation
  if (irql.max !== 1) return known
  return asksForLevel(analysis) ? admissions.test : admissions.callee
}

function asksForLevel({ definition }: FunctionAnalysis): boolean {
  return callsIn(definition).some(call => calledName(call) === 'KeGetCurrentIrql')
}

/** Services at a level that the driver itself admits; once a routine and function. */
function* admitted(context: RuleContext, reported: ReadonlySet<CallPoint>, drop: Remark | undefined): Iterable<Report> {
  // Threads and workers begin at PASSIVE_LEVEL.
  const called = rootsOf(context).filter(({ members }) => members.length > 0)
  const starts = called.map(({ analysis, members }) => ({
    analysis,
    known: drop !== undefined && members.includes('MRxFinalizeSrvCall') ? admissions.drop : admissions.none,
  }))
  const said = new Set<string>()
  const into = (states: readonly Circumstances[], known: Admission, caller: FunctionAnalysis) =>
    states.map(state => admission(state, known, caller))
  for (const each of entered<Admission>(context, starts, into)) {
    const { analysis, known } = each
    for (const { point, routine: name, states } of services(analysis, context.flow)) {
      const key = `${analysis.path} ${analysis.definition.symbol.name} ${name}`
      if (said.has(key) || reported.has(point)) continue
      const [why] = into(states, known, analysis).filter(each => each !== admissions.none)
      if (why === undefined) continue
      said.add(key)
      yield remark(each, point, name, why, drop)
    }
  }
}

function raised(
  each: Entered<number>,
  { point, routine }: Passage,
  { state, level: atLeast, ceiling }: { state: Circumstances; level: number; ceiling: 0 | 1 },
  { text }: RuleContext,
): Report {
  const level = levels[Math.min(atLeast, 2)]
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
    message:
      ceiling === 0
        ? `'${routine}' needs PASSIVE_LEVEL and is called at ${level} here: it may wait for an APC that is not delivered.`
        : `'${routine}' needs APC_LEVEL or less and is called at ${level} here: nobody else runs on the processor, so it cannot wait.`,
    function: each.analysis.definition.symbol.name,
    related: [...related, ...remarksOn(each.calls)],
    fixes: [],
  }
}

const reasons: Readonly<Record<Admission, string>> = {
  [admissions.none]: '',
  [admissions.drop]: 'MRxFinalizeSrvCall comes at APC_LEVEL where the last reference is dropped there',
  [admissions.annotation]: 'an annotation on the way admits a higher level',
  [admissions.test]: 'the test on the way lets APC_LEVEL through',
  [admissions.callee]: 'what is called on the way admits APC_LEVEL',
}

function remark(
  { analysis, calls }: Entered<number>,
  { node }: CallPoint,
  name: string,
  why: Admission,
  drop: Remark | undefined,
): Report {
  return {
    place: placeOf(node.first, node.last),
    message: `'${name}' needs PASSIVE_LEVEL, and ${reasons[why]}.`,
    function: analysis.definition.symbol.name,
    related: [...(why === admissions.drop && drop !== undefined ? [drop] : []), ...remarksOn(calls)],
    fixes: [],
    severity: 'information',
  }
}
