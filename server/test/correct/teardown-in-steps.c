/* Teardown in steps: each round of a loop does another thing, and each thing once. */
#include <ntifs.h>
#include <rx.h>

typedef struct _FIR_SERVER { PVOID Name, Key, Parts[4]; FAST_MUTEX Mutex; } FIR_SERVER, *PFIR_SERVER;

NTSTATUS NTAPI FirFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PFIR_SERVER Server = SrvCall->Context;
    int step;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    for (step = 0; step < 5; step++) {
        switch (step) {
        case 0: ExAcquireFastMutex(&Server->Mutex); break;
        case 1: ExFreePool(Server->Name); break;
        case 2: ExFreePool(Server->Key); break;
        case 3: ExReleaseFastMutex(&Server->Mutex); break;
        case 4: ExFreePool(Server); break;
        }
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FirFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    PFIR_SERVER Share = NetRoot->Context;
    ULONG stage = 2;

    UNREFERENCED_PARAMETER(Force);
    if (Share == NULL)
        return STATUS_SUCCESS;
    NetRoot->Context = NULL;
again:
    switch (stage) {
    case 2:
        if (Share->Name != NULL)
            ExFreePool(Share->Name);
        stage = 1;
        goto again;
    case 1:
        if (Share->Key != NULL)
            ExFreePool(Share->Key);
        stage = 0;
        goto again;
    case 0:
        ExFreePool(Share);
        break;
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FirFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    PFIR_SERVER User = VNetRoot->Context;
    int i;

    UNREFERENCED_PARAMETER(Force);
    if (User == NULL)
        return STATUS_SUCCESS;
    VNetRoot->Context = NULL;
    for (i = 0; i < 4; i++) {
        ExFreePool(User->Parts[i]);
        if (i == 3)
            ExFreePool(User->Key);
    }
    ExFreePool(User);
    return STATUS_SUCCESS;
}

VOID FirFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeSrvCall = FirFinalizeSrvCall;
    Table->MRxFinalizeNetRoot = FirFinalizeNetRoot;
    Table->MRxFinalizeVNetRoot = FirFinalizeVNetRoot;
}
