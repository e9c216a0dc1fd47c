/* The header and the definition agree with each other, and not with the table in driver.c. */
#ifndef URN_H
#define URN_H

#define MINIRDR__NAME registered_in_another_file

#include <ntifs.h>
#include <rx.h>

#define URN_POOL_TAG 'vSrU'

typedef struct _URN_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} URN_SERVER, *PURN_SERVER;

NTSTATUS NTAPI UrnCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
NTSTATUS NTAPI UrnSrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN ThisMinirdrIsTheWinner, IN OUT PVOID RecommunicateContext);
NTSTATUS NTAPI UrnFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force);

#endif
