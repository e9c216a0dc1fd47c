/*
 * session.c - the transport: one named pipe for each server.
 */
#include "loopback.h"

// In the system process; the kernel handle is valid, and out of any user's reach, in every other one too.
_Use_decl_annotations_
NTSTATUS LbConnectSession(PLB_SERVER Server)
{
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK ioStatus;
    HANDLE session;
    NTSTATUS status;

    InitializeObjectAttributes(&attributes,
                               &Server->PipeName,
                               OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE,
                               NULL,
                               NULL);
    status = ZwOpenFile(&session,
                        GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE,
                        &attributes,
                        &ioStatus,
                        FILE_SHARE_READ | FILE_SHARE_WRITE,
                        FILE_SYNCHRONOUS_IO_NONALERT);
    if (!NT_SUCCESS(status)) {
        return STATUS_BAD_NETWORK_PATH;
    }

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    Server->Session = session;
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();

    // Exactly this code: any other success would make RDBSS mark the SRV_CALL bad.
    return STATUS_SUCCESS;
}

// The handle is taken out under the lock and closed after it: closing is I/O.
_Use_decl_annotations_
VOID LbDisconnectSession(PLB_SERVER Server)
{
    HANDLE session;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    session = Server->Session;
    Server->Session = NULL;
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();

    if (session != NULL) {
        ZwClose(session);
    }
}

_Use_decl_annotations_
BOOLEAN LbIsSessionAlive(PLB_SERVER Server)
{
    FILE_STANDARD_INFORMATION information;
    IO_STATUS_BLOCK ioStatus;
    NTSTATUS status = STATUS_CONNECTION_DISCONNECTED;

    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&Server->Lock, TRUE);
    if (Server->Session != NULL) {
        status = ZwQueryInformationFile(Server->Session,
                                        &ioStatus,
                                        &information,
                                        sizeof(information),
                                        FileStandardInformation);
    }
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();

    return (BOOLEAN)NT_SUCCESS(status);
}

_Use_decl_annotations_
BOOLEAN LbHasSession(PLB_SERVER Server)
{
    BOOLEAN connected;

    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&Server->Lock, TRUE);
    connected = (BOOLEAN)(Server->Session != NULL);
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();

    return connected;
}
