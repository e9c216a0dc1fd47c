// MRX034. A block freed while something in it may still fire: a timer or DPC that nothing has stopped, a timer whose DPC may
// be running since cancelling does not wait, a work item that this very function has queued, a worker that it has posted.
import type { Call } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { isNonZero } from '../flow/facts.ts'
import type { FunctionAnalysis, FunctionSource } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import type { Callee, Reached, Summary } from '../flow/summary.ts'
import type { Value } from '../flow/terms.ts'
import type { RoutineEffects } from '../knowledge/effects.ts'
import { placeOf } from '../project/places.ts'
import { storedBlocks } from './allocations.ts'
import { blockOf, countsReferences, isCounted } from './freed.ts'
import { blocksHandedOn, freedBlocks, type MemberStep, membersOf, type Release, releasesIn } from './freedBlocks.ts'
import { functionNamed } from './functions.ts'
import { at, isAlwaysSetUp, type LeftObject, leftInBlocks, leftReport } from './leftInBlocks.ts'
import { frees, type ObjectUse, objectUses } from './objectUses.ts'
import { dereferences, releases } from './reached.ts'
import { eachPlaceOnce } from './returns.ts'
import { callsIn } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { recordName, storesIn, tagOf } from './stores.ts'
import { touches } from './touching.ts'

export const liveObjectFreed: Rule = {
  code: 'MRX034',
  questions: [releasesIn, storedBlocks, dereferences.of, touches.of, releases.of],
  docs: {
    what: 'A block that is freed with a timer or DPC in it that the driver starts and that no way to the free stops, or a pointer to such a timer (`ExAllocateTimer`); with a timer that is cancelled, but whose DPC may be running (the result of `KeCancelTimer` is dropped and nothing behind it waits); with a work item in it that was queued on the way; or behind a call that posts a routine with the block as its context.',
    why: 'The timer stays in the list of the kernel and fires into freed memory, the DPC or work routine runs with a context that is gone. Cancelling is no waiting: when `KeCancelTimer` answers FALSE the DPC is queued or runs on another processor. `KeFlushQueuedDpcs`, or an event that the routine sets as its last act, waits for it.',
    example: `
        typedef struct _ELM_SERVER { KTIMER Timer; KDPC Dpc; } ELM_SERVER, *PELM_SERVER;

        VOID ElmStartEcho(PELM_SERVER Server, LARGE_INTEGER DueTime)
        {
            KeSetTimer(&Server->Timer, DueTime, &Server->Dpc);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
                KeCancelTimer(&Server->Timer);
      +         KeFlushQueuedDpcs();
      -         RxFreePool(Server); // MRX034
      +         RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }`,
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kecanceltimer',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-keflushqueueddpcs',
      'Driver Verifier, bug check 0xC4: a live timer or DPC in freed pool',
    ],
  },
  *check(context) {
    const live = [...leftInBlocks(context, isTimed, 'stops')].filter(
      each => !isOver(each.freed) && !isStoppedElsewhere(each, context),
    )
    yield* eachPlaceOnce([
      ...live.map(each =>
        leftReport(
          each,
          name =>
            `This block is freed while '${name}' in it may be set: nothing on the way stops it, and it fires into freed memory.`,
          'it is started here',
        ),
      ),
      ...running(context),
      ...pointedTo(context),
      ...queued(context),
      ...handedOn(context),
    ])
  },
}

function isTimed({ verb, as }: ObjectUse): boolean {
  return verb === 'starts' && (as === 'timer' || as === 'dpc')
}

/** The routine that ran last frees its own block, or somebody has waited: it has fired. */
function isOver({ analysis, block }: Release): boolean {
  const isOwnContext = block.kind === 'initial' && block.of.kind === 'variable'
  return isOwnContext || analysis.summary.reaches.some(({ routine }) => waits(routine))
}

function waits({ effects }: RoutineEffects): boolean {
  return effects.some(({ verb, by }) => verb === 'blocks' && by !== undefined)
}

/** Some function stops it and frees nothing: it may be stopped already. */
function isStoppedElsewhere({ use }: LeftObject, context: RuleContext): boolean {
  for (const { verb, tag, field, source } of objectUses(context))
    if (verb === 'stops' && tag === use.tag && field === use.field && !frees(source, context)) return true
  return false
}

// ---- What was cancelled, and may run -----------------------------------------------------------------------------

function* running(context: RuleContext): Iterable<Report> {
  for (const { freed, use, path } of startedIn(
    freedBlocks(context),
    use => use.as === 'timer' && hasDpc(use, context),
    context,
  )) {
    const { analysis, states, block } = freed
    const last = states.map(state => state.object(state.memberOf(block, path)))
    const [first] = last
    if (first === undefined || last.some(each => each?.verb !== 'stops' || !each.isSure)) continue
    const stop = { call: first.call, timer: (state: Alternative) => state.memberOf(block, path) }
    if (!isStatement(first.call, context) || mayWaitBehind(stop, analysis, context)) continue
    yield leftReport(
      { freed, use, path },
      name =>
        `This block is freed while the DPC of '${name}' may be running: KeCancelTimer does not wait for it, and nobody looks at its result.`,
      'the timer is set with a DPC here',
    )
  }
}

function* startedIn(
  blocks: readonly Release[],
  isMeant: (use: ObjectUse) => boolean,
  context: RuleContext,
): Iterable<{ freed: Release; use: ObjectUse; path: readonly MemberStep[] }> {
  const started = [...objectUses(context)].filter(use => use.verb === 'starts' && isMeant(use))
  if (started.length === 0) return
  for (const freed of blocks) {
    if (freed.record === undefined) continue
    for (const { tag, field, path } of membersOf(freed.record, freed.analysis.semantics)) {
      const use = started.find(each => each.tag === tag && each.field === field)
      if (use !== undefined) yield { freed, use, path }
    }
  }
}

/** The last argument of KeSetTimer and KeSetTimerEx. */
function hasDpc({ call, source }: ObjectUse, { flow }: RuleContext): boolean {
  const dpc = call.arguments.at(-1)
  const isSet = flow.routine(call)?.name.startsWith('KeSetTimer') === true
  return isSet && dpc !== undefined && source.semantics.fold(dpc) !== 0n
}

/** Nobody looks at what the call returns. */
function isStatement(call: Call, { flow }: RuleContext): boolean {
  for (const { definition } of flow.functions.values()) {
    if (placeOf(definition.first).file !== placeOf(call.first).file) continue
    for (const node of descendantsOf(definition.body))
      if (node.kind === 'expression-statement' && uncast(node.expression) === call) return true
  }
  return false
}

/** How a timer is cancelled. */
interface Stop {
  readonly call: Call
  /** Its address, as the function that is looked at knows it. */
  readonly timer: (state: Alternative) => Value
}

/** As mayWait(), but for a flush that comes before the timer is cancelled: what expires in between is not waited for. */
function mayWaitBehind(stop: Stop, analysis: FunctionAnalysis, context: RuleContext): boolean {
  const isStopped = (state: Alternative) => state.object(stop.timer(state))?.verb === 'stops'
  const isTooEarly = (point: CallPoint, { name }: RoutineEffects) =>
    name === 'KeFlushQueuedDpcs' && !analysis.before(point).some(isStopped)
  return analysis.points().some(point => {
    if (point.kind !== 'call') return false
    const callee = analysis.calleeOf(point.node)
    if (callee.kind === 'routine') return isWaiting(callee) && !isTooEarly(point, callee.routine)
    const inner = callee.kind === 'function' ? stopping(stop.call, callee.summary, context) : undefined
    if (inner === undefined) return maybeWaits(callee)
    const [timer] = stop.call.arguments
    return timer === undefined || mayWaitBehind({ ...stop, timer: state => state.value(timer) }, inner, context)
  })
}

/** The function, if the call is its own. */
function stopping(call: Call, { definition, path }: Summary, { flow }: RuleContext): FunctionAnalysis | undefined {
  const analysis = callsIn(definition).includes(call) ? flow.analysis(definition, path) : undefined
  return analysis?.unknown === undefined ? analysis : undefined
}

/** Something below waits, or cannot be seen. */
function mayWait(analysis: FunctionAnalysis): boolean {
  return analysis.points().some(point => point.kind === 'call' && maybeWaits(analysis.calleeOf(point.node)))
}

function maybeWaits(callee: Callee): boolean {
  if (callee.kind === 'routine') return isWaiting(callee)
  return callee.kind !== 'function' || callee.summary.reaches.some(isWaiting)
}

function isWaiting({ routine }: Pick<Reached, 'routine'>): boolean {
  return routine.effects.some(({ verb }) => verb === 'blocks')
}

/** Something below waits, cannot be seen, or takes back what was posted. */
function mayEnd(analysis: FunctionAnalysis): boolean {
  return mayWait(analysis) || analysis.summary.reaches.some(({ routine }) => routine.name === 'RxCancelTimerRequest')
}

// ---- Timers that a block has pointers to --------------------------------------------------------------------------

const timerEnds = ['ExDeleteTimer', 'ExCancelTimer']

/** A timer of ExAllocateTimer, which fires with the block, or for it, and which nothing here or elsewhere deletes. */
function* pointedTo(context: RuleContext): Iterable<Report> {
  const own = ownTimers(context)
  const set = [...timerCalls(['ExSetTimer'], context)].filter(({ field }) => own.has(field ?? ''))
  const ended = [...timerCalls(timerEnds, context)].filter(({ source }) => !frees(source, context))
  for (const freed of freedBlocks(context)) {
    const { analysis, block, record, states } = freed
    if (isOver(freed) || analysis.summary.reaches.some(({ routine }) => timerEnds.includes(routine.name))) continue
    for (const { tag, field, path } of membersOf(record, analysis.semantics)) {
      const name = `${tag}.${field}`
      const use = set.find(each => each.field === name)
      if (use === undefined || ended.some(each => each.field === name || each.field === undefined)) continue
      const timerIn = (state: Alternative) => state.held(state.placeOf(block, path))
      const ways = states.filter(state => state.nullness(timerIn(state)) !== 'null')
      if (ways.length === 0 || !ways.every(state => mayBeSet(state, block, timerIn(state)))) continue
      if (!isAlwaysSetUp(use, recordName(record, analysis.semantics), context)) continue
      yield leftReport(
        { freed, use, path },
        name => `This block is freed while the timer that '${name}' points to may be set: nothing deletes it.`,
        'it is started here',
      )
    }
  }
}

/** Fields that new timers are stored in; a timer that several blocks share is of none of them. */
function ownTimers(context: RuleContext): ReadonlySet<string> {
  const stores = [...context.flow.functions.values()].flatMap(source => storesIn(source, context))
  const made = stores.filter(({ value }) => {
    const e = uncast(value)
    return e.kind === 'call' && calledName(e) === 'ExAllocateTimer'
  })
  return new Set(made.map(({ tag, field }) => `${tag}.${field}`))
}

/** With the field that holds the timer; undefined: something else does. */
function* timerCalls(
  names: readonly string[],
  { flow }: RuleContext,
): Iterable<{ source: FunctionSource; call: Call; field: string | undefined }> {
  for (const source of flow.functions.values())
    for (const call of callsIn(source.definition)) {
      if (!names.includes(flow.routine(call)?.name ?? '')) continue
      const timer = call.arguments[0] && uncast(call.arguments[0])
      const tag = timer?.kind === 'member' ? tagOf(timer, source.semantics) : undefined
      yield { source, call, field: timer?.kind === 'member' ? `${tag}.${timer.name}` : undefined }
    }
}

/** Of a new block it is known that its timer was set. */
function mayBeSet(state: Alternative, block: Value, timer: Value): boolean {
  return !state.isFresh(block) || state.object(timer)?.verb === 'starts'
}

// ---- What was queued on the way ----------------------------------------------------------------------------------

function* queued(context: RuleContext): Iterable<Report> {
  for (const { freed, use, path } of startedIn(blocksHandedOn(context), ({ as }) => as === 'work-item', context)) {
    const { analysis, states, block } = freed
    const last = states.map(state => state.object(state.memberOf(block, path)))
    if (last.some(each => each?.verb !== 'starts' || !each.isSure) || mayEnd(analysis)) continue
    // Whoever looks at the result frees what could not be queued.
    if (last.some(each => !isStatement(each!.call, context))) continue
    yield leftReport(
      { freed, use: { ...use, call: last[0]!.call }, path },
      name =>
        `This block is freed while the work item '${name}' in it is queued: the routine runs with memory that is gone.`,
      'it is queued here',
    )
  }
}

// ---- What was given to a worker on the way -----------------------------------------------------------------------

function* handedOn(context: RuleContext): Iterable<Report> {
  for (const { analysis, block, free, states } of blocksHandedOn(context)) {
    if (states.some(state => isCounted(state, state.object(block)?.call)) || mayEnd(analysis)) continue
    // A helper frees it on some ways only, or as the last one who has it.
    const counts = [analysis, sourceOf(free, context)].some(each => each && countsReferences(each.definition))
    if (counts || states.some(state => state.freed(block)?.isSure === false)) continue
    // Where it is known that nothing was posted, the block is the function's own.
    const ways = states.filter(state => !hasFailed(state, block))
    const given = ways.map(state => state.object(block))
    const [first] = given
    if (first === undefined || given.some(each => each?.verb !== 'runs' || !each.isSure)) continue
    if (ways.some(state => !isPosted(state, state.object(block)!.call, context)) || !isUsed(first.call, context))
      continue
    yield {
      place: placeOf(free.first, free.last),
      message: `This block is freed while a routine that was posted with it may still run: it runs with memory that is gone.`,
      function: analysis.definition.symbol.name,
      related: [at(first.call, 'it is given away here')],
      fixes: [],
    }
  }
}

function hasFailed(state: Alternative, block: Value): boolean {
  const call = state.object(block)?.call
  if (call === undefined) return false
  const fact = state.fact(call)
  return fact.max < 0 || isNonZero(fact)
}

/** It cannot fail, nobody asks whether it has, or it has not. */
function isPosted(state: Alternative, call: Call, context: RuleContext): boolean {
  return state.fact(call).min >= 0 || isStatement(call, context)
}

/** The routine is one of the driver's, and looks behind its context or frees it. */
function isUsed(call: Call, rules: RuleContext): boolean {
  const { flow } = rules
  const subject = flow.routine(call)?.effects.find(({ verb }) => verb === 'runs')?.subject
  const routine = typeof subject === 'number' ? call.arguments[subject] : undefined
  const from = sourceOf(call, rules)
  const runner = routine && from && functionNamed(routine, from.path, rules)
  const context = runner?.entryValue(runner.definition.parameters.length - 1)
  if (runner === undefined || context === undefined) return false
  return [dereferences, touches, releases].some(points =>
    points.of(runner, flow).some(({ values }) => values.some(value => blockOf(value) === context)),
  )
}

/** The function that makes the call. */
function sourceOf(call: Call, { flow }: RuleContext): FunctionSource | undefined {
  return [...flow.functions.values()].find(({ definition }) => callsIn(definition).includes(call))
}
