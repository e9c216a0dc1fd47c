/*
 * The kernel interface of every Windows driver. Declarations from documented prototypes; parts by subject in kernel/.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "guiddef.h"
#include "kernel/wdm.h"
#include "kernel/checked.h"

#endif
