/*
 * Variable arguments: the type and the primitive operations.
 */
#ifndef _INC_VADEFS
#define _INC_VADEFS

#ifndef _UINTPTR_T_DEFINED
#define _UINTPTR_T_DEFINED
#if defined(_WIN64)
typedef unsigned __int64 uintptr_t;
#else
typedef unsigned int uintptr_t;
#endif
#endif

#ifndef _VA_LIST_DEFINED
#define _VA_LIST_DEFINED
typedef char *va_list;
#endif

#define __crt_va_start(ap, x) __builtin_va_start(ap, x)
#define __crt_va_arg(ap, t)   __builtin_va_arg(ap, t)
#define __crt_va_end(ap)      __builtin_va_end(ap)
#define __crt_va_copy(d, s)   ((void)((d) = (s)))

#endif
