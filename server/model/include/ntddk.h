/*
 * The kernel interface of drivers that are not bound to WDM: wdm.h and more of the run-time library.
 */
#ifndef _NTDDK_
#define _NTDDK_

#define _NTDDK_INCLUDED_

#include "wdm.h"
#include "kernel/rtlfs.h"

#endif
