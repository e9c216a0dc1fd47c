// Declarations for tests of rules about what a driver tears down: objects in its entries, lists, timers, work items. They
// come behind the prelude, in the test's own source.
import { expectClean, expectFindings } from './driver.ts'
import { flowLibrary, prelude } from './rdbss.ts'

const kernelObjects = `
typedef struct _LIST_ENTRY { struct _LIST_ENTRY *Flink, *Blink; } LIST_ENTRY, *PLIST_ENTRY;
#define CONTAINING_RECORD(address, type, field) ((type *)((unsigned char *)(address) - (unsigned long long)&((type *)0)->field))
VOID InsertTailList(PLIST_ENTRY Head, PLIST_ENTRY Entry);
BOOLEAN RemoveEntryList(PLIST_ENTRY Entry);
PLIST_ENTRY RemoveHeadList(PLIST_ENTRY Head);
BOOLEAN IsListEmpty(const LIST_ENTRY *Head);
typedef union _LARGE_INTEGER { long long QuadPart; } LARGE_INTEGER, *PLARGE_INTEGER;
typedef struct _KTIMER { ULONG Header; } KTIMER, *PKTIMER;
typedef struct _KDPC { ULONG Header; } KDPC, *PKDPC, *PRKDPC;
typedef struct _KEVENT { ULONG Header; } KEVENT, *PKEVENT;
typedef struct _FAST_MUTEX { ULONG Count; } FAST_MUTEX, *PFAST_MUTEX;
typedef struct _WORK_QUEUE_ITEM { LIST_ENTRY List; } WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;
typedef struct _FILE_LOCK { PVOID Head; } FILE_LOCK, *PFILE_LOCK;
typedef struct _NPAGED_LOOKASIDE_LIST { PVOID Head; } NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;
typedef PVOID HANDLE;
VOID KeInitializeTimer(PKTIMER Timer);
BOOLEAN KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc);
BOOLEAN KeCancelTimer(PKTIMER Timer);
VOID KeInitializeDpc(PRKDPC Dpc, VOID (*Routine)(PKDPC, PVOID, PVOID, PVOID), PVOID Context);
BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID A, PVOID B);
BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc);
VOID KeFlushQueuedDpcs(VOID);
VOID KeInitializeEvent(PKEVENT Event, ULONG Type, BOOLEAN State);
LONG KeSetEvent(PKEVENT Event, LONG Increment, BOOLEAN Wait);
NTSTATUS KeWaitForSingleObject(PVOID Object, ULONG Reason, UCHAR Mode, BOOLEAN Alertable, PLARGE_INTEGER Timeout);
NTSTATUS KeWaitForMutexObject(PVOID Mutex, ULONG Reason, UCHAR Mode, BOOLEAN Alertable, PLARGE_INTEGER Timeout);
NTSTATUS ZwClose(HANDLE Handle);
VOID ExAcquireFastMutex(PFAST_MUTEX Mutex);
VOID ExReleaseFastMutex(PFAST_MUTEX Mutex);
VOID ExQueueWorkItem(PWORK_QUEUE_ITEM Item, ULONG Queue);
VOID FsRtlInitializeFileLock(PFILE_LOCK Lock, PVOID A, PVOID B);
VOID FsRtlUninitializeFileLock(PFILE_LOCK Lock);
VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST List, PVOID A, PVOID F, ULONG Flags, ULONG Size, ULONG Tag, USHORT Depth);
VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST List);
PVOID ExAllocatePoolWithTag(ULONG Type, ULONG Size, ULONG Tag);
LONG InterlockedIncrement(LONG *Value);
LONG InterlockedDecrement(LONG *Value);
NTSTATUS NTAPI RxDispatchToWorkerThread(PVOID Device, ULONG Queue, VOID (NTAPI *Routine)(PVOID), PVOID Context);
NTSTATUS NTAPI PsCreateSystemThread(HANDLE *Thread, ULONG Access, PVOID Attributes, HANDLE Process, PVOID Id, VOID (NTAPI *Routine)(PVOID), PVOID Context);
typedef struct _SERVER {
    LIST_ENTRY Link; LONG References; PMRX_SRV_CALL SrvCall; HANDLE Session; PVOID Name;
    ERESOURCE Lock; KSPIN_LOCK Spin; FAST_MUTEX Mutex; KTIMER Timer; KDPC Dpc; KEVENT Done; WORK_QUEUE_ITEM Work;
    FILE_LOCK Locks; NPAGED_LOOKASIDE_LIST Blocks;
} SERVER, *PSERVER;
LIST_ENTRY Servers;
ERESOURCE ServersLock;
KSPIN_LOCK ServersSpin;
FAST_MUTEX ServersMutex;
BOOLEAN coin(VOID);
VOID unknown(PVOID);
`

/** What comes in front of the functions of a test. */
const declarations = prelude + kernelObjects

/** A driver whose MRxFinalizeSrvCall has this body; `more` comes in front of it. */
function finalizer(body: string, more = ''): string {
  return `${declarations}${more}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
${body}
}
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; MyDispatch.MRxCreateSrvCall = Connect; MyDispatch.MRxStart = MyStart; }
`
}

/** The same with more files; each of them begins with the declarations. */
function finalizerWith(body: string, more: string, others: Readonly<Record<string, string>>) {
  const entry = 'NTSTATUS DriverEntry(void) { return STATUS_SUCCESS; }\n'
  const shared = declarations.replace('MINIRDR_DISPATCH MyDispatch;', 'extern MINIRDR_DISPATCH MyDispatch;')
  const inOther = `${shared.replace(/^NTSTATUS NTAPI (?:MyStart|Connect)\(.*$/gm, '')}`.replace(
    /^(LIST_ENTRY|ERESOURCE|KSPIN_LOCK|FAST_MUTEX) (Servers\w*);/gm,
    'extern $1 $2;',
  )
  const sources: Record<string, string> = { 'driver.c': finalizer(body, entry + more) }
  for (const [name, text] of Object.entries(others)) sources[name] = inOther + text
  return sources
}

/** Expectations about one rule: what others find in the same source does not count. */
export function testsOf(only: string) {
  const options = { library: flowLibrary(), only }
  return {
    /** Findings in a driver of any shape behind the declarations, where the carets say; no others. */
    expectInDriver: (source: string) => expectFindings(declarations + source, options),
    isCleanDriver: (source: string) => expectClean(declarations + source, options),
    /** In the driver of finalizer(). */
    expectIn: (body: string, more?: string) => expectFindings(finalizer(body, more), options),
    isClean: (body: string, more?: string) => expectClean(finalizer(body, more), options),
    /** With more files. */
    expectInFiles: (body: string, more: string, others: Readonly<Record<string, string>>) =>
      expectFindings(finalizerWith(body, more, others), options),
  }
}
