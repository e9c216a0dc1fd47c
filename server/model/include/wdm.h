/*
 * The kernel interface of every Windows driver. Declarations from documented prototypes; parts by subject in kernel/.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#ifndef _WDM_INCLUDED_
#define _WDM_INCLUDED_
#endif

#include "kernel/base.h"
#include "kernel/rtl.h"
#include "kernel/ke.h"
#include "kernel/ex.h"
#include "kernel/mm.h"
#include "kernel/io.h"
#include "kernel/ob.h"
#include "kernel/zw.h"
#include "kernel/debug.h"

#endif
