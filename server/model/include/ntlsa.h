/*
 * The local security authority as kernel builds see it.
 */
#ifndef _NTLSA_
#define _NTLSA_

#include "lsalookup.h"
#include "ntsecapi.h"

#endif
