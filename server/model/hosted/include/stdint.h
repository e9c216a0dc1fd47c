/* Integers by their widths. */
#ifndef _HOSTED_STDINT
#define _HOSTED_STDINT

#include <limits.h>

typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
#if defined(_WIN32)
typedef long long int64_t;
typedef unsigned long long uint64_t;
#define INT64_C(x)  x##LL
#define UINT64_C(x) x##ULL
#else
typedef long int64_t;
typedef unsigned long uint64_t;
#define INT64_C(x)  x##L
#define UINT64_C(x) x##UL
#endif
#if defined(_WIN32) && !defined(_WIN64)
typedef int intptr_t;
typedef unsigned int uintptr_t;
#define SIZE_MAX    UINT_MAX
#define UINTPTR_MAX UINT_MAX
#define INTPTR_MAX  INT_MAX
#define INTPTR_MIN  INT_MIN
#else
typedef int64_t intptr_t;
typedef uint64_t uintptr_t;
#define SIZE_MAX    UINT64_MAX
#define UINTPTR_MAX UINT64_MAX
#define INTPTR_MAX  INT64_MAX
#define INTPTR_MIN  INT64_MIN
#endif
typedef int64_t intmax_t;
typedef uint64_t uintmax_t;
typedef int8_t int_least8_t;
typedef int16_t int_least16_t;
typedef int32_t int_least32_t;
typedef int64_t int_least64_t;
typedef uint8_t uint_least8_t;
typedef uint16_t uint_least16_t;
typedef uint32_t uint_least32_t;
typedef uint64_t uint_least64_t;
typedef int8_t int_fast8_t;
typedef int32_t int_fast32_t;
typedef uint8_t uint_fast8_t;
typedef uint32_t uint_fast32_t;

#define INT8_MIN   SCHAR_MIN
#define INT8_MAX   SCHAR_MAX
#define UINT8_MAX  UCHAR_MAX
#define INT16_MIN  SHRT_MIN
#define INT16_MAX  SHRT_MAX
#define UINT16_MAX USHRT_MAX
#define INT32_MIN  INT_MIN
#define INT32_MAX  INT_MAX
#define UINT32_MAX UINT_MAX
#define INT64_MAX  INT64_C(9223372036854775807)
#define INT64_MIN  (-INT64_MAX - 1)
#define UINT64_MAX UINT64_C(18446744073709551615)
#define INTMAX_MAX INT64_MAX
#define INTMAX_MIN INT64_MIN
#define UINTMAX_MAX UINT64_MAX
#define INT8_C(x)   x
#define INT16_C(x)  x
#define INT32_C(x)  x
#define UINT8_C(x)  x
#define UINT16_C(x) x
#define UINT32_C(x) x##U

#endif
