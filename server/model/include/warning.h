/*
 * Warning switches of the Windows build: they set levels of Microsoft's compiler alone, so nothing is left to declare.
 */
#ifndef _WARNING_H_
#define _WARNING_H_

#endif
