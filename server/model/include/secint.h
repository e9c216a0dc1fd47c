/*
 * Security interfaces of redirectors: SSPI with the routines of the kernel security driver that ntifs.h declares.
 */
#ifndef _SECINT_
#define _SECINT_

#include "ntifs.h"
#include "sspi.h"
#include "secext.h"

#endif
