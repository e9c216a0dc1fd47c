/*
 * Run-time assertions of the C library, checked builds only.
 */
#ifndef _INC_ASSERT
#define _INC_ASSERT

#include "crtdefs.h"

#undef assert

#if defined(NDEBUG) || !(defined(DBG) && DBG)
#define assert(expression) ((void)0)
#else
void __cdecl _assert(_In_z_ const char *message, _In_z_ const char *file, _In_ unsigned line);
#define assert(expression) ((void)((expression) || (_assert(#expression, __FILE__, __LINE__), 0)))
#endif

#ifndef static_assert
#define static_assert _Static_assert
#endif

#endif
