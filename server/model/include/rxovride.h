/*
 * Build switches of the RDBSS headers: a checked build (DBG) turns on tracing, logging and assertions.
 */
#ifndef _RXOVRIDE_H_
#define _RXOVRIDE_H_

#if DBG
#ifndef RDBSSTRACE
#define RDBSSTRACE 1
#endif
#ifndef RDBSSLOG
#define RDBSSLOG 1
#endif
#ifndef RDBSS_ASSERTS
#define RDBSS_ASSERTS 1
#endif
#endif

#endif
