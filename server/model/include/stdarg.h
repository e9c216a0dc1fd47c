/*
 * Variable arguments as standard C names them.
 */
#ifndef _INC_STDARG
#define _INC_STDARG

#include "vadefs.h"

#define va_start __crt_va_start
#define va_arg   __crt_va_arg
#define va_end   __crt_va_end
#define va_copy  __crt_va_copy

#endif
