/* The session's handle is closed by a macro, through its address, or handed to a cache. */
#include <ntifs.h>
#include <rx.h>

#define LAD_CLOSE(H) do { if ((H) != NULL) { ZwClose(H); (H) = NULL; } } while (0)

typedef struct _LAD_SERVER { HANDLE Pipe; HANDLE Event; HANDLE Spare; } LAD_SERVER, *PLAD_SERVER;

static HANDLE LadCache;

static VOID LadCloseAt(PHANDLE Handle)
{
    HANDLE Old = InterlockedExchangePointer(Handle, NULL);

    if (Old != NULL)
        ZwClose(Old);
}

static NTSTATUS LadOpen(PLAD_SERVER Server, PUNICODE_STRING Name)
{
    OBJECT_ATTRIBUTES Attributes;
    IO_STATUS_BLOCK Iosb;
    NTSTATUS Status;

    InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
    Status = ZwOpenFile(&Server->Pipe, GENERIC_READ, &Attributes, &Iosb, 0, 0);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = ZwCreateEvent(&Server->Event, EVENT_ALL_ACCESS, &Attributes, NotificationEvent, FALSE);
    if (!NT_SUCCESS(Status))
        LAD_CLOSE(Server->Pipe);
    return Status;
}

NTSTATUS NTAPI LadFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PLAD_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    LAD_CLOSE(Server->Pipe);
    LadCloseAt(&Server->Event);
    if (LadCache == NULL)
        LadCache = Server->Spare;
    else if (Server->Spare != NULL)
        ZwClose(Server->Spare);
    ExFreePoolWithTag(Server, ' daL');
    return STATUS_SUCCESS;
}

NTSTATUS LadConnect(PMRX_SRV_CALL SrvCall, PLAD_SERVER Server) { return LadOpen(Server, SrvCall->pSrvCallName); }

VOID LadFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = LadFinalizeSrvCall; }
