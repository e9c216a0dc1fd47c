/*
 * Strings and memory of the C library, narrow and wide, with Microsoft's additions.
 */
#ifndef _INC_STRING
#define _INC_STRING

#include "crtdefs.h"

/* Memory. */

void *__cdecl memcpy(_Out_writes_bytes_all_(size) void *dst, _In_reads_bytes_(size) const void *src, _In_ size_t size);
void *__cdecl memmove(_Out_writes_bytes_all_opt_(size) void *dst, _In_reads_bytes_opt_(size) const void *src, _In_ size_t size);
void *__cdecl memset(_Out_writes_bytes_all_(size) void *dst, _In_ int value, _In_ size_t size);
int __cdecl memcmp(_In_reads_bytes_(size) const void *buf1, _In_reads_bytes_(size) const void *buf2, _In_ size_t size);
void *__cdecl memchr(_In_reads_bytes_opt_(size) const void *buf, _In_ int value, _In_ size_t size);
void *__cdecl _memccpy(_Out_writes_bytes_opt_(size) void *dst, _In_reads_bytes_opt_(size) const void *src, _In_ int value, _In_ size_t size);
int __cdecl _memicmp(_In_reads_bytes_opt_(size) const void *buf1, _In_reads_bytes_opt_(size) const void *buf2, _In_ size_t size);
errno_t __cdecl memcpy_s(_Out_writes_bytes_to_opt_(dstSize, size) void *dst, _In_ rsize_t dstSize, _In_reads_bytes_opt_(size) const void *src, _In_ rsize_t size);
errno_t __cdecl memmove_s(_Out_writes_bytes_to_opt_(dstSize, size) void *dst, _In_ rsize_t dstSize, _In_reads_bytes_opt_(size) const void *src, _In_ rsize_t size);

/* Narrow strings. */

_Check_return_ size_t __cdecl strlen(_In_z_ const char *str);
_Check_return_ size_t __cdecl strnlen(_In_reads_or_z_(maxCount) const char *str, _In_ size_t maxCount);
char *__cdecl strcpy(_Out_ char *dst, _In_z_ const char *src);
char *__cdecl strncpy(_Out_writes_(count) char *dst, _In_z_ const char *src, _In_ size_t count);
char *__cdecl strcat(_Inout_z_ char *dst, _In_z_ const char *src);
char *__cdecl strncat(_Inout_z_ char *dst, _In_z_ const char *src, _In_ size_t count);
_Check_return_ int __cdecl strcmp(_In_z_ const char *str1, _In_z_ const char *str2);
_Check_return_ int __cdecl strncmp(_In_reads_or_z_(maxCount) const char *str1, _In_reads_or_z_(maxCount) const char *str2, _In_ size_t maxCount);
_Check_return_ int __cdecl _stricmp(_In_z_ const char *str1, _In_z_ const char *str2);
_Check_return_ int __cdecl _strnicmp(_In_reads_or_z_(maxCount) const char *str1, _In_reads_or_z_(maxCount) const char *str2, _In_ size_t maxCount);
char *__cdecl strchr(_In_z_ const char *str, _In_ int value);
char *__cdecl strrchr(_In_z_ const char *str, _In_ int value);
char *__cdecl strstr(_In_z_ const char *str, _In_z_ const char *subStr);
char *__cdecl strpbrk(_In_z_ const char *str, _In_z_ const char *control);
size_t __cdecl strspn(_In_z_ const char *str, _In_z_ const char *control);
size_t __cdecl strcspn(_In_z_ const char *str, _In_z_ const char *control);
char *__cdecl strtok(_Inout_opt_z_ char *str, _In_z_ const char *delimiters);
char *__cdecl strtok_s(_Inout_opt_z_ char *str, _In_z_ const char *delimiters, _Inout_ char **context);
char *__cdecl _strupr(_Inout_z_ char *str);
char *__cdecl _strlwr(_Inout_z_ char *str);
char *__cdecl _strset(_Inout_z_ char *str, _In_ int value);
char *__cdecl _strrev(_Inout_z_ char *str);
errno_t __cdecl strcpy_s(_Out_writes_z_(size) char *dst, _In_ rsize_t size, _In_z_ const char *src);
errno_t __cdecl strncpy_s(_Out_writes_z_(size) char *dst, _In_ rsize_t size, _In_reads_or_z_(maxCount) const char *src, _In_ rsize_t maxCount);
errno_t __cdecl strcat_s(_Inout_updates_z_(size) char *dst, _In_ rsize_t size, _In_z_ const char *src);
errno_t __cdecl strncat_s(_Inout_updates_z_(size) char *dst, _In_ rsize_t size, _In_reads_or_z_(maxCount) const char *src, _In_ rsize_t maxCount);

/* Wide strings. */

_Check_return_ size_t __cdecl wcslen(_In_z_ const wchar_t *str);
_Check_return_ size_t __cdecl wcsnlen(_In_reads_or_z_(maxCount) const wchar_t *str, _In_ size_t maxCount);
wchar_t *__cdecl wcscpy(_Out_ wchar_t *dst, _In_z_ const wchar_t *src);
wchar_t *__cdecl wcsncpy(_Out_writes_(count) wchar_t *dst, _In_z_ const wchar_t *src, _In_ size_t count);
wchar_t *__cdecl wcscat(_Inout_z_ wchar_t *dst, _In_z_ const wchar_t *src);
wchar_t *__cdecl wcsncat(_Inout_z_ wchar_t *dst, _In_z_ const wchar_t *src, _In_ size_t count);
_Check_return_ int __cdecl wcscmp(_In_z_ const wchar_t *str1, _In_z_ const wchar_t *str2);
_Check_return_ int __cdecl wcsncmp(_In_reads_or_z_(maxCount) const wchar_t *str1, _In_reads_or_z_(maxCount) const wchar_t *str2, _In_ size_t maxCount);
_Check_return_ int __cdecl _wcsicmp(_In_z_ const wchar_t *str1, _In_z_ const wchar_t *str2);
_Check_return_ int __cdecl _wcsnicmp(_In_reads_or_z_(maxCount) const wchar_t *str1, _In_reads_or_z_(maxCount) const wchar_t *str2, _In_ size_t maxCount);
wchar_t *__cdecl wcschr(_In_z_ const wchar_t *str, _In_ wchar_t value);
wchar_t *__cdecl wcsrchr(_In_z_ const wchar_t *str, _In_ wchar_t value);
wchar_t *__cdecl wcsstr(_In_z_ const wchar_t *str, _In_z_ const wchar_t *subStr);
wchar_t *__cdecl wcspbrk(_In_z_ const wchar_t *str, _In_z_ const wchar_t *control);
size_t __cdecl wcsspn(_In_z_ const wchar_t *str, _In_z_ const wchar_t *control);
size_t __cdecl wcscspn(_In_z_ const wchar_t *str, _In_z_ const wchar_t *control);
wchar_t *__cdecl wcstok_s(_Inout_opt_z_ wchar_t *str, _In_z_ const wchar_t *delimiters, _Inout_ wchar_t **context);
wchar_t *__cdecl _wcsupr(_Inout_z_ wchar_t *str);
wchar_t *__cdecl _wcslwr(_Inout_z_ wchar_t *str);
wchar_t *__cdecl _wcsset(_Inout_z_ wchar_t *str, _In_ wchar_t value);
wchar_t *__cdecl _wcsrev(_Inout_z_ wchar_t *str);
errno_t __cdecl wcscpy_s(_Out_writes_z_(size) wchar_t *dst, _In_ rsize_t size, _In_z_ const wchar_t *src);
errno_t __cdecl wcsncpy_s(_Out_writes_z_(size) wchar_t *dst, _In_ rsize_t size, _In_reads_or_z_(maxCount) const wchar_t *src, _In_ rsize_t maxCount);
errno_t __cdecl wcscat_s(_Inout_updates_z_(size) wchar_t *dst, _In_ rsize_t size, _In_z_ const wchar_t *src);
errno_t __cdecl wcsncat_s(_Inout_updates_z_(size) wchar_t *dst, _In_ rsize_t size, _In_reads_or_z_(maxCount) const wchar_t *src, _In_ rsize_t maxCount);

/* Old names. */

#define stricmp  _stricmp
#define strnicmp _strnicmp
#define wcsicmp  _wcsicmp
#define wcsnicmp _wcsnicmp
#define strupr   _strupr
#define strlwr   _strlwr
#define wcsupr   _wcsupr
#define wcslwr   _wcslwr

#endif
