/* User memory is touched in the request's own thread, probed and guarded; the finalizer touches copies. */
#include <ntifs.h>
#include <rx.h>

typedef struct _PAN_SERVER { PVOID Copy; ULONG Length; } PAN_SERVER, *PPAN_SERVER;

NTSTATUS NTAPI PanControl(PRX_CONTEXT RxContext)
{
    PVOID User = RxContext->CurrentIrp->UserBuffer;
    ULONG Length = RxContext->LowIoContext.ParamsFor.IoCtl.InputBufferLength;
    NTSTATUS Status = STATUS_SUCCESS;
    PVOID Copy;

    if (Length == 0 || Length > 4096)
        return STATUS_INVALID_PARAMETER;
    Copy = ExAllocatePoolWithTag(PagedPool, Length, ' naP');
    if (Copy == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    __try {
        ProbeForRead(User, Length, 1);
        RtlCopyMemory(Copy, User, Length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        Status = GetExceptionCode();
    }
    ExFreePoolWithTag(Copy, ' naP');
    return Status;
}

NTSTATUS NTAPI PanFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PPAN_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    RtlZeroMemory(Server->Copy, Server->Length);
    ExFreePoolWithTag(Server->Copy, ' naP');
    ExFreePoolWithTag(Server, ' naP');
    return STATUS_SUCCESS;
}

VOID PanMore(PMINIRDR_DISPATCH Table) { Table->MRxDevFcbXXXControlFile = PanControl; }

VOID PanFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = PanFinalizeSrvCall; }
