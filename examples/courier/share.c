/*
 * share.c - NET_ROOTs and V_NET_ROOTs. NetRoot->Context is a counted pointer
 * to the server; a V_NET_ROOT keeps nothing of its own.
 */
#include "courier.h"

/*
 * The path starts with the name of the server. Both results point into the
 * path: the netname table is locked here, so nothing is allocated.
 */
VOID NTAPI
CrExtractNetRootName(
    IN PUNICODE_STRING FilePathName,
    IN PMRX_SRV_CALL SrvCall,
    OUT PUNICODE_STRING NetRootName,
    OUT PUNICODE_STRING RestOfName OPTIONAL)
{
    USHORT Limit = FilePathName->Length / sizeof(WCHAR);
    USHORT Start = SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    USHORT End;

    if (Start > Limit)
        Start = Limit;

    End = Start;
    if (End < Limit && FilePathName->Buffer[End] == OBJ_NAME_PATH_SEPARATOR)
        End++;
    while (End < Limit && FilePathName->Buffer[End] != OBJ_NAME_PATH_SEPARATOR)
        End++;

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

/* On success the NET_ROOT holds a reference to the server. */
static NTSTATUS
CrConnectShare(
    IN OUT PMRX_NET_ROOT NetRoot)
{
    PCR_SERVER Server;
    NTSTATUS Status;

    if (NetRoot->Type != NET_ROOT_DISK && NetRoot->Type != NET_ROOT_WILD)
        return STATUS_BAD_NETWORK_NAME;

    /* NULL when the SRV_CALL was finalized by force while this share came up. */
    Server = CrReferenceServer(&NetRoot->pSrvCall->Context);
    if (Server == NULL)
        return STATUS_CONNECTION_DISCONNECTED;

    Status = CrExchange(Server, CrOperationConnect);
    if (!NT_SUCCESS(Status))
    {
        CrDereferenceServer(Server);
        return Status;
    }

    ExAcquireFastMutex(&CrServerMutex);
    NetRoot->Context = Server;
    ExReleaseFastMutex(&CrServerMutex);

    NetRoot->Type = NET_ROOT_DISK;
    NetRoot->DeviceType = FILE_DEVICE_DISK;
    NetRoot->MRxNetRootState = MRX_NET_ROOT_STATE_GOOD;
    return STATUS_SUCCESS;
}

/* A share that is there already is good as long as its server answers. */
static NTSTATUS
CrCheckShare(
    IN PCR_SERVER Server)
{
    NTSTATUS Status = CrIsConnected(Server) ? STATUS_SUCCESS : STATUS_CONNECTION_DISCONNECTED;

    CrDereferenceServer(Server);
    return Status;
}

/* @mrx expect return == STATUS_PENDING */
NTSTATUS NTAPI
CrCreateVNetRoot(
    IN OUT PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT VNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    PMRX_NET_ROOT NetRoot = VNetRoot->pNetRoot;
    PCR_SERVER Server = CrReferenceServer(&NetRoot->Context);
    NTSTATUS Status;

    Status = Server == NULL ? CrConnectShare(NetRoot) : CrCheckShare(Server);

    Context->NetRootStatus = Status;
    Context->VirtualNetRootStatus = Status;
    Context->Callback(Context);
    return STATUS_PENDING;
}

/* The NET_ROOT may be finalized already, so this one does not look at it. */
NTSTATUS NTAPI
CrFinalizeVNetRoot(
    IN OUT PMRX_V_NET_ROOT VNetRoot,
    IN PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(VNetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

/* Also called for a NET_ROOT that was refused. Force is a NULL pointer in practice. */
/* @mrx
 * expect NetRoot->Context == NULL
 * expect return == STATUS_SUCCESS
 */
NTSTATUS NTAPI
CrFinalizeNetRoot(
    IN OUT PMRX_NET_ROOT NetRoot,
    IN PBOOLEAN Force)
{
    PCR_SERVER Server;

    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&CrServerMutex);
    Server = NetRoot->Context;
    NetRoot->Context = NULL;
    ExReleaseFastMutex(&CrServerMutex);

    if (Server != NULL)
        CrDereferenceServer(Server);

    return STATUS_SUCCESS;
}
