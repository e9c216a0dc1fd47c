/* Alignment. */
#ifndef _HOSTED_STDALIGN
#define _HOSTED_STDALIGN

#define alignas _Alignas
#define alignof _Alignof

#endif
