/*
 * Conversions, sorting and arithmetic of the C library that kernel code has.
 */
#ifndef _INC_STDLIB
#define _INC_STDLIB

#include "crtdefs.h"
#include "limits.h"

#ifndef _countof
#define _countof(array) (sizeof(array) / sizeof(array[0]))
#endif
#ifndef __max
#define __max(a, b) (((a) > (b)) ? (a) : (b))
#define __min(a, b) (((a) < (b)) ? (a) : (b))
#endif

int __cdecl abs(_In_ int x);
long __cdecl labs(_In_ long x);
long long __cdecl llabs(_In_ long long x);
int __cdecl atoi(_In_z_ const char *str);
long __cdecl atol(_In_z_ const char *str);
__int64 __cdecl _atoi64(_In_z_ const char *str);
int __cdecl _wtoi(_In_z_ const wchar_t *str);
long __cdecl _wtol(_In_z_ const wchar_t *str);
__int64 __cdecl _wtoi64(_In_z_ const wchar_t *str);
long __cdecl strtol(_In_z_ const char *str, _Out_opt_ char **end, _In_ int radix);
unsigned long __cdecl strtoul(_In_z_ const char *str, _Out_opt_ char **end, _In_ int radix);
long __cdecl wcstol(_In_z_ const wchar_t *str, _Out_opt_ wchar_t **end, _In_ int radix);
unsigned long __cdecl wcstoul(_In_z_ const wchar_t *str, _Out_opt_ wchar_t **end, _In_ int radix);
char *__cdecl _itoa(_In_ int value, _Out_ char *buffer, _In_ int radix);
errno_t __cdecl _itoa_s(_In_ int value, _Out_writes_z_(size) char *buffer, _In_ size_t size, _In_ int radix);
errno_t __cdecl _itow_s(_In_ int value, _Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_ int radix);
errno_t __cdecl _ui64toa_s(_In_ unsigned __int64 value, _Out_writes_z_(size) char *buffer, _In_ size_t size, _In_ int radix);
errno_t __cdecl _ui64tow_s(_In_ unsigned __int64 value, _Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_ int radix);
size_t __cdecl mbstowcs(_Out_writes_opt_(count) wchar_t *dst, _In_z_ const char *src, _In_ size_t count);
size_t __cdecl wcstombs(_Out_writes_opt_(count) char *dst, _In_z_ const wchar_t *src, _In_ size_t count);
int __cdecl rand(void);
void __cdecl srand(_In_ unsigned int seed);

void __cdecl qsort(
    _Inout_updates_bytes_(count * size) void *base,
    _In_ size_t count,
    _In_ size_t size,
    _In_ int(__cdecl *compare)(const void *, const void *));

void *__cdecl bsearch(
    _In_ const void *key,
    _In_reads_bytes_(count * size) const void *base,
    _In_ size_t count,
    _In_ size_t size,
    _In_ int(__cdecl *compare)(const void *, const void *));

unsigned short __cdecl _byteswap_ushort(_In_ unsigned short value);
unsigned long __cdecl _byteswap_ulong(_In_ unsigned long value);
unsigned __int64 __cdecl _byteswap_uint64(_In_ unsigned __int64 value);
unsigned int __cdecl _rotl(_In_ unsigned int value, _In_ int shift);
unsigned int __cdecl _rotr(_In_ unsigned int value, _In_ int shift);
unsigned long __cdecl _lrotl(_In_ unsigned long value, _In_ int shift);
unsigned long __cdecl _lrotr(_In_ unsigned long value, _In_ int shift);
unsigned __int64 __cdecl _rotl64(_In_ unsigned __int64 value, _In_ int shift);
unsigned __int64 __cdecl _rotr64(_In_ unsigned __int64 value, _In_ int shift);

#endif
