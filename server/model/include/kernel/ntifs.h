/*
 * What ntifs.h brings beside ntddk.h.
 */
#ifndef _KERNEL_NTIFS_
#define _KERNEL_NTIFS_

#define _NTIFS_INCLUDED_

#include "fsrtl.h"
#include "cc.h"
#include "recent.h"
#include "fsctl.h"
#include "files.h"
#include "ecp.h"
#include "network.h"
#include "ansi.h"
#include "controls.h"
#include "security.h"
#include "providers.h"

#endif
