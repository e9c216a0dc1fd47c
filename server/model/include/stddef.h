/*
 * Common definitions of standard C: sizes, NULL and offsetof.
 */
#ifndef _INC_STDDEF
#define _INC_STDDEF

#ifndef _SIZE_T_DEFINED
#define _SIZE_T_DEFINED
#if defined(_WIN64)
typedef unsigned __int64 size_t;
#else
typedef unsigned int size_t;
#endif
#endif

#ifndef _PTRDIFF_T_DEFINED
#define _PTRDIFF_T_DEFINED
#if defined(_WIN64)
typedef __int64 ptrdiff_t;
typedef __int64 intptr_t;
#else
typedef int ptrdiff_t;
typedef int intptr_t;
#endif
#endif

#include "vadefs.h"

#if !defined(_WCHAR_T_DEFINED) && !defined(__cplusplus)
#define _WCHAR_T_DEFINED
typedef unsigned short wchar_t;
#endif

#ifndef NULL
#define NULL ((void *)0)
#endif

#ifndef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif

#endif
