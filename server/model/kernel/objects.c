/*
 * Objects: the handles and the pointers that keep them, and waits for a handle. Processes, the files of users and devices of
 * others are not counted: nothing can be seen of it.
 */
#include "transport.h"

static struct {
    PVOID Object;
    /* A block that is there as long as the handle. NULL: of a file. */
    PVOID Open;
    /* NULL: a kernel handle, good in every process. */
    PEPROCESS Process;
} KxHandles[KX_HANDLES];

/* ---- What objects are ---- */

/* NULL: of another kind. */
static PKX_REFERENCES KxReferencesOf(PVOID Object)
{
    PKTHREAD Thread = KxThreadAt(Object);

    if (Thread != NULL)
        return &Thread->References;
    if (KxIsIoObject(Object))
        return KxReferencesOfIoObject(Object);
    if (KxEventAt(Object) != NULL)
        return KxReferencesOfEvent(Object);
    return KxTokenAt(Object) == NULL ? NULL : KxReferencesOfToken(Object);
}

/* Of what has references. */
static ULONG KxKindOf(PVOID Object)
{
    if (KxThreadAt(Object) != NULL)
        return KX_THREAD;
    if (KxIsIoObject(Object))
        return KxKindOfIoObject(Object);
    return KxEventAt(Object) != NULL ? KX_EVENT : KX_TOKEN;
}

static PCSTR KxNameOfKind(ULONG Kind)
{
    switch (Kind) {
    case KX_THREAD: return "a thread";
    case KX_DEVICE: return "a device";
    case KX_DRIVER: return "a driver object";
    case KX_EVENT: return "an event";
    }
    return "a token";
}

/* What a type is cannot be seen. */
static const UCHAR KxTypes[7];
static POBJECT_TYPE KxFileType = (POBJECT_TYPE)&KxTypes[0];
static POBJECT_TYPE KxEventType = (POBJECT_TYPE)&KxTypes[1];
static POBJECT_TYPE KxThreadType = (POBJECT_TYPE)&KxTypes[2];
static POBJECT_TYPE KxProcessType = (POBJECT_TYPE)&KxTypes[3];
static POBJECT_TYPE KxTokenType = (POBJECT_TYPE)&KxTypes[4];
static POBJECT_TYPE KxKeyType = (POBJECT_TYPE)&KxTypes[5];
static POBJECT_TYPE KxSemaphoreType = (POBJECT_TYPE)&KxTypes[6];
POBJECT_TYPE *IoFileObjectType = &KxFileType;
POBJECT_TYPE *ExEventObjectType = &KxEventType;
POBJECT_TYPE *PsThreadType = &KxThreadType;
POBJECT_TYPE *PsProcessType = &KxProcessType;
POBJECT_TYPE *SeTokenObjectType = &KxTokenType;
POBJECT_TYPE *CmKeyObjectType = &KxKeyType;
POBJECT_TYPE *ExSemaphoreObjectType = &KxSemaphoreType;

/* NULL: of a type that has no name here. */
static POBJECT_TYPE KxTypeOf(PVOID Object)
{
    PKX_FILE_OBJECT File;

    if (KxThreadAt(Object) != NULL)
        return KxThreadType;
    if (KxIsIoObject(Object))
        return NULL;
    if (KxEventAt(Object) != NULL)
        return KxEventType;
    if (KxTokenAt(Object) != NULL)
        return KxTokenType;
    File = KxFileAt(Object);
    if (File == NULL)
        return NULL;
    return File->Kind == KX_FILE ? KxFileType : File->Kind == KX_KEY ? KxKeyType : NULL;
}

/* ---- Handles ---- */

static ULONG KxNewEntry(PVOID Object, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle)
{
    BOOLEAN Kernel = (BOOLEAN)(Attributes != NULL && (Attributes->Attributes & OBJ_KERNEL_HANDLE) != 0);
    ULONG i;

    for (i = 0; i < KX_HANDLES && KxHandles[i].Object != NULL; i++)
        ;
    if (i == KX_HANDLES)
        KxUnknown("more than %d handles at a time", KX_HANDLES);
    KxHandles[i].Object = Object;
    KxHandles[i].Process = Kernel || KxThread()->Process == &KxSystemProcess ? NULL : KxThread()->Process;
    *Handle = (HANDLE)(ULONG_PTR)((i + 1) * 4 | (Kernel ? 0x80000000 : 0));
    return i;
}

VOID KxNewFileHandle(PKX_FILE_OBJECT File, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle)
{
    KxNewEntry(File, Attributes, Handle);
}

VOID KxNewObjectHandle(PVOID Object, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle)
{
    ULONG i = KxNewEntry(Object, Attributes, Handle);

    KxHandles[i].Open = KxAllocate(1, KxKindOf(Object), FALSE, "ZwClose");
    KxKeep(Object);
}

static ULONG KxHandle(HANDLE Handle, PCSTR Routine)
{
    ULONG i = ((ULONG)(ULONG_PTR)Handle & 0x7fffffff) / 4 - 1;

    if (i >= KX_HANDLES || KxHandles[i].Object == NULL)
        KxFail(218, "calls %s with a handle that is not open", Routine);
    if (KxHandles[i].Process != NULL && KxHandles[i].Process != KxThread()->Process)
        KxFail(46, "calls %s in another process than the handle was opened in, without OBJ_KERNEL_HANDLE", Routine);
    return i;
}

PVOID KxObjectOf(HANDLE Handle, PCSTR Routine)
{
    return KxHandles[KxHandle(Handle, Routine)].Object;
}

static VOID KxCloseFile(PKX_FILE_OBJECT File)
{
    if (File->Cleanup != NULL)
        File->Cleanup(File);
    ObfDereferenceObject(File);
}

/* An event or a token is there as long as anything leads to it, a device until it is deleted too; a thread has its place. */
static VOID KxEndIfUnused(PVOID Object)
{
    PKX_REFERENCES References = KxReferencesOf(Object);

    if (References->Handles != 0 || References->Pointers != 0)
        return;
    if (KxIsIoObject(Object))
        KxFreeIfDeleted(Object);
    else if (KxEventAt(Object) != NULL)
        KxFreeEvent(Object);
    else if (KxTokenAt(Object) != NULL)
        KxFreeToken(Object);
}

VOID KxKeep(PVOID Object)
{
    KxReferencesOf(Object)->Handles++;
}

VOID KxLetObjectGo(PVOID Object)
{
    KxDoneWith(Object);
    KxReferencesOf(Object)->Handles--;
    KxEndIfUnused(Object);
}

NTSTATUS NTAPI ZwClose(HANDLE Handle)
{
    PVOID Object, Open;
    ULONG i;

    KxAtMost(PASSIVE_LEVEL, "ZwClose");
    KxVisible(NULL);
    i = KxHandle(Handle, "ZwClose");
    Object = KxHandles[i].Object;
    Open = KxHandles[i].Open;
    RtlZeroMemory(&KxHandles[i], sizeof(KxHandles[i]));
    if (Open == NULL) {
        KxCloseFile(Object);
        return STATUS_SUCCESS;
    }
    KxFree(Open, 0, "ZwClose");
    KxLetObjectGo(Object);
    return STATUS_SUCCESS;
}

/* Nobody asks for rights. */
NTSTATUS NTAPI ZwSetSecurityObject(
    HANDLE Handle, SECURITY_INFORMATION SecurityInformation, PSECURITY_DESCRIPTOR SecurityDescriptor)
{
    UNREFERENCED_PARAMETER(SecurityInformation);
    UNREFERENCED_PARAMETER(SecurityDescriptor);
    KxAtMost(PASSIVE_LEVEL, "ZwSetSecurityObject");
    KxHandle(Handle, "ZwSetSecurityObject");
    return KxFails("ZwSetSecurityObject") ? STATUS_ACCESS_DENIED : STATUS_SUCCESS;
}

/* [MS] A file is signalled when a request is done; nothing is known of one that nobody has asked for anything. */
static NTSTATUS KxWaitForFile(PKX_FILE_OBJECT File)
{
    if (File == NULL || File->Kind != KX_FILE)
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (!File->Asked)
        KxUnknown("waits for a file without a request");
    return STATUS_SUCCESS;
}

/* The object cannot go while somebody waits for it. */
NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    NTSTATUS Status;
    PVOID Object;

    KxAtMost(PASSIVE_LEVEL, "ZwWaitForSingleObject");
    Object = KxObjectOf(Handle, "ZwWaitForSingleObject");
    if (KxReferencesOf(Object) == NULL)
        return KxWaitForFile(KxFileAt(Object));
    KxKeep(Object);
    Status = KeWaitForSingleObject(Object, Executive, KernelMode, Alertable, Timeout);
    KxLetObjectGo(Object);
    return Status;
}

/* ---- References ---- */

NTSTATUS NTAPI ObReferenceObjectByHandle(
    HANDLE Handle, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode, PVOID *Object,
    POBJECT_HANDLE_INFORMATION HandleInformation)
{
    POBJECT_TYPE Type;
    PVOID Found;

    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(AccessMode);
    UNREFERENCED_PARAMETER(HandleInformation);
    KxAtMost(PASSIVE_LEVEL, "ObReferenceObjectByHandle");
    Found = KxObjectOf(Handle, "ObReferenceObjectByHandle");
    Type = KxTypeOf(Found);
    if (ObjectType != NULL && Type != NULL && ObjectType != Type)
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (KxFails("ObReferenceObjectByHandle"))
        return STATUS_UNSUCCESSFUL;
    ObfReferenceObject(Found);
    *Object = Found;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI ObReferenceObjectByHandleWithTag(
    HANDLE Handle, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode, ULONG Tag,
    PVOID *Object, POBJECT_HANDLE_INFORMATION HandleInformation)
{
    UNREFERENCED_PARAMETER(Tag);
    return ObReferenceObjectByHandle(Handle, DesiredAccess, ObjectType, AccessMode, Object, HandleInformation);
}

static LONG_PTR KxReference(PVOID Object, PKX_REFERENCES References)
{
    if (KxIsIoObject(Object))
        KxAdds(References);
    if (References->Pointers++ == 0)
        References->Pointed = KxAllocate(1, KxKindOf(Object), FALSE, "ObDereferenceObject");
    return References->Pointers;
}

LONG_PTR FASTCALL ObfReferenceObject(PVOID Object)
{
    PKX_REFERENCES References = KxReferencesOf(Object);
    PKX_FILE_OBJECT File = References == NULL ? KxFileAt(Object) : NULL;

    if (References != NULL)
        return KxReference(Object, References);
    return File == NULL ? 1 : ++File->References;
}

LONG_PTR FASTCALL ObfReferenceObjectWithTag(PVOID Object, ULONG Tag)
{
    UNREFERENCED_PARAMETER(Tag);
    return ObfReferenceObject(Object);
}

/* Of the right type: the driver knows what it has a pointer to. */
NTSTATUS NTAPI ObReferenceObjectByPointer(
    PVOID Object, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode)
{
    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(ObjectType);
    UNREFERENCED_PARAMETER(AccessMode);
    KxAtMost(DISPATCH_LEVEL, "ObReferenceObjectByPointer");
    ObfReferenceObject(Object);
    return STATUS_SUCCESS;
}

/* [MS] Bug check 0x18: handles, and the thread that runs, have references of their own, which nobody else may drop. */
VOID KxDropReference(PVOID Object, PCSTR Routine)
{
    PKX_REFERENCES References = KxReferencesOf(Object);
    PVOID Pointed = References->Pointed;
    ULONG Kind = KxKindOf(Object);

    if (References->Pointers == 0) {
        KxFailUnlessAllowed(218, "calls %s with %s that it has no reference to", Routine, KxNameOfKind(Kind));
        return;
    }
    KxDoneWith(Object);
    if (--References->Pointers != 0)
        return;
    References->Pointed = NULL;
    KxFree(Pointed, 0, "ObDereferenceObject");
    KxEndIfUnused(Object);
}

LONG_PTR FASTCALL ObfDereferenceObject(PVOID Object)
{
    BOOLEAN IsCounted = (BOOLEAN)(KxReferencesOf(Object) != NULL);
    PKX_FILE_OBJECT File = IsCounted ? NULL : KxFileAt(Object);

    KxAtMost(DISPATCH_LEVEL, "ObDereferenceObject");
    if (IsCounted)
        KxDropReference(Object, "ObDereferenceObject");
    else if (File != NULL && File->References != 0 && --File->References == 0)
        KxFree(File, 0, File->Family);
    return 1;
}

LONG_PTR FASTCALL ObfDereferenceObjectWithTag(PVOID Object, ULONG Tag)
{
    UNREFERENCED_PARAMETER(Tag);
    return ObfDereferenceObject(Object);
}

VOID NTAPI ObDereferenceObjectDeferDelete(PVOID Object)
{
    ObfDereferenceObject(Object);
}

/* Of whoever asks: [MS] only OBJ_KERNEL_HANDLE and its like are said of it. */
NTSTATUS NTAPI ObOpenObjectByPointer(
    PVOID Object, ULONG HandleAttributes, PACCESS_STATE PassedAccessState, ACCESS_MASK DesiredAccess,
    POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode, PHANDLE Handle)
{
    OBJECT_ATTRIBUTES Attributes;

    UNREFERENCED_PARAMETER(PassedAccessState);
    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(AccessMode);
    KxAtMost(PASSIVE_LEVEL, "ObOpenObjectByPointer");
    if (KxReferencesOf(Object) == NULL || KxIsIoObject(Object))
        KxUnknown("handles of objects other than threads, events and tokens");
    if (ObjectType != NULL && ObjectType != KxTypeOf(Object))
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (KxFails("ObOpenObjectByPointer"))
        return STATUS_INSUFFICIENT_RESOURCES;
    InitializeObjectAttributes(&Attributes, NULL, HandleAttributes, NULL, NULL);
    KxNewObjectHandle(Object, &Attributes, Handle);
    return STATUS_SUCCESS;
}
