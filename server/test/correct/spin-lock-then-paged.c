/* What lies in paged pool is touched after the spin lock is released; nonpaged under it. */
#include <ntifs.h>
#include <rx.h>

typedef struct _TEA_NAME { UNICODE_STRING Name; } TEA_NAME, *PTEA_NAME;
typedef struct _TEA_SERVER { KSPIN_LOCK Lock; PTEA_NAME Name; ULONG Sends; } TEA_SERVER, *PTEA_SERVER;

PTEA_SERVER TeaNew(VOID)
{
    PTEA_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Server), ' aeT');

    if (Server == NULL)
        return NULL;
    KeInitializeSpinLock(&Server->Lock);
    Server->Sends = 0;
    Server->Name = ExAllocatePoolWithTag(PagedPool, sizeof(TEA_NAME), ' aeT');
    return Server;
}

NTSTATUS NTAPI TeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PTEA_SERVER Server = SrvCall->Context;
    PTEA_NAME Name;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->Sends = 0;
    Name = Server->Name;
    Server->Name = NULL;
    KeReleaseSpinLock(&Server->Lock, Irql);
    if (Name != NULL) {
        DbgPrint("tea: %wZ\n", &Name->Name);
        ExFreePoolWithTag(Name, ' aeT');
    }
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' aeT');
    return STATUS_SUCCESS;
}

#ifdef ALLOC_PRAGMA
#pragma alloc_text(NONPAGED, TeaNew)
#endif

VOID TeaFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = TeaFinalizeSrvCall; }
