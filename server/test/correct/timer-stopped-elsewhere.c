/* The timer is stopped by a helper, its DPC removed or waited for by an event before the free. */
#include <ntifs.h>
#include <rx.h>

typedef struct _COB_TIMER { KTIMER Timer; KDPC Dpc; KEVENT Done; BOOLEAN Started; } COB_TIMER, *PCOB_TIMER;
typedef struct _COB_SERVER { COB_TIMER Echo; COB_TIMER Idle; ULONG Count; } COB_SERVER, *PCOB_SERVER;

static VOID NTAPI CobTick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    PCOB_TIMER Timer = Context;

    UNREFERENCED_PARAMETER(Dpc); UNREFERENCED_PARAMETER(A); UNREFERENCED_PARAMETER(B);
    KeSetEvent(&Timer->Done, IO_NO_INCREMENT, FALSE);
}

static VOID CobStart(PCOB_TIMER Timer, LONG Milliseconds)
{
    LARGE_INTEGER Due;

    KeInitializeEvent(&Timer->Done, NotificationEvent, FALSE);
    KeInitializeTimerEx(&Timer->Timer, NotificationTimer);
    KeInitializeDpc(&Timer->Dpc, CobTick, Timer);
    Due.QuadPart = Int32x32To64(Milliseconds, -10000);
    KeSetTimer(&Timer->Timer, Due, &Timer->Dpc);
    Timer->Started = TRUE;
}

static VOID CobStop(PCOB_TIMER Timer)
{
    if (!Timer->Started)
        return;
    if (!KeCancelTimer(&Timer->Timer))
        KeWaitForSingleObject(&Timer->Done, Executive, KernelMode, FALSE, NULL);
    Timer->Started = FALSE;
}

NTSTATUS NTAPI CobSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PCOB_SERVER Server;

    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return STATUS_SUCCESS;
    Server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Server), ' boC');
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    CobStart(&Server->Echo, 1000);
    CobStart(&Server->Idle, 60000);
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI CobFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PCOB_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        CobStop(&Server->Echo);
        CobStop(&Server->Idle);
        ExFreePoolWithTag(Server, ' boC');
    }
    return STATUS_SUCCESS;
}

VOID CobFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = CobSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = CobFinalizeSrvCall;
}
