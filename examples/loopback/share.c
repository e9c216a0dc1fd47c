/*
 * share.c - NET_ROOTs and V_NET_ROOTs, and how a path is cut into them.
 *
 * NetRoot->Context is a counted pointer to the server. A V_NET_ROOT keeps
 * nothing of its own.
 */
#include "loopback.h"

/*
 * The path starts with the name of the server. Both results point into the
 * path: the netname table is locked here, so nothing is allocated.
 */
_Use_decl_annotations_
VOID NTAPI LbExtractNetRootName(
    PUNICODE_STRING FilePathName,
    PMRX_SRV_CALL SrvCall,
    PUNICODE_STRING NetRootName,
    PUNICODE_STRING RestOfName)
{
    const USHORT limit = FilePathName->Length / sizeof(WCHAR);
    USHORT start = SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    USHORT end;

    if (start > limit) {
        start = limit;
    }

    end = start;
    if (end < limit && FilePathName->Buffer[end] == OBJ_NAME_PATH_SEPARATOR) {
        end++;
    }
    while (end < limit && FilePathName->Buffer[end] != OBJ_NAME_PATH_SEPARATOR) {
        end++;
    }

    NetRootName->Buffer = FilePathName->Buffer + start;
    NetRootName->Length = (USHORT)((end - start) * sizeof(WCHAR));
    NetRootName->MaximumLength = NetRootName->Length;

    if (RestOfName != NULL) {
        RestOfName->Buffer = FilePathName->Buffer + end;
        RestOfName->Length = (USHORT)((limit - end) * sizeof(WCHAR));
        RestOfName->MaximumLength = RestOfName->Length;
    }
}

_Use_decl_annotations_
NTSTATUS LbCheckShare(PMRX_NET_ROOT NetRoot)
{
    PLB_SERVER server = LbReferenceServer(&NetRoot->Context);
    NTSTATUS status = STATUS_CONNECTION_DISCONNECTED;

    if (server != NULL) {
        if (LbHasSession(server)) {
            LbNoteTraffic(server);
            status = STATUS_SUCCESS;
        }
        LbDereferenceServer(server);
    }
    return status;
}

// A new NET_ROOT: take a reference on the server and describe the share to RDBSS.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS LbConnectShare(_Inout_ PMRX_NET_ROOT NetRoot)
{
    PLB_SERVER server;

    if (NetRoot->Type != NET_ROOT_DISK && NetRoot->Type != NET_ROOT_WILD) {
        return STATUS_BAD_NETWORK_NAME;
    }

    // NULL when the SRV_CALL was finalized by force while this share came up.
    server = LbReferenceServer(&NetRoot->pSrvCall->Context);
    if (server == NULL) {
        return STATUS_CONNECTION_DISCONNECTED;
    }

    LbLockServersExclusive();
    NetRoot->Context = server;
    LbUnlockServers();

    NetRoot->Type = NET_ROOT_DISK;
    NetRoot->DeviceType = FILE_DEVICE_DISK;
    NetRoot->MRxNetRootState = MRX_NET_ROOT_STATE_GOOD;
    return STATUS_SUCCESS;
}

// @mrx expect return == STATUS_PENDING
_Use_decl_annotations_
NTSTATUS NTAPI LbCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT vNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    PMRX_NET_ROOT netRoot = vNetRoot->pNetRoot;
    BOOLEAN isNew;
    NTSTATUS status;

    LbLockServersShared();
    isNew = (BOOLEAN)(netRoot->Context == NULL);
    LbUnlockServers();

    // RDBSS builds a NET_ROOT with its first V_NET_ROOT; later ones find it connected.
    status = isNew ? LbConnectShare(netRoot) : LbCheckShare(netRoot);

    Context->NetRootStatus = status;
    Context->VirtualNetRootStatus = status;
    Context->Callback(Context);
    return STATUS_PENDING;
}

// The NET_ROOT may be finalized already, so this one does not look at it.
_Use_decl_annotations_
NTSTATUS NTAPI LbFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
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
NTSTATUS NTAPI LbFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    PLB_SERVER server;

    UNREFERENCED_PARAMETER(Force);

    LbLockServersExclusive();
    server = NetRoot->Context;
    NetRoot->Context = NULL;
    LbUnlockServers();

    if (server != NULL) {
        LbDereferenceServer(server);
    }
    return STATUS_SUCCESS;
}
