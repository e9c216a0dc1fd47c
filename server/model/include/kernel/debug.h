/*
 * Debugger output and assertions, and the marks of pageable code.
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
vDbgPrintExWithPrefix(
    _In_z_ PCCH Prefix,
    _In_ ULONG ComponentId,
    _In_ ULONG Level,
    _In_z_ PCCH Format,
    _In_ va_list arglist);

#if DBG
#define ASSERT(exp) ((!(exp)) ? (RtlAssert((PVOID)#exp, (PVOID)__FILE__, __LINE__, NULL), FALSE) : TRUE)
#define ASSERTMSG(msg, exp) ((!(exp)) ? (RtlAssert((PVOID)#exp, (PVOID)__FILE__, __LINE__, (PCHAR)(msg)), FALSE) : TRUE)
#define RTL_SOFT_ASSERT(exp) \
    ((!(exp)) ? (DbgPrint("%s(%d): Soft assertion failed\n   Expression: %s\n", __FILE__, __LINE__, #exp), FALSE) : TRUE)
#define RTL_VERIFY    ASSERT
#define NT_ASSERT_ACTION(exp) ((!(exp)) ? (__debugbreak(), FALSE) : TRUE)
#define NT_ASSERT     NT_ASSERT_ACTION
#define NT_VERIFY     NT_ASSERT
#define KdPrint(x)    DbgPrint x
#define KdPrintEx(x)  DbgPrintEx x
#define KdBreakPoint() DbgBreakPoint()
#define PAGED_CODE() \
    { \
        if (KeGetCurrentIrql() > APC_LEVEL) { \
            KdPrint(("EX: Pageable code called at IRQL %d\n", KeGetCurrentIrql())); \
            ASSERT(FALSE); \
        } \
    }
#else
#define ASSERT(exp)           ((void)0)
#define ASSERTMSG(msg, exp)   ((void)0)
#define RTL_SOFT_ASSERT(exp)  ((void)0)
#define RTL_VERIFY(exp)       ((exp) ? TRUE : FALSE)
#define NT_ASSERT(exp)        ((void)0)
#define NT_VERIFY(exp)        ((exp) ? TRUE : FALSE)
#define KdPrint(x)
#define KdPrintEx(x)
#define KdBreakPoint()
#define PAGED_CODE()          ((void)0)
#endif

#define NT_ASSERTMSG(msg, exp) ASSERTMSG(msg, exp)
#define PAGED_CODE_LOCKED()   ((void)0)
#define RTL_ASSERT            ASSERT
#define NT_FRE_ASSERT(exp)    ((void)0)

#endif
