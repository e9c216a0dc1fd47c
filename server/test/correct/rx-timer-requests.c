/* RDBSS's own recurrent timer, cancelled before the free; RDBSS pool wrappers. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ROB_SERVER { RX_WORK_ITEM Echo; LARGE_INTEGER Period; BOOLEAN Running; } ROB_SERVER, *PROB_SERVER;
static PRDBSS_DEVICE_OBJECT RobDevice;

static VOID NTAPI RobEcho(PVOID Context)
{
    DbgPrint("rob: %p echoes\n", Context);
}

NTSTATUS RobStart(PROB_SERVER Server)
{
    NTSTATUS Status;

    Server->Period.QuadPart = 10000000LL;
    Status = RxPostRecurrentTimerRequest(RobDevice, RobEcho, Server, Server->Period);
    Server->Running = (BOOLEAN)NT_SUCCESS(Status);
    return Status;
}

NTSTATUS NTAPI RobFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PROB_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    if (Server->Running)
        RxCancelTimerRequest(RobDevice, RobEcho, Server);
    RxFreePool(Server);
    return STATUS_SUCCESS;
}

VOID RobFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = RobFinalizeSrvCall; }
