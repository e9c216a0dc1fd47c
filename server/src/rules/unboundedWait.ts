// MRX048. A wait without timeout in a finalizer, or one that a user may end. On the direct path the finalizer runs under the
// netname table lock (life cycle T6b), on the other one it occupies one of few workers.
import { recordOf } from '../c/predicates.ts'
import type { Call, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { isNonZero } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import { driverCalls, type Entered, entered, remarksOn, usual } from './entered.ts'
import { finalizerMembers } from './finalizerExits.ts'
import { writtenText } from './names.ts'
import { callsIn, rootsOf } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { Signals } from './signals.ts'
import { recordPointedTo } from './stores.ts'

const waits = question(waitsIn)

export const unboundedWait: Rule = {
  code: 'MRX048',
  questions: [driverCalls, waits],
  docs: {
    what: 'A wait in a finalizer or a helper of it that has no timeout (NULL), or that is a UserMode or alertable one (an information where it has a timeout). Waits for a mutex, a timer, rundown protection, the end of a thread, for an event that only the driver itself sets, and behind `IoCancelIrp` are left alone.',
    why: 'A server that does not answer then keeps the callback for ever. On the direct path the thread holds the netname table lock exclusively, so every open on the device waits with it; on the other path a worker of RDBSS is lost. A UserMode or alertable wait ends early, by an APC, without what it waited for; and it lets the stack of the worker be paged out.',
    example: `
        KEVENT ElmAnswered;

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
      +     LARGE_INTEGER Timeout;
      +
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     KeWaitForSingleObject(&ElmAnswered, Executive, KernelMode, FALSE, NULL); // MRX048
      +     Timeout.QuadPart = -5 * 10000000LL;
      +     KeWaitForSingleObject(&ElmAnswered, Executive, KernelMode, FALSE, &Timeout);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where what is waited for is certain to come from this driver itself, whatever the server does.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kewaitforsingleobject',
      'Warning C28135; observed in a public implementation of RDBSS: the finalizer under the netname table lock',
    ],
  },
  *check(context) {
    const starts = rootsOf(context)
      .filter(({ members }) => members.some(each => (finalizerMembers as readonly string[]).includes(each)))
      .map(({ analysis }) => ({ analysis, known: 0 }))
    const ends = endsOf(context)
    for (const each of entered(context, starts, states => (states.length > 0 ? [0] : []))) {
      for (const wait of waits(each.analysis, context.flow)) {
        const trouble = troubleAt(each, wait, ends)
        if (trouble !== undefined) yield report(each, wait.point, trouble, context)
      }
    }
  },
}

/** A call that waits, with the ways to it. */
interface Wait {
  readonly point: CallPoint
  readonly routine: string
  /** The argument that says for how long. */
  readonly timeout: number
  readonly states: readonly Alternative[]
}

type Trouble = 'endless' | 'interruptible'

/** What is sure to end a wait. */
interface Ends {
  readonly threads: ReadonlySet<string>
  readonly signals: Signals
}

function waitsIn(analysis: FunctionAnalysis): readonly Wait[] {
  return compact(
    analysis.points().flatMap(point => {
      const callee = point.kind === 'call' ? analysis.calleeOf(point.node) : undefined
      if (point.kind !== 'call' || callee?.kind !== 'routine') return []
      const { effects, name } = callee.routine
      const timeout = effects.find(({ verb, by }) => verb === 'blocks' && by !== undefined)?.by
      const isLock = effects.some(({ verb }) => verb === 'acquires')
      if (isLock || typeof timeout !== 'number' || point.node.arguments[timeout] === undefined) return []
      return [{ point, routine: name, timeout, states: usual(analysis.before(point)) }]
    }),
  )
}

function troubleAt({ analysis }: Entered<number>, wait: Wait, ends: Ends): Trouble | undefined {
  const { point, routine, timeout, states } = wait
  const given = point.node.arguments
  const is = (argument: Expression | undefined, test: (state: Alternative, e: Expression) => boolean) =>
    argument !== undefined && states.some(state => test(state, argument))
  const isEndless = is(given[timeout], (state, e) => state.nullness(e) === 'null')
  if (isEndless && !endsByItself(given[0]!, analysis, ends) && !isBehindCancel(analysis, point)) return 'endless'
  // The mode and whether the wait is alertable stand in front of the timeout in all of them.
  const asked = [given[timeout - 1], routine.startsWith('Ke') ? given[timeout - 2] : undefined]
  return asked.some(argument => is(argument, (state, e) => isNonZero(state.fact(e)))) ? 'interruptible' : undefined
}

/** A cancelled IRP completes soon, and its owner has to see that before it frees the IRP. */
function isBehindCancel({ definition }: Entered<number>['analysis'], { node }: CallPoint): boolean {
  const calls = callsIn(definition)
  return calls.slice(0, calls.indexOf(node)).some(call => calledName(call) === 'IoCancelIrp')
}

/** A thread that ends, a timer that fires, a mutex, an event that only the driver sets. */
function endsByItself(object: Expression, analysis: Entered<number>['analysis'], { threads, signals }: Ends): boolean {
  const { semantics } = analysis
  const record = recordPointedTo(object, semantics) ?? recordOf(semantics.typeOf(object))
  if (record?.tag !== undefined && /^_(?:KTHREAD|ETHREAD|KTIMER|KMUTANT)$/.test(record.tag)) return true
  return threads.has(lastName(object) ?? '') || signals.areOwn(object, analysis)
}

function endsOf(context: RuleContext): Ends {
  const threads = new Set<string>()
  for (const { definition } of context.flow.functions.values()) {
    for (const call of callsIn(definition)) {
      const name = threadIn(call, context.flow.routine(call)?.name)
      if (name !== undefined) threads.add(name)
    }
  }
  let signals: Signals | undefined
  return {
    threads,
    // Few finalizers wait: all functions are looked at only for those that do.
    get signals() {
      signals ??= new Signals(context)
      return signals
    },
  }
}

/** The variable or field that a call stores a thread in, or the handle of one. */
function threadIn({ arguments: given }: Call, routine: string | undefined): string | undefined {
  if (routine === 'PsCreateSystemThread') return given[0] && lastName(given[0])
  const [, , type, , target] = given
  if (routine !== 'ObReferenceObjectByHandle' || type === undefined || target === undefined) return undefined
  const isThreadType = [type, ...descendantsOf(type)].some(
    node => node.kind === 'identifier' && node.name === 'PsThreadType',
  )
  return isThreadType ? lastName(target) : undefined
}

function lastName(expression: Expression): string | undefined {
  const e = uncast(expression)
  if (e.kind === 'unary' && e.operator === '&') return lastName(e.operand)
  return e.kind === 'identifier' || e.kind === 'member' ? e.name : undefined
}

function report(
  { analysis, calls }: Entered<number>,
  { node }: CallPoint,
  trouble: Trouble,
  { text }: RuleContext,
): Report {
  const { name } = analysis.definition.symbol
  const written = writtenText(node.callee, text)
  const isEndless = trouble === 'endless'
  return {
    place: placeOf(node.first, node.last),
    message: isEndless
      ? `'${written}' has no timeout: a finalizer may hold the netname table lock, and then every open on the device waits with it.`
      : `'${written}' is a UserMode or alertable wait below a finalizer: an APC ends it early, without what it waits for.`,
    function: name,
    related: remarksOn(calls),
    fixes: [],
    ...(!isEndless && { severity: 'information' }),
  }
}
