/*
 * Debugger output, and what of assertions is the same in free and checked builds.
 */
#ifndef _KERNEL_DEBUG_
#define _KERNEL_DEBUG_

#define DPFLTR_SYSTEM_ID      0
#define DPFLTR_RDBSS_ID       41
#define DPFLTR_IHVDRIVER_ID   77
#define DPFLTR_IHVNETWORK_ID  79
#define DPFLTR_DEFAULT_ID     101
#define DPFLTR_ERROR_LEVEL    0
#define DPFLTR_WARNING_LEVEL  1
#define DPFLTR_TRACE_LEVEL    2
#define DPFLTR_INFO_LEVEL     3
#define DPFLTR_MASK           0x80000000

#define DbgBreakPoint         __debugbreak
#define DbgRaiseAssertionFailure() __debugbreak()

NTSYSAPI ULONG __cdecl
vDbgPrintEx(
    _In_ ULONG ComponentId,
    _In_ ULONG Level,
    _In_z_ PCCH Format,
    _In_ va_list arglist);

NTSYSAPI ULONG __cdecl
vDbgPrintExWithPrefix(
    _In_z_ PCCH Prefix,
    _In_ ULONG ComponentId,
    _In_ ULONG Level,
    _In_z_ PCCH Format,
    _In_ va_list arglist);

#define NT_ASSERTMSG(msg, exp) ASSERTMSG(msg, exp)
#define PAGED_CODE_LOCKED()   ((void)0)
#define RTL_ASSERT            ASSERT
#define NT_FRE_ASSERT(exp)    ((void)0)

#endif
