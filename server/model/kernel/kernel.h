/*
 * The kernel of the simulation: what its parts share, and what the host gives them.
 *
 * All state of the kernel is data of this program: threads, who holds which lock, what is armed or queued. A thread
 * runs until it stands in KxSwitch or reaches a visible operation; so what lies between two of these is atomic, and
 * nothing here needs a lock of its own.
 */
#pragma once

#include <ntifs.h>

#define KX_THREADS 24
#define KX_HOLDS   24
#define KX_LIVES   96
#define KX_HANDLES 48

#define KX_FOREVER MAXLONGLONG

typedef enum _KX_SIGNAL {
    KX_EVENT_BEGINS,
    KX_EVENT_SET,
    KX_EVENT_CLEARED,
    KX_EVENT_TAKEN
} KX_SIGNAL;

/* ---- The host ---- */

/* The number of the thread that runs. */
ULONG KxCurrent(VOID);
/* The thread stands while KxReady says so. */
VOID KxSwitch(VOID);
/* An operation follows that other threads can see: the place where a schedule may take another thread. */
VOID KxVisible(PVOID Object);
/* KxVisible of an operation that others of its kind may come before or after. */
VOID KxShares(PVOID Object);
/*
 * KxVisible of what only lets others go on: a lock is given back, an event is set. Nobody need be tried in front of it:
 * whoever needs it waits, and whoever does not can go on before. That is so unless somebody asks how it stands.
 */
VOID KxReleasing(PVOID Object);
/* The thread asks how an object stands, and does not wait. */
VOID KxTests(PVOID Object);
/* What the kernel knows of the object is read or changed, without an operation of its own. */
VOID KxTouch(PVOID Object);
/* KxTouch of what others of its kind may come before or after. */
VOID KxAdds(PVOID Object);
/* KxTouch of who asks whether it has to wait for the object. */
VOID KxLooks(PVOID Object);
/* It has to: in this operation it has only read how the object stands. */
VOID KxStands(PVOID Object);
/* KxTouch, behind which the object is none. */
VOID KxEnds(PVOID Object);
/* KxMain begins to run on a thread that has nothing to do. */
VOID KxBegin(ULONG Thread);
/* The thread ends here, whatever it was called from. */
VOID KxEnd(VOID);

/*
 * What orders threads, for the search for races. A lock that is taken comes after whoever gave it back; Exclusive FALSE: as
 * one of several readers; Waits FALSE: only if it is free. What learns of an object comes after what published it.
 */
VOID KxTakes(PVOID Lock, BOOLEAN Exclusive, BOOLEAN Waits);
VOID KxGives(PVOID Lock, BOOLEAN Exclusive);
VOID KxPublishes(PVOID Object);
VOID KxLearns(PVOID Object);
/* KxPublishes, where whoever learns of it has waited for it. */
VOID KxReleases(PVOID Object);
/* KxVisible of a variable that an interlocked operation follows on, which publishes and learns. */
VOID KxInterlocked(PVOID Variable, ULONG Size);
/* What begins alone for the object is called by who posts it, whatever runs by then. */
VOID KxPosts(PVOID Object);
/* Nothing does any more. */
VOID KxTakesBack(PVOID Object);
/* The thread goes on as what was posted with the object: it knows of nobody. */
VOID KxBeginAlone(PVOID Object);
/* The thread begins a step of a scenario, after all steps of the phase before. */
VOID KxBeginStep(VOID);

/* A rule of the kernel or of RDBSS is broken: the run ends. Code: the number in MRXnnn. */
VOID KxFail(ULONG Code, PCSTR Format, ...);
/* As KxFail, of a demand that nothing here depends on: where the driver's author allows the mistake, the run goes on. */
VOID KxFailUnlessAllowed(ULONG Code, PCSTR Format, ...);
/* As KxFail, for a mistake that shows after Function has returned, or of an object of that address. */
VOID KxFailIn(PVOID Function, ULONG Code, PCSTR Format, ...);
/* As KxFailUnlessAllowed for KxFailIn. */
VOID KxFailInUnlessAllowed(PVOID Function, ULONG Code, PCSTR Format, ...);
/*
 * As KxFailIn, for the thread of that number, which waits for Object: what became of it is told behind the text. Function NULL:
 * where it stands. Object NULL: there is nothing more to tell.
 */
VOID KxFailOn(ULONG Thread, PVOID Function, ULONG Code, PVOID Object, PCSTR Format, ...);
/* What happens to an event: for who waits in vain for it later. */
VOID KxSignal(PVOID Event, KX_SIGNAL Signal);
/* RDBSS is about to call that member of the dispatch table: a function of another type cannot be called so. */
VOID KxCalls(PCSTR Member, PVOID Function);
/* The tool does not know this. */
VOID KxUnknown(PCSTR Format, ...);
/* Whether a call that the driver makes fails this time; what else calls does not fail. */
BOOLEAN KxFails(PCSTR What);
/* The same of a call of the routine that asks, which is not one of the kernel. */
BOOLEAN KxFailsForCaller(PCSTR What);
/* Is the routine called by the driver, and not by RDBSS? */
BOOLEAN KxByDriver(VOID);
/* Does the kernel work for the driver, and not for RDBSS? */
BOOLEAN KxForDriver(VOID);
/* A step of the trace. */
VOID KxNote(PCSTR Format, ...);

/* NULL: no memory, which is no choice. Family: the routine that has to free it. */
PVOID KxAllocate(SIZE_T Size, ULONG Tag, BOOLEAN Paged, PCSTR Family);
/* The block's size; invalid pointers are faults. */
SIZE_T KxSizeOf(PVOID Block);
/* Tag 0: any. */
VOID KxFree(PVOID Block, ULONG Tag, PCSTR Family);
/* 's' static, 'a' automatic, 'h' pool, 0 nothing. */
CHAR KxKind(PVOID Address);
/* The block has not been freed. */
BOOLEAN KxIsAlive(PVOID Block);
/* Whether pool that can be paged out may be touched. */
VOID KxPaged(BOOLEAN Accessible);
/* What is left of the thread's stack, in bytes. */
ULONG KxStackLeft(VOID);
/* From here on so much is used of the stack that the thread is on; how much was used of it before. */
ULONG KxBeginStack(ULONG Used);
/* Raises a status as an exception. */
VOID KxRaise(NTSTATUS Status);

/* ---- Threads ---- */

struct _EPROCESS {
    DISPATCHER_HEADER Header;
};

extern struct _EPROCESS KxSystemProcess;
extern struct _EPROCESS KxUserProcess;

typedef enum _KX_LOCK_KIND {
    KX_SPIN_LOCK,
    KX_FAST_MUTEX,
    KX_GUARDED_MUTEX,
    KX_PUSH_LOCK,
    KX_RESOURCE,
    KX_MUTEX
} KX_LOCK_KIND;

typedef struct _KX_HOLD {
    PVOID Lock;
    UCHAR Kind;
    BOOLEAN Exclusive;
    USHORT Count;
} KX_HOLD, *PKX_HOLD;

typedef VOID KX_ROUTINE(PVOID, PVOID, PVOID);
typedef KX_ROUTINE *PKX_ROUTINE;

/* What a thread is; the host names its lane after it. */
typedef enum _KX_LANE {
    KX_LANE_CLOCK,
    KX_LANE_CALLER,
    KX_LANE_WORKER,
    KX_LANE_THREAD
} KX_LANE;

/* Handles and pointers that keep an object what it is. */
typedef struct _KX_REFERENCES {
    LONG Handles;
    LONG Pointers;
    /* A block that is there as long as there are pointers: so the host knows where the first one was taken. */
    PVOID Pointed;
} KX_REFERENCES, *PKX_REFERENCES;

struct _KTHREAD {
    DISPATCHER_HEADER Header;
    ULONG Number;
    BOOLEAN InUse;
    BOOLEAN SystemThread;
    BOOLEAN TimedOut;
    LONG CriticalRegions;
    LONG GuardedRegions;
    /* In whose address space it runs, and how often it has gone into another one's. */
    PEPROCESS Process;
    LONG Attached;
    /* NULL: it acts for its process, and what follows says nothing. */
    PACCESS_TOKEN Client;
    SECURITY_IMPERSONATION_LEVEL ClientLevel;
    BOOLEAN ClientCopyOnOpen;
    BOOLEAN ClientEffectiveOnly;
    PVOID WaitingFor;
    LONGLONG Until;
    /* KeSetEvent or its like was told that a wait follows at once. */
    BOOLEAN PromisesWait;
    /* Whose mistake it is when the wait never ends; 0: nobody's in particular. */
    ULONG WaitCode;
    PVOID WaitFunction;
    PCSTR WaitText;
    /* Only told: nobody runs for it, and nobody stands. */
    KPRIORITY Priority;
    KPRIORITY BasePriority;
    PKX_ROUTINE Routine;
    PVOID Arguments[3];
    NTSTATUS ExitStatus;
    /* Whose entry it has taken last; NULL: none, or it has come back. */
    PRKQUEUE Queue;
    /* The driver may not take it now. */
    PVOID Barred;
    KX_HOLD Holds[KX_HOLDS];
    /* It is there whatever runs: the thread may have ended. */
    KX_REFERENCES References;
};

extern struct _KTHREAD KxThreads[KX_THREADS];
/* Threads from this number on have never run. */
extern ULONG KxThreadEnd;
/* By thread; the scheduler reads them. */
extern BOOLEAN KxReady[KX_THREADS];
extern KIRQL KxIrql[KX_THREADS];
extern UCHAR KxLane[KX_THREADS];
/*
 * Touched where a thread of the driver ends, and what is alive inside of memory: who asks whether any is left asks for this,
 * since the place of one that is gone may be another's by then.
 */
extern const UCHAR KxLeftOver;
/* Sets of threads, a bit each: who waits, and who holds a lock. */
extern ULONG KxWaiters;
extern ULONG KxHolders;
C_ASSERT(KX_THREADS <= 32);
/* In 100 ns. */
extern LONGLONG KxTime;
/* For who asks in the name of a driver. */
LONGLONG KxNow(VOID);
/* The first moment at which a timer or a wait is over; KX_FOREVER: none ever is. */
LONGLONG KxNextDue(VOID);
/* KxTouch of what decides how far time may go on: timers that are set, and waits with an end. */
VOID KxTouchTimers(VOID);
/* From now on time may go on while others run (KxExpireNextTimer). */
VOID KxLetTimeGoOn(VOID);
/* Time goes on to the next moment at which a timer is due, whoever runs; not beyond one at which a wait is over. */
VOID KxExpireNextTimer(VOID);

PKTHREAD KxThread(VOID);
/* Nothing runs there any more, and so nothing holds a lock. */
VOID KxClear(PKTHREAD Thread);
/* The process that the thread is one of, whatever it is attached to. */
PEPROCESS KxOwnProcess(PKTHREAD Thread);
/* Behind a routine of the driver that nothing was held in front of: it began a thread, a work item, or the driver. */
VOID KxCheckRoutineEnd(PVOID Routine, PCSTR What);
/* NULL: the object is none. */
PKTHREAD KxThreadAt(PVOID Object);
/* A thread of the system process runs Routine. */
PKTHREAD KxNewThread(UCHAR Lane, PKX_ROUTINE Routine, PVOID First, PVOID Second, PVOID Third);
/*
 * FALSE: its time came before anybody woke it. Whoever waits looks at the object again, so it does not matter who comes first, the
 * one that begins to wait or the one that wakes it; who has changed something of the object before says so (KxTouch).
 */
BOOLEAN KxWaitFor(PVOID Object, LONGLONG Until);
/* What a thread waits for that waits for several objects. */
extern const UCHAR KxSeveral;
VOID KxWake(PVOID Object);
VOID KxSetIrql(KIRQL Irql);
VOID KxAtMost(KIRQL Irql, PCSTR Routine);
LONGLONG KxDeadline(PLARGE_INTEGER Timeout);
/* FALSE: it asks, and does not wait. */
BOOLEAN KxRequireWaitable(PLARGE_INTEGER Timeout, PCSTR Routine);
/* A thread that has taken an entry of the queue begins to wait, and goes on; NULL: it has not. */
VOID KxPauseAtQueue(PRKQUEUE Queue);
VOID KxGoOnAtQueue(PRKQUEUE Queue);
VOID KxLeaveQueue(PKTHREAD Thread);
/* Behind a routine of the driver: what it has promised is done. */
VOID KxCheckPromise(PVOID Routine, PCSTR What);
/* Behind a routine of the driver that was called at DISPATCH_LEVEL by nobody. */
VOID KxCheckDpcEnd(PVOID Routine, PCSTR What);
/* FALSE: it is queued already. */
BOOLEAN KxQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);
/* The DPC that is under way was to run on a processor of its driver's choice. */
extern BOOLEAN KxDpcHasTarget;
VOID KxInitialize(PDISPATCHER_HEADER Header, UCHAR Type, LONG State);

/* ---- Locks ---- */

PKX_HOLD KxHeldBy(PKTHREAD Thread, PVOID Lock);
/* Waits: it was not taken only because it was free. */
VOID KxHold(PVOID Lock, UCHAR Kind, BOOLEAN Exclusive, BOOLEAN Waits);
/* FALSE: this thread does not hold it. */
BOOLEAN KxLetGo(PVOID Lock);

/* A buffer in paged pool, that RtlFreeUnicodeString frees. It may fail. */
NTSTATUS KxNewString(PUNICODE_STRING String, USHORT MaximumLength);

/* ---- Handles ---- */

/* What is open, as the tag of the block that stands for it: so the host knows what to call it. */
#define KX_FILE          'eliF'
#define KX_KEY           ' yeK'
#define KX_SECTION       'tceS'
#define KX_NAME_PROVIDER 'vorP'
#define KX_THREAD        'erhT'
#define KX_DEVICE        'iveD'
#define KX_DRIVER        'virD'
#define KX_SYMBOLIC_LINK 'kniL'
#define KX_EVENT         'nevE'
#define KX_TOKEN         'ekoT'
#define KX_EX_TIMER      'mTxE'
#define KX_ALGORITHMS    'rglA'
#define KX_DIGEST        'hsaH'
#define KX_TRACER        'ecrT'

/* In Header.Size of objects that the object manager has and that begin with a header; 0 in what is the driver's own. */
#define KX_OF_OBJECT_MANAGER 0x45

/* What ends the object. */
typedef VOID KX_END_OBJECT(PVOID Object);
typedef KX_END_OBJECT *PKX_END_OBJECT;

/* The driver has it: its driver object, or a device of its own. */
BOOLEAN KxIsIoObject(PVOID Object);
/* Of such a one: KX_DEVICE or KX_DRIVER. */
ULONG KxKindOfIoObject(PVOID Object);
PKX_REFERENCES KxReferencesOfIoObject(PVOID Object);
/* From here on references to it are counted; End: where it is deleted and nothing keeps it any more. NULL: it never is. */
VOID KxBeginIoObject(PVOID Object, ULONG Kind, PKX_END_OBJECT End);
VOID KxDeleteIoObject(PVOID Object);
/* As KxKeep, of a device that may be another's; one that is gone is a fault. */
VOID KxKeepIoObject(PVOID Object);
VOID KxLetIoObjectGo(PVOID Object);
/* A reference is dropped, which others may have waited for; of other objects nothing. */
VOID KxDoneWith(PVOID Object);
/* Nothing keeps it: it ends if it has been deleted. */
VOID KxFreeIfDeleted(PVOID Object);
/* Of a thread, an event or a token. */
VOID KxNewObjectHandle(PVOID Object, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle);
/* The object of a handle that is good here. */
PVOID KxObjectOf(HANDLE Handle, PCSTR Routine);
/* NULL: it is none that the object manager has. */
PKEVENT KxEventAt(PVOID Object);
PKX_REFERENCES KxReferencesOfEvent(PKEVENT Event);
/* Neither a handle nor a pointer leads to it. */
VOID KxFreeEvent(PKEVENT Event);
/* NULL: it is no token. */
PACCESS_TOKEN KxTokenAt(PVOID Object);
PKX_REFERENCES KxReferencesOfToken(PACCESS_TOKEN Token);
VOID KxFreeToken(PACCESS_TOKEN Token);
/* The thread keeps the token as long as it acts with it; NULL: for its process again. */
VOID KxSetClient(PKTHREAD Thread, PACCESS_TOKEN Token);
/* As a handle of the kernel's own: it is no reference of the driver's. */
VOID KxKeep(PVOID Object);
VOID KxLetObjectGo(PVOID Object);
/* Of what is counted; Routine drops it for the driver. */
VOID KxDropReference(PVOID Object, PCSTR Routine);
/* NULL: there is nothing to set. */
VOID KxSetEventOf(HANDLE Handle, PCSTR Routine);

/* ---- What is alive inside of memory that may be freed ---- */

typedef enum _KX_LIVE_KIND {
    KX_LIVE_RESOURCE,
    KX_LIVE_TIMER,
    KX_LIVE_DPC,
    KX_LIVE_WORK_ITEM,
    KX_LIVE_LOOKASIDE,
    KX_LIVE_FILE_LOCK,
    KX_LIVE_IO_WORK_ITEM
} KX_LIVE_KIND;

VOID KxLive(PVOID Object, ULONG Size, UCHAR Kind);
BOOLEAN KxIsLive(PVOID Object, UCHAR Kind);
VOID KxDead(PVOID Object, UCHAR Kind);
/* Nothing in these bytes may be in use. */
VOID KxCheckFreed(PVOID Start, SIZE_T Size);
/* With the driver's image. */
VOID KxFreeDriverExtensions(VOID);
/* The image goes after that routine. */
VOID KxCheckUnloaded(PVOID Routine);
extern BOOLEAN KxLost;
