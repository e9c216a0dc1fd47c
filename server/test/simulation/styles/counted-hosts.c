/* counted-hosts.c - counted contexts, bounded strings, and a count at unload. */
#include "shared.h"
#define OWN_SHARES
typedef struct _HOST { LONG Refs; KSPIN_LOCK Lock; ULONG Shares; WCHAR Name[32]; } HOST;
static LONG Alive;
NTSTATUS StyInitialize(VOID) { return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { if (Alive != 0) KeBugCheckEx(0xE2, Alive, 0, 0, 0); }
static HOST *HostNew(PCUNICODE_STRING Name)
{
    HOST *h = (HOST *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(HOST), 'tsoH');
    if (h) {
        h->Refs = 1;
        KeInitializeSpinLock(&h->Lock);
        RtlStringCbCopyUnicodeString(h->Name, sizeof(h->Name), Name);
        InterlockedIncrement(&Alive);
    }
    return h;
}
static void HostGet(HOST *h) { InterlockedIncrement(&h->Refs); }
static void HostPut(HOST *h)
{
    if (InterlockedDecrement(&h->Refs) == 0) { InterlockedDecrement(&Alive); ExFreePool(h); }
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    return (SrvCall->Context = HostNew(SrvCall->pSrvCallName)) != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    HOST *h = InterlockedExchangePointer(&SrvCall->Context, NULL);
    UNREFERENCED_PARAMETER(Force);
    if (h) HostPut(h);
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_NET_ROOT root = Context->pVNetRoot->pNetRoot;
    HOST *h = root->pSrvCall->Context;
    KIRQL irql;
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    if (h == NULL) Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_BAD_NETWORK_PATH;
    else if (root->Context == NULL) {
        HostGet(h);
        root->Context = h;
        KeAcquireSpinLock(&h->Lock, &irql);
        h->Shares++;
        KeReleaseSpinLock(&h->Lock, irql);
    }
    Context->Callback(Context);
    return STATUS_PENDING;
}
NTSTATUS NTAPI StyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    HOST *h = NetRoot->Context;
    KIRQL irql;
    UNREFERENCED_PARAMETER(Force);
    NetRoot->Context = NULL;
    if (h) {
        KeAcquireSpinLock(&h->Lock, &irql);
        --h->Shares;
        KeReleaseSpinLock(&h->Lock, irql);
        HostPut(h);
    }
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force) { (void)VNetRoot; (void)Force; return 0; }
#include "shared.inc"
