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

/* What few drivers name. It is read where it is included, whereas the parts above are known beforehand. */
#include "kernel/arithmetic.h"
#include "kernel/registers.h"
#include "kernel/hash.h"
#include "kernel/process.h"
#include "kernel/ansi.h"
#include "kernel/controls.h"
#include "kernel/security.h"
#include "kernel/providers.h"

#endif
