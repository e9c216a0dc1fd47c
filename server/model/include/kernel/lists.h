/*
 * Doubly and singly linked lists, and the memory and status shorthands of the run-time library.
 */
#ifndef _KERNEL_LISTS_
#define _KERNEL_LISTS_

#include "base.h"

#if defined(_WIN64)

typedef struct DECLSPEC_ALIGN(16) _SLIST_ENTRY {
    struct _SLIST_ENTRY *Next;
} SLIST_ENTRY, *PSLIST_ENTRY;

typedef union DECLSPEC_ALIGN(16) _SLIST_HEADER {
    struct {
        ULONGLONG Alignment;
        ULONGLONG Region;
    };
    struct {
        ULONGLONG Depth : 16;
        ULONGLONG Sequence : 48;
        ULONGLONG Reserved : 4;
        ULONGLONG NextEntry : 60;
    } HeaderX64;
} SLIST_HEADER, *PSLIST_HEADER;

#else

#define SLIST_ENTRY  SINGLE_LIST_ENTRY
#define _SLIST_ENTRY _SINGLE_LIST_ENTRY
#define PSLIST_ENTRY PSINGLE_LIST_ENTRY

typedef union _SLIST_HEADER {
    ULONGLONG Alignment;
    struct {
        SLIST_ENTRY Next;
        USHORT Depth;
        USHORT CpuId;
    };
} SLIST_HEADER, *PSLIST_HEADER;

#endif

FORCEINLINE VOID InitializeListHead(_Out_ PLIST_ENTRY ListHead)
{
    ListHead->Blink = ListHead;
    ListHead->Flink = ListHead;
}

_Must_inspect_result_
FORCEINLINE BOOLEAN IsListEmpty(_In_ const LIST_ENTRY *ListHead)
{
    return (BOOLEAN)(ListHead->Flink == ListHead);
}

FORCEINLINE BOOLEAN RemoveEntryList(_In_ PLIST_ENTRY Entry)
{
    PLIST_ENTRY Next = Entry->Flink;
    PLIST_ENTRY Previous = Entry->Blink;

    Next->Blink = Previous;
    Previous->Flink = Next;
    return (BOOLEAN)(Next == Previous);
}

FORCEINLINE PLIST_ENTRY RemoveHeadList(_Inout_ PLIST_ENTRY ListHead)
{
    PLIST_ENTRY First = ListHead->Flink;

    RemoveEntryList(First);
    return First;
}

FORCEINLINE PLIST_ENTRY RemoveTailList(_Inout_ PLIST_ENTRY ListHead)
{
    PLIST_ENTRY Last = ListHead->Blink;

    RemoveEntryList(Last);
    return Last;
}

FORCEINLINE VOID InsertHeadList(_Inout_ PLIST_ENTRY ListHead, _Out_ __drv_aliasesMem PLIST_ENTRY Entry)
{
    PLIST_ENTRY First = ListHead->Flink;

    Entry->Flink = First;
    Entry->Blink = ListHead;
    First->Blink = Entry;
    ListHead->Flink = Entry;
}

FORCEINLINE VOID InsertTailList(_Inout_ PLIST_ENTRY ListHead, _Out_ __drv_aliasesMem PLIST_ENTRY Entry)
{
    InsertHeadList(ListHead->Blink, Entry);
}

FORCEINLINE VOID AppendTailList(_Inout_ PLIST_ENTRY ListHead, _Inout_ PLIST_ENTRY ListToAppend)
{
    PLIST_ENTRY Last = ListHead->Blink;

    Last->Flink = ListToAppend;
    ListHead->Blink = ListToAppend->Blink;
    ListToAppend->Blink->Flink = ListHead;
    ListToAppend->Blink = Last;
}

FORCEINLINE PSINGLE_LIST_ENTRY PopEntryList(_Inout_ PSINGLE_LIST_ENTRY ListHead)
{
    PSINGLE_LIST_ENTRY First = ListHead->Next;

    if (First != NULL) {
        ListHead->Next = First->Next;
    }
    return First;
}

FORCEINLINE VOID PushEntryList(_Inout_ PSINGLE_LIST_ENTRY ListHead, _Inout_ __drv_aliasesMem PSINGLE_LIST_ENTRY Entry)
{
    Entry->Next = ListHead->Next;
    ListHead->Next = Entry;
}

#define RtlInitEmptyUnicodeString(String_, Buffer_, Size_) \
    ((String_)->Buffer = (Buffer_), (String_)->MaximumLength = (Size_), (String_)->Length = 0)
#define RtlInitEmptyAnsiString(String_, Buffer_, Size_) RtlInitEmptyUnicodeString(String_, Buffer_, Size_)

#define RtlEqualMemory(Destination, Source, Length) (!memcmp((Destination), (Source), (Length)))
#define RtlMoveMemory(Destination, Source, Length)  memmove((Destination), (Source), (Length))
#define RtlCopyMemory(Destination, Source, Length)  memcpy((Destination), (Source), (Length))
#define RtlCopyMemoryNonTemporal                    RtlCopyMemory
#define RtlFillMemory(Destination, Length, Fill)    memset((Destination), (Fill), (Length))
#define RtlZeroMemory(Destination, Length)          memset((Destination), 0, (Length))
#define RtlCopyBytes  RtlCopyMemory
#define RtlZeroBytes  RtlZeroMemory
#define RtlFillBytes  RtlFillMemory

FORCEINLINE PVOID RtlSecureZeroMemory(_Out_writes_bytes_all_(Count) PVOID Buffer, _In_ SIZE_T Count)
{
    volatile UCHAR *Byte = (volatile UCHAR *)Buffer;

    while (Count-- != 0) {
        *Byte++ = 0;
    }
    return Buffer;
}

#define RtlEqualLuid(L1, L2)  (((L1)->LowPart == (L2)->LowPart) && ((L1)->HighPart == (L2)->HighPart))
#define RtlIsZeroLuid(L1)     ((BOOLEAN)(((L1)->LowPart | (L1)->HighPart) == 0))

FORCEINLINE LUID NTAPI RtlConvertUlongToLuid(_In_ ULONG Ulong)
{
    LUID Luid;

    Luid.LowPart = Ulong;
    Luid.HighPart = 0;
    return Luid;
}

FORCEINLINE LUID NTAPI RtlConvertLongToLuid(_In_ LONG Long)
{
    LUID Luid;

    Luid.LowPart = (ULONG)Long;
    Luid.HighPart = Long < 0 ? -1 : 0;
    return Luid;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlConvertLongToLargeInteger(_In_ LONG SignedInteger)
{
    LARGE_INTEGER Large;

    Large.QuadPart = SignedInteger;
    return Large;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlConvertUlongToLargeInteger(_In_ ULONG UnsignedInteger)
{
    LARGE_INTEGER Large;

    Large.QuadPart = UnsignedInteger;
    return Large;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerAdd(_In_ LARGE_INTEGER Addend1, _In_ LARGE_INTEGER Addend2)
{
    Addend1.QuadPart += Addend2.QuadPart;
    return Addend1;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerSubtract(_In_ LARGE_INTEGER Minuend, _In_ LARGE_INTEGER Subtrahend)
{
    Minuend.QuadPart -= Subtrahend.QuadPart;
    return Minuend;
}

#define RtlLargeIntegerGreaterThan(X, Y)      ((X).QuadPart > (Y).QuadPart)
#define RtlLargeIntegerGreaterThanOrEqualTo(X, Y) ((X).QuadPart >= (Y).QuadPart)
#define RtlLargeIntegerEqualTo(X, Y)          ((X).QuadPart == (Y).QuadPart)
#define RtlLargeIntegerNotEqualTo(X, Y)       ((X).QuadPart != (Y).QuadPart)
#define RtlLargeIntegerLessThan(X, Y)         ((X).QuadPart < (Y).QuadPart)
#define RtlLargeIntegerLessThanOrEqualTo(X, Y) ((X).QuadPart <= (Y).QuadPart)
#define RtlLargeIntegerEqualToZero(X)         ((X).QuadPart == 0)
#define RtlLargeIntegerGreaterThanZero(X)     ((X).QuadPart > 0)
#define RtlLargeIntegerLessThanZero(X)        ((X).QuadPart < 0)

#define RtlUshortByteSwap(x)    _byteswap_ushort((USHORT)(x))
#define RtlUlongByteSwap(x)     _byteswap_ulong((ULONG)(x))
#define RtlUlonglongByteSwap(x) _byteswap_uint64((ULONGLONG)(x))

unsigned short __cdecl _byteswap_ushort(_In_ unsigned short value);
unsigned long __cdecl _byteswap_ulong(_In_ unsigned long value);
unsigned __int64 __cdecl _byteswap_uint64(_In_ unsigned __int64 value);

#define RtlStoreUlong(Address, Value)     memcpy((Address), &(ULONG) { (Value) }, sizeof(ULONG))
#define RtlStoreUshort(Address, Value)    memcpy((Address), &(USHORT) { (Value) }, sizeof(USHORT))
#define RtlRetrieveUlong(Address, Source) memcpy((Address), (Source), sizeof(ULONG))
#define RtlRetrieveUshort(Address, Source) memcpy((Address), (Source), sizeof(USHORT))
#define RtlOffsetToPointer(B, O)          ((PCHAR)(((PCHAR)(B)) + ((ULONG_PTR)(O))))
#define RtlPointerToOffset(B, P)          ((ULONG)(((PCHAR)(P)) - ((PCHAR)(B))))

#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#define FAST_FAIL_FATAL_APP_EXIT     7
#define FAST_FAIL_INVALID_ARG        5
#define RtlFailFast(Code)            __fastfail(Code)

#endif
