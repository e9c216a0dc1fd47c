/*
 * The RDBSS log, active in checked builds only.
 */
#ifndef _RDBSSLOG_INCLUDED_
#define _RDBSSLOG_INCLUDED_

#include "struchdr.h"

typedef struct _RX_LOG_ENTRY_HEADER_ RX_LOG_ENTRY_HEADER, *PRX_LOG_ENTRY_HEADER;

typedef enum {
    RX_LOG_UNINITIALIZED,
    RX_LOG_ENABLED,
    RX_LOG_DISABLED,
    RX_LOG_ERROR
} RX_LOGGING_STATE;

typedef struct _RX_LOG_ {
    RX_SPIN_LOCK SpinLock;
    RX_LOGGING_STATE State;
    PRX_LOG_ENTRY_HEADER CurrentEntry;
    PRX_LOG_ENTRY_HEADER BaseEntry;
    PRX_LOG_ENTRY_HEADER EntryLimit;
    ULONG LogBufferSizeInEntries;
    ULONG NumberOfEntriesIgnored;
    ULONG NumberOfLogWriteAttempts;
    ULONG NumberOfLogWraps;
} RX_LOG, *PRX_LOG;

#define MAX_RX_LOG_ENTRY_SIZE (48)

/* Requests that must not wait are logged with this before the name of their operation. */
#define RDBSSLOG_ASYNC_NAME_PREFIX "[nowait]"
#define RXCONTX_OPERATION_NAME(MajorFunction, Wait) \
    (RxContxOperationNames[(MajorFunction)] + ((Wait) ? (sizeof(RDBSSLOG_ASYNC_NAME_PREFIX) - 1) : 0))

extern PUCHAR RxContxOperationNames[];

typedef struct _RX_IRP_LIST_ITEM {
    LIST_ENTRY IrpsList;
    PIRP pIrp;
    PMDL CopyDataBuffer;
    ULONG Completed;
} RX_IRP_LIST_ITEM, *PRX_IRP_LIST_ITEM;

extern LIST_ENTRY RxIrpsList;
extern KSPIN_LOCK RxIrpsListSpinLock;

VOID
NTAPI
RxDebugControlCommand(
    _In_ PSTR ControlString);

NTSTATUS
NTAPI
RxInitializeLog(
    VOID);

VOID
RxUninitializeLog(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
VOID
_RxLog(
    _In_ PSTR Format,
    ...);

VOID
_RxPrintLog(
    _In_opt_ ULONG EntriesToPrint);

VOID
_RxPauseLog(
    VOID);

VOID
_RxResumeLog(
    VOID);

/* The argument list carries its own parentheses: RxLog(("%lx", Pointer)). */
#if defined(RDBSSLOG) && DBG
#define RxLog(Args) { _RxLog Args; }
#else
#define RxLog(Args) { NOTHING; }
#endif

#ifdef RDBSSLOG
#define RxLogRetail(Args) { _RxLog Args; }
#define RxPauseLog()      _RxPauseLog()
#define RxResumeLog()     _RxResumeLog()
#else
#define RxLogRetail(Args) { NOTHING; }
#define RxPauseLog()      { NOTHING; }
#define RxResumeLog()     { NOTHING; }
#endif

#if DBG
#define RxDbgPrint(Args) DbgPrint Args
#else
#define RxDbgPrint(Args) NOTHING
#endif

#endif
