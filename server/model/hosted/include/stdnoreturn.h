/* Functions that do not return. */
#ifndef _HOSTED_STDNORETURN
#define _HOSTED_STDNORETURN

#define noreturn _Noreturn

#endif
