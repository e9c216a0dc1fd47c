// MRX050. RxDispatchToWorkerThread whose result nobody looks at: without memory for the work item the routine never runs.
import type { Call, Expression, FunctionDefinition } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { placeOf } from '../project/places.ts'
import { ownSources } from './functions.ts'
import { writtenText } from './names.ts'
import { callsIn } from './roots.ts'
import type { Report, Rule, RuleContext } from './rule.ts'

export const dispatchResultIgnored: Rule = {
  code: 'MRX050',
  docs: {
    what: 'A call of `RxDispatchToWorkerThread` whose result is dropped, or stored in a local variable that nothing reads. A cast to `VOID` says that this is meant.',
    why: 'The routine allocates the work item. It fails with STATUS_INSUFFICIENT_RESOURCES, or while the dispatcher is stopped, and then the posted routine never runs: what its context holds is neither released nor answered. RDBSS itself waits for the answer where a creation was posted.',
    example: `
        VOID NTAPI ElmCloseLater(PVOID Context)
        {
            RxFreePool(Context);
        }

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PVOID Server = SrvCall->Context;
      +     NTSTATUS Status;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, ElmCloseLater, Server); // MRX050
      +     Status = RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, ElmCloseLater, Server);
      +     if (!NT_SUCCESS(Status))
      +         ElmCloseLater(Server);
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where nothing is lost when the routine does not run.',
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/rxworkq/nf-rxworkq-rxdispatchtoworkerthread'],
  },
  *check(context) {
    for (const source of ownSources(context)) {
      const posted = callsIn(source.definition).filter(
        call => context.flow.routine(call)?.name === 'RxDispatchToWorkerThread',
      )
      if (posted.length === 0) continue
      const unread = unreadResults(source)
      for (const call of posted) if (unread.has(call)) yield report(call, source, context)
    }
  },
}

/** Calls that are statements, and those whose value goes to a local variable that is never read. */
function unreadResults({ definition }: FunctionSource): Set<Expression> {
  const unread = new Set<Expression>()
  const reads = readVariables(definition)
  for (const node of descendantsOf(definition.body)) {
    if (node.kind === 'expression-statement') {
      const e = withoutParentheses(node.expression)
      unread.add(e)
      if (e.kind === 'assignment' && e.target.kind === 'identifier' && isUnread(e.target.symbol, reads))
        unread.add(uncast(e.value))
    }
    if (node.kind === 'declaration')
      for (const { symbol, initializer } of node.declarators)
        if (initializer !== undefined && symbol?.linkage === 'none' && isUnread(symbol, reads))
          unread.add(uncast(initializer))
  }
  return unread
}

type Read = ReadonlySet<unknown>

function isUnread(symbol: { readonly linkage: string; readonly token: unknown } | undefined, reads: Read): boolean {
  return symbol?.linkage === 'none' && !reads.has(symbol.token)
}

/** Variables that are mentioned otherwise than as the target of an assignment. */
function readVariables(definition: FunctionDefinition): Read {
  const reads = new Set<unknown>()
  const targets = new Set<Expression>()
  for (const node of descendantsOf(definition.body))
    if (node.kind === 'assignment' && node.operator === '=') targets.add(withoutParentheses(node.target))
  for (const node of descendantsOf(definition.body))
    if (node.kind === 'identifier' && node.symbol !== undefined && !targets.has(node)) reads.add(node.symbol.token)
  return reads
}

function withoutParentheses(expression: Expression): Expression {
  let e = expression
  while (e.kind === 'parenthesized') e = e.expression
  return e
}

function report(call: Call, { definition }: FunctionSource, { text }: RuleContext): Report {
  const routine = call.arguments[2]
  return {
    place: placeOf(call.first, call.last),
    message: `Nobody looks at what RxDispatchToWorkerThread returns: without memory ${routine === undefined ? 'the routine' : `'${writtenText(routine, text)}'`} never runs, and what it was to release leaks.`,
    function: definition.symbol.name,
    related: [],
    fixes: [],
  }
}
