// MRX031. A driver asks RDBSS to manage the extension of SRV_CALLs and never sets Context itself. RDBSS manages those of the
// other objects, but not this one (remark in mrx.h of Windows 10, observed): Context stays NULL.
import type { Call, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { DriverAnalysis } from '../flow/driverAnalysis.ts'
import type { FunctionSource } from '../flow/functionAnalysis.ts'
import { stripped } from '../project/functionFlows.ts'
import { placeOf } from '../project/places.ts'
import { none } from '../text/compact.ts'
import { managedBy } from './managedExtensions.ts'
import { callsIn } from './roots.ts'
import type { Rule, RuleContext } from './rule.ts'
import { ownerOf, storesTo } from './stores.ts'
import { tableStores } from './tableStores.ts'

const { flag, bit } = managedBy._MRX_SRV_CALL_!

export const srvCallExtensionAssumed: Rule = {
  code: 'MRX031',
  docs: {
    what: 'The table has `RDBSS_MANAGE_SRV_CALL_EXTENSION` in `MRxFlags`, and the driver never sets `Context` of a `SRV_CALL` itself.',
    why: 'RDBSS allocates extensions of NET_ROOTs, V_NET_ROOTs, FCBs, SRV_OPENs and FOBXs when the table asks for them. For SRV_CALLs the flag has no effect: `MRxSrvCallSize` bytes are never allocated and `Context` stays NULL. Allocate the structure when the server is connected, and store it in MRxSrvCallWinnerNotify.',
    example: `
        typedef struct _ELM_SERVER { ULONG Requests; } ELM_SERVER, *PELM_SERVER;
      +
      + NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
      + {
      +     UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
      +     SrvCall->Context = RecommunicateContext;
      +     return STATUS_SUCCESS;
      + }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
      -     Table->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION | RDBSS_MANAGE_NET_ROOT_EXTENSION; // MRX031
      -     Table->MRxSrvCallSize = sizeof(ELM_SERVER);
      +     Table->MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION;
      +     Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
        }`,
    allow: 'Where the driver runs with an RDBSS of its own that does allocate it.',
    sources: ['mrx.h of the WDK', 'https://learn.microsoft.com/windows-hardware/drivers/ifs/the-srv-call-structure'],
  },
  *check(context) {
    const [setItself] = storesTo(context, '_MRX_SRV_CALL_', 'Context')
    if (setItself !== undefined || isReachedByAddress(context)) return
    for (const { value, operator, semantics, function: name } of tableStores(context, 'MRxFlags')) {
      const flags = semantics.fold(value)
      if (operator === '&=' || flags === undefined || (flags & bit) === 0n) continue
      const { first, last } = stripped(value)
      yield {
        place: placeOf(first, last),
        message: `${flag} has no effect: RDBSS does not allocate this extension, and no function of the driver sets Context of a SRV_CALL, so it stays NULL.`,
        function: name,
        related: [],
        fixes: [],
      }
    }
  },
}

/** The address of Context goes somewhere: who has it may store there. */
function isReachedByAddress({ flow }: RuleContext): boolean {
  for (const source of flow.functions.values()) {
    const known = new Set(callsIn(source.definition).flatMap(call => clearedBy(call, flow)))
    for (const node of descendantsOf(source.definition.body))
      if (node.kind === 'unary' && node.operator === '&' && !known.has(node) && isContext(node.operand, source))
        return true
  }
  return false
}

/** Arguments of which the routine's page says what happens there; an exchange that stores something is known as a store. */
function clearedBy(call: Call, flow: DriverAnalysis): Expression[] {
  const effects = flow.routine(call)?.effects ?? none
  return call.arguments
    .filter((_, at) =>
      effects.some(({ verb, subject }) => subject === at && (verb === 'exchanges' || verb === 'zeroes')),
    )
    .map(uncast)
}

function isContext(operand: Expression, { semantics }: FunctionSource): boolean {
  const member = stripped(operand)
  return member.kind === 'member' && member.name === 'Context' && ownerOf(member, semantics)?.tag === '_MRX_SRV_CALL_'
}
