/*
 * The RDBSS log, active in checked builds only.
 */
#ifndef _RDBSSLOG_INCLUDED_
#define _RDBSSLOG_INCLUDED_

#include "struchdr.h"

typedef struct _RX_LOG_ENTRY_HEADER_ RX_LOG_ENTRY_HEADER, *PRX_LOG_ENTRY_HEADER;

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

#endif
