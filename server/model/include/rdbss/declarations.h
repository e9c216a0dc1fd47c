/*
 * What rx.h brings beside the kernel's declarations.
 */
#ifndef _RDBSS_DECLARATIONS_H_
#define _RDBSS_DECLARATIONS_H_

#include "rxovride.h"
#include "rxtypes.h"

#include "ntrxdef.h"
#include "struchdr.h"
#include "rxce.h"
#include "rxcehdlr.h"
#include "fcbtable.h"
#include "midatlax.h"
#include "mrxfcb.h"
#include "namcache.h"
#include "rxworkq.h"
#include "rxprocs.h"
#include "rxexcept.h"

/* Owner ids of resources that change hands between threads carry the two low bits. */
#define MAKE_RESOURCE_OWNER(X) (((ERESOURCE_THREAD)(X)) | 0x3)
#define RESOURCE_OWNER_SET(X)  (((X) & 0x3) == 0x3)

#endif
