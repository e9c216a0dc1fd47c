/*
 * Security descriptors: what they consist of, with pointers to their parts or with the parts behind them.
 */
#include "kernel.h"

NTSTATUS NTAPI RtlCreateSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Revision)
{
    if (Revision != SECURITY_DESCRIPTOR_REVISION)
        return STATUS_UNKNOWN_REVISION;
    RtlZeroMemory(SecurityDescriptor, sizeof(SECURITY_DESCRIPTOR));
    ((PISECURITY_DESCRIPTOR)SecurityDescriptor)->Revision = (UCHAR)Revision;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlSetDaclSecurityDescriptor(
    PSECURITY_DESCRIPTOR SecurityDescriptor, BOOLEAN DaclPresent, PACL Dacl, BOOLEAN DaclDefaulted)
{
    PISECURITY_DESCRIPTOR Descriptor = SecurityDescriptor;

    Descriptor->Control &= (SECURITY_DESCRIPTOR_CONTROL)~(SE_DACL_PRESENT | SE_DACL_DEFAULTED);
    if (!DaclPresent)
        return STATUS_SUCCESS;
    Descriptor->Control |= SE_DACL_PRESENT | (DaclDefaulted ? SE_DACL_DEFAULTED : 0);
    Descriptor->Dacl = Dacl;
    return STATUS_SUCCESS;
}

typedef struct _KX_PARTS {
    PSID Owner;
    PSID Group;
    PACL Sacl;
    PACL Dacl;
} KX_PARTS;

static PVOID KxBehind(PVOID Descriptor, ULONG Offset)
{
    return Offset == 0 ? NULL : (PUCHAR)Descriptor + Offset;
}

static KX_PARTS KxPartsOf(PSECURITY_DESCRIPTOR SecurityDescriptor)
{
    PISECURITY_DESCRIPTOR Absolute = SecurityDescriptor;
    PISECURITY_DESCRIPTOR_RELATIVE Relative = SecurityDescriptor;
    KX_PARTS Parts;

    if ((Absolute->Control & SE_SELF_RELATIVE) != 0) {
        Parts.Owner = KxBehind(Relative, Relative->Owner);
        Parts.Group = KxBehind(Relative, Relative->Group);
        Parts.Sacl = KxBehind(Relative, Relative->Sacl);
        Parts.Dacl = KxBehind(Relative, Relative->Dacl);
    } else {
        Parts.Owner = Absolute->Owner;
        Parts.Group = Absolute->Group;
        Parts.Sacl = Absolute->Sacl;
        Parts.Dacl = Absolute->Dacl;
    }
    if ((Absolute->Control & SE_SACL_PRESENT) == 0)
        Parts.Sacl = NULL;
    if ((Absolute->Control & SE_DACL_PRESENT) == 0)
        Parts.Dacl = NULL;
    return Parts;
}

/* [MS] Parts that are not there are not written. */
NTSTATUS NTAPI RtlGetDaclSecurityDescriptor(
    PSECURITY_DESCRIPTOR SecurityDescriptor, PBOOLEAN DaclPresent, PACL *Dacl, PBOOLEAN DaclDefaulted)
{
    PISECURITY_DESCRIPTOR Descriptor = SecurityDescriptor;

    KxAtMost(APC_LEVEL, "RtlGetDaclSecurityDescriptor");
    if (Descriptor->Revision != SECURITY_DESCRIPTOR_REVISION)
        return STATUS_UNKNOWN_REVISION;
    *DaclPresent = (BOOLEAN)((Descriptor->Control & SE_DACL_PRESENT) != 0);
    if (*DaclPresent) {
        *Dacl = KxPartsOf(Descriptor).Dacl;
        *DaclDefaulted = (BOOLEAN)((Descriptor->Control & SE_DACL_DEFAULTED) != 0);
    }
    return STATUS_SUCCESS;
}

static ULONG KxSidBytes(PSID Sid)
{
    return Sid == NULL ? 0 : RtlLengthSid(Sid);
}

/* Parts of descriptors begin at multiples of 4. */
static ULONG KxAclBytes(PACL Acl)
{
    return Acl == NULL ? 0 : (Acl->AclSize + 3) & ~3u;
}

ULONG NTAPI RtlLengthSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor)
{
    PISECURITY_DESCRIPTOR Descriptor = SecurityDescriptor;
    BOOLEAN Relative = (BOOLEAN)((Descriptor->Control & SE_SELF_RELATIVE) != 0);
    KX_PARTS Parts = KxPartsOf(SecurityDescriptor);

    KxAtMost(PASSIVE_LEVEL, "RtlLengthSecurityDescriptor");
    return (ULONG)(Relative ? sizeof(SECURITY_DESCRIPTOR_RELATIVE) : sizeof(SECURITY_DESCRIPTOR))
           + KxSidBytes(Parts.Owner) + KxSidBytes(Parts.Group) + KxAclBytes(Parts.Sacl) + KxAclBytes(Parts.Dacl);
}
