/*
 * Makes every DEFINE_GUID that follows a definition; without this header they are external declarations.
 */
#ifndef INITGUID
#define INITGUID
#endif

#include "guiddef.h"

#ifndef _INITGUID_H_
#define _INITGUID_H_

#undef DEFINE_GUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
    EXTERN_C const GUID DECLSPEC_SELECTANY name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}

#endif
