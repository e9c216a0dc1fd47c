/*
 * All security interfaces of a driver; sources define SECURITY_KERNEL before it.
 */
#ifndef _SECURITY_H_
#define _SECURITY_H_

#include "sspi.h"
#include "secext.h"

#define NTLMSP_NAME          L"NTLM"
#define MICROSOFT_KERBEROS_NAME L"Kerberos"
#define NEGOSSP_NAME         L"Negotiate"

#endif
