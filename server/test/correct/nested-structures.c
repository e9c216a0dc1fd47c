/* Objects lie in structures inside of structures and arrays of them, each torn down in a loop. */
#include <ntifs.h>
#include <rx.h>

typedef struct _TAG_CHANNEL { ERESOURCE Lock; LIST_ENTRY Link; struct { UCHAR Key[16]; ULONG Length; } Secret; } TAG_CHANNEL, *PTAG_CHANNEL;
typedef struct _TAG_SERVER { TAG_CHANNEL Channels[4]; ULONG ChannelCount; } TAG_SERVER, *PTAG_SERVER;

static LIST_ENTRY TagChannels;
static ERESOURCE TagLock;

static VOID TagCloseChannel(PTAG_CHANNEL Channel)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&TagLock, TRUE);
    RemoveEntryList(&Channel->Link);
    ExReleaseResourceLite(&TagLock);
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&Channel->Lock);
    RtlSecureZeroMemory(&Channel->Secret, sizeof(Channel->Secret));
}

static NTSTATUS TagOpenChannel(PTAG_SERVER Server)
{
    PTAG_CHANNEL Channel = &Server->Channels[Server->ChannelCount];
    NTSTATUS Status = ExInitializeResourceLite(&Channel->Lock);

    if (NT_SUCCESS(Status)) {
        KeEnterCriticalRegion();
        ExAcquireResourceExclusiveLite(&TagLock, TRUE);
        InsertTailList(&TagChannels, &Channel->Link);
        ExReleaseResourceLite(&TagLock);
        KeLeaveCriticalRegion();
        Server->ChannelCount++;
    }
    return Status;
}

NTSTATUS TagConnect(PTAG_SERVER Server)
{
    NTSTATUS Status = STATUS_SUCCESS;

    while (Server->ChannelCount < RTL_NUMBER_OF(Server->Channels) && NT_SUCCESS(Status))
        Status = TagOpenChannel(Server);
    return Status;
}

NTSTATUS NTAPI TagFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PTAG_SERVER Server = SrvCall->Context;
    ULONG i;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    for (i = 0; i < Server->ChannelCount; i++)
        TagCloseChannel(&Server->Channels[i]);
    ExFreePoolWithTag(Server, ' gaT');
    return STATUS_SUCCESS;
}

VOID TagFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = TagFinalizeSrvCall; }
