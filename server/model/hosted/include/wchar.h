/* Wide strings. */
#ifndef _HOSTED_WCHAR
#define _HOSTED_WCHAR

#include <stddef.h>

size_t wcslen(const wchar_t *text);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
wchar_t *wcscat(wchar_t *to, const wchar_t *from);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t count);
wchar_t *wcschr(const wchar_t *text, wchar_t character);

#endif
