// MRX048. A wait without timeout in a finalizer, or one that a user may end. On the direct path the finalizer runs under the
// netname table lock (life cycle T6b), on the other one it occupies one of few workers.
import { recordOf } from '../c/predicates.ts'
import type { Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { isNonZero } from '../flow/facts.ts'
import type { CallPoint } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import { driverCalls, type Entered, entered, remarksOn, usual } from './entered.ts'
import { finalizerMembers } from './finalizerExits.ts'
import { writtenText } from './names.ts'
import { callsIn, rootsOf } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { recordPointedTo } from './stores.ts'

export const unboundedWait: Rule = {
  code: 'MRX048',
  questions: [driverCalls],
  docs: {
    what: 'A wait in a finalizer or a helper of it that has no timeout (NULL), or that is a UserMode or alertable one (an information where it has a timeout). Waits for a mutex, for rundown protection, for the end of a thread and behind `IoCancelIrp` are left alone.',
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
    const threads = threadNames(context)
    for (const each of entered(context, starts, states => (states.length > 0 ? [0] : []))) {
      for (const point of each.analysis.points()) {
        const trouble = point.kind === 'call' ? troubleAt(each, point, threads) : undefined
        if (point.kind === 'call' && trouble !== undefined) yield report(each, point, trouble, context)
      }
    }
  },
}

type Trouble = 'endless' | 'interruptible'

function troubleAt({ analysis }: Entered<number>, point: CallPoint, threads: ReadonlySet<string>): Trouble | undefined {
  const callee = analysis.calleeOf(point.node)
  if (callee.kind !== 'routine' || callee.routine.effects.some(({ verb }) => verb === 'acquires')) return undefined
  const timeout = callee.routine.effects.find(({ verb, by }) => verb === 'blocks' && by !== undefined)?.by
  const given = point.node.arguments
  if (typeof timeout !== 'number' || given[timeout] === undefined) return undefined
  const states = usual(analysis.before(point))
  const is = (argument: Expression | undefined, test: (state: Alternative, e: Expression) => boolean) =>
    argument !== undefined && states.some(state => test(state, argument))
  const isOfThread = given[0] !== undefined && isThread(given[0], analysis, threads)
  const isEndless = is(given[timeout], (state, e) => state.nullness(e) === 'null')
  if (isEndless && !isOfThread && !isBehindCancel(analysis, point)) return 'endless'
  // The mode and whether the wait is alertable stand in front of the timeout in all of them.
  const asked = [given[timeout - 1], callee.routine.name.startsWith('Ke') ? given[timeout - 2] : undefined]
  return asked.some(argument => is(argument, (state, e) => isNonZero(state.fact(e)))) ? 'interruptible' : undefined
}

/** A cancelled IRP completes soon, and its owner has to see that before it frees the IRP. */
function isBehindCancel({ definition }: Entered<number>['analysis'], { node }: CallPoint): boolean {
  const calls = callsIn(definition)
  return calls.slice(0, calls.indexOf(node)).some(call => calledName(call) === 'IoCancelIrp')
}

/** By its type, or since the driver references a thread under this name. */
function isThread(
  object: Expression,
  { semantics }: Entered<number>['analysis'],
  threads: ReadonlySet<string>,
): boolean {
  const record = recordPointedTo(object, semantics) ?? recordOf(semantics.typeOf(object))
  if (record?.tag === '_KTHREAD' || record?.tag === '_ETHREAD') return true
  return threads.has(lastName(object) ?? '')
}

/** Names of variables and fields that ObReferenceObjectByHandle stores a thread in. */
function threadNames({ flow }: RuleContext): Set<string> {
  const names = new Set<string>()
  for (const { definition } of flow.functions.values()) {
    for (const call of callsIn(definition)) {
      const [, , type, , target] = call.arguments
      if (type === undefined || target === undefined || flow.routine(call)?.name !== 'ObReferenceObjectByHandle')
        continue
      const isThreadType = [type, ...descendantsOf(type)].some(
        node => node.kind === 'identifier' && node.name === 'PsThreadType',
      )
      const name = lastName(target)
      if (isThreadType && name !== undefined) names.add(name)
    }
  }
  return names
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
