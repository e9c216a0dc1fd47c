// MRX047. The token of the current thread or process is taken for the user's in the system process, where it is the system's
// (inferred from life cycle T7a: the worker is a system thread).
import { calledName, uncast } from '../flow/access.ts'
import type { CallPoint, Point } from '../flow/graph.ts'
import { type Picked, ReachedPoints, reportAt } from './reached.ts'
import type { Rule } from './rule.ts'
import { callsOnWay, inSystemProcess } from './systemProcess.ts'

const current = /^(?:SeCaptureSubjectContext|(?:Zw|Nt)Open(?:Thread|Process)Token(?:Ex)?)$/
/** Of the thread or process that is named first. */
const ofNamed = /^(?:PsReferenceImpersonationToken|PsReferencePrimaryToken|SeCreateClientSecurity)$/
const naming = /^(?:Ps|Ke|Io)GetCurrent(?:Thread|Process)$/
/** From there on the thread has the token of somebody. */
const impersonating = /^(?:SeImpersonateClient(?:Ex)?|PsImpersonateClient|(?:Zw|Nt)SetInformationThread)$/

const captures = new ReachedPoints(capture)

export const callerTokenAssumed: Rule = {
  code: 'MRX047',
  questions: [captures.of],
  docs: {
    what: 'In `MRxFinalizeSrvCall`, or in a routine that is posted to a worker or runs as a thread: the security context of the current thread or process is captured, without impersonation before.',
    why: 'The user is gone. The thread belongs to the system process and has its token, so what is done with that token is done with all rights of the system: a session is ended for somebody else, an access check always says yes. Capture the context where the request is made, and keep it with the server.',
    example: `
        typedef struct _ELM_SERVER { PACCESS_TOKEN Token; } ELM_SERVER, *PELM_SERVER;
        VOID ElmLogoff(PACCESS_TOKEN Token);

        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            PELM_SERVER Server = SrvCall->Context;
      -     PACCESS_TOKEN Token;

            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
            if (Server != NULL) {
      -         Token = PsReferencePrimaryToken(PsGetCurrentProcess()); // MRX047
      -         ElmLogoff(Token);
      -         PsDereferencePrimaryToken(Token);
      +         ElmLogoff(Server->Token);
      +         PsDereferencePrimaryToken(Server->Token);
                ExFreePoolWithTag(Server, 'vSlE');
            }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    allow: 'Where it is the system that is meant.',
    sources: [
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/mrx/nc-mrx-pmrx_finalize_srvcall_calldown',
      'https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/nf-ntifs-secapturesubjectcontext',
    ],
  },
  *check(context) {
    for (const found of inSystemProcess(context, captures.of, reached => !callsOnWay(reached, impersonating))) {
      const root = found.root.definition.symbol.name
      yield reportAt(
        found,
        `${calledName(found.point.node)} finds the token of the system here: '${root}' runs in the system process, not in that of the user who made the request.`,
      )
    }
  },
}

function capture(point: Point): Picked<CallPoint> {
  if (point.kind !== 'call') return undefined
  const name = calledName(point.node) ?? ''
  const [first] = point.node.arguments
  const named = first && uncast(first)
  const isOwn = named?.kind === 'call' && naming.test(calledName(named) ?? '')
  return current.test(name) || (ofNamed.test(name) && isOwn) ? { point, values: () => [] } : undefined
}
