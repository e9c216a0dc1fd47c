/*
 * The old name of string.h for those who want memory operations alone.
 */
#ifndef _INC_MEMORY
#define _INC_MEMORY

#include "string.h"

#endif
