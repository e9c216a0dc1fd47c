/*
 * The single include of RDBSS sources and mini-redirectors. A mini-redirector defines MINIRDR__NAME before it.
 * Declarations from documented prototypes; layout facts from public headers.
 */
#ifndef _RX_
#define _RX_

#include "rxovride.h"
#include "ntifs.h"
#include "rxtypes.h"

#ifndef MINIRDR__NAME
#include "rxpooltg.h"
#endif

#include "ntrxdef.h"
#include "struchdr.h"
#include "fcbtable.h"
#include "mrxfcb.h"
#include "rxworkq.h"
#include "rxprocs.h"

#ifndef MINIRDR__NAME
#include "rxdata.h"
#include "buffring.h"
#endif

#endif
