/* goto-cleanup.c - one way out, by goto, for everything that creation has. */
#include "shared.h"
#define TAG '10tS'
typedef struct _PEER { ERESOURCE Lock; PVOID Buffer; UNICODE_STRING Name; LIST_ENTRY Link; } PEER, *PPEER;
static LIST_ENTRY Peers;
static FAST_MUTEX PeersMutex;
NTSTATUS StyInitialize(VOID) { InitializeListHead(&Peers); ExInitializeFastMutex(&PeersMutex); return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { ASSERT(IsListEmpty(&Peers)); }
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PPEER peer = NULL;
    BOOLEAN resource = FALSE;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);

    peer = ExAllocatePoolWithTag(NonPagedPool, sizeof(*peer), TAG);
    if (!peer) goto out;
    RtlZeroMemory(peer, sizeof(*peer));
    status = ExInitializeResourceLite(&peer->Lock);
    if (!NT_SUCCESS(status)) goto out;
    resource = TRUE;
    peer->Buffer = ExAllocatePoolWithTag(PagedPool, 256, TAG);
    if (!peer->Buffer) { status = STATUS_INSUFFICIENT_RESOURCES; goto out; }
    peer->Name.MaximumLength = SrvCall->pSrvCallName->Length;
    peer->Name.Buffer = ExAllocatePoolWithTag(PagedPool, peer->Name.MaximumLength, TAG);
    if (!peer->Name.Buffer) { status = STATUS_INSUFFICIENT_RESOURCES; goto out; }
    RtlCopyUnicodeString(&peer->Name, SrvCall->pSrvCallName);
    ExAcquireFastMutex(&PeersMutex);
    InsertTailList(&Peers, &peer->Link);
    ExReleaseFastMutex(&PeersMutex);
    SrvCall->Context = peer;
    peer = NULL;
    status = STATUS_SUCCESS;
out:
    if (peer) {
        if (peer->Name.Buffer) ExFreePoolWithTag(peer->Name.Buffer, TAG);
        if (peer->Buffer) ExFreePoolWithTag(peer->Buffer, TAG);
        if (resource) ExDeleteResourceLite(&peer->Lock);
        ExFreePoolWithTag(peer, TAG);
    }
    return status;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PPEER peer;
    UNREFERENCED_PARAMETER(Force);
    if ((peer = (PPEER)SrvCall->Context) == NULL) goto done;
    SrvCall->Context = NULL;
    ExAcquireFastMutex(&PeersMutex);
    RemoveEntryList(&peer->Link);
    ExReleaseFastMutex(&PeersMutex);
    ExFreePoolWithTag(peer->Name.Buffer, TAG);
    ExFreePoolWithTag(peer->Buffer, TAG);
    ExDeleteResourceLite(&peer->Lock);
    ExFreePoolWithTag(peer, TAG);
done:
    return STATUS_SUCCESS;
}
#include "shared.inc"
