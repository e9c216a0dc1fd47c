#include "birch.h"

FAST_MUTEX BirchMutex;
LIST_ENTRY BirchList;
PAGED_LOOKASIDE_LIST BirchNames;

_Use_decl_annotations_
PBIRCH_SERVER BirchCreate(PMRX_SRV_CALL SrvCall, PCUNICODE_STRING Name)
{
    PBIRCH_SERVER server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), BIRCH_TAG);
    NTSTATUS status;

    if (server == NULL)
        goto fail;

    status = ExInitializeResourceLite(&server->StateLock);
    if (!NT_SUCCESS(status))
        goto freeServer;

    server->Name.Buffer = ExAllocateFromPagedLookasideList(&BirchNames);
    if (server->Name.Buffer == NULL)
        goto deleteLock;

    server->Name.MaximumLength = 256;
    RtlCopyUnicodeString(&server->Name, Name);
    FsRtlInitializeFileLock(&server->Locks, NULL, NULL);
    server->References = 1;
    server->SrvCall = SrvCall;

    ExAcquireFastMutex(&BirchMutex);
    InsertHeadList(&BirchList, &server->Entry);
    ExReleaseFastMutex(&BirchMutex);
    return server;

deleteLock:
    ExDeleteResourceLite(&server->StateLock);
freeServer:
    ExFreePoolWithTag(server, BIRCH_TAG);
fail:
    return NULL;
}

_Use_decl_annotations_
NTSTATUS BirchOpen(PBIRCH_SERVER Server)
{
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK iosb;
    HANDLE handle = NULL;
    NTSTATUS status;

    InitializeObjectAttributes(&attributes, &Server->Name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
    status = ZwOpenFile(&handle, SYNCHRONIZE | GENERIC_READ, &attributes, &iosb, FILE_SHARE_READ, 0);
    if (NT_SUCCESS(status))
        Server->Control = handle;
    return status;
}

_Use_decl_annotations_
VOID BirchRelease(PBIRCH_SERVER Server)
{
    if (InterlockedDecrement(&Server->References) != 0)
        return;

    ExAcquireFastMutex(&BirchMutex);
    RemoveEntryList(&Server->Entry);
    ExReleaseFastMutex(&BirchMutex);

    if (Server->Control != NULL)
        ZwClose(Server->Control);
    FsRtlUninitializeFileLock(&Server->Locks);
    ExFreeToPagedLookasideList(&BirchNames, Server->Name.Buffer);
    ExDeleteResourceLite(&Server->StateLock);
    RtlSecureZeroMemory(Server->SessionKey, sizeof(Server->SessionKey));
    ExFreePoolWithTag(Server, BIRCH_TAG);
}
