/*
 * Events that the object manager has: with handles, some with a name by which they are found again. Source: the documentation
 * of these routines.
 */
#include "kernel.h"

typedef struct _KX_EVENT_OBJECT {
    KEVENT Event;
    KX_REFERENCES References;
    LIST_ENTRY Link;
    /* Length 0: it has none. */
    UNICODE_STRING Name;
} KX_EVENT_OBJECT, *PKX_EVENT_OBJECT;

static LIST_ENTRY KxEvents = { &KxEvents, &KxEvents };

PKEVENT KxEventAt(PVOID Object)
{
    PKEVENT Event = Object;

    return Event->Header.Type <= SynchronizationEvent && Event->Header.Size == KX_OF_OBJECT_MANAGER ? Event : NULL;
}

PKX_REFERENCES KxReferencesOfEvent(PKEVENT Event)
{
    return &((PKX_EVENT_OBJECT)Event)->References;
}

VOID KxFreeEvent(PKEVENT Event)
{
    KxCheckFreed(Event, sizeof(*Event));
    RemoveEntryList(&((PKX_EVENT_OBJECT)Event)->Link);
    KxFree(Event, 0, "the object manager");
}

/* ---- Created and opened ---- */

/* NULL: nobody has created it here. */
static PKX_EVENT_OBJECT KxFindEvent(PCUNICODE_STRING Name)
{
    PLIST_ENTRY Link;

    if (Name == NULL || Name->Length == 0)
        return NULL;
    KxVisible(&KxEvents);
    for (Link = KxEvents.Flink; Link != &KxEvents; Link = Link->Flink) {
        PKX_EVENT_OBJECT Object = CONTAINING_RECORD(Link, KX_EVENT_OBJECT, Link);
        if (RtlEqualUnicodeString(&Object->Name, Name, TRUE))
            return Object;
    }
    return NULL;
}

static PKX_EVENT_OBJECT KxNewEvent(PCUNICODE_STRING Name, EVENT_TYPE Type, BOOLEAN State)
{
    USHORT Length = Name == NULL ? 0 : Name->Length;
    PKX_EVENT_OBJECT Object = KxAllocate(sizeof(*Object) + Length, KX_EVENT, FALSE, "the object manager");

    RtlZeroMemory(Object, sizeof(*Object));
    KeInitializeEvent(&Object->Event, Type, State);
    Object->Event.Header.Size = KX_OF_OBJECT_MANAGER;
    Object->Name.Buffer = (PWCH)(Object + 1);
    Object->Name.Length = Object->Name.MaximumLength = Length;
    if (Length != 0)
        RtlCopyMemory(Object->Name.Buffer, Name->Buffer, Length);
    InsertTailList(&KxEvents, &Object->Link);
    return Object;
}

static PCUNICODE_STRING KxNameOf(POBJECT_ATTRIBUTES Attributes)
{
    if (Attributes == NULL)
        return NULL;
    if (Attributes->RootDirectory != NULL)
        KxUnknown("events in the directory of a handle");
    return Attributes->ObjectName;
}

/* [MS] One that exists is opened if OBJ_OPENIF says so, and stays what it is. */
NTSTATUS NTAPI ZwCreateEvent(
    PHANDLE EventHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, EVENT_TYPE EventType,
    BOOLEAN InitialState)
{
    PCUNICODE_STRING Name = KxNameOf(ObjectAttributes);
    PKX_EVENT_OBJECT Object;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(DesiredAccess);
    KxAtMost(PASSIVE_LEVEL, "ZwCreateEvent");
    if (EventType != NotificationEvent && EventType != SynchronizationEvent)
        return STATUS_INVALID_PARAMETER;
    if (KxFails("ZwCreateEvent"))
        return STATUS_INSUFFICIENT_RESOURCES;
    Object = KxFindEvent(Name);
    if (Object != NULL)
        Status = ObjectAttributes->Attributes & OBJ_OPENIF ? STATUS_OBJECT_NAME_EXISTS : STATUS_OBJECT_NAME_COLLISION;
    if (!NT_SUCCESS(Status))
        return Status;
    if (Object == NULL)
        Object = KxNewEvent(Name, EventType, InitialState);
    KxNewObjectHandle(Object, ObjectAttributes, EventHandle);
    return Status;
}

NTSTATUS NTAPI ZwOpenEvent(PHANDLE EventHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes)
{
    PKX_EVENT_OBJECT Object;

    UNREFERENCED_PARAMETER(DesiredAccess);
    KxAtMost(PASSIVE_LEVEL, "ZwOpenEvent");
    if (KxFails("ZwOpenEvent"))
        return STATUS_OBJECT_NAME_NOT_FOUND;
    Object = KxFindEvent(KxNameOf(ObjectAttributes));
    if (Object == NULL)
        KxUnknown("events that others than the driver create");
    KxNewObjectHandle(Object, ObjectAttributes, EventHandle);
    return STATUS_SUCCESS;
}

/* [MS] The pointer is good as long as the handle is open. */
static PKEVENT KxCreateNamed(PCSTR Routine, PUNICODE_STRING Name, EVENT_TYPE Type, PHANDLE Handle)
{
    PKX_EVENT_OBJECT Object;
    OBJECT_ATTRIBUTES Attributes;

    KxAtMost(PASSIVE_LEVEL, Routine);
    if (KxFails(Routine))
        return NULL;
    InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
    Object = KxFindEvent(Name);
    if (Object == NULL)
        Object = KxNewEvent(Name, Type, TRUE);
    KxNewObjectHandle(Object, &Attributes, Handle);
    return &Object->Event;
}

PKEVENT NTAPI IoCreateNotificationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
    return KxCreateNamed("IoCreateNotificationEvent", EventName, NotificationEvent, EventHandle);
}

PKEVENT NTAPI IoCreateSynchronizationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
    return KxCreateNamed("IoCreateSynchronizationEvent", EventName, SynchronizationEvent, EventHandle);
}

/* ---- Set and reset by a handle ---- */

static NTSTATUS KxChange(
    HANDLE Handle, PCSTR Routine, LONG (*Change)(PKEVENT Event), PLONG PreviousState)
{
    PKEVENT Event;
    LONG Old;

    KxAtMost(PASSIVE_LEVEL, Routine);
    Event = KxEventAt(KxObjectOf(Handle, Routine));
    if (Event == NULL)
        return STATUS_OBJECT_TYPE_MISMATCH;
    Old = Change(Event);
    if (PreviousState != NULL)
        *PreviousState = Old;
    return STATUS_SUCCESS;
}

static LONG KxSet(PKEVENT Event)
{
    return KeSetEvent(Event, 0, FALSE);
}

static LONG KxReset(PKEVENT Event)
{
    return KeResetEvent(Event);
}

NTSTATUS NTAPI ZwSetEvent(HANDLE EventHandle, PLONG PreviousState)
{
    return KxChange(EventHandle, "ZwSetEvent", KxSet, PreviousState);
}

NTSTATUS NTAPI ZwResetEvent(HANDLE EventHandle, PLONG PreviousState)
{
    return KxChange(EventHandle, "ZwResetEvent", KxReset, PreviousState);
}

NTSTATUS NTAPI ZwClearEvent(HANDLE EventHandle)
{
    return KxChange(EventHandle, "ZwClearEvent", KxReset, NULL);
}

VOID KxSetEventOf(HANDLE Handle, PCSTR Routine)
{
    if (Handle != NULL)
        KxChange(Handle, Routine, KxSet, NULL);
}
