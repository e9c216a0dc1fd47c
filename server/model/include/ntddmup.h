/*
 * Name resolution of UNC providers. IOCTL_REDIR_QUERY_PATH and its structures are part of ntifs.h.
 */
#ifndef _NTDDMUP_
#define _NTDDMUP_

#include "ntifs.h"

#define DD_MUP_DEVICE_NAME L"\\Device\\Mup"

#endif
