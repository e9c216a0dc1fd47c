/*
 * What ntddk.h brings beside wdm.h.
 */
#ifndef _KERNEL_NTDDK_
#define _KERNEL_NTDDK_

#define _NTDDK_INCLUDED_

#include "rtlfs.h"
#include "hash.h"
#include "process.h"

#endif
