/*
 * Providers of trace events, as handles that have to be given back. Nobody listens: nothing is enabled, no callback is called,
 * and what is written goes nowhere. Source: the documentation of these routines.
 */
#include "kernel.h"
#include <TraceLoggingProvider.h>

typedef struct _KX_PROVIDER {
    BOOLEAN Registered;
} KX_PROVIDER, *PKX_PROVIDER;

/* [MS] 0 is the handle of a registration that has failed. One that was given back leads to memory that was freed. */
static NTSTATUS KxLookAtProvider(REGHANDLE Handle)
{
    PKX_PROVIDER Provider = (PKX_PROVIDER)(ULONG_PTR)Handle;

    return Provider != NULL && Provider->Registered ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

/* ---- Providers with a manifest ---- */

NTSTATUS NTAPI EtwRegister(
    LPCGUID ProviderId, PETWENABLECALLBACK EnableCallback, PVOID CallbackContext, PREGHANDLE RegHandle)
{
    PKX_PROVIDER Provider;

    UNREFERENCED_PARAMETER(ProviderId);
    UNREFERENCED_PARAMETER(EnableCallback);
    UNREFERENCED_PARAMETER(CallbackContext);
    KxAtMost(PASSIVE_LEVEL, "EtwRegister");
    *RegHandle = 0;
    if (KxFails("EtwRegister"))
        return STATUS_NO_MEMORY;
    Provider = KxAllocate(sizeof(*Provider), KX_TRACER, FALSE, "EtwUnregister");
    Provider->Registered = TRUE;
    *RegHandle = (REGHANDLE)(ULONG_PTR)Provider;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI EtwUnregister(REGHANDLE RegHandle)
{
    KxAtMost(PASSIVE_LEVEL, "EtwUnregister");
    if (RegHandle == 0)
        return STATUS_INVALID_HANDLE;
    KxFree((PVOID)(ULONG_PTR)RegHandle, 0, "EtwUnregister");
    return STATUS_SUCCESS;
}

BOOLEAN NTAPI EtwEventEnabled(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor)
{
    UNREFERENCED_PARAMETER(EventDescriptor);
    KxLookAtProvider(RegHandle);
    return FALSE;
}

BOOLEAN NTAPI EtwProviderEnabled(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword)
{
    UNREFERENCED_PARAMETER(Level);
    UNREFERENCED_PARAMETER(Keyword);
    KxLookAtProvider(RegHandle);
    return FALSE;
}

NTSTATUS NTAPI EtwWrite(
    REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor, LPCGUID ActivityId, ULONG UserDataCount,
    PEVENT_DATA_DESCRIPTOR UserData)
{
    UNREFERENCED_PARAMETER(EventDescriptor);
    UNREFERENCED_PARAMETER(ActivityId);
    UNREFERENCED_PARAMETER(UserDataCount);
    UNREFERENCED_PARAMETER(UserData);
    return KxLookAtProvider(RegHandle);
}

NTSTATUS NTAPI EtwWriteTransfer(
    REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor, LPCGUID ActivityId, LPCGUID RelatedActivityId,
    ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData)
{
    UNREFERENCED_PARAMETER(RelatedActivityId);
    return EtwWrite(RegHandle, EventDescriptor, ActivityId, UserDataCount, UserData);
}

NTSTATUS NTAPI EtwWriteEx(
    REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor, ULONG64 Filter, ULONG Flags, LPCGUID ActivityId,
    LPCGUID RelatedActivityId, ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData)
{
    UNREFERENCED_PARAMETER(Filter);
    UNREFERENCED_PARAMETER(Flags);
    return EtwWriteTransfer(RegHandle, EventDescriptor, ActivityId, RelatedActivityId, UserDataCount, UserData);
}

NTSTATUS NTAPI EtwWriteString(
    REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword, LPCGUID ActivityId, PCWSTR String)
{
    UNREFERENCED_PARAMETER(Level);
    UNREFERENCED_PARAMETER(Keyword);
    UNREFERENCED_PARAMETER(ActivityId);
    UNREFERENCED_PARAMETER(String);
    return KxLookAtProvider(RegHandle);
}

/* ---- Providers that describe themselves ---- */

NTSTATUS TraceLoggingRegisterEx(TraceLoggingHProvider Provider, TLG_PENABLECALLBACK EnableCallback, PVOID CallbackContext)
{
    KxAtMost(PASSIVE_LEVEL, "TraceLoggingRegister");
    if (Provider->RegHandle != 0)
        KxFail(218, "calls TraceLoggingRegister for a provider that is registered");
    return EtwRegister(NULL, EnableCallback, CallbackContext, &((struct _tlgProvider_t *)Provider)->RegHandle);
}

NTSTATUS TraceLoggingRegister(TraceLoggingHProvider Provider)
{
    return TraceLoggingRegisterEx(Provider, NULL, NULL);
}

/* [MS] Nothing where it is not registered. */
VOID TraceLoggingUnregister(TraceLoggingHProvider Provider)
{
    EtwUnregister(Provider->RegHandle);
    ((struct _tlgProvider_t *)Provider)->RegHandle = 0;
}

BOOLEAN TraceLoggingProviderEnabled(TraceLoggingHProvider Provider, UCHAR Level, ULONGLONG Keyword)
{
    return EtwProviderEnabled(Provider->RegHandle, Level, Keyword);
}

VOID _tlgWrite(TraceLoggingHProvider Provider, PCSTR EventName, ...)
{
    UNREFERENCED_PARAMETER(EventName);
    KxLookAtProvider(Provider->RegHandle);
}
