/*
 * Multiplex ids: numbers of 16 bits for the requests on one connection, each with a context of the mini-redirector
 * [MS midatlax.h]. RDBSS guards the table by no lock. Observed in a public mini-redirector: it is asked under spin locks, too.
 */
#include "rdbss.h"

/* Ids that are in use at a time, in a run; more are not known. */
#define RX_MIDS 32

/* Behind the table that the mini-redirector sees. NULL: free. */
static PVOID *RxpContexts(PRX_MID_ATLAS MidAtlas)
{
    return (PVOID *)(MidAtlas + 1);
}

/* NULL: a number that stands for nothing, which a server may send. */
static PVOID *RxpContextOf(PRX_MID_ATLAS MidAtlas, USHORT Mid)
{
    return Mid < MidAtlas->MidsAllocated ? &RxpContexts(MidAtlas)[Mid] : NULL;
}

PRX_MID_ATLAS RxCreateMidAtlas(USHORT MaximumNumberOfEntries, USHORT InitialAllocation)
{
    USHORT Count = MaximumNumberOfEntries < RX_MIDS ? MaximumNumberOfEntries : RX_MIDS;
    SIZE_T Size = sizeof(RX_MID_ATLAS) + Count * sizeof(PVOID);
    PRX_MID_ATLAS MidAtlas;

    UNREFERENCED_PARAMETER(InitialAllocation);
    KxAtMost(APC_LEVEL, "RxCreateMidAtlas");
    if (KxFailsForCaller("allocation"))
        return NULL;
    MidAtlas = KxAllocate(Size, RX_MISC_POOLTAG, FALSE, "RxDestroyMidAtlas");
    RtlZeroMemory(MidAtlas, Size);
    MidAtlas->MaximumNumberOfMids = MaximumNumberOfEntries;
    MidAtlas->MidsAllocated = Count;
    return MidAtlas;
}

/* [MS] What is left is the caller's: it is told of each. */
static VOID RxpRemoveAll(PRX_MID_ATLAS MidAtlas, PCONTEXT_DESTRUCTOR Routine)
{
    USHORT Mid;

    for (Mid = 0; Mid < MidAtlas->MidsAllocated; Mid++) {
        PVOID Context = RxpContexts(MidAtlas)[Mid];
        if (Context == NULL)
            continue;
        RxpContexts(MidAtlas)[Mid] = NULL;
        MidAtlas->NumberOfMidsInUse--;
        if (Routine != NULL)
            Routine(Context);
    }
}

VOID RxDestroyMidAtlas(PRX_MID_ATLAS MidAtlas, PCONTEXT_DESTRUCTOR ContextDestructor)
{
    KxAtMost(APC_LEVEL, "RxDestroyMidAtlas");
    RxpRemoveAll(MidAtlas, ContextDestructor);
    KxFree(MidAtlas, 0, "RxDestroyMidAtlas");
}

VOID RxIterateMidAtlasAndRemove(PRX_MID_ATLAS MidAtlas, PCONTEXT_ITERATOR ContextIterator)
{
    RxpRemoveAll(MidAtlas, ContextIterator);
}

PVOID RxMapMidToContext(PRX_MID_ATLAS MidAtlas, USHORT Mid)
{
    PVOID *Context = RxpContextOf(MidAtlas, Mid);

    KxAtMost(DISPATCH_LEVEL, "RxMapMidToContext");
    return Context == NULL ? NULL : *Context;
}

/* [MS] The table may have to grow, and cannot grow for ever. */
NTSTATUS RxAssociateContextWithMid(PRX_MID_ATLAS MidAtlas, PVOID Context, PUSHORT NewMid)
{
    USHORT Mid;

    KxAtMost(DISPATCH_LEVEL, "RxAssociateContextWithMid");
    if (Context == NULL)
        KxUnknown("multiplex ids without a context");
    if (MidAtlas->NumberOfMidsInUse == MidAtlas->MaximumNumberOfMids)
        return STATUS_UNSUCCESSFUL;
    if (MidAtlas->NumberOfMidsInUse == MidAtlas->MidsAllocated)
        KxUnknown("more than %d multiplex ids in use", RX_MIDS);
    if (KxFailsForCaller("allocation"))
        return STATUS_INSUFFICIENT_RESOURCES;
    for (Mid = 0; RxpContexts(MidAtlas)[Mid] != NULL; Mid++)
        ;
    RxpContexts(MidAtlas)[Mid] = Context;
    MidAtlas->NumberOfMidsInUse++;
    *NewMid = Mid;
    return STATUS_SUCCESS;
}

/* [MS] STATUS_SUCCESS whatever the number stood for. */
NTSTATUS RxMapAndDissociateMidFromContext(PRX_MID_ATLAS MidAtlas, USHORT Mid, PVOID *ContextPointer)
{
    PVOID *Context = RxpContextOf(MidAtlas, Mid);

    KxAtMost(DISPATCH_LEVEL, "RxMapAndDissociateMidFromContext");
    *ContextPointer = Context == NULL ? NULL : *Context;
    if (*ContextPointer != NULL) {
        *Context = NULL;
        MidAtlas->NumberOfMidsInUse--;
    }
    return STATUS_SUCCESS;
}

NTSTATUS RxReassociateMid(PRX_MID_ATLAS MidAtlas, USHORT Mid, PVOID NewContext)
{
    PVOID *Context = RxpContextOf(MidAtlas, Mid);

    KxAtMost(DISPATCH_LEVEL, "RxReassociateMid");
    if (Context == NULL || *Context == NULL || NewContext == NULL)
        KxUnknown("another context for a multiplex id that has none, or none for one");
    *Context = NewContext;
    return STATUS_SUCCESS;
}
