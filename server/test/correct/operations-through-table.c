/* The driver's transports are called through a table of functions. */
#include <ntifs.h>
#include <rx.h>

typedef struct _VAT_SERVER VAT_SERVER, *PVAT_SERVER;
typedef struct _VAT_TRANSPORT { NTSTATUS (*Open)(PVAT_SERVER); VOID (*Close)(PVAT_SERVER); } VAT_TRANSPORT;
struct _VAT_SERVER { const VAT_TRANSPORT *Transport; HANDLE Handle; ULONG State; };

static NTSTATUS VatPipeOpen(PVAT_SERVER Server) { Server->State = 1; return STATUS_SUCCESS; }

static VOID VatPipeClose(PVAT_SERVER Server)
{
    Server->State = 0;
    if (Server->Handle != NULL)
        ZwClose(Server->Handle);
}

static const VAT_TRANSPORT VatPipe = { VatPipeOpen, VatPipeClose };

NTSTATUS VatConnect(PVAT_SERVER Server)
{
    Server->Transport = &VatPipe;
    return Server->Transport->Open(Server);
}

NTSTATUS NTAPI VatFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVAT_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        if (Server->Transport != NULL)
            Server->Transport->Close(Server);
        ExFreePoolWithTag(Server, ' taV');
    }
    return STATUS_SUCCESS;
}

VOID VatFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = VatFinalizeSrvCall; }
