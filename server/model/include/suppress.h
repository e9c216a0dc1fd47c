/*
 * Names for the numbers that warning(suppress) takes in drivers, as the driver code analysis documents them.
 */
#ifndef _SUPPRESS_H_
#define _SUPPRESS_H_

#define __WARNING_BANNED_API_USAGE               28719
#define __WARNING_UNUSED_SCALAR_ASSIGNMENT       28931
#define __WARNING_UNUSED_POINTER_ASSIGNMENT      28930
#define __WARNING_INCORRECT_ANNOTATION           26007
#define __WARNING_READ_OVERRUN                   6385
#define __WARNING_WRITE_OVERRUN                  6386
#define __WARNING_INVALID_PARAM_VALUE_1          6387
#define __WARNING_USING_UNINIT_VAR               6001
#define __WARNING_DEREF_NULL_PTR                 6011

#endif
