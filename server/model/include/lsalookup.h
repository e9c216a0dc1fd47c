/*
 * Counted strings and handles of the local security authority.
 */
#ifndef _LSALOOKUP_
#define _LSALOOKUP_

#include "kernel/ntdef.h"

typedef UNICODE_STRING LSA_UNICODE_STRING, *PLSA_UNICODE_STRING;
typedef STRING LSA_STRING, *PLSA_STRING;
typedef OBJECT_ATTRIBUTES LSA_OBJECT_ATTRIBUTES, *PLSA_OBJECT_ATTRIBUTES;
typedef PVOID LSA_HANDLE, *PLSA_HANDLE;

#endif
