/*
 * Security identifiers, and what a token says of itself: it is that of the local system.
 */
#include "kernel.h"

static ULONG KxSidLength(PISID Sid)
{
    return RtlLengthRequiredSid(Sid->SubAuthorityCount);
}

ULONG NTAPI RtlLengthRequiredSid(ULONG SubAuthorityCount)
{
    return FIELD_OFFSET(SID, SubAuthority) + SubAuthorityCount * sizeof(ULONG);
}

ULONG NTAPI RtlLengthSid(PSID Sid)
{
    return KxSidLength(Sid);
}

BOOLEAN NTAPI RtlValidSid(PSID Sid)
{
    PISID Own = Sid;

    return (BOOLEAN)(Own != NULL && Own->Revision == SID_REVISION && Own->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES);
}

BOOLEAN NTAPI RtlEqualSid(PSID Sid1, PSID Sid2)
{
    ULONG Length = KxSidLength(Sid1);

    return (BOOLEAN)(Length == KxSidLength(Sid2) && RtlCompareMemory(Sid1, Sid2, Length) == Length);
}

NTSTATUS NTAPI RtlInitializeSid(PSID Sid, PSID_IDENTIFIER_AUTHORITY IdentifierAuthority, UCHAR SubAuthorityCount)
{
    PISID Own = Sid;

    if (SubAuthorityCount > SID_MAX_SUB_AUTHORITIES)
        return STATUS_INVALID_PARAMETER;
    Own->Revision = SID_REVISION;
    Own->SubAuthorityCount = SubAuthorityCount;
    Own->IdentifierAuthority = *IdentifierAuthority;
    return STATUS_SUCCESS;
}

PULONG NTAPI RtlSubAuthoritySid(PSID Sid, ULONG SubAuthority)
{
    return &((PISID)Sid)->SubAuthority[0] + SubAuthority;
}

PUCHAR NTAPI RtlSubAuthorityCountSid(PSID Sid)
{
    return &((PISID)Sid)->SubAuthorityCount;
}

NTSTATUS NTAPI RtlCopySid(ULONG DestinationSidLength, PSID DestinationSid, PSID SourceSid)
{
    ULONG Length = KxSidLength(SourceSid);

    if (Length > DestinationSidLength)
        return STATUS_BUFFER_TOO_SMALL;
    RtlCopyMemory(DestinationSid, SourceSid, Length);
    return STATUS_SUCCESS;
}

/* S-1-5-18, in a block that ExFreePool frees. */
NTSTATUS NTAPI SeQueryInformationToken(
    PACCESS_TOKEN Token, TOKEN_INFORMATION_CLASS TokenInformationClass, PVOID *TokenInformation)
{
    static const SID_IDENTIFIER_AUTHORITY Authority = { { 0, 0, 0, 0, 0, 5 } };
    ULONG Length = sizeof(TOKEN_USER) + FIELD_OFFSET(SID, SubAuthority) + sizeof(ULONG);
    PTOKEN_USER User;
    PISID Sid;

    UNREFERENCED_PARAMETER(Token);
    KxAtMost(PASSIVE_LEVEL, "SeQueryInformationToken");
    /* The owner and the primary group are told as the user is: by a pointer to what follows. */
    if (TokenInformationClass != TokenUser && TokenInformationClass != TokenOwner
        && TokenInformationClass != TokenPrimaryGroup)
        KxUnknown("what class %d of SeQueryInformationToken says", TokenInformationClass);
    if (KxFails("SeQueryInformationToken"))
        return STATUS_INSUFFICIENT_RESOURCES;
    User = KxAllocate(Length, 'nkoT', TRUE, "ExFreePool");
    RtlZeroMemory(User, Length);
    Sid = (PISID)(User + 1);
    RtlInitializeSid(Sid, (PSID_IDENTIFIER_AUTHORITY)&Authority, 1);
    Sid->SubAuthority[0] = SECURITY_LOCAL_SYSTEM_RID;
    User->User.Sid = Sid;
    *TokenInformation = User;
    return STATUS_SUCCESS;
}
