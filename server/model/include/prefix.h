/*
 * The name table that catalogues SRV_CALL, NET_ROOT and V_NET_ROOT names.
 */
#ifndef _RXPREFIX_
#define _RXPREFIX_

#include "struchdr.h"

typedef struct _RX_CONNECTION_ID {
    union {
        ULONG SessionID;
        LUID Luid;
    };
} RX_CONNECTION_ID, *PRX_CONNECTION_ID;

typedef struct _RX_PREFIX_ENTRY {
    NODE_TYPE_CODE NodeTypeCode;
    NODE_BYTE_SIZE NodeByteSize;
    USHORT CaseInsensitiveLength;
    USHORT Spare1;
    ULONG SavedHashValue;
    LIST_ENTRY HashLinks;
    LIST_ENTRY MemberQLinks;
    UNICODE_STRING Prefix;
    PULONG ContainerRefCount;
    PVOID ContainingRecord;
    PVOID Context;
    RX_CONNECTION_ID ConnectionId;
} RX_PREFIX_ENTRY, *PRX_PREFIX_ENTRY;

#define RX_PREFIX_TABLE_DEFAULT_LENGTH 32

typedef struct _RX_PREFIX_TABLE {
    NODE_TYPE_CODE NodeTypeCode;
    NODE_BYTE_SIZE NodeByteSize;
    ULONG Version;
    LIST_ENTRY MemberQueue;
    ERESOURCE TableLock;
    PRX_PREFIX_ENTRY TableEntryForNull;
    BOOLEAN CaseInsensitiveMatch;
    BOOLEAN IsNetNameTable;
    ULONG TableSize;
#if DBG
    ULONG Lookups;
    ULONG FailedLookups;
    ULONG Considers;
    ULONG Compares;
#endif
    LIST_ENTRY HashBuckets[RX_PREFIX_TABLE_DEFAULT_LENGTH];
} RX_PREFIX_TABLE, *PRX_PREFIX_TABLE;

typedef
PVOID
(*PRX_TABLE_LOOKUPNAME)(
    _In_ PRX_PREFIX_TABLE ThisTable,
    _In_ PUNICODE_STRING CanonicalName,
    _Out_ PUNICODE_STRING RemainingName);

typedef
PRX_PREFIX_ENTRY
(*PRX_TABLE_INSERTENTRY)(
    _Inout_ PRX_PREFIX_TABLE ThisTable,
    _Inout_ PRX_PREFIX_ENTRY ThisEntry);

typedef
VOID
(*PRX_TABLE_REMOVEENTRY)(
    _Inout_ PRX_PREFIX_TABLE ThisTable,
    _Inout_ PRX_PREFIX_ENTRY Entry);

ULONG
RxTableComputeHashValue(
    _In_ PUNICODE_STRING Name);

_IRQL_requires_max_(APC_LEVEL)
PVOID
RxPrefixTableLookupName(
    _In_ PRX_PREFIX_TABLE ThisTable,
    _In_ PUNICODE_STRING CanonicalName,
    _Out_ PUNICODE_STRING RemainingName,
    _In_ PRX_CONNECTION_ID ConnectionId);

PRX_PREFIX_ENTRY
RxPrefixTableInsertName(
    _Inout_ PRX_PREFIX_TABLE ThisTable,
    _Inout_ PRX_PREFIX_ENTRY ThisEntry,
    _In_ PVOID Container,
    _In_ PULONG ContainerRefCount,
    _In_ USHORT CaseInsensitiveLength,
    _In_ PRX_CONNECTION_ID ConnectionId);

VOID
RxRemovePrefixTableEntry(
    _Inout_ PRX_PREFIX_TABLE ThisTable,
    _Inout_ PRX_PREFIX_ENTRY Entry);

VOID
RxDereferenceEntryContainer(
    _Inout_ PRX_PREFIX_ENTRY Entry,
    _In_ PRX_PREFIX_TABLE PrefixTable);

BOOLEAN
RxIsNameTableEmpty(
    _In_ PRX_PREFIX_TABLE ThisTable);

VOID
RxInitializePrefixTable(
    _Inout_ PRX_PREFIX_TABLE ThisTable,
    _In_opt_ ULONG TableSize,
    _In_ BOOLEAN CaseInsensitiveMatch);

VOID
RxFinalizePrefixTable(
    _Inout_ PRX_PREFIX_TABLE ThisTable);

#define RxAcquirePrefixTableLockShared(Table, Wait)    ExAcquireResourceSharedLite(&(Table)->TableLock, (Wait))
#define RxAcquirePrefixTableLockExclusive(Table, Wait) ExAcquireResourceExclusiveLite(&(Table)->TableLock, (Wait))
#define RxReleasePrefixTableLock(Table)                ExReleaseResourceLite(&(Table)->TableLock)

VOID
RxExclusivePrefixTableLockToShared(
    _In_ PRX_PREFIX_TABLE Table);

#define RxIsPrefixTableLockExclusive(Table) ExIsResourceAcquiredExclusiveLite(&(Table)->TableLock)
#define RxIsPrefixTableLockAcquired(Table)               \
    (ExIsResourceAcquiredSharedLite(&(Table)->TableLock) || \
     ExIsResourceAcquiredExclusiveLite(&(Table)->TableLock))

#endif
