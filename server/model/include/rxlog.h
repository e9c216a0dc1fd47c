/*
 * The RDBSS log: RxLog((format, ...)) records in checked builds and vanishes in free ones.
 */
#ifndef _RX_LOG_H_
#define _RX_LOG_H_

#include "struchdr.h"

typedef enum _RX_LOG_STATE {
    RX_LOG_UNINITIALIZED,
    RX_LOG_ACTIVE,
    RX_LOG_INACTIVE,
    RX_LOG_ERROR
} RX_LOG_STATE, *PRX_LOG_STATE;

typedef struct _RX_LOG_ENTRY_HEADER_ {
    USHORT EntrySize;
} RX_LOG_ENTRY_HEADER, *PRX_LOG_ENTRY_HEADER;

_IRQL_requires_max_(APC_LEVEL)
VOID
_RxLog(
    _In_ PSZ Format,
    ...);

NTSTATUS
RxInitializeLog(
    VOID);

VOID
RxUninitializeLog(
    VOID);

VOID
RxPauseLog(
    VOID);

VOID
RxResumeLog(
    VOID);

#ifdef RDBSSLOG
#define RxLog(Args) { _RxLog Args; }
#else
#define RxLog(Args) { NOTHING; }
#endif

/* Event tracing in place of the log: nothing a driver can observe. */
#define RxWmiLog(Id, EventType, LogItem)      { NOTHING; }
#define RxWmiLogError(Status, Id, Flag, Item) { NOTHING; }
#define RxWmiTrace(Args)                      { NOTHING; }

#endif
