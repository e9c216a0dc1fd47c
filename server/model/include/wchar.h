/*
 * Wide characters: their strings, classes and formatting, gathered from the headers that declare them.
 */
#ifndef _INC_WCHAR
#define _INC_WCHAR

#include "crtdefs.h"
#include "string.h"
#include "stdio.h"
#include "wctype.h"

#ifndef WCHAR_MAX
#define WCHAR_MIN 0x0000
#define WCHAR_MAX 0xffff
#endif

wchar_t *__cdecl wmemchr(wchar_t const *s, wchar_t c, size_t n);
int __cdecl wmemcmp(wchar_t const *s1, wchar_t const *s2, size_t n);
wchar_t *__cdecl wmemcpy(wchar_t *s1, wchar_t const *s2, size_t n);
wchar_t *__cdecl wmemmove(wchar_t *s1, wchar_t const *s2, size_t n);
wchar_t *__cdecl wmemset(wchar_t *s, wchar_t c, size_t n);

#endif
