/*
 * The kernel interface of file systems and redirectors: ntddk.h, the file system run-time and the cache manager.
 */
#ifndef _NTIFS_
#define _NTIFS_

#define _NTIFS_INCLUDED_

#include "ntddk.h"
#include "kernel/fsrtl.h"
#include "kernel/cc.h"
#include "kernel/recent.h"
#include "kernel/fsctl.h"
#include "kernel/ecp.h"
#include "kernel/network.h"

#endif
