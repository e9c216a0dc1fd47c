/*
 * Limits of the integer types, as Windows compilers have them: long stays at 32 bits.
 */
#ifndef _INC_LIMITS
#define _INC_LIMITS

#define CHAR_BIT   8
#define SCHAR_MIN  (-128)
#define SCHAR_MAX  127
#define UCHAR_MAX  0xff
#define CHAR_MIN   SCHAR_MIN
#define CHAR_MAX   SCHAR_MAX
#define MB_LEN_MAX 5
#define SHRT_MIN   (-32768)
#define SHRT_MAX   32767
#define USHRT_MAX  0xffff
#define INT_MIN    (-2147483647 - 1)
#define INT_MAX    2147483647
#define UINT_MAX   0xffffffff
#define LONG_MIN   (-2147483647L - 1)
#define LONG_MAX   2147483647L
#define ULONG_MAX  0xffffffffUL
#define LLONG_MAX  9223372036854775807LL
#define LLONG_MIN  (-9223372036854775807LL - 1)
#define ULLONG_MAX 0xffffffffffffffffULL
#ifndef SIZE_MAX
#if defined(_WIN64)
#define SIZE_MAX 0xffffffffffffffffULL
#else
#define SIZE_MAX 0xffffffffU
#endif
#endif

#endif
