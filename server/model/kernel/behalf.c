/*
 * On whose behalf a thread works: the process whose address space and handles it has for a while, and the client whose
 * token it acts with.
 */
#include "kernel.h"

/* What a token is cannot be seen. */
static LONG KxToken;

PEPROCESS KxOwnProcess(PKTHREAD Thread)
{
    return Thread->SystemThread ? &KxSystemProcess : &KxUserProcess;
}

PACCESS_TOKEN KxPrimaryToken(VOID)
{
    return &KxToken;
}

/* ---- Processes ---- */

/* [MS] What the thread was attached to before is kept by the caller, and each call needs its KeUnstackDetachProcess. */
VOID NTAPI KeStackAttachProcess(PKPROCESS PROCESS, PKAPC_STATE ApcState)
{
    PEPROCESS Process = (PEPROCESS)PROCESS;

    KxAtMost(APC_LEVEL, "KeStackAttachProcess");
    if (Process != &KxSystemProcess && Process != &KxUserProcess)
        KxFail(218, "calls KeStackAttachProcess with what is no process");
    RtlZeroMemory(ApcState, sizeof(*ApcState));
    ApcState->Process = (PKPROCESS)KxThread()->Process;
    KxThread()->Process = Process;
    KxThread()->Attached++;
}

VOID NTAPI KeUnstackDetachProcess(PKAPC_STATE ApcState)
{
    KxAtMost(APC_LEVEL, "KeUnstackDetachProcess");
    if (KxThread()->Attached == 0)
        KxFail(218, "calls KeUnstackDetachProcess and is not attached");
    KxThread()->Process = (PEPROCESS)ApcState->Process;
    KxThread()->Attached--;
}

/* ---- Clients ---- */

/* [MS] The rights of the thread's process decide: it may be refused. */
NTSTATUS NTAPI SeImpersonateClientEx(PSECURITY_CLIENT_CONTEXT ClientContext, PETHREAD ServerThread)
{
    PKTHREAD Thread = ServerThread == NULL ? KxThread() : (PKTHREAD)ServerThread;

    KxAtMost(PASSIVE_LEVEL, "SeImpersonateClientEx");
    if (ClientContext->ClientToken == NULL)
        KxFail(218, "calls SeImpersonateClientEx with a context that has no token");
    if (KxFails("SeImpersonateClientEx"))
        return STATUS_BAD_IMPERSONATION_LEVEL;
    Thread->Client = ClientContext->ClientToken;
    return STATUS_SUCCESS;
}

VOID NTAPI PsRevertToSelf(VOID)
{
    KxAtMost(PASSIVE_LEVEL, "PsRevertToSelf");
    KxThread()->Client = NULL;
}

/* [MS] NULL: the thread does not impersonate, and nothing is written. */
PACCESS_TOKEN NTAPI PsReferenceImpersonationToken(
    PETHREAD Thread, PBOOLEAN CopyOnOpen, PBOOLEAN EffectiveOnly, PSECURITY_IMPERSONATION_LEVEL ImpersonationLevel)
{
    PACCESS_TOKEN Client = ((PKTHREAD)Thread)->Client;

    KxAtMost(PASSIVE_LEVEL, "PsReferenceImpersonationToken");
    if (Client == NULL)
        return NULL;
    *CopyOnOpen = *EffectiveOnly = FALSE;
    *ImpersonationLevel = SecurityImpersonation;
    return Client;
}
