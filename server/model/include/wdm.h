/*
 * The kernel interface of every Windows driver. Declarations from documented prototypes; parts by subject in kernel/.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "guiddef.h"
#include "kernel/wdm.h"
#include "kernel/checked.h"

/* What few drivers name. It is read where it is included, whereas the parts above are known beforehand. */
#include "kernel/arithmetic.h"
#include "kernel/registers.h"

#endif
