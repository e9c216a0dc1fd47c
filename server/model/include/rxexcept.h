/*
 * Exceptions in RDBSS: the filter and the handler of its dispatch routines, and how a status is raised to them.
 */
#ifndef _EXCEPTION_STUFF_DEFINED_
#define _EXCEPTION_STUFF_DEFINED_

#include "rxcontx.h"

LONG
RxExceptionFilter(
    _In_ PRX_CONTEXT RxContext,
    _In_ PEXCEPTION_POINTERS ExceptionPointer);

NTSTATUS
RxProcessException(
    _In_ PRX_CONTEXT RxContext,
    _In_ NTSTATUS ExceptionCode);

#define CATCH_EXPECTED_EXCEPTIONS \
    (FsRtlIsNtstatusExpected(GetExceptionCode()) ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH)

/* A status is stored in the context before it is raised, so that the filter knows it as meant. */
#define RxpRaise(RxContext, Status, Raised)           \
    {                                                 \
        ASSERT((RxContext) != NULL);                  \
        if ((RxContext) != NULL)                      \
            (RxContext)->StoredStatus = (Status);     \
        ExRaiseStatus(Raised);                        \
    }

#define RxRaiseStatus(RxContext, Status) RxpRaise(RxContext, Status, Status)

/* For a status of any origin: one that no file system expects is raised as STATUS_UNEXPECTED_IO_ERROR. */
#define RxNormalizeAndRaiseStatus(RxContext, Status)                                  \
    RxpRaise(RxContext, Status,                                                       \
             (Status) == STATUS_VERIFY_REQUIRED                                       \
                 ? STATUS_VERIFY_REQUIRED                                             \
                 : FsRtlNormalizeNtstatus((Status), STATUS_UNEXPECTED_IO_ERROR))

/* Leaves a __try block that ends with the label try_exit; a return would unwind. */
#define try_return(Statement) { Statement; goto try_exit; }

#endif
