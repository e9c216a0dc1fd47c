/*
 * share.c - NET_ROOTs and V_NET_ROOTs, and how a path is cut into them.
 */
#include "nullredir.h"

static NTSTATUS NulConnectShare(IN OUT PMRX_NET_ROOT NetRoot);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NulExtractNetRootName)
#pragma alloc_text(PAGE, NulConnectShare)
#pragma alloc_text(PAGE, NulCreateVNetRoot)
#pragma alloc_text(PAGE, NulFinalizeVNetRoot)
#pragma alloc_text(PAGE, NulFinalizeNetRoot)
#pragma alloc_text(PAGE, NulIsConnected)
#endif

/*
 * The path starts with the name of the server. Both results point into the
 * path: the netname table is locked here, so nothing is allocated.
 */
VOID NTAPI
NulExtractNetRootName(
    IN PUNICODE_STRING FilePathName,
    IN PMRX_SRV_CALL SrvCall,
    OUT PUNICODE_STRING NetRootName,
    OUT PUNICODE_STRING RestOfName OPTIONAL)
{
    USHORT Start = SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    USHORT Limit = FilePathName->Length / sizeof(WCHAR);
    USHORT End;

    PAGED_CODE();

    if (Start > Limit)
        Start = Limit;

    End = Start;
    if (End < Limit && FilePathName->Buffer[End] == OBJ_NAME_PATH_SEPARATOR)
        End += 1;
    while (End < Limit && FilePathName->Buffer[End] != OBJ_NAME_PATH_SEPARATOR)
        End += 1;

    NetRootName->Buffer = FilePathName->Buffer + Start;
    NetRootName->Length = (USHORT)((End - Start) * sizeof(WCHAR));
    NetRootName->MaximumLength = NetRootName->Length;

    if (RestOfName != NULL)
    {
        RestOfName->Buffer = FilePathName->Buffer + End;
        RestOfName->Length = (USHORT)((Limit - End) * sizeof(WCHAR));
        RestOfName->MaximumLength = RestOfName->Length;
    }
}

/* A new NET_ROOT: take a reference on the server and describe the share to RDBSS. */
static NTSTATUS
NulConnectShare(
    IN OUT PMRX_NET_ROOT NetRoot)
{
    PNUL_NET_ROOT_EXTENSION Extension = NetRoot->Context;
    PNUL_SERVER Server;

    PAGED_CODE();

    if (NetRoot->Type != NET_ROOT_DISK && NetRoot->Type != NET_ROOT_WILD)
        return STATUS_BAD_NETWORK_NAME;

    Server = NulReferenceServer(NetRoot->pSrvCall);
    if (Server == NULL)
        return STATUS_CONNECTION_DISCONNECTED;

    ExAcquireFastMutex(&NulServerMutex);
    Extension->Server = Server;
    ExReleaseFastMutex(&NulServerMutex);

    NetRoot->Type = NET_ROOT_DISK;
    NetRoot->DeviceType = FILE_DEVICE_DISK;
    NetRoot->MRxNetRootState = MRX_NET_ROOT_STATE_GOOD;
    return STATUS_SUCCESS;
}

// @mrx expect return == STATUS_PENDING
NTSTATUS NTAPI
NulCreateVNetRoot(
    IN OUT PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT VNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    PMRX_NET_ROOT NetRoot = VNetRoot->pNetRoot;
    PNUL_V_NET_ROOT_EXTENSION Extension = VNetRoot->Context;
    PNUL_SERVER Server;
    NTSTATUS Status = STATUS_SUCCESS;

    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    Server = ((PNUL_NET_ROOT_EXTENSION)NetRoot->Context)->Server;
    ExReleaseFastMutex(&NulServerMutex);

    /* RDBSS builds a NET_ROOT with its first V_NET_ROOT; later ones find it connected. */
    if (Server == NULL)
        Status = NulConnectShare(NetRoot);
    else if (!NulIsConnected(NetRoot))
        Status = STATUS_CONNECTION_DISCONNECTED;

    if (Status == STATUS_SUCCESS)
        Extension->LogonId = VNetRoot->LogonId;

    Context->NetRootStatus = Status;
    Context->VirtualNetRootStatus = Status;
    Context->Callback(Context);

    return STATUS_PENDING;
}

/* The extension goes with the V_NET_ROOT, and the NET_ROOT may be finalized already. */
NTSTATUS NTAPI
NulFinalizeVNetRoot(
    IN OUT PMRX_V_NET_ROOT VNetRoot,
    IN PBOOLEAN Force)
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(VNetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

/*
 * Also called for a NET_ROOT that was refused, and while files are still open
 * when a connection is deleted by force. Force is a NULL pointer in practice.
 */
NTSTATUS NTAPI
NulFinalizeNetRoot(
    IN OUT PMRX_NET_ROOT NetRoot,
    IN PBOOLEAN Force)
{
    PNUL_NET_ROOT_EXTENSION Extension = NetRoot->Context;
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&NulServerMutex);
    Server = Extension->Server;
    Extension->Server = NULL;
    ExReleaseFastMutex(&NulServerMutex);

    if (Server != NULL)
        NulDereferenceServer(Server);

    return STATUS_SUCCESS;
}

/* FALSE once the NET_ROOT or its SRV_CALL is finalized, which an open file can outlive. */
BOOLEAN
NulIsConnected(
    IN PMRX_NET_ROOT NetRoot)
{
    PNUL_NET_ROOT_EXTENSION Extension = NetRoot->Context;
    BOOLEAN Connected = FALSE;

    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    if (Extension->Server != NULL)
        Connected = Extension->Server->Connected;
    ExReleaseFastMutex(&NulServerMutex);

    return Connected;
}
