/*
 * RDBSS as the simulation runs it: the life of SRV_CALL, NET_ROOT, V_NET_ROOT, FCB, SRV_OPEN and FOBX, written from
 * descriptions of its behaviour. Comments name the step of that life (C1 … C10 creation, T1 … T8 teardown) and where it is
 * known from: [MS] Microsoft's documentation, [ROS] the behaviour of the ReactOS implementation, [OBS] what a run of it
 * showed. Where these disagree, what was seen counts.
 *
 * This model serves one device. Requests are synchronous, but for the claims of names.
 */
#pragma once

#include "kernel.h"
#include <rx.h>

/* The one device that is registered; NULL before and after. */
extern PRDBSS_DEVICE_OBJECT RxDevice;
/* Which of two documented readings of T6 counts: FALSE, the callback's page; TRUE, the page of RxFinalizeSrvCall. */
extern BOOLEAN RxFunctionPage;
/* The table that is registered, for the host. */
extern PMINIRDR_DISPATCH RxTable;
/* RxStartMinirdr or RxStopMinirdr has been called since somebody cleared these. */
extern BOOLEAN RxStartAsked;
extern BOOLEAN RxStopAsked;
/* The table of a driver without DriverEntry (standIns.c). */
extern MINIRDR_DISPATCH StandInDispatch;

/*
 * One thing that RDBSS does otherwise. The host makes a run that breaks a rule once more like that: where nothing breaks then,
 * the mini-redirector relied on it.
 */
typedef enum _RX_OTHERWISE {
    RX_AS_EVER,
    /* Force is the opposite of what it is. */
    RX_FORCE_INVERTED,
    /* Force of a NET_ROOT and a V_NET_ROOT points to FALSE. */
    RX_FORCE_GIVEN,
    /* A SRV_CALL in use is not finalized. */
    RX_NEVER_IN_USE,
    /* The finalizer of a NET_ROOT is called after that of its last V_NET_ROOT. */
    RX_NET_ROOT_LAST,
    /* A mark for the scavenger leaves the type code as it is. */
    RX_PLAIN_MARKS,
    /* A server is looked for when no other one is being finalized. */
    RX_ONE_AT_A_TIME
} RX_OTHERWISE;

/* The host writes it, as a byte. */
extern UCHAR RxOtherwise;

/* ---- Calls of the mini-redirector ---- */

/* A call of a member of the dispatch table that has not returned; the host reads the first five fields. */
typedef struct _RX_CALLBACK {
    PCSTR Name;
    PVOID Function;
    PVOID Object;
    /* Context of the SRV_CALL concerned when the call began. */
    PVOID Context;
    struct _RX_CALLBACK *Outer;
    KIRQL Irql;
    LONG CriticalRegions;
    LONG GuardedRegions;
    LONG Attached;
    ULONG Locks;
} RX_CALLBACK, *PRX_CALLBACK;

/* By thread, innermost first. */
extern PRX_CALLBACK RxCallbacks[KX_THREADS];

VOID RxpEnter(PRX_CALLBACK Call, PCSTR Name, PVOID Function, PVOID Object, PSRV_CALL SrvCall);
VOID RxpLeave(PRX_CALLBACK Call);
/* The finalizer of a SRV_CALL that this thread is in; NULL: none. */
PRX_CALLBACK RxpFinalizer(VOID);

#define RX_CALL(Member, Object, SrvCall, Call)                                              \
    {                                                                                       \
        RX_CALLBACK Callback__;                                                             \
        RxpEnter(&Callback__, #Member, (PVOID)RxDevice->Dispatch->Member, Object, SrvCall); \
        Call;                                                                               \
        RxpLeave(&Callback__);                                                              \
    }

/* ---- Inside ---- */

/*
 * A section of RxStrucSupSpinLock begins that ends before the next operation that others can see. Nobody finds the lock taken,
 * so it is not taken, and such sections may come in either order.
 */
VOID RxpEnterStrucSup(VOID);

/* On a worker. Item: the mini-redirector's, which is live until its routine begins; NULL: RDBSS's own. */
VOID RxpStartItem(PRX_WORKERTHREAD_ROUTINE Routine, PVOID Context, PRX_WORK_QUEUE_ITEM Item);
#define RX_ON_WORKER "a routine on a worker of RDBSS"
NTSTATUS RxpPost(PRX_WORKERTHREAD_ROUTINE Routine, PVOID Context);
VOID RxpWaitForWorkers(VOID);
extern PVOID RxpRefusal;
VOID RxpRequireOwnThread(PCSTR Routine);
PWCH RxpNameOf(PVOID Object);
VOID RxpInitializeScavenger(VOID);
VOID RxpStopScavenger(VOID);
/* The netname lock is held exclusive, and is free meanwhile. */
VOID RxpAwaitFinalizations(VOID);
/* Waits for what the mini-redirector has to do; when it never does, Function breaks the rule Code. */
VOID RxpAwait(PKEVENT Event, ULONG Code, PVOID Function, PCSTR What);

#define RX_LOCK_EXCLUSIVE() RxAcquirePrefixTableLockExclusive(RxDevice->pRxNetNameTable, TRUE)
#define RX_LOCK_SHARED()    RxAcquirePrefixTableLockShared(RxDevice->pRxNetNameTable, TRUE)
#define RX_UNLOCK()         RxReleasePrefixTableLock(RxDevice->pRxNetNameTable)
#define RX_TYPE(Object)     (NodeType(Object) & ~RX_SCAVENGER_MASK)

/* Numbers of the objects, for the trace: S1 is the first SRV_CALL. */
#define RX_NUMBER(Object) ((Object)->SerialNumberForEnum)
