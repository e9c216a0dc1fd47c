/*
 * How forcefully a connection is deleted, for LAN Manager's interface and the redirectors behind it.
 */
#ifndef _LMUSEFLG_
#define _LMUSEFLG_

#define USE_NOFORCE       0
#define USE_FORCE         1
#define USE_LOTS_OF_FORCE 2

#endif
