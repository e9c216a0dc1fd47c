/*
 * What ntifs.h brings that is the same in free and checked builds.
 */
#ifndef _KERNEL_NTIFS_
#define _KERNEL_NTIFS_

#define _NTIFS_INCLUDED_

#ifndef _NTDDK_INCLUDED_
#define _NTDDK_INCLUDED_
#endif

#include "wdm.h"
#include "rtlfs.h"
#include "fsrtl.h"
#include "cc.h"
#include "recent.h"
#include "fsctl.h"
#include "ecp.h"
#include "network.h"

#endif
