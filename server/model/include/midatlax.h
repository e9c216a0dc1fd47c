/*
 * MID atlas: maps the 16-bit multiplex ids of requests on one connection to driver contexts.
 */
#ifndef _MIDATLAX_H_
#define _MIDATLAX_H_

#include "rxtypes.h"

typedef struct _MID_MAP_ *PMID_MAP;

typedef struct _RX_MID_ATLAS {
    USHORT MaximumNumberOfMids;
    USHORT MidsAllocated;
    USHORT NumberOfMidsInUse;
    USHORT NumberOfMidsDiscarded;
    USHORT MaximumMidFieldWidth;
    USHORT Reserved;
    USHORT MidQuantum;
    UCHAR MidQuantumFieldWidth;
    UCHAR NumberOfLevels;
    LIST_ENTRY MidMapFreeList;
    LIST_ENTRY MidMapExpansionList;
    struct _MID_MAP_ *pRootMidMap;
} RX_MID_ATLAS, *PRX_MID_ATLAS;

typedef
VOID
(*PCONTEXT_DESTRUCTOR)(
    PVOID pContext);

typedef
VOID
(*PCONTEXT_ITERATOR)(
    PVOID pContext);

#define RxGetMaximumNumberOfMids(Atlas) ((Atlas)->MaximumNumberOfMids)
#define RxGetNumberOfMidsInUse(Atlas)   ((Atlas)->NumberOfMidsInUse)

_IRQL_requires_max_(APC_LEVEL)
PRX_MID_ATLAS
RxCreateMidAtlas(
    _In_ USHORT MaximumNumberOfEntries,
    _In_ USHORT InitialAllocation);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxDestroyMidAtlas(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_opt_ PCONTEXT_DESTRUCTOR ContextDestructor);

VOID
RxIterateMidAtlasAndRemove(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_ PCONTEXT_ITERATOR ContextIterator);

_IRQL_requires_max_(APC_LEVEL)
PVOID
RxMapMidToContext(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_ USHORT Mid);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxAssociateContextWithMid(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_ PVOID Context,
    _Out_ PUSHORT NewMid);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxMapAndDissociateMidFromContext(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_ USHORT Mid,
    _Out_ PVOID *ContextPointer);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxReassociateMid(
    _In_ PRX_MID_ATLAS MidAtlas,
    _In_ USHORT Mid,
    _In_ PVOID NewContext);

#endif
