/*
 * Pool: the kinds of it, tags, quota, lookaside lists; and what may not be alive in memory that is freed.
 */
#include "kernel.h"

typedef struct _KX_LIVE {
    PVOID Object;
    ULONG Size;
    UCHAR Kind;
} KX_LIVE, *PKX_LIVE;

static KX_LIVE KxLives[KX_LIVES];
static ULONG KxLiveCount;

/* ---- What is alive ---- */

/* In the order of their addresses, so that it does not matter which was first. */
VOID KxLive(PVOID Object, ULONG Size, UCHAR Kind)
{
    ULONG i;

    KxTouch(Object);
    if (KxLiveCount == KX_LIVES)
        KxUnknown("more than %d resources, timers and items at a time", KX_LIVES);
    for (i = KxLiveCount++; i > 0 && (ULONG_PTR)KxLives[i - 1].Object > (ULONG_PTR)Object; i--)
        KxLives[i] = KxLives[i - 1];
    KxLives[i].Object = Object;
    KxLives[i].Size = Size;
    KxLives[i].Kind = Kind;
}

/* KxLiveCount: it is not there. */
static ULONG KxFindLive(PVOID Object, UCHAR Kind)
{
    PKX_LIVE Live, End = KxLives + KxLiveCount;

    for (Live = KxLives; Live < End; Live++)
        if (Live->Object == Object && Live->Kind == Kind)
            break;
    return (ULONG)(Live - KxLives);
}

BOOLEAN KxIsLive(PVOID Object, UCHAR Kind)
{
    return (BOOLEAN)(KxFindLive(Object, Kind) < KxLiveCount);
}

VOID KxDead(PVOID Object, UCHAR Kind)
{
    ULONG i = KxFindLive(Object, Kind);

    KxEnds(Object);
    if (i < KxLiveCount) {
        KxAdds((PVOID)&KxLeftOver);
        KxLiveCount--;
        for (; i < KxLiveCount; i++)
            KxLives[i] = KxLives[i + 1];
        RtlZeroMemory(&KxLives[KxLiveCount], sizeof(KxLives[0]));
    }
}

static PCSTR const KxLiveNames[] = {
    "an ERESOURCE that is not deleted",
    "a timer that is set",
    "a DPC that is queued",
    "a work item that is queued",
    "a lookaside list that is not deleted",
    "a file lock that is not uninitialised",
    "a work item that is queued",
};

static const UCHAR KxLiveCodes[] = { 33, 34, 34, 34, 35, 35, 34 };

VOID KxCheckFreed(PVOID Start, SIZE_T Size)
{
    ULONG_PTR First = (ULONG_PTR)Start;
    PKX_LIVE Live, End = KxLives + KxLiveCount;
    PKTHREAD Thread;
    ULONG Set;

    for (Live = KxLives; Live < End && (ULONG_PTR)Live->Object < First; Live++)
        ;
    if (Live < End && (ULONG_PTR)Live->Object - First < Size)
        KxFail(KxLiveCodes[Live->Kind], "frees memory with %s", KxLiveNames[Live->Kind]);
    for (Thread = KxThreads, Set = KxHolders; Set != 0; Thread++, Set >>= 1) {
        PKX_HOLD Hold;
        PVOID Lock;
        if (Set & 1)
            for (Hold = Thread->Holds; (Lock = Hold->Lock) != NULL; Hold++)
                if ((ULONG_PTR)Lock - First < Size)
                    KxFail(213, "frees memory with a lock that is held");
    }
    for (Thread = KxThreads, Set = KxWaiters; Set != 0; Thread++, Set >>= 1)
        if ((Set & 1) && (ULONG_PTR)Thread->WaitingFor - First < Size)
            KxFail(216, "frees memory with an object that a thread waits for");
}

/* Something was lost that the driver cannot be blamed for, and with it what it holds. */
BOOLEAN KxLost;

/* When the driver's image goes. */
VOID KxCheckUnloaded(PVOID Routine)
{
    ULONG i;

    KxFreeDriverExtensions();
    if (KxLost)
        return;
    KxTests((PVOID)&KxLeftOver);
    KxTouch((PVOID)&KxLeftOver);
    /* [MS] A work item of the I/O manager keeps its device object and so the image until its routine has returned. */
    for (i = 0; i < KxLiveCount; i++)
        if (KxLives[i].Kind != KX_LIVE_IO_WORK_ITEM)
            KxFailInUnlessAllowed(Routine, KxLiveCodes[KxLives[i].Kind], "the driver is unloaded and leaves %s",
                                  KxLiveNames[KxLives[i].Kind]);
    for (i = 3; i < KxThreadEnd; i++)
        if (KxThreads[i].InUse && KxLane[i] == KX_LANE_THREAD)
            KxFailInUnlessAllowed((PVOID)KxThreads[i].Arguments[0], 60, "the driver is unloaded while its thread runs");
}

/* ---- Allocation ---- */

static PVOID KxPool(SIZE_T Size, ULONG Tag, BOOLEAN Paged, BOOLEAN Zero, PCSTR Routine)
{
    PVOID Block;

    KxAtMost(Paged ? APC_LEVEL : DISPATCH_LEVEL, Routine);
    if (KxFails("allocation"))
        return NULL;
    Block = KxAllocate(Size, Tag, Paged, "ExFreePool");
    if (Block != NULL && Zero)
        RtlZeroMemory(Block, Size);
    return Block;
}

#define KX_PAGED(PoolType) (BOOLEAN)(((PoolType) & PagedPool) != 0)

PVOID NTAPI ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    BOOLEAN Zero = (BOOLEAN)((PoolType & POOL_ZERO_ALLOCATION) != 0);

    return KxPool(NumberOfBytes, Tag, KX_PAGED(PoolType), Zero, "ExAllocatePoolWithTag");
}

PVOID NTAPI ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
    return KxPool(NumberOfBytes, 'enoN', KX_PAGED(PoolType), FALSE, "ExAllocatePool");
}

PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return KxPool(NumberOfBytes, Tag, KX_PAGED(PoolType), TRUE, "ExAllocatePoolZero");
}

PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return KxPool(NumberOfBytes, Tag, KX_PAGED(PoolType), FALSE, "ExAllocatePoolUninitialized");
}

PVOID NTAPI ExAllocatePoolWithTagPriority(
    POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag, EX_POOL_PRIORITY Priority)
{
    UNREFERENCED_PARAMETER(Priority);
    return KxPool(NumberOfBytes, Tag, KX_PAGED(PoolType), FALSE, "ExAllocatePoolWithTagPriority");
}

PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
    BOOLEAN Paged = (BOOLEAN)((Flags & POOL_FLAG_PAGED) != 0);
    BOOLEAN Zero = (BOOLEAN)((Flags & POOL_FLAG_UNINITIALIZED) == 0);
    PVOID Block;

    if ((Flags & (POOL_FLAG_PAGED | POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE)) == 0 || Tag == 0)
        KxFail(218, "calls ExAllocatePool2 without a kind of pool or without a tag");
    Block = KxPool(NumberOfBytes, Tag, Paged, Zero, "ExAllocatePool2");
    if (Block == NULL && (Flags & POOL_FLAG_RAISE_ON_FAILURE) != 0)
        KxRaise(STATUS_INSUFFICIENT_RESOURCES);
    return Block;
}

PVOID NTAPI ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    PVOID Block = KxPool(NumberOfBytes, Tag, KX_PAGED(PoolType), FALSE, "ExAllocatePoolWithQuotaTag");

    if (Block == NULL && (PoolType & POOL_QUOTA_FAIL_INSTEAD_OF_RAISE) == 0)
        KxRaise(STATUS_INSUFFICIENT_RESOURCES);
    return Block;
}

VOID NTAPI ExFreePoolWithTag(PVOID P, ULONG Tag)
{
    KxAtMost(DISPATCH_LEVEL, "ExFreePoolWithTag");
    KxCheckFreed(P, KxSizeOf(P));
    KxFree(P, Tag, "ExFreePool");
}

VOID NTAPI ExFreePool(PVOID P)
{
    ExFreePoolWithTag(P, 0);
}

VOID NTAPI ExFreePool2(PVOID P, ULONG Tag, PVOID ExtendedParameters, ULONG ExtendedParametersCount)
{
    UNREFERENCED_PARAMETER(ExtendedParameters);
    UNREFERENCED_PARAMETER(ExtendedParametersCount);
    ExFreePoolWithTag(P, Tag);
}

/* ---- Lookaside lists ---- */

static VOID KxInitializeLookaside(PGENERAL_LOOKASIDE List, ULONG Whole, SIZE_T Size, ULONG Tag, POOL_TYPE Type)
{
    if (KxIsLive(List, KX_LIVE_LOOKASIDE))
        KxFail(213, "initialises a lookaside list that is initialised");
    RtlZeroMemory(List, Whole);
    List->Size = (ULONG)Size;
    List->Tag = Tag;
    List->Type = Type;
    KxLive(List, Whole, KX_LIVE_LOOKASIDE);
}

/* Free: the routine that takes back what lists of this type give. */
static PVOID KxFromLookaside(PGENERAL_LOOKASIDE List, KIRQL Irql, PCSTR Routine, PCSTR Free)
{
    KxAtMost(Irql, Routine);
    if (!KxIsLive(List, KX_LIVE_LOOKASIDE))
        KxFail(213, "calls %s for a list that is not initialised", Routine);
    if (KxFails("allocation"))
        return NULL;
    List->TotalAllocates++;
    return KxAllocate(List->Size, List->Tag, KX_PAGED(List->Type), Free);
}

/* An entry of another size is another list's; whose it is of those that give the same, nobody can see. */
static VOID KxToLookaside(PGENERAL_LOOKASIDE List, PVOID Entry, KIRQL Irql, PCSTR Routine)
{
    SIZE_T Size;

    KxAtMost(Irql, Routine);
    if (!KxIsLive(List, KX_LIVE_LOOKASIDE))
        KxFail(213, "calls %s for a list that is not initialised", Routine);
    Size = KxSizeOf(Entry);
    KxCheckFreed(Entry, Size);
    List->TotalFrees++;
    KxFree(Entry, List->Tag, Routine);
    if (Size != List->Size)
        KxFail(52, "calls %s with an entry of %d bytes, for a list whose entries have %d", Routine, (ULONG)Size,
               List->Size);
}

static VOID KxDeleteLookaside(PGENERAL_LOOKASIDE List)
{
    if (!KxIsLive(List, KX_LIVE_LOOKASIDE))
        KxFail(213, "deletes a lookaside list that is not initialised");
    KxDead(List, KX_LIVE_LOOKASIDE);
}

VOID NTAPI ExInitializeNPagedLookasideList(
    PNPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free, ULONG Flags, SIZE_T Size,
    ULONG Tag, USHORT Depth)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Depth);
    if (Allocate != NULL || Free != NULL)
        KxUnknown("lookaside lists with routines of their own");
    KxInitializeLookaside(&Lookaside->L, sizeof(*Lookaside), Size, Tag, NonPagedPool);
}

PVOID NTAPI ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
    return KxFromLookaside(&Lookaside->L, DISPATCH_LEVEL, "ExAllocateFromNPagedLookasideList",
                           "ExFreeToNPagedLookasideList");
}

VOID NTAPI ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
    KxToLookaside(&Lookaside->L, Entry, DISPATCH_LEVEL, "ExFreeToNPagedLookasideList");
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
    KxDeleteLookaside(&Lookaside->L);
}

VOID NTAPI ExInitializePagedLookasideList(
    PPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free, ULONG Flags, SIZE_T Size,
    ULONG Tag, USHORT Depth)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Depth);
    if (Allocate != NULL || Free != NULL)
        KxUnknown("lookaside lists with routines of their own");
    KxInitializeLookaside(&Lookaside->L, sizeof(*Lookaside), Size, Tag, PagedPool);
}

PVOID NTAPI ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
    return KxFromLookaside(&Lookaside->L, APC_LEVEL, "ExAllocateFromPagedLookasideList",
                           "ExFreeToPagedLookasideList");
}

VOID NTAPI ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
    KxToLookaside(&Lookaside->L, Entry, APC_LEVEL, "ExFreeToPagedLookasideList");
}

VOID NTAPI ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
    KxDeleteLookaside(&Lookaside->L);
}

NTSTATUS NTAPI ExInitializeLookasideListEx(
    PLOOKASIDE_LIST_EX Lookaside, PALLOCATE_FUNCTION_EX Allocate, PFREE_FUNCTION_EX Free, POOL_TYPE PoolType,
    ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Depth);
    if (Allocate != NULL || Free != NULL)
        KxUnknown("lookaside lists with routines of their own");
    if (KxFails("ExInitializeLookasideListEx"))
        return STATUS_INSUFFICIENT_RESOURCES;
    KxInitializeLookaside((PGENERAL_LOOKASIDE)Lookaside, sizeof(*Lookaside), Size, Tag, PoolType);
    return STATUS_SUCCESS;
}

PVOID NTAPI ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    return KxFromLookaside((PGENERAL_LOOKASIDE)Lookaside, DISPATCH_LEVEL, "ExAllocateFromLookasideListEx",
                           "ExFreeToLookasideListEx");
}

VOID NTAPI ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PVOID Entry)
{
    KxToLookaside((PGENERAL_LOOKASIDE)Lookaside, Entry, DISPATCH_LEVEL, "ExFreeToLookasideListEx");
}

VOID NTAPI ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    UNREFERENCED_PARAMETER(Lookaside);
}

VOID NTAPI ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    KxDeleteLookaside((PGENERAL_LOOKASIDE)Lookaside);
}
