/*
 * What differs between free and checked builds (DBG): assertions, debugger output, the remove lock.
 */
#ifndef _KERNEL_CHECKED_
#define _KERNEL_CHECKED_

#if DBG
#define ASSERT(exp) ((!(exp)) ? (RtlAssert((PVOID)#exp, (PVOID)__FILE__, __LINE__, NULL), FALSE) : TRUE)
#define ASSERTMSG(msg, exp) ((!(exp)) ? (RtlAssert((PVOID)#exp, (PVOID)__FILE__, __LINE__, (PCHAR)(msg)), FALSE) : TRUE)
#define RTL_SOFT_ASSERT(exp) \
    ((!(exp)) ? (DbgPrint("%s(%d): Soft assertion failed\n   Expression: %s\n", __FILE__, __LINE__, #exp), FALSE) : TRUE)
#define RTL_VERIFY    ASSERT
#define NT_ASSERT_ACTION(exp) ((!(exp)) ? (__debugbreak(), FALSE) : TRUE)
#define NT_ASSERT     NT_ASSERT_ACTION
#define NT_VERIFY     NT_ASSERT
#define NT_VERIFYMSG  NT_ASSERTMSG
#define RTL_VERIFYMSG ASSERTMSG
#define RTL_SOFT_ASSERTMSG(msg, exp) RTL_SOFT_ASSERT(exp)
#define RTL_SOFT_VERIFY RTL_SOFT_ASSERT
#define RTL_SOFT_VERIFYMSG RTL_SOFT_ASSERTMSG
#define KdPrint(x)    DbgPrint x
#define KdPrintEx(x)  DbgPrintEx x
#define KdBreakPoint() DbgBreakPoint()
/* The assertion has a name of its own, so that whoever hears of it knows what it is about. */
#define PAGED_CODE() \
    { \
        if (KeGetCurrentIrql() > APC_LEVEL) \
            RtlAssert((PVOID)"PAGED_CODE()", (PVOID)__FILE__, __LINE__, NULL); \
    }
#else
#define ASSERT(exp)           ((void)0)
#define ASSERTMSG(msg, exp)   ((void)0)
#define RTL_SOFT_ASSERT(exp)  ((void)0)
#define RTL_VERIFY(exp)       ((exp) ? TRUE : FALSE)
#define NT_ASSERT(exp)        ((void)0)
#define NT_VERIFY(exp)        ((exp) ? TRUE : FALSE)
#define NT_VERIFYMSG(msg, exp) NT_VERIFY(exp)
#define RTL_VERIFYMSG(msg, exp) RTL_VERIFY(exp)
#define RTL_SOFT_ASSERTMSG(msg, exp) ((void)0)
#define RTL_SOFT_VERIFY(exp)  RTL_VERIFY(exp)
#define RTL_SOFT_VERIFYMSG(msg, exp) RTL_VERIFY(exp)
#define KdPrint(x)
#define KdPrintEx(x)
#define KdBreakPoint()
#define PAGED_CODE()          ((void)0)
#endif

struct _IO_REMOVE_LOCK {
    IO_REMOVE_LOCK_COMMON_BLOCK Common;
#if DBG
    IO_REMOVE_LOCK_DBG_BLOCK Dbg;
#endif
};

#endif
