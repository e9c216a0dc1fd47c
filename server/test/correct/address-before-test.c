/* Addresses of parts are taken before the test, and used behind it. */
#include <ntifs.h>
#include <rx.h>

typedef struct _COD_SERVER { ULONG Id; KSPIN_LOCK Lock; UNICODE_STRING Name; } COD_SERVER, *PCOD_SERVER;

NTSTATUS NTAPI CodFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PCOD_SERVER Server = SrvCall->Context;
    PKSPIN_LOCK Lock = &Server->Lock;
    PUNICODE_STRING Name = &Server->Name;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeAcquireSpinLock(Lock, &Irql);
    Server->Id = 0;
    KeReleaseSpinLock(Lock, Irql);
    if (Name->Buffer != NULL)
        ExFreePoolWithTag(Name->Buffer, ' doC');
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' doC');
    return STATUS_SUCCESS;
}

VOID CodFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = CodFinalizeSrvCall; }
