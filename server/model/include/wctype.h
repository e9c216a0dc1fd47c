/*
 * Wide character classes.
 */
#ifndef _INC_WCTYPE
#define _INC_WCTYPE

#include "crtdefs.h"

#ifndef WEOF
#define WEOF ((wint_t)0xFFFF)
#endif

int __cdecl iswalpha(_In_ wint_t c);
int __cdecl iswupper(_In_ wint_t c);
int __cdecl iswlower(_In_ wint_t c);
int __cdecl iswdigit(_In_ wint_t c);
int __cdecl iswxdigit(_In_ wint_t c);
int __cdecl iswspace(_In_ wint_t c);
int __cdecl iswpunct(_In_ wint_t c);
int __cdecl iswalnum(_In_ wint_t c);
int __cdecl iswprint(_In_ wint_t c);
int __cdecl iswgraph(_In_ wint_t c);
int __cdecl iswcntrl(_In_ wint_t c);
int __cdecl iswascii(_In_ wint_t c);
int __cdecl iswctype(_In_ wint_t c, _In_ wctype_t type);
wint_t __cdecl towupper(_In_ wint_t c);
wint_t __cdecl towlower(_In_ wint_t c);

#endif
