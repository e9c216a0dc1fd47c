/*
 * Deprecates unsafe string functions in Windows builds; that is a matter of Microsoft's compiler, nothing is declared.
 */
#ifndef _DONTUSE_H_
#define _DONTUSE_H_

#endif
