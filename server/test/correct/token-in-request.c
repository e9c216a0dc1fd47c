/* The caller's token is captured in the request's thread, and released in the finalizer by its object. */
#include <ntifs.h>
#include <rx.h>

typedef struct _RAM_SERVER { PACCESS_TOKEN Token; LUID Logon; } RAM_SERVER, *PRAM_SERVER;

static NTSTATUS RamCapture(PRAM_SERVER Server)
{
    SECURITY_SUBJECT_CONTEXT Subject;
    NTSTATUS Status;

    SeCaptureSubjectContext(&Subject);
    SeLockSubjectContext(&Subject);
    Server->Token = SeQuerySubjectContextToken(&Subject);
    ObReferenceObject(Server->Token);
    Status = SeQueryAuthenticationIdToken(Server->Token, &Server->Logon);
    SeUnlockSubjectContext(&Subject);
    SeReleaseSubjectContext(&Subject);
    return Status;
}

NTSTATUS NTAPI RamCreate(PRX_CONTEXT RxContext)
{
    PRAM_SERVER Server = RxContext->pRelevantSrvOpen->pVNetRoot->Context;

    return Server == NULL ? STATUS_NETWORK_NAME_DELETED : RamCapture(Server);
}

NTSTATUS NTAPI RamFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PRAM_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        if (Server->Token != NULL)
            ObDereferenceObject(Server->Token);
        ExFreePoolWithTag(Server, ' maR');
    }
    return STATUS_SUCCESS;
}

VOID RamMore(PMINIRDR_DISPATCH Table) { Table->MRxCreate = RamCreate; }

VOID RamFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = RamFinalizeSrvCall; }
