/*
 * Interlocked singly linked lists. Of the header only the first entry and the depth are kept.
 */
#include "kernel.h"

#ifdef _WIN64
#define KX_FIRST(Head) (*(PSLIST_ENTRY *)&(Head)->Region)
#define KX_DEPTH(Head) (*(PUSHORT)&(Head)->Alignment)
#else
#define KX_FIRST(Head) (*(PSLIST_ENTRY *)&(Head)->Next.Next)
#define KX_DEPTH(Head) ((Head)->Depth)
#endif

VOID NTAPI InitializeSListHead(PSLIST_HEADER ListHead)
{
    RtlZeroMemory(ListHead, sizeof(*ListHead));
}

USHORT NTAPI ExQueryDepthSList(PSLIST_HEADER SListHead)
{
    KxInterlocked(SListHead, sizeof(*SListHead));
    return KX_DEPTH(SListHead);
}

PSLIST_ENTRY FASTCALL ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
    PSLIST_ENTRY First;

    KxInterlocked(ListHead, sizeof(*ListHead));
    First = KX_FIRST(ListHead);
    ListEntry->Next = First;
    KX_FIRST(ListHead) = ListEntry;
    KX_DEPTH(ListHead)++;
    return First;
}

PSLIST_ENTRY FASTCALL ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
    PSLIST_ENTRY First;

    KxInterlocked(ListHead, sizeof(*ListHead));
    First = KX_FIRST(ListHead);
    if (First != NULL) {
        KX_FIRST(ListHead) = First->Next;
        KX_DEPTH(ListHead)--;
    }
    return First;
}

PSLIST_ENTRY FASTCALL ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
    PSLIST_ENTRY First;

    KxInterlocked(ListHead, sizeof(*ListHead));
    First = KX_FIRST(ListHead);
    KX_FIRST(ListHead) = NULL;
    KX_DEPTH(ListHead) = 0;
    return First;
}
