/* Alignment. */
#ifndef _HOSTED_STDALIGN
#define _HOSTED_STDALIGN

#define alignas _Alignas
#define alignof _Alignof
#define __alignas_is_defined 1
#define __alignof_is_defined 1

#endif
