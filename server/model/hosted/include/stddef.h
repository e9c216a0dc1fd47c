/* Common definitions of hosted programs. Where Windows is the target, sizes are as its compilers have them. */
#ifndef _HOSTED_STDDEF
#define _HOSTED_STDDEF

#if defined(_WIN64)
typedef unsigned long long size_t;
typedef long long ptrdiff_t;
#elif defined(_WIN32)
typedef unsigned int size_t;
typedef int ptrdiff_t;
#else
typedef unsigned long size_t;
typedef long ptrdiff_t;
#endif
#if defined(_WIN32)
typedef unsigned short wchar_t;
#else
typedef int wchar_t;
#endif
#if !defined(_WIN32) || defined(_WIN64)
typedef struct { long long ll; long double ld; } max_align_t;
#endif

#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif
