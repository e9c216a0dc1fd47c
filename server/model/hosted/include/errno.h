/* Numbers of errors. */
#ifndef _HOSTED_ERRNO
#define _HOSTED_ERRNO

extern int errno;
#define EDOM   33
#define ERANGE 34
#define EINVAL 22
#define ENOMEM 12

#endif
