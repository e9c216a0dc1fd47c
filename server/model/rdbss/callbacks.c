/*
 * What holds around every call of the mini-redirector: it returns with the IRQL, the regions and the locks that it was
 * called with.
 */
#include "rdbss.h"

PRX_CALLBACK RxCallbacks[KX_THREADS];

static ULONG RxpLocks(PKTHREAD Thread)
{
    ULONG Count = 0;
    ULONG i;

    for (i = 0; Thread->Holds[i].Lock != NULL; i++)
        Count += Thread->Holds[i].Count;
    return Count;
}

static PCSTR RxpLockState(VOID)
{
    PKX_HOLD Hold = KxHeldBy(KxThread(), &RxDevice->pRxNetNameTable->TableLock);

    return Hold == NULL ? "none" : Hold->Exclusive ? "exclusive" : "shared";
}

VOID RxpEnter(PRX_CALLBACK Call, PCSTR Name, PVOID Function, PVOID Object, PSRV_CALL SrvCall)
{
    PKTHREAD Thread = KxThread();

    /* [ROS] Asserted at each call, not at the registration: drivers fill their tables behind it. */
    if (RxDevice->Dispatch->NodeTypeCode != RDBSS_NTC_MINIRDR_DISPATCH)
        KxFailInUnlessAllowed(RxDevice->Dispatch, 16,
                              "NodeTypeCode of the dispatch table is not RDBSS_NTC_MINIRDR_DISPATCH");
    Call->Name = Name;
    Call->Function = Function;
    Call->Object = Object;
    Call->Context = SrvCall == NULL ? NULL : SrvCall->Context;
    Call->Outer = RxCallbacks[Thread->Number];
    Call->Irql = KeGetCurrentIrql();
    Call->CriticalRegions = Thread->CriticalRegions;
    Call->GuardedRegions = Thread->GuardedRegions;
    Call->Attached = Thread->Attached;
    Call->Locks = RxpLocks(Thread);
    RxCallbacks[Thread->Number] = Call;
    KxCalls(Name, Function);
    if (SrvCall == NULL)
        KxNote("call %s", Name);
    else
        KxNote("call %s S%d rc %d lock %s %s", Name, RX_NUMBER(SrvCall), SrvCall->NodeReferenceCount, RxpLockState(),
               Thread->Process == &KxSystemProcess ? "System" : "user");
}

VOID RxpLeave(PRX_CALLBACK Call)
{
    PKTHREAD Thread = KxThread();
    ULONG Locks = RxpLocks(Thread);

    /* Most locks raise the IRQL too. */
    if (Locks > Call->Locks)
        KxFailIn(Call->Function, 39, "%s returns and holds a lock that it took", Call->Name);
    if (KeGetCurrentIrql() != Call->Irql)
        KxFailIn(Call->Function, 41, "%s is called at IRQL %d and returns at IRQL %d", Call->Name, Call->Irql,
                 KeGetCurrentIrql());
    if (Locks < Call->Locks)
        KxFailIn(Call->Function, 213, "%s releases a lock of RDBSS", Call->Name);
    if (Thread->CriticalRegions != Call->CriticalRegions || Thread->GuardedRegions != Call->GuardedRegions)
        KxFailIn(Call->Function, 213, "%s returns and has entered or left a critical region", Call->Name);
    if (Thread->Attached != Call->Attached)
        KxFailIn(Call->Function, 218, "%s returns and is attached to another process", Call->Name);
    KxCheckPromise(Call->Function, Call->Name);
    RxCallbacks[Thread->Number] = Call->Outer;
    KxNote("return %s", Call->Name);
}

PRX_CALLBACK RxpFinalizer(VOID)
{
    PRX_CALLBACK Call;

    for (Call = RxCallbacks[KxCurrent()]; Call != NULL; Call = Call->Outer)
        if (RxDevice != NULL && Call->Function == (PVOID)RxDevice->Dispatch->MRxFinalizeSrvCall)
            return Call;
    return NULL;
}
