/*
 * Tokens: that of the processes, which all have, and copies of it for clients; who is known by them, and who acts with them.
 * What a token says of itself is in sids.c. Source: the documentation of these routines.
 */
#include "kernel.h"

typedef struct _KX_TOKEN_OBJECT {
    DISPATCHER_HEADER Header;
    KX_REFERENCES References;
    TOKEN_TYPE Type;
} KX_TOKEN_OBJECT, *PKX_TOKEN_OBJECT;

enum { KX_TOKEN_HEADER = 0x54 };

static KX_TOKEN_OBJECT KxPrimary = {
    .Header = { .Type = KX_TOKEN_HEADER, .Size = KX_OF_OBJECT_MANAGER }, .Type = TokenPrimary
};

PACCESS_TOKEN KxTokenAt(PVOID Object)
{
    PDISPATCHER_HEADER Header = Object;

    return Header->Type == KX_TOKEN_HEADER && Header->Size == KX_OF_OBJECT_MANAGER ? Object : NULL;
}

PKX_REFERENCES KxReferencesOfToken(PACCESS_TOKEN Token)
{
    return &((PKX_TOKEN_OBJECT)Token)->References;
}

VOID KxFreeToken(PACCESS_TOKEN Token)
{
    if (Token != &KxPrimary)
        KxFree(Token, 0, "the object manager");
}

/* A copy of the token that all have. */
static PACCESS_TOKEN KxNewToken(VOID)
{
    PKX_TOKEN_OBJECT Token = KxAllocate(sizeof(*Token), KX_TOKEN, FALSE, "the object manager");

    *Token = KxPrimary;
    RtlZeroMemory(&Token->References, sizeof(Token->References));
    Token->Type = TokenImpersonation;
    return Token;
}

static VOID KxRequireToken(PACCESS_TOKEN Token, KIRQL Irql, PCSTR Routine)
{
    KxAtMost(Irql, Routine);
    if (KxTokenAt(Token) == NULL)
        KxUnknown("%s with a token of somebody else's", Routine);
}

TOKEN_TYPE NTAPI SeTokenType(PACCESS_TOKEN Token)
{
    KxRequireToken(Token, APC_LEVEL, "SeTokenType");
    return ((PKX_TOKEN_OBJECT)Token)->Type;
}

NTSTATUS NTAPI SeQueryAuthenticationIdToken(PACCESS_TOKEN Token, PLUID AuthenticationId)
{
    UNREFERENCED_PARAMETER(Token);
    KxAtMost(PASSIVE_LEVEL, "SeQueryAuthenticationIdToken");
    if (KxFails("SeQueryAuthenticationIdToken"))
        return STATUS_UNSUCCESSFUL;
    AuthenticationId->LowPart = 999;
    AuthenticationId->HighPart = 0;
    return STATUS_SUCCESS;
}

/* ---- References ---- */

PACCESS_TOKEN NTAPI PsReferencePrimaryToken(PEPROCESS Process)
{
    UNREFERENCED_PARAMETER(Process);
    KxAtMost(PASSIVE_LEVEL, "PsReferencePrimaryToken");
    ObfReferenceObject(&KxPrimary);
    return &KxPrimary;
}

VOID NTAPI PsDereferencePrimaryToken(PACCESS_TOKEN PrimaryToken)
{
    KxRequireToken(PrimaryToken, APC_LEVEL, "PsDereferencePrimaryToken");
    KxDropReference(PrimaryToken, "PsDereferencePrimaryToken");
}

/* [MS] NULL: the thread does not impersonate, and nothing is written. */
PACCESS_TOKEN NTAPI PsReferenceImpersonationToken(
    PETHREAD Thread, PBOOLEAN CopyOnOpen, PBOOLEAN EffectiveOnly, PSECURITY_IMPERSONATION_LEVEL ImpersonationLevel)
{
    PKTHREAD Asked = (PKTHREAD)Thread;

    KxAtMost(PASSIVE_LEVEL, "PsReferenceImpersonationToken");
    if (Asked->Client == NULL)
        return NULL;
    *CopyOnOpen = Asked->ClientCopyOnOpen;
    *EffectiveOnly = Asked->ClientEffectiveOnly;
    *ImpersonationLevel = Asked->ClientLevel;
    ObfReferenceObject(Asked->Client);
    return Asked->Client;
}

VOID NTAPI PsDereferenceImpersonationToken(PACCESS_TOKEN ImpersonationToken)
{
    KxRequireToken(ImpersonationToken, APC_LEVEL, "PsDereferenceImpersonationToken");
    KxDropReference(ImpersonationToken, "PsDereferenceImpersonationToken");
}

/* ---- Subjects ---- */

VOID NTAPI SeCaptureSubjectContextEx(PETHREAD Thread, PEPROCESS Process, PSECURITY_SUBJECT_CONTEXT SubjectContext)
{
    PKTHREAD Subject = (PKTHREAD)Thread;

    KxAtMost(PASSIVE_LEVEL, "SeCaptureSubjectContext");
    RtlZeroMemory(SubjectContext, sizeof(*SubjectContext));
    SubjectContext->ProcessAuditId = PsGetProcessId(Process);
    SubjectContext->PrimaryToken = PsReferencePrimaryToken(Process);
    if (Subject == NULL || Subject->Client == NULL)
        return;
    SubjectContext->ClientToken = Subject->Client;
    SubjectContext->ImpersonationLevel = Subject->ClientLevel;
    ObfReferenceObject(Subject->Client);
}

VOID NTAPI SeCaptureSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext)
{
    SeCaptureSubjectContextEx(PsGetCurrentThread(), KxOwnProcess(KxThread()), SubjectContext);
}

VOID NTAPI SeReleaseSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext)
{
    KxAtMost(PASSIVE_LEVEL, "SeReleaseSubjectContext");
    if (SubjectContext->PrimaryToken == NULL) {
        KxFailUnlessAllowed(218, "calls SeReleaseSubjectContext for a context that is not captured");
        return;
    }
    PsDereferencePrimaryToken(SubjectContext->PrimaryToken);
    if (SubjectContext->ClientToken != NULL)
        PsDereferenceImpersonationToken(SubjectContext->ClientToken);
    SubjectContext->PrimaryToken = SubjectContext->ClientToken = NULL;
}

/* Nobody changes a token. */
VOID NTAPI SeLockSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext)
{
    UNREFERENCED_PARAMETER(SubjectContext);
    KxAtMost(PASSIVE_LEVEL, "SeLockSubjectContext");
}

VOID NTAPI SeUnlockSubjectContext(PSECURITY_SUBJECT_CONTEXT SubjectContext)
{
    UNREFERENCED_PARAMETER(SubjectContext);
    KxAtMost(PASSIVE_LEVEL, "SeUnlockSubjectContext");
}

/* ---- Clients ---- */

/* [MS] Where changes are to be followed, the token itself; else a copy. Nothing to clean up where it fails. */
NTSTATUS NTAPI SeCreateClientSecurityFromSubjectContext(
    PSECURITY_SUBJECT_CONTEXT SubjectContext, PSECURITY_QUALITY_OF_SERVICE ClientSecurityQos, BOOLEAN ServerIsRemote,
    PSECURITY_CLIENT_CONTEXT ClientContext)
{
    BOOLEAN Follows = (BOOLEAN)(ClientSecurityQos->ContextTrackingMode == SECURITY_DYNAMIC_TRACKING);

    KxAtMost(PASSIVE_LEVEL, "SeCreateClientSecurityFromSubjectContext");
    if (KxFails("SeCreateClientSecurityFromSubjectContext"))
        return STATUS_BAD_IMPERSONATION_LEVEL;
    RtlZeroMemory(ClientContext, sizeof(*ClientContext));
    ClientContext->SecurityQos = *ClientSecurityQos;
    ClientContext->ServerIsRemote = ServerIsRemote;
    ClientContext->DirectlyAccessClientToken = Follows;
    ClientContext->ClientToken = Follows ? SeQuerySubjectContextToken(SubjectContext) : KxNewToken();
    ObfReferenceObject(ClientContext->ClientToken);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI SeCreateClientSecurity(
    PETHREAD ClientThread, PSECURITY_QUALITY_OF_SERVICE ClientSecurityQos, BOOLEAN RemoteSession,
    PSECURITY_CLIENT_CONTEXT ClientContext)
{
    SECURITY_SUBJECT_CONTEXT Subject;
    NTSTATUS Status;

    KxAtMost(PASSIVE_LEVEL, "SeCreateClientSecurity");
    SeCaptureSubjectContextEx(ClientThread, KxOwnProcess((PKTHREAD)ClientThread), &Subject);
    Status = SeCreateClientSecurityFromSubjectContext(&Subject, ClientSecurityQos, RemoteSession, ClientContext);
    SeReleaseSubjectContext(&Subject);
    return Status;
}

VOID KxSetClient(PKTHREAD Thread, PACCESS_TOKEN Token)
{
    PACCESS_TOKEN Old = Thread->Client;

    if (Token != NULL)
        KxKeep(Token);
    Thread->Client = Token;
    if (Old != NULL)
        KxLetObjectGo(Old);
}

static NTSTATUS KxImpersonate(
    PCSTR Routine, PKTHREAD Thread, PACCESS_TOKEN Token, BOOLEAN CopyOnOpen, BOOLEAN EffectiveOnly,
    SECURITY_IMPERSONATION_LEVEL Level)
{
    KxRequireToken(Token, PASSIVE_LEVEL, Routine);
    /* [MS] The rights of the thread's process decide: it may be refused. */
    if (KxFails(Routine))
        return STATUS_BAD_IMPERSONATION_LEVEL;
    KxSetClient(Thread, Token);
    Thread->ClientLevel = Level;
    Thread->ClientCopyOnOpen = CopyOnOpen;
    Thread->ClientEffectiveOnly = EffectiveOnly;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI SeImpersonateClientEx(PSECURITY_CLIENT_CONTEXT ClientContext, PETHREAD ServerThread)
{
    PKTHREAD Thread = ServerThread == NULL ? KxThread() : (PKTHREAD)ServerThread;

    KxAtMost(PASSIVE_LEVEL, "SeImpersonateClientEx");
    if (ClientContext->ClientToken == NULL)
        KxFail(218, "calls SeImpersonateClientEx with a context that has no token");
    return KxImpersonate("SeImpersonateClientEx", Thread, ClientContext->ClientToken, FALSE,
                         ClientContext->SecurityQos.EffectiveOnly, ClientContext->SecurityQos.ImpersonationLevel);
}

VOID NTAPI SeImpersonateClient(PSECURITY_CLIENT_CONTEXT ClientContext, PETHREAD ServerThread)
{
    SeImpersonateClientEx(ClientContext, ServerThread);
}

/* [MS] No token: as PsRevertToSelf does. */
NTSTATUS NTAPI PsImpersonateClient(
    PETHREAD Thread, PACCESS_TOKEN Token, BOOLEAN CopyOnOpen, BOOLEAN EffectiveOnly,
    SECURITY_IMPERSONATION_LEVEL ImpersonationLevel)
{
    KxAtMost(PASSIVE_LEVEL, "PsImpersonateClient");
    if (Token != NULL)
        return KxImpersonate("PsImpersonateClient", (PKTHREAD)Thread, Token, CopyOnOpen, EffectiveOnly,
                             ImpersonationLevel);
    KxSetClient((PKTHREAD)Thread, NULL);
    return STATUS_SUCCESS;
}

VOID NTAPI PsRevertToSelf(VOID)
{
    KxAtMost(PASSIVE_LEVEL, "PsRevertToSelf");
    KxSetClient(KxThread(), NULL);
}
