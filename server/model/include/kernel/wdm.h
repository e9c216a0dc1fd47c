/*
 * What wdm.h brings that is the same in free and checked builds.
 */
#ifndef _KERNEL_WDM_
#define _KERNEL_WDM_

#ifndef _WDM_INCLUDED_
#define _WDM_INCLUDED_
#endif

#include "base.h"
#include "shared.h"
#include "rtl.h"
#include "ke.h"
#include "ex.h"
#include "mm.h"
#include "io.h"
#include "ob.h"
#include "zw.h"
#include "transactions.h"
#include "debug.h"
#include "arithmetic.h"
#include "registers.h"

#endif
