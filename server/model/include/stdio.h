/*
 * Formatting into buffers: the part of standard input and output that kernel code has.
 */
#ifndef _INC_STDIO
#define _INC_STDIO

#include "crtdefs.h"
#include "stdarg.h"

#ifndef EOF
#define EOF (-1)
#endif

int __cdecl sprintf(_Out_ char *buffer, _In_z_ _Printf_format_string_ const char *format, ...);
int __cdecl vsprintf(_Out_ char *buffer, _In_z_ _Printf_format_string_ const char *format, va_list args);
int __cdecl snprintf(_Out_writes_opt_(count) char *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, ...);
int __cdecl vsnprintf(_Out_writes_opt_(count) char *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, va_list args);
int __cdecl _snprintf(_Out_writes_opt_(count) char *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, ...);
int __cdecl _vsnprintf(_Out_writes_opt_(count) char *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, va_list args);
int __cdecl sprintf_s(_Out_writes_z_(size) char *buffer, _In_ size_t size, _In_z_ _Printf_format_string_ const char *format, ...);
int __cdecl vsprintf_s(_Out_writes_z_(size) char *buffer, _In_ size_t size, _In_z_ _Printf_format_string_ const char *format, va_list args);
int __cdecl _snprintf_s(_Out_writes_z_(size) char *buffer, _In_ size_t size, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, ...);
int __cdecl _vsnprintf_s(_Out_writes_z_(size) char *buffer, _In_ size_t size, _In_ size_t count, _In_z_ _Printf_format_string_ const char *format, va_list args);
int __cdecl _snwprintf(_Out_writes_opt_(count) wchar_t *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const wchar_t *format, ...);
int __cdecl _vsnwprintf(_Out_writes_opt_(count) wchar_t *buffer, _In_ size_t count, _In_z_ _Printf_format_string_ const wchar_t *format, va_list args);
int __cdecl _snwprintf_s(_Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_ size_t count, _In_z_ _Printf_format_string_ const wchar_t *format, ...);
int __cdecl _vsnwprintf_s(_Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_ size_t count, _In_z_ _Printf_format_string_ const wchar_t *format, va_list args);
int __cdecl swprintf_s(_Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_z_ _Printf_format_string_ const wchar_t *format, ...);
int __cdecl vswprintf_s(_Out_writes_z_(size) wchar_t *buffer, _In_ size_t size, _In_z_ _Printf_format_string_ const wchar_t *format, va_list args);
int __cdecl swprintf(_Out_ wchar_t *buffer, _In_z_ _Printf_format_string_ const wchar_t *format, ...);
int __cdecl _swprintf(_Out_ wchar_t *buffer, _In_z_ _Printf_format_string_ const wchar_t *format, ...);
int __cdecl sscanf(_In_z_ const char *buffer, _In_z_ _Scanf_format_string_ const char *format, ...);
int __cdecl sscanf_s(_In_z_ const char *buffer, _In_z_ _Scanf_s_format_string_ const char *format, ...);
int __cdecl swscanf_s(_In_z_ const wchar_t *buffer, _In_z_ _Scanf_s_format_string_ const wchar_t *format, ...);
int __cdecl _scprintf(_In_z_ _Printf_format_string_ const char *format, ...);

#endif
