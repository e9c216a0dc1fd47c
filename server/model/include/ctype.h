/*
 * Character classes and case, narrow characters.
 */
#ifndef _INC_CTYPE
#define _INC_CTYPE

#include "crtdefs.h"

int __cdecl isalpha(_In_ int c);
int __cdecl isupper(_In_ int c);
int __cdecl islower(_In_ int c);
int __cdecl isdigit(_In_ int c);
int __cdecl isxdigit(_In_ int c);
int __cdecl isspace(_In_ int c);
int __cdecl ispunct(_In_ int c);
int __cdecl isblank(_In_ int c);
int __cdecl isalnum(_In_ int c);
int __cdecl isprint(_In_ int c);
int __cdecl isgraph(_In_ int c);
int __cdecl iscntrl(_In_ int c);
int __cdecl toupper(_In_ int c);
int __cdecl tolower(_In_ int c);
int __cdecl __isascii(_In_ int c);
int __cdecl __toascii(_In_ int c);

#include "wctype.h"

#endif
