/*
 * Self-describing trace events. Writing one evaluates its values and calls no other code of the driver.
 */
#ifndef _TRACELOGGINGPROVIDER_H_
#define _TRACELOGGINGPROVIDER_H_

#include "ntdef.h"
#include "guiddef.h"
#include "evntprov.h"

struct _tlgProvider_t {
    REGHANDLE RegHandle;
};
typedef struct _tlgProvider_t const *TraceLoggingHProvider;

typedef
VOID
(NTAPI *TLG_PENABLECALLBACK)(
    _In_ LPCGUID SourceId,
    _In_ ULONG ControlCode,
    _In_ UCHAR Level,
    _In_ ULONGLONG MatchAnyKeyword,
    _In_ ULONGLONG MatchAllKeyword,
    _In_opt_ PEVENT_FILTER_DESCRIPTOR FilterData,
    _Inout_opt_ PVOID CallbackContext);

#define TRACELOGGING_DECLARE_PROVIDER(HandleVariable) EXTERN_C const TraceLoggingHProvider HandleVariable
#define TRACELOGGING_DEFINE_PROVIDER(HandleVariable, ProviderName, ProviderId, ...) \
    static struct _tlgProvider_t _tlgProviderOf_##HandleVariable; \
    EXTERN_C const TraceLoggingHProvider HandleVariable = &_tlgProviderOf_##HandleVariable

NTSTATUS
TraceLoggingRegister(
    _In_ TraceLoggingHProvider Provider);

NTSTATUS
TraceLoggingRegisterEx(
    _In_ TraceLoggingHProvider Provider,
    _In_opt_ TLG_PENABLECALLBACK EnableCallback,
    _In_opt_ PVOID CallbackContext);

VOID
TraceLoggingUnregister(
    _In_ TraceLoggingHProvider Provider);

BOOLEAN
TraceLoggingProviderEnabled(
    _In_ TraceLoggingHProvider Provider,
    _In_ UCHAR Level,
    _In_ ULONGLONG Keyword);

/* Every field of an event becomes one value, so that what it mentions is used and checked. */
VOID
_tlgWrite(
    _In_ TraceLoggingHProvider Provider,
    _In_ PCSTR EventName,
    ...);

#define TraceLoggingWrite(Provider, EventName, ...) _tlgWrite((Provider), (EventName), ##__VA_ARGS__)
#define TraceLoggingWriteActivity(Provider, EventName, ActivityId, RelatedActivityId, ...) \
    _tlgWrite((Provider), (EventName), (ActivityId), (RelatedActivityId), ##__VA_ARGS__)

#define TraceLoggingValue(Value, ...) (Value)
#define TraceLoggingInt8(Value, ...) (Value)
#define TraceLoggingUInt8(Value, ...) (Value)
#define TraceLoggingInt16(Value, ...) (Value)
#define TraceLoggingUInt16(Value, ...) (Value)
#define TraceLoggingInt32(Value, ...) (Value)
#define TraceLoggingUInt32(Value, ...) (Value)
#define TraceLoggingInt64(Value, ...) (Value)
#define TraceLoggingUInt64(Value, ...) (Value)
#define TraceLoggingHexInt32(Value, ...) (Value)
#define TraceLoggingHexUInt32(Value, ...) (Value)
#define TraceLoggingHexInt64(Value, ...) (Value)
#define TraceLoggingHexUInt64(Value, ...) (Value)
#define TraceLoggingIntPtr(Value, ...) (Value)
#define TraceLoggingUIntPtr(Value, ...) (Value)
#define TraceLoggingLong(Value, ...) (Value)
#define TraceLoggingULong(Value, ...) (Value)
#define TraceLoggingHexLong(Value, ...) (Value)
#define TraceLoggingHexULong(Value, ...) (Value)
#define TraceLoggingBool(Value, ...) (Value)
#define TraceLoggingBoolean(Value, ...) (Value)
#define TraceLoggingChar(Value, ...) (Value)
#define TraceLoggingWChar(Value, ...) (Value)
#define TraceLoggingFloat32(Value, ...) (Value)
#define TraceLoggingFloat64(Value, ...) (Value)
#define TraceLoggingPointer(Value, ...) (Value)
#define TraceLoggingFileTime(Value, ...) (Value)
#define TraceLoggingSystemTime(Value, ...) (Value)
#define TraceLoggingString(Value, ...) (Value)
#define TraceLoggingWideString(Value, ...) (Value)
#define TraceLoggingNTStatus(Value, ...) (Value)
#define TraceLoggingWinError(Value, ...) (Value)
#define TraceLoggingGuid(Value, ...) (Value)
#define TraceLoggingUnicodeString(Value, ...) (Value)
#define TraceLoggingAnsiString(Value, ...) (Value)
#define TraceLoggingSid(Value, ...) (Value)
#define TraceLoggingSocket(Value, ...) (Value)
#define TraceLoggingCountedString(Value, Count, ...)     (Value), (Count)
#define TraceLoggingCountedWideString(Value, Count, ...) (Value), (Count)
#define TraceLoggingBinary(Value, Size, ...)            (Value), (Size)
#define TraceLoggingLevel(EventLevel) 0
#define TraceLoggingOpcode(EventOpcode) 0
#define TraceLoggingKeyword(EventKeyword) 0
#define TraceLoggingChannel(EventChannel) 0
#define TraceLoggingDescription(Text) 0
#define TraceLoggingEventTag(Tag) 0
#define TraceLoggingOptionGroup(...) 0

#endif
