/*
 * The process whose address space and handles a thread has for a while.
 */
#include "kernel.h"

PEPROCESS KxOwnProcess(PKTHREAD Thread)
{
    return Thread->SystemThread ? &KxSystemProcess : &KxUserProcess;
}

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
