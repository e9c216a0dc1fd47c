// SAL style in two files: goto-cleanup, a fast mutex around the list, entries from a lookaside list.
#pragma once
#include <ntifs.h>
#include <rx.h>

#define BIRCH_TAG 'hriB'

typedef struct _BIRCH_SERVER {
    LIST_ENTRY Entry;
    LONG References;
    UNICODE_STRING Name;
    PMRX_SRV_CALL SrvCall;
    HANDLE Control;
    ERESOURCE StateLock;
    FILE_LOCK Locks;
    UCHAR SessionKey[16];
} BIRCH_SERVER, *PBIRCH_SERVER;

extern FAST_MUTEX BirchMutex;
extern LIST_ENTRY BirchList;
extern PAGED_LOOKASIDE_LIST BirchNames;

_Must_inspect_result_ _Ret_maybenull_
PBIRCH_SERVER BirchCreate(_In_ PMRX_SRV_CALL SrvCall, _In_ PCUNICODE_STRING Name);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS BirchOpen(_Inout_ PBIRCH_SERVER Server);

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID BirchRelease(_Inout_ PBIRCH_SERVER Server);
