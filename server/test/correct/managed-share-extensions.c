/* RDBSS manages the extensions of NET_ROOT and V_NET_ROOT: cleared inside, never freed. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ZIN_SHARE { PVOID Cache; UNICODE_STRING Path; } ZIN_SHARE, *PZIN_SHARE;

static MINIRDR_DISPATCH ZinDispatch;

static VOID ZinClear(PZIN_SHARE Share)
{
    if (Share->Cache != NULL) {
        ExFreePoolWithTag(Share->Cache, ' niZ');
        Share->Cache = NULL;
    }
    if (Share->Path.Buffer != NULL) {
        ExFreePoolWithTag(Share->Path.Buffer, ' niZ');
        RtlInitUnicodeString(&Share->Path, NULL);
    }
}

NTSTATUS NTAPI ZinFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    ZinClear((PZIN_SHARE)NetRoot->Context);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI ZinFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    PZIN_SHARE Share = VNetRoot->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Share != NULL)
        ZinClear(Share);
    return STATUS_SUCCESS;
}

VOID ZinFill(VOID)
{
    ZeroAndInitializeNodeType(&ZinDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    ZinDispatch.MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION | RDBSS_MANAGE_V_NET_ROOT_EXTENSION;
    ZinDispatch.MRxNetRootSize = sizeof(ZIN_SHARE);
    ZinDispatch.MRxVNetRootSize = sizeof(ZIN_SHARE);
    ZinDispatch.MRxFinalizeNetRoot = ZinFinalizeNetRoot;
    ZinDispatch.MRxFinalizeVNetRoot = ZinFinalizeVNetRoot;
}
