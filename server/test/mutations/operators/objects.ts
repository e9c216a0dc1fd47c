// What belongs to RDBSS is freed, counted, written or handled as the driver's own.
import type { CorrectDriver } from '../correctDriver.ts'
import type { Operator } from '../operator.ts'
import { insertion, underSpinLock } from './inserted.ts'

const finalizers = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
const srvCallOwners = ['MRxFinalizeSrvCall', 'MRxSrvCallWinnerNotify', 'MRxCreateSrvCall']
const objectOwners = [
  ...finalizers,
  'MRxSrvCallWinnerNotify',
  'MRxDeallocateForFcb',
  'MRxDeallocateForFobx',
  'MRxForceClosed',
]

const usedLater = { MRX005: 'the callback goes on with it', MRX006: 'the next round of a loop frees it again' }

export const objectOperators: readonly Operator[] = [
  ...['ExFreePool', 'RxFreePool'].map(routine =>
    insertion({
      code: 'MRX001',
      mistake: `${routine} of the object`,
      companions: usedLater,
      members: objectOwners,
      text: site => `${routine}(${site.parameter(0)});`,
    }),
  ),
  insertion({
    code: 'MRX001',
    mistake: 'the object freed through a variable',
    companions: usedLater,
    members: objectOwners,
    text: site =>
      `{ PVOID MutantBlock = ${site.parameter(0)}; if (MutantBlock != NULL) ExFreePoolWithTag(MutantBlock, 'tuMX'); }`,
  }),
  insertion({
    code: 'MRX027',
    mistake: 'the name of the server freed',
    companions: usedLater,
    members: srvCallOwners,
    text: site => `ExFreePool(${site.parameter(0)}->pSrvCallName);`,
  }),
  insertion({
    code: 'MRX027',
    mistake: 'the buffer of the name freed',
    companions: usedLater,
    members: srvCallOwners,
    text: site => `RxFreePool(${site.parameter(0)}->pSrvCallName->Buffer);`,
  }),
  insertion({
    code: 'MRX028',
    mistake: 'the domain name freed',
    companions: usedLater,
    members: ['MRxFinalizeSrvCall'],
    text: site => `ExFreePool(${site.parameter(0)}->pDomainName);`,
  }),
  insertion({
    code: 'MRX029',
    mistake: 'Flags overwritten',
    members: srvCallOwners,
    text: site => `${site.parameter(0)}->Flags = SRVCALL_FLAG_CASE_INSENSITIVE_NETROOTS;`,
  }),
  {
    code: 'MRX029',
    mistake: '= in place of |=',
    *mutants(driver) {
      for (const site of driver.functions)
        for (const node of site.nodes('assignment'))
          if (node.operator === '|=' && site.text(node.target) === `${site.parameter(0)}->Flags`)
            yield {
              place: site.place(node),
              edits: [site.replaced(node, `${site.text(node.target)} = ${site.text(node.value)}`)],
            }
    },
  },
  {
    code: 'MRX062',
    mistake: 'the type code compared with the mark of the scavenger',
    *mutants(driver) {
      // One that answers with an error ends the request alone.
      for (const site of driver.functions.filter(each => each.calls('KeBugCheck', 'KeBugCheckEx').length > 0))
        for (const node of site.nodes('binary'))
          if (node.operator === '&' && site.text(node.right) === '~RX_SCAVENGER_MASK')
            yield { place: site.place(node), edits: [site.replaced(node, site.textUpTo(node.operatorToken, node))] }
    },
  },
  ...[
    'if (NodeType(MutantKept.SrvCall) != RDBSS_NTC_SRVCALL) KeBugCheck(RDR_FILE_SYSTEM);',
    'if (NodeType(MutantKept.SrvCall) == RDBSS_NTC_SRVCALL) DbgPrint("sound"); else KeBugCheckEx(RDR_FILE_SYSTEM, 0, 0, 0, 0);',
  ].map(test =>
    insertion({
      code: 'MRX062',
      mistake: test,
      members: ['MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot', 'MRxSrvCallWinnerNotify'],
      text: () => `{ extern struct _MUTANT_KEPT { PMRX_SRV_CALL SrvCall; } MutantKept; ${test} }`,
    }),
  ),
  insertion({
    code: 'MRX026',
    mistake: 'NodeReferenceCount written',
    members: srvCallOwners,
    text: site => `((PSRV_CALL)${site.parameter(0)})->NodeReferenceCount -= 1;`,
  }),
  ...['RxReferenceSrvCall(%);', 'RxDereferenceSrvCall(%, LHS_LockNotHeld);'].map(call =>
    insertion({
      code: 'MRX025',
      mistake: call,
      members: ['MRxFinalizeSrvCall'],
      text: site => call.replace('%', site.parameter(0)),
    }),
  ),
  insertion({
    code: 'MRX024',
    mistake: 'the SRV_CALL finalized from its finalizer',
    members: ['MRxFinalizeSrvCall'],
    text: site => `RxFinalizeSrvCall((PSRV_CALL)${site.parameter(0)}, TRUE);`,
  }),
  insertion({
    code: 'MRX024',
    mistake: 'the NET_ROOT finalized from its finalizer',
    members: ['MRxFinalizeNetRoot'],
    text: site => `RxFinalizeNetRoot((PNET_ROOT)${site.parameter(0)}, TRUE, FALSE);`,
  }),
  ...['RxFreePool', 'ExFreePool'].map(routine =>
    insertion({
      code: 'MRX032',
      mistake: `${routine} of the managed extension`,
      companions: { MRX005: 'the callback goes on with the extension' },
      members: ['MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot'],
      text: (site, driver) =>
        isManaged(driver, site.implements('MRxFinalizeNetRoot') ? 'MANAGE_NET_ROOT' : 'MANAGE_V_NET_ROOT')
          ? `${routine}(${site.parameter(0)}->Context);`
          : undefined,
    }),
  ),
  insertion({
    code: 'MRX022',
    mistake: 'the netname table locked',
    companions: underSpinLock,
    members: finalizers,
    reached: true,
    text: () =>
      '{ extern PRDBSS_DEVICE_OBJECT MutantDevice; RxAcquirePrefixTableLockExclusive(MutantDevice->pRxNetNameTable, TRUE); RxReleasePrefixTableLock(MutantDevice->pRxNetNameTable); }',
  }),
  insertion({
    code: 'MRX049',
    mistake: 'RxSpinDownMRxDispatcher',
    companions: underSpinLock,
    members: ['MRxFinalizeSrvCall'],
    reached: true,
    text: () => '{ extern PRDBSS_DEVICE_OBJECT MutantDevice; RxSpinDownMRxDispatcher(MutantDevice); }',
  }),
  insertion({
    code: 'MRX049',
    mistake: 'RxUnregisterMinirdr',
    companions: underSpinLock,
    members: ['MRxFinalizeSrvCall'],
    text: () => '{ extern PRDBSS_DEVICE_OBJECT MutantDevice; RxUnregisterMinirdr(MutantDevice); }',
  }),
]

function isManaged(driver: CorrectDriver, flag: string): boolean {
  return driver.functions.some(site =>
    site.nodes('assignment').some(node => site.text(node).includes('MRxFlags') && site.text(node).includes(flag)),
  )
}
