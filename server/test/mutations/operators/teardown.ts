// What is taken apart too little before its memory goes, and what a teardown must not wait for or hand on.
import type { Expression } from '../../../src/c/tree.ts'
import type { CorrectDriver } from '../correctDriver.ts'
import type { Mutant, Operator } from '../operator.ts'
import type { FunctionSite } from '../site.ts'
import { insertion, reachedFrom, underSpinLock } from './inserted.ts'

const finalizers = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot']
const waitsForRundown = 'ExWaitForRundownProtectionRelease'
const device = 'extern PRDBSS_DEVICE_OBJECT MutantDevice;'

export const teardownOperators: readonly Operator[] = [
  forgotten('MRX033', 'the resource not deleted', ['ExDeleteResourceLite'], calls('ExInitializeResourceLite')),
  // Who waits may have waited until it had fired.
  forgotten('MRX034', 'the timer not stopped', ['KeCancelTimer'], driver => !waits(driver)),
  forgotten('MRX034', 'DPCs not waited for', ['KeFlushQueuedDpcs'], driver => !waits(driver)),
  {
    code: 'MRX034',
    mistake: 'DPCs waited for before the timer is stopped',
    *mutants(driver) {
      if (waits(driver)) return
      for (const site of driver.functions)
        for (const call of site.calls('KeCancelTimer')) {
          const cancels = site.statementOf(call)
          const siblings = site.siblings(cancels)
          const flushes = siblings[siblings.indexOf(cancels) + 1]
          if (flushes === undefined || site.text(flushes) !== 'KeFlushQueuedDpcs();') continue
          const edits = [site.removed(flushes), ...site.before(cancels, site.text(flushes))]
          yield { place: site.place(cancels), edits }
        }
    },
  },
  forgotten('MRX035', 'the object not deleted', [
    'ExDeleteNPagedLookasideList',
    'ExDeletePagedLookasideList',
    'FsRtlUninitializeFileLock',
    'FsRtlNotifyUninitializeSync',
  ]),
  forgotten('MRX036', 'the entry left on its list', ['RemoveEntryList']),
  forgotten('MRX037', 'the handle not closed', ['ZwClose'], calls('ZwOpenFile', 'ZwCreateFile')),
  {
    code: 'MRX060',
    mistake: 'the thread neither told to stop nor waited for',
    *mutants({ functions }) {
      for (const site of functions)
        for (const call of site.calls('KeSetEvent')) {
          const told = site.statementOf(call)
          const siblings = site.siblings(told)
          const waited = siblings[siblings.indexOf(told) + 1]
          if (waited?.kind !== 'if' || !site.text(waited.test).startsWith('KeWaitForSingleObject')) continue
          const edits = [site.removed(told), site.replaced(waited, site.text(waited.then))]
          yield { place: site.place(told), edits }
        }
    },
  },
  forgotten('MRX061', 'the secret not cleared', ['RtlSecureZeroMemory']),
  {
    code: 'MRX021',
    mistake: 'the back pointer left',
    *mutants(driver) {
      for (const site of driver.implementing('MRxFinalizeSrvCall'))
        for (const node of site.nodes('assignment'))
          if (node.target.kind === 'member' && /SrvCall$/.test(node.target.name) && site.text(node.value) === 'NULL')
            yield { place: site.place(node), edits: [site.removed(site.statementOf(node))] }
    },
  },
  insertion({
    code: 'MRX020',
    mistake: 'the SRV_CALL handed to a worker',
    companions: { MRX050: 'nobody asks whether it was queued' },
    members: ['MRxFinalizeSrvCall'],
    // Who waits for the worker may hand it over.
    text: (site, driver) =>
      waits(driver)
        ? undefined
        : `{ extern VOID NTAPI MutantWorker(PVOID); ${device} if (RxDispatchToWorkerThread(MutantDevice, DelayedWorkQueue, MutantWorker, ${site.parameter(0)}) != STATUS_SUCCESS) DbgPrint("no worker"); }`,
  }),
  insertion({
    code: 'MRX020',
    mistake: 'the SRV_CALL kept in a global',
    members: ['MRxFinalizeSrvCall'],
    text: (site, driver) =>
      waits(driver) ? undefined : `{ extern PVOID MutantKept; MutantKept = ${site.parameter(0)}; }`,
  }),
  insertion({
    code: 'MRX048',
    mistake: 'a wait without an end',
    companions: underSpinLock,
    members: finalizers,
    reached: true,
    text: () =>
      '{ extern KEVENT MutantEvent; KeWaitForSingleObject(&MutantEvent, Executive, KernelMode, FALSE, NULL); }',
  }),
  {
    code: 'MRX048',
    mistake: 'the timeout removed',
    *mutants(driver) {
      for (const site of reachedFrom(driver, finalizers))
        for (const call of site.calls('KeWaitForSingleObject')) {
          const timeout = call.arguments[4]
          if (timeout !== undefined && site.text(timeout) !== 'NULL')
            yield { place: site.place(call), edits: [site.replaced(timeout, 'NULL')] }
        }
    },
  },
  {
    code: 'MRX044',
    mistake: 'ZwClose under a fast mutex',
    *mutants(driver) {
      for (const site of reachedFrom(driver, finalizers))
        for (const statement of under('FastMutex', site))
          yield {
            place: site.place(statement),
            edits: site.before(statement, '{ extern HANDLE MutantHandle; ZwClose(MutantHandle); }'),
          }
    },
  },
  {
    code: 'MRX044',
    mistake: 'a wait under a spin lock',
    companions: { MRX048: 'it has no timeout' },
    *mutants(driver) {
      const wait =
        '{ extern KEVENT MutantEvent; KeWaitForSingleObject(&MutantEvent, Executive, KernelMode, FALSE, NULL); }'
      for (const site of reachedFrom(driver, finalizers))
        for (const statement of under('SpinLock', site))
          yield { place: site.place(statement), edits: site.before(statement, wait) }
    },
  },
  insertion({
    code: 'MRX050',
    mistake: 'a dispatch whose result nobody asks for',
    members: finalizers,
    text: () =>
      `{ extern VOID NTAPI MutantWorker(PVOID); ${device} RxDispatchToWorkerThread(MutantDevice, DelayedWorkQueue, MutantWorker, NULL); }`,
  }),
  {
    code: 'MRX050',
    mistake: 'the result of a dispatch ignored',
    companions: { MRX057: 'the creation that was to be dispatched is never completed' },
    *mutants(driver) {
      for (const site of driver.functions)
        for (const call of site.calls('RxDispatchToWorkerThread')) {
          const statement = site.statementOf(call)
          const siblings = site.siblings(statement)
          const test = siblings[siblings.indexOf(statement) + 1]
          if (test?.kind !== 'if') continue
          const edits = [site.replaced(statement, `${site.text(call)};`), site.removed(test)]
          yield { place: site.place(statement), edits }
        }
    },
  },
  {
    code: 'MRX046',
    mistake: 'no kernel handle',
    *mutants(driver) {
      for (const site of driver.functions)
        for (const node of site.nodes('binary'))
          if (node.operator === '|' && site.text(node.right) === 'OBJ_KERNEL_HANDLE')
            yield { place: site.place(node), edits: [site.replaced(node, site.text(node.left))] }
    },
  },
  {
    code: 'MRX054',
    mistake: "the NET_ROOT's Context used by its V_NET_ROOT",
    *mutants(driver) {
      // An extension that RDBSS manages goes with its NET_ROOT.
      if (!isManaged(driver) && clears(driver, 'MRxFinalizeNetRoot'))
        yield* usedUntested(driver, 'MRxFinalizeVNetRoot', 'pNetRoot')
    },
  },
  {
    code: 'MRX055',
    mistake: "the SRV_CALL's Context used without a test",
    *mutants(driver) {
      if (clears(driver, 'MRxFinalizeSrvCall')) yield* usedUntested(driver, 'MRxFinalizeNetRoot', 'pSrvCall')
    },
  },
  ...[
    'RtlZeroMemory(MutantIrp->UserBuffer, 8);',
    'ProbeForRead(MutantIrp->UserBuffer, 8, 1);',
    'DbgPrint("%lx", *(PULONG)MutantIrp->UserBuffer);',
  ].map(use =>
    insertion({
      code: 'MRX045',
      mistake: use,
      members: ['MRxFinalizeSrvCall'],
      text: () => `{ extern PIRP MutantIrp; ${use} }`,
    }),
  ),
  insertion({
    code: 'MRX047',
    mistake: "the caller's token captured",
    members: ['MRxFinalizeSrvCall'],
    text: () =>
      '{ SECURITY_SUBJECT_CONTEXT MutantSubject; SeCaptureSubjectContext(&MutantSubject); SeReleaseSubjectContext(&MutantSubject); }',
  }),
]

/** Calls of the routines removed, where the object lies in a block; one of the driver's own lives as long as the driver. */
function forgotten(
  code: string,
  mistake: string,
  routines: readonly string[],
  fits: (driver: CorrectDriver) => boolean = () => true,
): Operator {
  return {
    code,
    mistake,
    *mutants(driver) {
      if (!fits(driver)) return
      for (const site of driver.functions)
        for (const call of site.calls(...routines)) {
          const statement = site.statementOf(call)
          const [object] = call.arguments
          if (statement.kind === 'expression-statement' && (object === undefined || liesInBlock(object)))
            yield { place: site.place(statement), edits: [site.removed(statement)] }
        }
    },
  }
}

function liesInBlock(e: Expression): boolean {
  if (e.kind === 'unary' && e.operator === '&') return liesInBlock(e.operand)
  if (e.kind === 'member') return e.arrow || liesInBlock(e.object)
  return e.kind === 'identifier' && e.symbol?.linkage === 'none'
}

/** Statements behind which the lock is released. */
function under(lock: 'FastMutex' | 'SpinLock', site: FunctionSite) {
  return site.calls(`ExRelease${lock}`, `KeRelease${lock}`).flatMap(call => {
    const siblings = site.siblings(site.statementOf(call))
    const release = siblings.indexOf(site.statementOf(call))
    const isAcquire = (text: string) => new RegExp(`^(?:Ex|Ke)Acquire${lock}\\b`).test(text)
    const acquire = siblings.slice(0, release).findLastIndex(each => isAcquire(site.text(each)))
    return acquire < 0 ? [] : siblings.slice(acquire + 1, release + 1)
  })
}

function isManaged({ functions }: CorrectDriver): boolean {
  return functions.some(site =>
    site.nodes('assignment').some(node => site.text(node.value).includes('RDBSS_MANAGE_NET_ROOT_EXTENSION')),
  )
}

/** Does the callback take the Context out of its object? */
function clears(driver: CorrectDriver, member: string): boolean {
  return driver
    .implementing(member)
    .some(site => site.nodes('assignment').some(node => site.text(node.target) === `${site.parameter(0)}->Context`))
}

/** In front of statements that no `if` of the callback guards. */
function* usedUntested(driver: CorrectDriver, member: string, link: string): Iterable<Mutant> {
  for (const site of driver.implementing(member))
    for (const statement of site.definition.body.statements) {
      const context = `${site.parameter(0)}->${link}->Context`
      if (statement.kind === 'declaration-statement') continue
      for (const use of [
        `DbgPrint("%lx", *(PULONG)${context});`,
        `*(PUCHAR)${context} = 0;`,
        `if (((PULONG)${context})[1] > 0) DbgPrint("used");`,
      ])
        yield { place: site.place(statement), edits: site.before(statement, use) }
    }
}

/** Here or below. */
function waits(driver: CorrectDriver): boolean {
  return reachedFrom(driver, ['MRxFinalizeSrvCall']).some(
    site => site.calls('KeWaitForSingleObject', 'KeWaitForMultipleObjects', waitsForRundown).length > 0,
  )
}

/** The driver shows where such objects come from. */
function calls(...routines: readonly string[]): (driver: CorrectDriver) => boolean {
  return ({ functions }) => functions.some(site => site.calls(...routines).length > 0)
}
