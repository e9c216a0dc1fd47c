/*
 * Name cache: short-lived memory of names and the status the server last gave for them.
 */
#ifndef _NAME_CACHE_H_
#define _NAME_CACHE_H_

#include "mrxfcb.h"

/* The part a mini-redirector may use. */
typedef struct _MRX_NAME_CACHE_ {
    MRX_NORMAL_NODE_HEADER;
    ULONG Context;
    PVOID ContextExtension;
    NTSTATUS PriorStatus;
} MRX_NAME_CACHE, *PMRX_NAME_CACHE;

typedef struct _NAME_CACHE {
    union {
        MRX_NAME_CACHE;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
        };
    };
    LARGE_INTEGER ExpireTime;
    LIST_ENTRY Link;
    UNICODE_STRING Name;
    ULONG HashValue;
    BOOLEAN CaseInsensitive;
} NAME_CACHE, *PNAME_CACHE;

typedef struct _NAME_CACHE_CONTROL_ {
    FAST_MUTEX NameCacheLock;
    LIST_ENTRY ActiveList;
    LIST_ENTRY FreeList;
    volatile ULONG EntryCount;
    ULONG MaximumEntries;
    ULONG MRxNameCacheSize;
    ULONG NumberActivates;
    ULONG NumberChecks;
    ULONG NumberNameHits;
    ULONG NumberNetOpsSaved;
    ULONG Spare[4];
} NAME_CACHE_CONTROL, *PNAME_CACHE_CONTROL;

typedef enum _RX_NC_CHECK_STATUS {
    RX_NC_SUCCESS = 0,
    RX_NC_TIME_EXPIRED,
    RX_NC_MRXCTX_FAIL
} RX_NC_CHECK_STATUS;

#define RxNameCacheOpSaved(NameCacheCtl) (NameCacheCtl)->NumberNetOpsSaved += 1

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheInitialize(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ ULONG MRxNameCacheSize,
    _In_ ULONG MaximumEntries);

_IRQL_requires_max_(APC_LEVEL)
PNAME_CACHE
RxNameCacheCreateEntry(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PUNICODE_STRING Name,
    _In_ BOOLEAN CaseInsensitive);

_IRQL_requires_max_(APC_LEVEL)
PNAME_CACHE
RxNameCacheFetchEntry(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PUNICODE_STRING Name);

_IRQL_requires_max_(APC_LEVEL)
RX_NC_CHECK_STATUS
RxNameCacheCheckEntry(
    _In_ PNAME_CACHE NameCache,
    _In_ ULONG MRxContext);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheActivateEntry(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PNAME_CACHE NameCache,
    _In_ ULONG LifeTime,
    _In_ ULONG MRxContext);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheExpireEntry(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PNAME_CACHE NameCache);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheExpireEntryWithShortName(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PUNICODE_STRING Name);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheFreeEntry(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl,
    _In_ PNAME_CACHE NameCache);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxNameCacheFinalize(
    _In_ PNAME_CACHE_CONTROL NameCacheCtl);

#endif
