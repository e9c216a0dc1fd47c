/* server.c has the finalizer; the table in driver.c does not. */
#ifndef WAX_H
#define WAX_H

#define MINIRDR__NAME forgotten_in_another_file

#include <ntifs.h>
#include <rx.h>

#define WAX_POOL_TAG 'vSaW'

typedef struct _WAX_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} WAX_SERVER, *PWAX_SERVER;

NTSTATUS NTAPI WaxCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
NTSTATUS NTAPI WaxSrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN ThisMinirdrIsTheWinner, IN OUT PVOID RecommunicateContext);
NTSTATUS NTAPI WaxFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force);

#endif
