/*
 * Low I/O: the data path (reads, writes, locks, controls) from RDBSS to MRxLowIOSubmit.
 */
#ifndef _RXLOWIO_
#define _RXLOWIO_

#include "ntrxdef.h"
#include "mrx.h"

extern FAST_MUTEX RxLowIoPagingIoSyncMutex;

#define RxLowIoIsMdlLocked(Mdl) (RxMdlIsLocked((Mdl)) || RxMdlSourceIsNonPaged((Mdl)))

#define RxLowIoIsBufferLocked(LowIoContext)                      \
    (((LowIoContext)->Operation > LOWIO_OP_WRITE) ||             \
     ((LowIoContext)->ParamsFor.ReadWrite.Buffer == NULL) ||     \
     RxLowIoIsMdlLocked((LowIoContext)->ParamsFor.ReadWrite.Buffer))

typedef struct _LOWIO_PER_FCB_INFO {
    LIST_ENTRY PagingIoReadsOutstanding;
    LIST_ENTRY PagingIoWritesOutstanding;
} LOWIO_PER_FCB_INFO, *PLOWIO_PER_FCB_INFO;

_IRQL_requires_max_(APC_LEVEL)
PVOID
NTAPI
RxLowIoGetBufferAddress(
    _In_ PRX_CONTEXT RxContext);

NTSTATUS
NTAPI
RxLowIoPopulateFsctlInfo(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

NTSTATUS
NTAPI
RxLowIoSubmit(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PFCB Fcb,
    _In_ PLOWIO_COMPLETION_ROUTINE CompletionRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxLowIoCompletion(
    _In_ PRX_CONTEXT RxContext);

VOID
NTAPI
RxInitializeLowIoContext(
    _In_ PRX_CONTEXT RxContext,
    _In_ ULONG Operation,
    _Out_ PLOWIO_CONTEXT LowIoContext);

VOID
RxInitializeLowIoPerFcbInfo(
    _Inout_ PLOWIO_PER_FCB_INFO LowIoPerFcbInfo);

#endif
