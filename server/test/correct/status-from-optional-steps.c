/* Failures of optional steps are ignored, of the last one returned; a local NTSTATUS is never pending. */
#include <ntifs.h>
#include <rx.h>

typedef struct _USE_SERVER { HANDLE Log; HANDLE Pipe; } USE_SERVER, *PUSE_SERVER;

static NTSTATUS UseFlush(HANDLE File)
{
    IO_STATUS_BLOCK Iosb;
    NTSTATUS Status = ZwFlushBuffersFile(File, &Iosb);

    if (Status == STATUS_PENDING) {
        ZwWaitForSingleObject(File, FALSE, NULL);
        Status = Iosb.Status;
    }
    return Status;
}

NTSTATUS UseDetach(PUSE_SERVER Server) { return UseFlush(Server->Pipe); }

NTSTATUS NTAPI UseFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PUSE_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    (VOID)ZwClose(Server->Log);
    ZwClose(Server->Pipe);
    ExFreePoolWithTag(Server, ' esU');
    return STATUS_SUCCESS;
}

VOID UseFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = UseFinalizeSrvCall; }
