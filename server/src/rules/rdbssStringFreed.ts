// MRX028. A string that RDBSS frees itself when the object goes (pDomainName of a SRV_CALL, the credentials of a V_NET_ROOT)
// is freed by the driver, and the field goes on pointing to it.
import { calledName } from '../flow/access.ts'
import { seesAllCalls } from './finalizerExits.ts'
import { reportAt } from './reached.ts'
import type { Rule, RuleContext } from './rule.ts'
import { storesIn } from './stores.ts'
import { type FreedString, freedStrings, stringReleases } from './strings.ts'

export const rdbssStringFreed: Rule = {
  code: 'MRX028',
  questions: [stringReleases.of],
  docs: {
    what: '`pDomainName` or `pPrincipalName` of a `SRV_CALL`, or a credential of a `V_NET_ROOT`, is freed.',
    why: 'These strings belong to RDBSS, which sets them with routines of its own and frees them with the object, right after the finalizer: a double free.',
    example: `
        NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
        {
            UNREFERENCED_PARAMETER(Force);
            SrvCall->Context = NULL;
      -     if (SrvCall->pDomainName != NULL) {
      -         RxFreePool(SrvCall->pDomainName); // MRX028
      -     }
            return STATUS_SUCCESS;
        }

        VOID ElmFillTable(PMINIRDR_DISPATCH Table)
        {
            Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
        }`,
    sources: ['https://learn.microsoft.com/windows-hardware/drivers/ddi/rxprocs/nf-rxprocs-rxsetsrvcalldomainname'],
  },
  *check(context) {
    for (const found of freedStrings(context, labels))
      if (isLeft(found, context))
        yield reportAt(
          found,
          `${found.field} belongs to RDBSS, which frees it with the ${found.field.startsWith('pUser') || found.field === 'pPassword' ? 'V_NET_ROOT' : 'SRV_CALL'}: this is the first of two frees.`,
        )
  },
}

const labels = [
  '_MRX_SRV_CALL_.pDomainName',
  '_MRX_SRV_CALL_.pPrincipalName',
  '_MRX_V_NET_ROOT_.pUserName',
  '_MRX_V_NET_ROOT_.pUserDomainName',
  '_MRX_V_NET_ROOT_.pPassword',
]

/**
 * The field still points to what was freed when the function returns: with NULL in it RDBSS frees nothing. Nobody else has
 * put NULL there where the driver stores nothing in the field and all that is called can be seen.
 */
function isLeft({ callback, point, values, string, field }: FreedString, context: RuleContext): boolean {
  const isText = calledName(point.node)?.startsWith('RtlFree') === true
  const [, tag] = string.of.kind === 'field' ? (/^(\w+)\./.exec(string.of.label) ?? []) : []
  const isUntouched = tag !== undefined && seesAllCalls(callback) && !isStored(context, tag, field)
  return callback
    .exits()
    .some(exit => (isUntouched || exit.held(string.of) === string) && (isText || exit.freed(values[0]!) !== undefined))
}

/** NULL counts as well. */
function isStored(context: RuleContext, tag: string, field: string): boolean {
  return [...context.flow.functions.values()].some(source =>
    storesIn(source, context).some(store => store.tag === tag && store.field === field),
  )
}
