/*
 * The kernel interface of drivers that are not bound to WDM: wdm.h and more of the run-time library.
 */
#ifndef _NTDDK_
#define _NTDDK_

#ifndef _WDMDDK_
#define _WDMDDK_
#endif

#include "guiddef.h"
#include "kernel/wdm.h"
#include "kernel/ntddk.h"
#include "kernel/checked.h"

#endif
