/* The finalizer keeps a failure for its log, and returns it only after everything is released. */
#include <ntifs.h>
#include <rx.h>

typedef struct _FOX_SERVER { HANDLE Session; ULONG Failures; } FOX_SERVER, *PFOX_SERVER;

NTSTATUS NTAPI FoxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PFOX_SERVER Server = SrvCall->Context;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Force);
    if (Server != NULL) {
        if (Server->Session != NULL)
            Status = ZwClose(Server->Session);
        if (!NT_SUCCESS(Status))
            DbgPrint("fox: close failed with 0x%08lx\n", Status);
        SrvCall->Context = NULL;
        ExFreePoolWithTag(Server, ' xoF');
    }
    return Status;
}

VOID FoxFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = FoxFinalizeSrvCall; }
