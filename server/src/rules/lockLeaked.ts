// MRX039. A lock that is still held when a callback, or a routine that runs on its own, returns; or that a helper releases
// at one of its returns and forgets at another one: with the same result, or with a failure and in an object that only the
// helper knows.
import { functionOf, typedefNames } from '../c/predicates.ts'
import type { Call } from '../c/tree.ts'
import type { Alternative, HeldLock } from '../flow/alternative.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import { isNonZero, isZero } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { entries } from '../flow/intMap.ts'
import { question } from '../flow/question.ts'
import { isCertain, type State } from '../flow/state.ts'
import type { Summary } from '../flow/summary.ts'
import { objectOf, type Value } from '../flow/terms.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { decidesByCount, isDecidedByCount, namesWritten } from './counted.ts'
import { ownFunctions } from './functions.ts'
import { lockName } from './names.ts'
import { eachPlaceOnce, isTold, returnPlace, usualExits } from './returns.ts'
import { callsIn, rootsOf } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { wayTo } from './way.ts'

/** The locks that a function keeps at a return, and whether a helper has forgotten them. */
export const lockLeaks = question(leaksIn)

export const lockLeaked: Rule = {
  code: 'MRX039',
  questions: [lockLeaks],
  docs: {
    what: 'A return with a lock held that the function took: an `ERESOURCE`, a mutex, a spin lock. In a helper only where it releases the lock at other returns, and its result does not tell them apart or is a failure that keeps the lock of an object which no caller has.',
    why: 'Nobody releases it afterwards. The next thread that acquires the lock waits for ever, and that is the next open, close or finalization of the same server. A spin lock leaves the thread at DISPATCH_LEVEL besides.',
    example: `
        typedef struct _ELM_SERVER { ERESOURCE Lock; ULONG References; } ELM_SERVER, *PELM_SERVER;

        NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
        {
            PELM_SERVER Server = NetRoot->pSrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            if (Server == NULL)
                return STATUS_SUCCESS;
            ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
      -     if (Server->References == 0)
      +     if (Server->References != 0)
      -         return STATUS_SUCCESS; // MRX039
      -     Server->References -= 1;
      +         Server->References -= 1;
            ExReleaseResourceLite(&Server->Lock);
            return STATUS_SUCCESS;
        }`,
    allow: 'Where another thread releases the lock later, and the function says so (`ExReleaseResourceForThreadLite`).',
    sources: ['Rules ExclusiveResourceAccess and SpinLock of Static Driver Verifier, warning C28167'],
  },
  *check(context) {
    const roots = new Set(rootsOf(context).map(({ analysis }) => analysis))
    // By the call that acquires, which may be in a routine that locks for all others.
    const forgotten = new Map<Call, FunctionAnalysis[]>()
    // Helpers first: what one of them forgets is no leak of its callers.
    for (const isRoot of [false, true]) {
      for (const analysis of ownFunctions(context)) {
        if (roots.has(analysis) !== isRoot) continue
        const found = lockLeaks(analysis, context.flow).filter(({ held, isForgotten }) =>
          isRoot ? !callsOneOf(forgotten.get(held.happening.call), analysis, context.flow) : isForgotten,
        )
        if (!isRoot) for (const { held } of found) added(forgotten, held.happening.call, analysis)
        yield* eachPlaceOnce(found.map(({ exit, held }) => report(analysis, exit, held, context)))
      }
    }
  },
}

function added(forgotten: Map<Call, FunctionAnalysis[]>, call: Call, analysis: FunctionAnalysis): void {
  forgotten.set(call, [...(forgotten.get(call) ?? []), analysis])
}

/** Directly, or by functions that it calls. */
function callsOneOf(
  forgetful: readonly FunctionAnalysis[] | undefined,
  analysis: FunctionAnalysis,
  flow: DriverAnalysis,
): boolean {
  if (forgetful === undefined) return false
  const below = new Set([analysis])
  for (const each of below) {
    if (forgetful.includes(each)) return true
    for (const call of callsIn(each.definition)) {
      const callee = each.calleeOf(call)
      const helper =
        callee.kind === 'function' ? flow.analysis(callee.summary.definition, callee.summary.path) : undefined
      if (helper !== undefined) below.add(helper)
    }
  }
  return false
}

interface Leak {
  readonly exit: Alternative
  readonly held: HeldLock
  /** It is released at another return, and no caller can tell, or release it. */
  readonly isForgotten: boolean
}

function leaksIn(analysis: FunctionAnalysis, flow: DriverAnalysis): readonly Leak[] {
  const exits = usualExits(analysis)
  const held = exits.flatMap(exit => surelyHeld(exit).map(each => ({ exit, held: each })))
  return compact(
    held
      .filter(({ exit, held }) => !isGone(exit, held, analysis) && !mayHaveFailed(exit, held, analysis, flow))
      .filter(({ exit, held }) => !isCounted(exit, held, analysis, flow))
      .map(each => ({ ...each, isForgotten: isForgotten(each, exits, analysis) })),
  )
}

/** Where something is released that was never acquired, a lock may go by two names. */
function surelyHeld(exit: Alternative): HeldLock[] {
  if (exit.locks.some(({ happening: { verb } }) => verb === 'releases')) return []
  return exit.locks.filter(({ happening }) => happening.verb === 'acquires' && isCertain(happening))
}

/**
 * There is no such lock: on this way the object that it is in turned out to be none, or it was deleted with that object, by a
 * helper or where other ways release it.
 */
function isGone(exit: Alternative, held: HeldLock, analysis: FunctionAnalysis): boolean {
  if (isZero(exit.fact(objectOf(held.lock)))) return true
  const last = exit.object(held.lock)
  return last?.verb === 'deletes' && (!callsIn(analysis.definition).includes(last.call) || releases(analysis, held))
}

/** A wait for a mutex that ends without it after a while, or that the driver takes for one that has failed. */
function mayHaveFailed(
  exit: Alternative,
  { happening: { call } }: HeldLock,
  { semantics }: FunctionAnalysis,
  flow: DriverAnalysis,
): boolean {
  const wait = flow.routine(call)?.effects.find(({ verb }) => verb === 'blocks')
  if (wait === undefined) return false
  const timeout = typeof wait.by === 'number' ? call.arguments[wait.by] : undefined
  return (timeout !== undefined && semantics.fold(timeout) !== 0n) || isNonZero(exit.fact(call))
}

/**
 * How often a thread has acquired the lock is counted, here or in a helper, and the count decides about the release:
 * `if (--Fcb->Count == 0) ExReleaseFastMutex(&Fcb->Mutex);`.
 */
function isCounted(exit: Alternative, { lock }: HeldLock, analysis: FunctionAnalysis, flow: DriverAnalysis): boolean {
  const isReleased = (point: Point) => isRelease(point, lock, analysis)
  const written = namesWritten(analysis)
  if (exit.way().some(edge => isDecidedByCount(edge, isReleased, written))) return true
  return analysis.points().some(point => {
    const callee = point.kind === 'call' && isReleased(point) ? analysis.calleeOf(point.node) : undefined
    return callee?.kind === 'function' && releasesByCount(callee.summary, flow)
  })
}

function releasesByCount({ definition, path }: Summary, flow: DriverAnalysis): boolean {
  const helper = flow.analysis(definition, path)
  if (helper === undefined) return false
  const isReleased = (point: Point) => point.kind === 'call' && mayRelease(point, helper)
  const written = namesWritten(helper)
  return decidesByCount(helper, isReleased, written)
}

function isForgotten(
  { exit, held }: Omit<Leak, 'isForgotten'>,
  exits: readonly Alternative[],
  analysis: FunctionAnalysis,
): boolean {
  const others = exits.filter(other => !other.locks.some(({ lock }) => lock === held.lock))
  const isOneResult = others.length > 0 && others.every(other => !isTold(exit, other))
  return (isOneResult || (hasFailed(exit, analysis) && isHidden(held, analysis))) && releases(analysis, held)
}

/** It returns an NTSTATUS, and that is an error. */
function hasFailed(exit: Alternative, { definition: { symbol } }: FunctionAnalysis): boolean {
  const returns = functionOf(symbol.type)?.returns
  const isStatus = returns !== undefined && typedefNames(returns).includes('NTSTATUS')
  return isStatus && exit.result !== undefined && exit.fact(exit.result).max < 0
}

/** In an object that no caller knows by what it gave or gets. */
function isHidden({ happening }: HeldLock, { summary }: FunctionAnalysis): boolean {
  return summary.outcomes.every(({ locks }) => [...entries(locks)].every(([, { call }]) => call !== happening.call))
}

function releases(analysis: FunctionAnalysis, { lock }: HeldLock): boolean {
  return analysis.points().some(point => isRelease(point, lock, analysis))
}

/** A call behind which the lock, held before, may be free. */
function isRelease(point: Point, lock: Value, analysis: FunctionAnalysis): boolean {
  if (point.kind !== 'call') return false
  return (
    analysis.before(point).some(state => state.locks.some(held => held.lock === lock)) && mayRelease(point, analysis)
  )
}

function mayRelease({ node }: CallPoint, analysis: FunctionAnalysis): boolean {
  const callee = analysis.calleeOf(node)
  if (callee.kind === 'function') return callee.summary.outcomes.some(letsGo)
  return callee.kind === 'routine' && callee.routine.effects.some(({ verb }) => verb === 'releases')
}

function letsGo({ locks }: State): boolean {
  return [...entries(locks)].some(([, { verb }]) => verb === 'releases')
}

function report(analysis: FunctionAnalysis, exit: Alternative, held: HeldLock, { text }: RuleContext): Report {
  const { name } = analysis.definition.symbol
  const { call } = held.happening
  return {
    place: returnPlace(analysis, exit),
    message: `'${lockName(held.lock, call, text)}' is still held when '${name}' returns here: the next thread that acquires it waits for ever.`,
    function: name,
    related: [{ place: placeOf(call.first, call.last), message: 'it is acquired here' }, ...wayTo(exit)],
    fixes: [],
  }
}
