/*
 * A small protocol of servers on the kernel of the simulation; protocol.pml is the same for Spin. A server has two users and
 * is created by the first; who drops the last reference posts a worker, which takes the server apart unless somebody has
 * come back meanwhile. N: servers; BUG: 0 for none.
 */
#include <ntifs.h>

#ifndef N
#define N 3
#endif
#ifndef BUG
#define BUG 0
#endif

typedef struct _SERVER {
    FAST_MUTEX Lock;
    BOOLEAN Present;
    LONG References;
    PLONG Context;
} SERVER, *PSERVER;

VOID KxEnterStep(BOOLEAN System);
VOID KxLeaveStep(VOID);
extern BOOLEAN StepLoaded;

static FAST_MUTEX Table;
static SERVER Servers[N];
static struct _JOB {
    WORK_QUEUE_ITEM Item;
    PSERVER Server;
} Jobs[N][2];

static VOID NTAPI Worker(PVOID Parameter)
{
    struct _JOB *Job = Parameter;
    PSERVER Server = Job->Server;
    PLONG Context = NULL;

    RtlZeroMemory(Job, sizeof(*Job));
#if BUG == 4
    ExAcquireFastMutex(&Server->Lock);
#endif
    ExAcquireFastMutex(&Table);
#if BUG == 2
    if (Server->Present) {
#else
    if (Server->Present && Server->References == 0) {
#endif
        Context = Server->Context;
#if BUG != 3
        Server->Present = FALSE;
        Server->Context = NULL;
#endif
    }
    ExReleaseFastMutex(&Table);
#if BUG == 4
    ExReleaseFastMutex(&Server->Lock);
#endif
    if (Context != NULL)
        ExFreePool(Context);
}

static VOID User(ULONG Number, ULONG Which)
{
    PSERVER Server = &Servers[Number];
    BOOLEAN Last;

    KxEnterStep(FALSE);
    ExAcquireFastMutex(&Table);
    if (!Server->Present) {
        Server->Context = ExAllocatePoolWithTag(NonPagedPool, sizeof(LONG), 'resU');
        *Server->Context = 1;
        Server->Present = TRUE;
    }
#if BUG == 4
    ExAcquireFastMutex(&Server->Lock);
    ExReleaseFastMutex(&Server->Lock);
#endif
    Server->References++;
    ExReleaseFastMutex(&Table);

    ExAcquireFastMutex(&Server->Lock);
    *Server->Context = 1;
    ExReleaseFastMutex(&Server->Lock);

#if BUG == 1
    Last = (BOOLEAN)(--Server->References == 0);
#else
    ExAcquireFastMutex(&Table);
    Last = (BOOLEAN)(--Server->References == 0);
    ExReleaseFastMutex(&Table);
#endif
    if (Last) {
        Jobs[Number][Which].Server = Server;
        ExInitializeWorkItem(&Jobs[Number][Which].Item, Worker, &Jobs[Number][Which]);
        ExQueueWorkItem(&Jobs[Number][Which].Item, DelayedWorkQueue);
    }
    KxLeaveStep();
}

/* On a thread of its own each, all at a time. */
VOID UserOf(ULONG Thread)
{
    User(Thread / 2, Thread % 2);
}

VOID SetUp(VOID)
{
    ULONG i;

    KxEnterStep(TRUE);
    ExInitializeFastMutex(&Table);
    for (i = 0; i < N; i++)
        ExInitializeFastMutex(&Servers[i].Lock);
    StepLoaded = TRUE;
    KxLeaveStep();
}

/* What is called from outside is reached from here. */
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    SetUp();
    UserOf(0);
    return STATUS_SUCCESS;
}
