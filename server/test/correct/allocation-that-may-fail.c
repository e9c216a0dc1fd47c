/* An allocation in the finalizer is for a log only; its failure changes nothing. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI HipFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Server = SrvCall->Context;
    PWCHAR Text;

    UNREFERENCED_PARAMETER(Force);
    Text = ExAllocatePoolWithTag(PagedPool, 512, ' piH');
    if (Text != NULL) {
        RtlZeroMemory(Text, 512);
        DbgPrint("hip: %ws\n", Text);
        ExFreePoolWithTag(Text, ' piH');
    }
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    ExFreePoolWithTag(Server, ' piH');
    return STATUS_SUCCESS;
}

VOID HipFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = HipFinalizeSrvCall; }
