/* Flags of the SRV_CALL with |=, SetFlag and &= of the driver's own bits; of own structures with =. */
#include <ntifs.h>
#include <rx.h>

typedef struct _GNU_SERVER { ULONG Flags; } GNU_SERVER, *PGNU_SERVER;

NTSTATUS NTAPI GnuSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PGNU_SERVER Server = Context;

    if (!Winner || Server == NULL)
        return Winner ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
    Server->Flags = 0;
    Server->Flags |= 4;
    SrvCall->Flags |= SRVCALL_FLAG_CASE_INSENSITIVE_NETROOTS;
    SetFlag(SrvCall->Flags, SRVCALL_FLAG_CASE_INSENSITIVE_FILENAMES);
    SrvCall->Flags = SrvCall->Flags | SRVCALL_FLAG_DFS_AWARE_SERVER;
    ClearFlag(SrvCall->Flags, SRVCALL_FLAG_DFS_AWARE_SERVER);
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI GnuFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->Context != NULL)
        ExFreePool(SrvCall->Context);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID GnuFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = GnuSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = GnuFinalizeSrvCall;
}
