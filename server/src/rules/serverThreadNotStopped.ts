// MRX060. A thread loops over the server's structure, MRxFinalizeSrvCall frees the structure, and nothing that a thread could
// see tells it to stop: no event, no wait, no store to a field or a variable. Whether a stop comes in time is for a run.
import type { Call } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { isLoopHead } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import { implementationsOf } from './callbackFlow.ts'
import { type FreedBlock, freedBlocks, releasesIn } from './freedBlocks.ts'
import { functionNamed, ownSources } from './functions.ts'
import { callsIn } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'
import { recordName, recordPointedTo } from './stores.ts'

/** What wakes, stops or waits for a thread, or counts who still uses a structure. */
const telling =
  /^_?Interlocked|^Ke(?:Set|Pulse|Release|Wait|Delay|Insert|Alert|Flush|Cancel)|^(?:Zw|Nt)(?:Set|Wait|Close|Cancel)|^IoCancel|^Ex(?:Wait|ReleaseRundown|Set|Cancel)|^ObDereference/

interface Thread {
  readonly tag: string
  readonly start: Call
  readonly name: string
}

export const serverThreadNotStopped: Rule = {
  code: 'MRX060',
  questions: [releasesIn],
  docs: {
    what: 'A thread that loops is started with a structure of the driver, and `MRxFinalizeSrvCall` frees that structure: on no way does it, or a helper, set an event, wait, count references or store anything that the thread could see, and no other function of the driver sets an event or waits for a thread.',
    why: 'The thread goes on with the address that it was given: its next keep-alive reads freed pool, or what another connection has put there. A finalizer tells the thread to stop and waits until it has ended, in bounded time.',
    example: `
        typedef struct _ELM_SERVER { KEVENT Stop; PKTHREAD Thread; } ELM_SERVER, *PELM_SERVER;
        VOID ElmSendEcho(PELM_SERVER Server);

        static VOID NTAPI ElmKeepAlive(PVOID Context)
        {
            PELM_SERVER Server = Context;
            LARGE_INTEGER Delay = { .QuadPart = -300000000LL };

            while (KeWaitForSingleObject(&Server->Stop, Executive, KernelMode, FALSE, &Delay) == STATUS_TIMEOUT)
                ElmSendEcho(Server);
        }

        NTSTATUS ElmStartKeepAlive(PELM_SERVER Server, PHANDLE Thread)
        {
            KeInitializeEvent(&Server->Stop, NotificationEvent, FALSE);
            return PsCreateSystemThread(Thread, SYNCHRONIZE, NULL, NULL, NULL, ElmKeepAlive, Server);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;
      +     LARGE_INTEGER Bound = { .QuadPart = -50000000LL };

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         RxFreePool(Server); // MRX060
      +         KeSetEvent(&Server->Stop, IO_NO_INCREMENT, FALSE);
      +         if (KeWaitForSingleObject(Server->Thread, Executive, KernelMode, FALSE, &Bound) == STATUS_SUCCESS)
      +             RxFreePool(Server);
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-pscreatesystemthread'],
  },
  *check(context) {
    const threads = loopingThreads(context)
    if (threads.length === 0) return
    for (const callback of implementationsOf(context, 'MRxFinalizeSrvCall')) {
      const below = functionsBelow(callback, context)
      if (below === undefined || below.some(tells)) continue
      for (const freed of freedBlocks(context)) {
        const thread = threads.find(({ tag }) => tag === recordName(freed.record, freed.analysis.semantics))
        if (thread !== undefined && below.includes(freed.analysis) && !freed.states.some(s => s.isFresh(freed.block)))
          yield report(freed, thread)
      }
    }
  },
}

// ---- Threads -----------------------------------------------------------------------------------------------------

/** Threads that loop and get a structure, where no function but the thread's own signals or waits for anything. */
function loopingThreads(context: RuleContext): Thread[] {
  const threads: Thread[] = []
  const routines = new Set<FunctionAnalysis>()
  for (const { definition, path, semantics } of ownSources(context)) {
    for (const call of callsIn(definition)) {
      if (calledName(call) !== 'PsCreateSystemThread') continue
      const [routine, given] = [call.arguments[5], call.arguments[6]].map(each => each && uncast(each))
      const record = given && recordPointedTo(given, semantics)
      const analysis = routine && functionNamed(routine, path, context)
      if (record === undefined || analysis === undefined || !analysis.graph.blocks.some(isLoopHead)) continue
      routines.add(analysis)
      threads.push({ tag: recordName(record, semantics), start: call, name: analysis.definition.symbol.name })
    }
  }
  const isTold = ownSources(context).some(({ definition, path }) => {
    const analysis = context.flow.analysis(definition, path)
    return analysis === undefined || (!routines.has(analysis) && callsIn(definition).some(call => signals(call)))
  })
  return isTold ? [] : threads
}

function signals(call: Call): boolean {
  return /^Ke(?:Set|Pulse)Event|^KeRelease|^KeWait|^ZwWait|^KeAlert/.test(calledName(call) ?? '')
}

// ---- The finalizer -----------------------------------------------------------------------------------------------

/** The function and all that it calls; undefined: it calls what cannot be seen. */
function functionsBelow(callback: FunctionAnalysis, { flow }: RuleContext): FunctionAnalysis[] | undefined {
  const all = new Set([callback])
  for (const analysis of all) {
    if (analysis.unknown !== undefined) return undefined
    for (const point of analysis.points()) {
      const callee = point.kind === 'call' ? analysis.calleeOf(point.node) : undefined
      if (callee?.kind === 'unknown') return undefined
      const below =
        callee?.kind === 'function' ? flow.analysis(callee.summary.definition, callee.summary.path) : undefined
      if (below !== undefined) all.add(below)
    }
  }
  return [...all]
}

/** Does it anything that a thread could see? Taking an object off a list and clearing its Context is nothing like that. */
function tells({ definition, semantics }: FunctionAnalysis): boolean {
  if (callsIn(definition).some(call => telling.test(calledName(call) ?? ''))) return true
  return descendantsOf(definition.body).some(node => {
    if (node.kind !== 'assignment' && node.kind !== 'unary' && node.kind !== 'postfix') return false
    const counts = node.kind !== 'assignment' && (node.operator === '++' || node.operator === '--')
    const target = node.kind === 'assignment' ? uncast(node.target) : counts ? uncast(node.operand) : undefined
    if (target === undefined) return false
    if (target.kind === 'identifier') return target.symbol?.linkage !== 'none'
    const owner = target.kind === 'member' && target.arrow ? recordPointedTo(target.object, semantics)?.tag : undefined
    return owner === undefined || !/^_MRX_|^_LIST_ENTRY$/.test(owner)
  })
}

function report({ analysis, free }: FreedBlock, { start, name }: Thread): Report {
  return {
    place: placeOf(free.first, free.last),
    message: `The thread '${name}' loops over this structure, and nothing has told it to stop when the structure is freed: it goes on with freed memory.`,
    function: analysis.definition.symbol.name,
    related: [{ place: placeOf(start.first, start.last), message: 'it is started here' }],
    fixes: [],
  }
}
