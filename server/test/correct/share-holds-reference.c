/* Shares hold counted references to the server, and ask for it under the lock. */
#include <ntifs.h>
#include <rx.h>

typedef struct _YEW_SERVER { LONG References; BOOLEAN Gone; } YEW_SERVER, *PYEW_SERVER;

static FAST_MUTEX YewMutex;

static PYEW_SERVER YewReference(PMRX_SRV_CALL SrvCall)
{
    PYEW_SERVER Server;

    ExAcquireFastMutex(&YewMutex);
    Server = SrvCall->Context;
    if (Server != NULL)
        ++Server->References;
    ExReleaseFastMutex(&YewMutex);
    return Server;
}

static VOID YewDereference(PYEW_SERVER Server)
{
    BOOLEAN Last;

    ExAcquireFastMutex(&YewMutex);
    Last = (--Server->References == 0);
    ExReleaseFastMutex(&YewMutex);
    if (Last)
        ExFreePoolWithTag(Server, ' weY');
}

NTSTATUS NTAPI YewCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_NET_ROOT NetRoot = ((PMRX_V_NET_ROOT)Context->pVNetRoot)->pNetRoot;
    NTSTATUS Status = STATUS_SUCCESS;

    if (NetRoot->Context == NULL) {
        NetRoot->Context = YewReference(NetRoot->pSrvCall);
        if (NetRoot->Context == NULL)
            Status = STATUS_BAD_NETWORK_PATH;
    }
    Context->NetRootStatus = Status;
    Context->VirtualNetRootStatus = Status;
    Context->Callback(Context);
    return STATUS_PENDING;
}

NTSTATUS NTAPI YewFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    PYEW_SERVER Server = NetRoot->Context;

    UNREFERENCED_PARAMETER(Force);
    NetRoot->Context = NULL;
    if (Server != NULL)
        YewDereference(Server);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI YewFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    PMRX_SRV_CALL SrvCall = VNetRoot->pNetRoot->pSrvCall;
    PYEW_SERVER Server = YewReference(SrvCall);

    UNREFERENCED_PARAMETER(Force);
    if (Server != NULL) {
        DbgPrint("yew: %s\n", Server->Gone ? "gone" : "up");
        YewDereference(Server);
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI YewFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PYEW_SERVER Server;

    UNREFERENCED_PARAMETER(Force);
    ExAcquireFastMutex(&YewMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Server != NULL)
        Server->Gone = TRUE;
    ExReleaseFastMutex(&YewMutex);
    if (Server != NULL)
        YewDereference(Server);
    return STATUS_SUCCESS;
}

VOID YewFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreateVNetRoot = YewCreateVNetRoot;
    Table->MRxFinalizeNetRoot = YewFinalizeNetRoot;
    Table->MRxFinalizeVNetRoot = YewFinalizeVNetRoot;
    Table->MRxFinalizeSrvCall = YewFinalizeSrvCall;
}
