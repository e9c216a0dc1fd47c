/*
 * share.c - NET_ROOTs and V_NET_ROOTs, and how a path is cut into them.
 *
 * NetRoot->Context is a counted pointer to the server. A V_NET_ROOT keeps
 * nothing of its own.
 */
#include "harbor.h"

// Where the component that starts at the separator in front of it ends.
static USHORT HbEndOfComponent(_In_ PCUNICODE_STRING Path, _In_ USHORT Start)
{
    const USHORT limit = Path->Length / sizeof(WCHAR);
    USHORT end = Start;

    if (end < limit && Path->Buffer[end] == OBJ_NAME_PATH_SEPARATOR) {
        end++;
    }
    while (end < limit && Path->Buffer[end] != OBJ_NAME_PATH_SEPARATOR) {
        end++;
    }
    return end;
}

static VOID HbCut(_In_ PCUNICODE_STRING Path, _In_ USHORT Start, _In_ USHORT End, _Out_ PUNICODE_STRING Part)
{
    Part->Buffer = Path->Buffer + Start;
    Part->Length = (USHORT)((End - Start) * sizeof(WCHAR));
    Part->MaximumLength = Part->Length;
}

/*
 * The path starts with the name of the server. Both results point into the
 * path: the netname table is locked here, so nothing is allocated.
 */
_Use_decl_annotations_
VOID NTAPI HbExtractNetRootName(
    PUNICODE_STRING FilePathName,
    PMRX_SRV_CALL SrvCall,
    PUNICODE_STRING NetRootName,
    PUNICODE_STRING RestOfName)
{
    const USHORT limit = FilePathName->Length / sizeof(WCHAR);
    const USHORT server = SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    const USHORT start = server < limit ? server : limit;
    const USHORT end = HbEndOfComponent(FilePathName, start);

    HbCut(FilePathName, start, end, NetRootName);
    if (RestOfName != NULL) {
        HbCut(FilePathName, end, limit, RestOfName);
    }
}

_Use_decl_annotations_
NTSTATUS HbAskShare(PMRX_NET_ROOT NetRoot, HB_OPERATION Operation)
{
    PHB_SERVER server = HbReferenceServer(&NetRoot->Context);
    NTSTATUS status;

    if (server == NULL) {
        return STATUS_CONNECTION_DISCONNECTED;
    }

    status = HbTransact(server, Operation);
    HbDereferenceServer(server);
    return status;
}

// A new NET_ROOT: ask the service, keep the reference, describe the share to RDBSS.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS HbConnectShare(_Inout_ PMRX_NET_ROOT NetRoot)
{
    PHB_SERVER server;
    NTSTATUS status;

    if (NetRoot->Type != NET_ROOT_DISK && NetRoot->Type != NET_ROOT_WILD) {
        return STATUS_BAD_NETWORK_NAME;
    }

    // NULL when the SRV_CALL was finalized by force while this share came up.
    server = HbReferenceServer(&NetRoot->pSrvCall->Context);
    if (server == NULL) {
        return STATUS_CONNECTION_DISCONNECTED;
    }

    status = HbTransact(server, HbOperationConnect);
    if (!NT_SUCCESS(status)) {
        HbDereferenceServer(server);
        return status;
    }

    HbLockServers();
    NetRoot->Context = server;
    HbUnlockServers();

    NetRoot->Type = NET_ROOT_DISK;
    NetRoot->DeviceType = FILE_DEVICE_DISK;
    NetRoot->MRxNetRootState = MRX_NET_ROOT_STATE_GOOD;
    return STATUS_SUCCESS;
}

// @mrx expect return == STATUS_PENDING
_Use_decl_annotations_
NTSTATUS NTAPI HbCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT vNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    PMRX_NET_ROOT netRoot = vNetRoot->pNetRoot;
    BOOLEAN isNew;
    NTSTATUS status;

    HbLockServers();
    isNew = (BOOLEAN)(netRoot->Context == NULL);
    HbUnlockServers();

    // RDBSS builds a NET_ROOT with its first V_NET_ROOT; later ones find it connected.
    status = isNew ? HbConnectShare(netRoot) : HbAskShare(netRoot, HbOperationConnect);

    Context->NetRootStatus = status;
    Context->VirtualNetRootStatus = status;
    Context->Callback(Context);
    return STATUS_PENDING;
}

// The NET_ROOT may be finalized already, so this one does not look at it.
_Use_decl_annotations_
NTSTATUS NTAPI HbFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(VNetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

/*
 * Also called for a NET_ROOT that was refused, and while files are still open
 * when a connection is deleted by force. Force is a NULL pointer in practice.
 */
/* @mrx
 * expect NetRoot->Context == NULL
 * expect return == STATUS_SUCCESS
 */
_Use_decl_annotations_
NTSTATUS NTAPI HbFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    PHB_SERVER server;

    UNREFERENCED_PARAMETER(Force);

    HbLockServers();
    server = NetRoot->Context;
    NetRoot->Context = NULL;
    HbUnlockServers();

    if (server != NULL) {
        HbDereferenceServer(server);
    }
    return STATUS_SUCCESS;
}
