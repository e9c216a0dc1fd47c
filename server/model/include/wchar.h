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

#endif
