// Small wrong drivers by the code that the simulation has for them: each is the right driver (support/simulated.ts) but for its
// parts, and marks the line of the violation.
import type { Parts } from '../../support/simulated.ts'

export interface Mistake extends Parts {
  /** A built-in scenario; without it the last reference is dropped by a user process. `own`: the driver's annotation has it. */
  readonly scenario?: string
  readonly arch?: 'x86'
  /** What is right in its place; else the driver without any of it. */
  readonly twin?: Parts
}

/** By code and what is wrong. */
export type Mistakes = Readonly<Record<string, Mistake>>

export const finalizer = (body: string) =>
  `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n    PSERVER server = SrvCall->Context;\n${body}\n    return STATUS_SUCCESS;\n}\n`
/** The same, where what is wrong shows at the function. */
export const wrongFinalizer = (code: string, body: string) =>
  finalizer(body).replace('BOOLEAN Force)', `BOOLEAN Force) // ${code}`)

export const released = 'SrvCall->Context = NULL;\n    if (server != NULL)\n        Free(server);'

export const worker = `static VOID NTAPI Worker(PVOID Parameter)
{
    PSERVER server = Parameter;
    Free(server);
}
`
export const post = 'RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, server)'
export const answered = (status: string) =>
  `Context->Status = ${status};\n    Context->SrvCalldownStructure->CallBack(Context);`
export const creation = (body: string) =>
  `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)\n{\n    ${body}\n}\n`
export const winner = (body: string, code = '') =>
  `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)${code}\n{\n    PSERVER server = Allocate();\n    SrvCall->Context = server;\n    if (server == NULL)\n        return STATUS_INSUFFICIENT_RESOURCES;\n    ${body}\n    return STATUS_SUCCESS;\n}\n`
export const lock =
  'static FAST_MUTEX Mutex;\nstatic KSPIN_LOCK SpinLock;\nstatic ERESOURCE Resource;\nstatic KEVENT Event;\n'
export const locks = {
  declarations: lock,
  beforeRegister:
    'ExInitializeFastMutex(&Mutex); KeInitializeSpinLock(&SpinLock); KeInitializeEvent(&Event, NotificationEvent, FALSE);',
}
