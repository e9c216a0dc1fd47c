/*
 * The kernel interface of file systems and redirectors: ntddk.h, the file system run-time and the cache manager.
 */
#ifndef _NTIFS_
#define _NTIFS_

#ifndef _NTDDK_
#define _NTDDK_
#endif
#ifndef _WDMDDK_
#define _WDMDDK_
#endif

#include "guiddef.h"
#include "kernel/wdm.h"
#include "kernel/ntddk.h"
#include "kernel/ntifs.h"
#include "kernel/checked.h"

#endif
