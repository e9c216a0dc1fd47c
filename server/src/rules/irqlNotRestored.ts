// MRX041. An IRQL that a function has raised and that is still raised at one of its returns. What a lock that is kept does to
// the IRQL is told of the lock (MRX039).
import type { Expression, FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { decidesByCount, namesWritten } from './counted.ts'
import { ownFunctions } from './functions.ts'
import { lockLeaks } from './lockLeaked.ts'
import { eachPlaceOnce, isTold, returnPlace, usualExits } from './returns.ts'
import { rootsOf } from './roots.ts'
import type { Remark, Report, Rule } from './rule.ts'
import { wayTo } from './way.ts'

const levels = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] as const

const raisedExits = question(raisedIn)

export const irqlNotRestored: Rule = {
  code: 'MRX041',
  questions: [raisedExits, lockLeaks],
  docs: {
    what: 'A return with the IRQL raised: `KeRaiseIrql` without `KeLowerIrql`, or a spin lock that was released by the routine for callers that are at DISPATCH_LEVEL already. In a helper only where it restores the level at other returns and its result does not tell them apart.',
    why: 'RDBSS goes on at the raised level: at DISPATCH_LEVEL its next wait or page fault stops the system; at APC_LEVEL I/O that is completed by an APC never completes. A worker that returns at the wrong level is a bug check of its own.',
    example: `
        NTSTATUS NTAPI ElmStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject)
        {
            KIRQL OldIrql;

            UNREFERENCED_PARAMETER(RxContext);
      +     if (RxDeviceObject == NULL)
      +         return STATUS_SUCCESS;
            KeRaiseIrql(APC_LEVEL, &OldIrql);
      -     if (RxDeviceObject == NULL)
      -         return STATUS_SUCCESS; // MRX041
            KeLowerIrql(OldIrql);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxStop = ElmStop;
        }`,
    sources: ['Warnings C28166 and C28167, rule IrqlReturn of Static Driver Verifier'],
  },
  *check(context) {
    const roots = new Map(rootsOf(context).map(root => [root.analysis, root]))
    const forgetful = new Set<FunctionDefinition>()
    // Helpers first: what one of them forgets is no mistake of its callers.
    for (const isRoot of [false, true]) {
      for (const analysis of ownFunctions(context)) {
        const root = roots.get(analysis)
        if ((root !== undefined) !== isRoot || root?.isDpc || callsOneOf(forgetful, analysis)) continue
        const raised = raisedExits(analysis, context.flow).filter(each => isRoot || each.isForgotten)
        if (raised.length > 0 || lockLeaks(analysis, context.flow).some(leak => leak.isForgotten))
          forgetful.add(analysis.definition)
        yield* eachPlaceOnce(raised.map(({ exit }) => report(analysis, exit)))
      }
    }
  },
}

interface RaisedExit {
  readonly exit: Alternative
  /** It is restored at another return, and no caller can tell. */
  readonly isForgotten: boolean
}

function raisedIn(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly RaisedExit[] {
  const exits = usualExits(analysis)
  return compact(
    exits
      .filter(exit => isRaised(exit) && !asksForLevel(exit, analysis) && !callsWhoDecides(analysis, flow))
      .map(exit => ({ exit, isForgotten: isForgotten(exit, exits, analysis) })),
  )
}

/** A helper that lowers the level where something is noted that it writes itself. */
function callsWhoDecides(analysis: FunctionAnalysis, flow: DriverAnalysis): boolean {
  return analysis.points().some(point => {
    const callee = point.kind === 'call' ? analysis.calleeOf(point.node) : undefined
    const helper =
      callee?.kind === 'function' ? flow.analysis(callee.summary.definition, callee.summary.path) : undefined
    if (helper === undefined) return false
    const written = namesWritten(helper)
    const isRestored = (inner: Point) => inner.kind === 'call' && helper.effectsOf(inner, 'restores').length > 0
    return decidesByCount(helper, isRestored, written)
  })
}

function callsOneOf(functions: ReadonlySet<FunctionDefinition>, analysis: FunctionAnalysis): boolean {
  if (functions.size === 0) return false
  return [...analysis.points()].some(point => {
    const callee = point.kind === 'call' ? analysis.calleeOf(point.node) : undefined
    return callee?.kind === 'function' && functions.has(callee.summary.definition)
  })
}

/** Above every level that the function may have been called at, but for a helper that is called at DISPATCH_LEVEL. */
function isRaised({ irql, locks }: Alternative): boolean {
  const byLock = locks.some(({ happening: { as } }) => as === 'spin' || as === 'fast-mutex')
  return !irql.isEntry && irql.min > 0 && !byLock
}

/** `if (old < APC_LEVEL) KeLowerIrql(old);`: the way is one of a level that the function was not raised from. */
function asksForLevel(exit: Alternative, analysis: FunctionAnalysis): boolean {
  // KeRaiseIrql is a macro that assigns the result of KfRaiseIrql.
  const saved = new Set(
    [...analysis.points()].flatMap(point => {
      const value = point.kind === 'assign' && point.node.kind === 'assignment' ? uncast(point.node.value) : undefined
      const callee = value?.kind === 'call' ? analysis.calleeOf(value) : undefined
      const isRaise = callee?.kind === 'routine' && callee.routine.effects.some(({ verb }) => verb === 'raises')
      return isRaise && point.kind === 'assign' ? symbolsIn(point.target) : []
    }),
  )
  return exit.way().some(({ condition }) => {
    const test = condition?.kind === 'test' ? condition.expression : undefined
    return test !== undefined && symbolsIn(test).some(symbol => saved.has(symbol))
  })
}

function symbolsIn(expression: Expression) {
  return descendantsOf(expression).flatMap(node =>
    node.kind === 'identifier' && node.symbol?.kind === 'object' ? [node.symbol] : [],
  )
}

function isForgotten(exit: Alternative, exits: readonly Alternative[], analysis: FunctionAnalysis): boolean {
  const others = exits.filter(({ irql }) => irql.isEntry || irql.min < exit.irql.min)
  const lowers = [...changes(analysis)].some(({ verb }) => verb === 'restores')
  return lowers && others.length > 0 && others.every(other => !isTold(exit, other))
}

function report(analysis: FunctionAnalysis, exit: Alternative): Report {
  const { name } = analysis.definition.symbol
  return {
    place: returnPlace(analysis, exit),
    message: `'${name}' returns at ${levels[exit.irql.min]}, and was called below it: the IRQL that it raised is not restored on this way.`,
    function: name,
    related: [...raises(analysis), ...wayTo(exit)],
    fixes: [],
  }
}

function raises(analysis: FunctionAnalysis): Remark[] {
  const [first] = [...changes(analysis)].filter(({ verb }) => verb === 'raises')
  return first === undefined ? [] : [{ place: first.place, message: 'it is raised here' }]
}

/** Where the function itself raises and restores the level. */
function* changes(analysis: FunctionAnalysis) {
  for (const point of analysis.points()) {
    if (point.kind !== 'call') continue
    const callee = analysis.calleeOf(point.node)
    if (callee.kind !== 'routine') continue
    for (const { verb } of callee.routine.effects) yield { verb, place: placeOf(point.node.first, point.node.last) }
  }
}
