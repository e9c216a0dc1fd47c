/*
 * Definitions that the C library's headers share.
 */
#ifndef _INC_CRTDEFS
#define _INC_CRTDEFS

#include "sal.h"
#include "stddef.h"

#ifndef _CRTIMP
#define _CRTIMP
#endif
#ifndef _ERRNO_T_DEFINED
#define _ERRNO_T_DEFINED
typedef int errno_t;
#endif
#ifndef _WCTYPE_T_DEFINED
#define _WCTYPE_T_DEFINED
typedef unsigned short wint_t;
typedef unsigned short wctype_t;
#endif
#ifndef _TRUNCATE
#define _TRUNCATE ((size_t)-1)
#endif

typedef size_t rsize_t;

#ifndef _TIME_T_DEFINED
#define _TIME_T_DEFINED
typedef long __time32_t;
typedef __int64 __time64_t;
#ifdef _USE_32BIT_TIME_T
typedef __time32_t time_t;
#else
typedef __time64_t time_t;
#endif
#endif

#endif
