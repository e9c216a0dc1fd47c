/*
 * The base types of Windows NT: integers, strings, lists, object attributes, status tests.
 */
#ifndef _NTDEF_AND_GUIDS_
#define _NTDEF_AND_GUIDS_

#include "guiddef.h"
#include "kernel/ntdef.h"

#endif
