/*
 * The single include of RDBSS sources and mini-redirectors. A mini-redirector defines MINIRDR__NAME before it.
 * Declarations from documented prototypes; layout facts from public headers.
 */
#ifndef _RX_
#define _RX_

#include "ntifs.h"
#include "rdbss/declarations.h"
#include "rdbss/captures.h"

#ifndef MINIRDR__NAME
#include "rxdata.h"
#include "buffring.h"
#include "rxpooltg.h"
#endif

#endif
